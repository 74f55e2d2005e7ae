//! Opaque types hide what decides how a value is sent.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn first() -> impl serde::Serialize {
    Order::example()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn second() -> impl Iterator {
    std::iter::once(Order::example())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn third() -> Vec<impl serde::Serialize> {
    vec![Order::example()]
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn and_in_the_body() -> Result<impl serde::Serialize, String> {
    let number: i64 = "one";
    Ok(Order { number, ..Order::example() })
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn tells_its_body() -> impl Fn(&str) -> usize {
    |text| text.len()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn diverges() -> impl serde::Serialize {
    unreachable!()
}

fn main() {}
