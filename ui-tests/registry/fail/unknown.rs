//! A type that nobody knows, whose schema would be asked for: once.

use kafka_output::KafkaOutputs;

#[derive(KafkaOutputs)]
struct Placed {
    #[kafka_output(broker_list = "a:1", topic = "a", value_format = avro, schema_registry_url = "%R%")]
    purchase: Purchase,
    #[kafka_output(broker_list = "a:1", topic = "b", value_format = avro, schema_registry_url = "%R%")]
    purchases: Vec<Purchases>,
}

#[derive(KafkaOutputs)]
struct Generic<T: serde::Serialize + Send + Sync> {
    #[kafka_output(broker_list = "a:1", topic = "a")]
    known: T,
    #[kafka_output(broker_list = "a:1", topic = "b")]
    purchase: Purchase,
    #[kafka_output(broker_list = "a:1", topic = "c")]
    purchases: Vec<Purchases>,
}

fn main() {}
