//! An alias that hides a collection, an option or an error: one error each, none at the callers, whatever they took the answer for.

use kafka_output::kafka_output;
use kafka_output_ui_tests::{AppError, Order, Orders};

type Lines = Vec<Order>;
type MaybeOrder = Option<Order>;
type Batch = Option<Vec<Order>>;
type Attempt = Result<Order, AppError>;
type OrdersResult = Result<Vec<Order>, AppError>;

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

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn fifth() -> OrdersResult {
    Ok(Vec::new())
}

struct Till {
    orders: Lines,
}

impl Till {
    #[kafka_output(broker_list = "%B%", topic = "orders", value_format = json)]
    fn emptied(&mut self) -> Lines {
        std::mem::take(&mut self.orders)
    }
}

async fn called() -> Result<(), kafka_output::Error> {
    let _ = first().await?.offset();
    let _ = second()?.offset();
    let _ = third()?.offset();
    let _ = fourth()?.offset();
    Ok(())
}

async fn called_for_several(till: &mut Till) {
    let _ = first().await.map(|deliveries| deliveries.len());
    let _ = second().map(|delivery| delivery.is_some());
    let _ = third().map_err(|error| error.is_function());
    let _ = fifth().await.map(|deliveries| deliveries.len());
    let _ = till.emptied().map(|deliveries| deliveries.len());
}

fn main() {}
