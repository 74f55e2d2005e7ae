//! An alias that hides a collection, an option or an error: one error each, none at the callers.

use kafka_output::kafka_output;
use kafka_output_ui_tests::{AppError, Order};

type Orders = Vec<Order>;
type MaybeOrder = Option<Order>;
type Batch = Option<Vec<Order>>;
type Attempt = Result<Order, AppError>;

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn first() -> Orders {
    Vec::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn second() -> MaybeOrder {
    None
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn third() -> Attempt {
    Err(AppError)
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn fourth() -> Batch {
    None
}

async fn called() -> Result<(), kafka_output::Error> {
    let _ = first().await?.offset();
    let _ = second()?.offset();
    let _ = third()?.offset();
    let _ = fourth()?.offset();
    Ok(())
}

fn main() {}
