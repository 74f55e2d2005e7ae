//! Options on a function whose type says itself where its fields are sent: too much, so nothing is told to be missing.

use kafka_output::{KafkaOutputs, kafka_connection, kafka_output};
use kafka_output_ui_tests::Order;

#[kafka_connection(broker_list = "a:1")]
struct Central;

#[derive(KafkaOutputs)]
struct Placed {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    order: Order,
    #[kafka_output(returned)]
    id: u32,
}

#[kafka_output(delivery = enqueued)]
async fn enqueued(order: Order) -> Placed {
    Placed { order, id: 1 }
}

#[kafka_output(topic = "orders")]
fn to_a_topic(order: Order) -> Result<Placed, String> {
    Ok(Placed { order, id: 2 })
}

#[kafka_output(connection = Central)]
async fn connected(order: Order) -> Option<Placed> {
    Some(Placed { order, id: 3 })
}

#[derive(serde::Serialize, KafkaOutputs)]
struct Both {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    order: Order,
}

/// One record of JSON, which lacks its broker.
#[kafka_output(topic = "orders")]
fn both(order: Order) -> Both {
    Both { order }
}

mod elsewhere {
    /// Of another type's name, and with nothing of its own to say.
    #[derive(serde::Serialize)]
    pub struct Relayed;
}

#[derive(KafkaOutputs)]
struct Relayed {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    order: Order,
}

#[kafka_output(topic = "orders")]
fn by_a_path() -> elsewhere::Relayed {
    elsewhere::Relayed
}

#[derive(KafkaOutputs)]
struct ByHand {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    order: Order,
}

impl serde::Serialize for ByHand {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.order.serialize(serializer)
    }
}

#[kafka_output(topic = "orders")]
fn by_hand(order: Order) -> ByHand {
    ByHand { order }
}

async fn called() {
    let _ = enqueued(Order::example()).await.map(|id| id + 1);
    let _ = to_a_topic(Order::example()).map(|id| id + 1);
    let _ = connected(Order::example()).await.map(|id| id.map(|id| id + 1));
    let _ = both(Order::example()).map(|delivery| delivery.offset());
}

fn main() {}
