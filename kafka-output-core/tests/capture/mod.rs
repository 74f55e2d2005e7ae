//! The functions under test, and the tests by what they are about.

mod assertions;
mod failures;
mod records;
mod scopes;
mod settings;

use kafka_output_core::private::prelude::*;
use kafka_output_core::private::{self, Binding, OptionId, Value};
use kafka_output_core::testing::Capture;
use kafka_output_core::{Deliveries, Delivery, Enqueued, Error, KafkaEventData};
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Order {
    id: u32,
    customer: String,
}

type OrderEvent = KafkaEventData<Order>;

/// What the attribute writes for `$name`: a binding, in the list of all outputs.
macro_rules! binding {
    ($name:ident: $text:literal, $($option:ident = $value:expr),+ $(,)?) => {
        static $name: Binding = Binding::new($text, module_path!(), &[$((OptionId::$option, $value)),+]);
        const _: () = {
            #[private::linkme::distributed_slice(private::OUTPUTS)]
            #[linkme(crate = private::linkme)]
            static ENTRY: &Binding = &$name;
        };
    };
}

/// The `Sending` of one record, or of many.
macro_rules! encode {
    ($encode:ident, $binding:ident, $ty:ty, $returned:expr) => {{
        let leaf = private::leaf::<$ty>();
        let event = (&&leaf).__event();
        let value = (&&&&&&&&event.__value()).__format();
        let key = (&&&&&&&&event.__key()).__format();
        private::$encode(&$binding, $returned, event, value, key, ())
    }};
}

// Below the macros, which it uses.
mod pointers;

binding!(ORDER_PLACED: "order_placed",
    BrokerList = Value::Setting("%KAFKA_BROKERS%"),
    Topic = Value::Setting("${ORDERS:orders}"),
    Headers = Value::Map(&[("source", "checkout"), ("stage", "%STAGE%")]),
    MaxMessageBytes = Value::Setting("${MAX:1MB}"),
);
binding!(AUDITED: "audited", BrokerList = Value::Text("elsewhere:9092"), Topic = Value::Text("audit"));

async fn order_placed(event: OrderEvent) -> Result<Delivery, Error> {
    tokio::task::yield_now().await;
    private::confirmed_one(encode!(encode_one, ORDER_PLACED, OrderEvent, event)).await
}

fn order_placed_plainly(event: OrderEvent) -> Result<Delivery, Error> {
    private::wait_confirmed_one(encode!(encode_one, ORDER_PLACED, OrderEvent, event))
}

async fn orders_placed(events: Vec<OrderEvent>) -> Result<Deliveries, Error> {
    private::confirmed_many(encode!(encode_many, ORDER_PLACED, OrderEvent, events)).await
}

async fn orders_enqueued(events: Vec<OrderEvent>) -> Result<Enqueued, Error> {
    private::enqueued(encode!(encode_many, ORDER_PLACED, OrderEvent, events)).await
}

fn audited(text: &str) -> Result<Delivery, Error> {
    private::wait_confirmed_one(encode!(encode_one, AUDITED, &str, text))
}

fn order(id: u32) -> Order {
    Order { id, customer: "c-42".to_owned() }
}

fn placed(id: u32) -> OrderEvent {
    KafkaEventData::new(order(id)).key("c-42")
}

fn capture() -> Capture {
    Capture::new().setting("KAFKA_BROKERS", "memory:1").setting("STAGE", "test")
}
