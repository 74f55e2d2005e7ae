//! What has no size is told once, of the type; and a future is no record in whichever box.

use std::pin::Pin;

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn first() -> [Order] {
    [Order::example()]
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn second() -> str {
    *"order"
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn third() -> Result<dyn std::any::Any, String> {
    Err(String::new())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn fourth() -> Pin<Box<dyn Future<Output = Order> + Send>> {
    Box::pin(async { Order::example() })
}

#[kafka_output(broker_list = "%B%", topic = "orders", handler = fifth_event)]
fn fifth(bytes: &[u8]) -> [u8] {
    *bytes
}

fn called() {
    let _ = fifth_event(&[1]).len();
    let _ = fifth(&[1]).map(|delivery| delivery.offset());
}

fn main() {}
