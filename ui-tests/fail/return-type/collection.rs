//! Collections that are none of std's lists, and pointers to one: one error each, none at those who ask the answer how many there were.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use kafka_output::{KafkaEventData, kafka_output};
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn by_customer() -> HashMap<String, Order> {
    HashMap::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn by_number() -> Option<BTreeMap<i64, Order>> {
    None
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn in_an_event() -> KafkaEventData<Vec<Order>> {
    KafkaEventData::new(Vec::new())
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = json)]
async fn shared() -> Arc<[Order]> {
    Arc::new([])
}

struct Cart(Vec<Order>);

impl IntoIterator for Cart {
    type Item = Order;
    type IntoIter = std::vec::IntoIter<Order>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Cart {
    #[kafka_output(broker_list = "%B%", topic = "orders")]
    async fn sold(order: Order) -> Cart {
        Cart(vec![order])
    }
}

async fn called() {
    let _ = by_customer().await.map(|deliveries| deliveries.len());
    let _ = by_number().map(|deliveries| deliveries.map(|deliveries| deliveries.len()));
    let _ = in_an_event().await.map(|deliveries| deliveries.len());
    let _ = shared().await.map(|deliveries| deliveries.len());
    let _ = Cart::sold(Order::example()).await.map(|deliveries| deliveries.len());
}

fn main() {}
