//! Functions that return nothing, or never.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn first(order: Order) {
    drop(order);
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn second() -> () {}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn third() -> ! {
    std::process::exit(1)
}

#[deny(unreachable_code)]
#[kafka_output(broker_list = "%B%", topic = "orders")]
fn fourth() -> ! {
    loop {}
}

async fn called() -> Result<(), kafka_output::Error> {
    first(Order::example()).await?;
    second()?;
    third().await?;
    Ok(())
}

fn main() {}
