//! The options of every field are judged as on a function, all at once.

use kafka_output::{KafkaOutputs, kafka_connection, kafka_output};
use kafka_output_ui_tests::Order;

#[kafka_connection(broker_list = "localhost:9092", linger_ms = 500)]
struct Local;

#[derive(KafkaOutputs)]
struct Placed {
    #[kafka_output(brokers_list = "a:1", topic = "orders of today")]
    near: Order,
    #[kafka_output(broker_list = "a:1")]
    no_topic: Order,
    #[kafka_output(connection = Local, topic = "orders", message_timeout_ms = 100)]
    contradicts: Order,
    #[kafka_output(connection = Order, topic = "orders")]
    no_connection: Order,
    #[kafka_output(broker_list = "a:1", topic = "orders", acks = nonw, username = "ann")]
    words: Order,
    #[kafka_output(broker_list = "a:1", topic = "orders", key = customer.name)]
    key: Order,
    #[kafka_output(broker_list = "a:1", topic = "orders", retuned)]
    near_word: Order,
    #[kafka_output(broker_list = "a:1", topic = "orders", avro_schema = "{")]
    schema: Order,
}

#[kafka_output]
async fn place() -> Placed {
    unreachable!()
}

fn main() {}
