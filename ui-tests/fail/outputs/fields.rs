//! What a struct that derives `KafkaOutputs` may not be, and that its callers hear nothing of it.

use kafka_output::{KafkaOutputs, kafka_output};
use kafka_output_ui_tests::Order;

#[derive(KafkaOutputs)]
#[kafka_output(topic = "orders")]
struct Placed {
    order: Order,
    #[kafka_output]
    empty: Order,
    #[kafka_output()]
    also_empty: Order,
    #[kafka_output(returned)]
    first: u32,
    #[kafka_output(returned)]
    second: String,
    #[kafka_output(broker_list = "a:1", topic = "a")]
    #[kafka_output(broker_list = "a:1", topic = "b")]
    twice: Order,
    #[kafka_output = "orders"]
    equals: Order,
    #[kafka_output(none, topic = "a")]
    none_and_topic: Order,
    #[kafka_output(broker_list = "a:1", topic = "a", handler = event, crate = kafka_output)]
    about_others: Order,
    #[kafka_output(broker_list = "a:1", topic = "a")]
    unit: (),
}

#[derive(KafkaOutputs)]
struct Tuple(Order, #[kafka_output(returned, topic = "a")] u32);

#[derive(KafkaOutputs)]
struct Unit;

#[derive(KafkaOutputs)]
struct OnlyReturns {
    #[kafka_output(returned)]
    id: u32,
}

#[derive(KafkaOutputs)]
union Either {
    order: u32,
}

#[kafka_output]
async fn place() -> Placed {
    unreachable!()
}

async fn called() -> u32 {
    place().await.unwrap()
}

fn main() {}
