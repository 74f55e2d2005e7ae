//! A format or a schema for keys of records that have none.
#![deny(warnings)]

use kafka_output::{Delivery, Error, KafkaEventData, KafkaOutputs, kafka_output};
use serde::Serialize;

#[derive(Serialize)]
struct Order {
    id: u64,
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "orders", key_format = json)]
async fn placed(id: u64) -> Order {
    Order { id }
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "orders", key_avro_schema = "\"long\"")]
fn exported(id: u64) -> Result<Vec<Order>, std::io::Error> {
    Ok(vec![Order { id }])
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "orders", value_format = json, key_format = string)]
async fn sent<T: Serialize + Send + 'static>(event: T) -> T {
    event
}

#[derive(KafkaOutputs)]
struct Placed {
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "orders", key_format = binary)]
    order: Order,
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keyed", key_format = json)]
    event: KafkaEventData<Order>,
}

#[kafka_output]
async fn place(id: u64) -> Placed {
    Placed { order: Order { id }, event: KafkaEventData::new(Order { id }) }
}

// None of these is told anything.
#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "orders", key_format = json, key = id)]
async fn keyed(id: u64) -> Option<Order> {
    Some(Order { id })
}

type Event = KafkaEventData<Order, u64>;

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "orders", key_format = json)]
async fn event(id: u64) -> Event {
    Event::new(Order { id })
}

async fn calls() -> Result<Delivery, Error> {
    let _ = exported(1);
    place(2).await?;
    sent("three").await?;
    placed(4).await
}

fn main() {
    let _ = (calls(), keyed(1), event(2));
}
