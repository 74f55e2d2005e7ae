//! A secret in the source is a warning; denied here, so that it shows.
#![deny(deprecated)]

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    protocol = sasl_plaintext,
    username = "ann",
    password = "hush",
)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    protocol = sasl_plaintext,
    username = "ann",
    password = "${KAFKA_PASSWORD:hush}",
    unchecked_properties = { "debug" = "msg", "new.client.secret" = "hush" },
)]
async fn by_default(order: Order) -> Order {
    order
}

struct Shop;

impl Shop {
    #[kafka_output(broker_list = "%B%", topic = "orders", protocol = sasl_plaintext, username = "%U%", password = "100%%")]
    fn second<T: serde::Serialize>(&self, order: T) -> KafkaEvent<T> {
        kafka_output::KafkaEventData::new(order)
    }

    #[kafka_output(
        broker_list = "%B%",
        topic = "orders",
        protocol = sasl_plaintext,
        username = "ann",
        password = "hush",
        allow_literal_secrets = true,
    )]
    fn allowed(&self, order: Order) -> Order {
        order
    }

    #[allow(deprecated)]
    #[kafka_output(broker_list = "%B%", topic = "orders", protocol = sasl_plaintext, username = "%U%", password = "hush")]
    fn allowed_by_the_lint(&self, order: Order) -> Order {
        order
    }
}

type KafkaEvent<T> = kafka_output::KafkaEventData<T>;

fn main() {}
