//! `key = id` of what has no fields.

use kafka_output::{Delivery, Error, KafkaEventData, kafka_output};
use serde::Serialize;

#[derive(Serialize)]
enum Change {
    Placed { id: u64 },
    Gone,
}

#[derive(Serialize)]
struct Order {
    id: u64,
}

#[kafka_output(broker_list = "a:1", topic = "orders", key = id)]
async fn text(id: u64) -> String {
    id.to_string()
}

#[kafka_output(broker_list = "a:1", topic = "orders", key = customer.id)]
async fn bytes(id: u64) -> Vec<KafkaEventData<Vec<u8>>> {
    vec![KafkaEventData::new(vec![u8::try_from(id).unwrap_or_default()])]
}

#[kafka_output(broker_list = "a:1", topic = "orders", key = id)]
async fn either(id: Option<u64>) -> Change {
    id.map_or(Change::Gone, |id| Change::Placed { id })
}

#[kafka_output(broker_list = "a:1", topic = "orders", value_format = json, key = 0)]
async fn any<T: Serialize + Send + 'static>(value: T) -> T {
    value
}

#[kafka_output(broker_list = "a:1", topic = "orders", key = number)]
async fn other(id: u64) -> Order {
    Order { id }
}

#[kafka_output(broker_list = "a:1", topic = "orders", key = order.id)]
async fn argument(order: Order) -> Option<Order> {
    Some(order)
}

struct Shop {
    order: Order,
}

impl Shop {
    #[kafka_output(broker_list = "a:1", topic = "orders", key = self.order.id)]
    fn receiver(self) -> Order {
        self.order
    }
}

#[derive(Serialize)]
struct Envelope {
    order: Order,
}

#[kafka_output(broker_list = "a:1", topic = "orders", key = order.id)]
async fn envelope(order: Order) -> Envelope {
    Envelope { order }
}

// Text and bytes by their names only: these are types of the user's own.
#[derive(Serialize)]
struct Bytes {
    id: u64,
}

#[kafka_output(broker_list = "a:1", topic = "orders", key = id)]
async fn own(id: u64) -> Option<Bytes> {
    Some(Bytes { id })
}

async fn calls() -> Result<Delivery, Error> {
    text(1).await?;
    let _ = bytes(2).await?.len();
    any(3_u64).await?;
    own(4).await?;
    argument(Order { id: 1 }).await?;
    Shop { order: Order { id: 2 } }.receiver()?;
    envelope(Order { id: 3 }).await?;
    other(5).await?;
    either(None).await
}

fn main() {
    let _ = calls();
}
