//! Errors of the body stay on the user's words.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn no_value(order: Order) -> Order {
    drop(order);
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn wrong_value(order: Order) -> Order {
    order.number
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn wrong_return(order: Order) -> Vec<Order> {
    if order.number > 0 {
        return order;
    }
    vec![order]
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn wrong_error(number: &str) -> Result<Order, String> {
    let number: i64 = number.parse()?;
    Ok(Order { number, ..Order::example() })
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn borrowed_too_long() -> Vec<&'static str> {
    let text = String::new();
    vec![text.as_str()]
}

fn main() {}
