//! A type that nobody knows is the compiler's to report, once.

use kafka_output::kafka_output;
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

fn main() {}
