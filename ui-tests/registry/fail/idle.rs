//! A registry that has nothing to register, which is told of where the declarations tell it.

use kafka_output::{KafkaEventData, kafka_output};

#[derive(serde::Serialize)]
struct Line {
    id: u32,
}

type Keyed = KafkaEventData<Line, i64>;

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = csv, schema_registry_url = "http://r:8081")]
async fn line(id: u32) -> Line {
    Line { id }
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = csv, schema_registry_url = "http://r:8081")]
fn lines(id: u32) -> Result<Vec<KafkaEventData<Line>>, String> {
    Ok(vec![KafkaEventData::new(Line { id }).key("a")])
}

/// What its key is, and whether that has a schema, is told by its type alone.
#[kafka_output(broker_list = "%B%", topic = "orders", value_format = csv, schema_registry_url = "http://r:8081")]
fn keyed(id: u32) -> Keyed {
    KafkaEventData::new(Line { id }).key(1)
}

fn called() {
    let _ = lines(1).map(|deliveries| deliveries.len());
    let _ = keyed(1).map(|delivery| delivery.offset());
}

fn main() {}
