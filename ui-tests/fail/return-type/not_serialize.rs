//! A type that nothing can write.

use kafka_output::{KafkaEventData, kafka_output};

struct Secret;

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn first() -> Secret {
    Secret
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn second() -> Vec<KafkaEventData<Secret>> {
    Vec::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn third() -> KafkaEventData<String, Secret> {
    KafkaEventData::new(String::new())
}

fn main() {}
