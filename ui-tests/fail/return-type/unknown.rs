//! A type that nobody knows is the compiler's to report, once.

use kafka_output::{KafkaOutputs, kafka_output};
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn first() -> Purchase {
    Order::example()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn second() -> Purchase {
    Order::example()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn third() -> Vec<Purchase> {
    vec![Order::example()]
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn fourth() -> Result<Order> {
    Ok(Order::example())
}

#[kafka_output(broker_list = "a:1", topic = "orders", handler = handled_event)]
async fn handled(orders: Vec<Ordr>) -> Result<Vec<Ordr>, Box<AppErr>> {
    Ok(orders)
}

#[derive(KafkaOutputs)]
struct Placed {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    purchase: Purchase,
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    orders: Vec<Ordr>,
    #[kafka_output(nested)]
    items: Option<Itms>,
    #[kafka_output(nested)]
    cart: Crt,
    #[kafka_output(returned)]
    answer: Result<Answr, String>,
}

#[derive(KafkaOutputs)]
struct Returned {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    order: Order,
    #[kafka_output(returned)]
    answer: Answr,
}

#[kafka_output]
fn fifth() -> Placed {
    unreachable!()
}

#[derive(KafkaOutputs)]
enum Sold {
    #[kafka_output(broker_list = "a:1", topic = "orders", delivery = enqueued)]
    One(Purchase),
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    Many(Vec<Ordr>),
}

fn main() {}
