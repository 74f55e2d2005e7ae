//! Connections, and the functions that use them.
#![deny(warnings, unsafe_code)]
#![forbid(unsafe_op_in_unsafe_fn)]

mod shared {
    use kafka_output::kafka_connection;

    /// A type of any form.
    #[kafka_connection(broker_list = "%KAFKA_BROKERS%", client_id = "shop", properties = { "queue.buffering.max.kbytes" = "1024" })]
    #[derive(Debug, Clone, Copy)]
    pub struct Confluent;

    #[kafka_connection(linger_ms = 500)]
    pub enum Patient {}

    #[kafka_connection(crate = kafka_output, broker_list = "localhost:9092", username = "ann", password = "%PASSWORD%")]
    pub(crate) struct Fields {
        pub(crate) _any: u8,
    }
}

use kafka_output::kafka_output;
use shared::Confluent;

#[kafka_output(connection = Confluent, topic = "orders")]
async fn placed() -> String {
    String::new()
}

#[kafka_output(connection = shared::Patient, topic = "orders", broker_list = "localhost:9092", linger_ms = 5, message_timeout_ms = 100)]
fn own_option_wins() -> Vec<i64> {
    vec![1]
}

#[kafka_output(connection = crate::shared::Fields, topic = "orders", protocol = sasl_plaintext, authentication_mode = plain)]
async fn completed<T: serde::Serialize + Send>(value: T) -> kafka_output::Json<T> {
    kafka_output::Json(value)
}

struct Shop;

impl Shop {
    #[kafka_output(connection = Confluent, topic = "orders", handler = Self::order_event)]
    async fn order(&self) -> Option<String> {
        None
    }
}

async fn calls() {
    let _ = placed().await.map(|delivery| delivery.offset());
    let _ = own_option_wins().map(|deliveries| deliveries.len());
    let _ = completed(3).await;
    let _ = Shop.order().await;
    let _ = Shop.order_event().await;
    let _ = shared::Fields { _any: 1 }._any;
}

fn main() {
    let _ = calls;
    let _ = Confluent;
}
