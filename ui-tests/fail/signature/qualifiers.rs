//! `const`, `extern` and variadic functions, each at its word.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders")]
const fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
extern "C" fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
unsafe extern "C" fn third(count: usize, _: ...) -> i64 {
    0
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
const async fn fourth(order: Order) -> Order {
    order
}

async fn called() -> Result<(), kafka_output::Error> {
    first(Order::example())?;
    second(Order::example())?;
    fourth(Order::example()).await?;
    Ok(())
}

fn main() {}
