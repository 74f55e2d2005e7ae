//! What stands around a refused element is known, so callers raise no errors of their own.

use kafka_output::{Deliveries, Delivery, kafka_output};
use kafka_output_ui_tests::{AppError, Order};

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn first() -> Vec<()> {
    Vec::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn second() -> Option<impl serde::Serialize> {
    Some(Order::example())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn third() -> impl Iterator {
    std::iter::once(Order::example())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn fourth() -> Result<Option<()>, AppError> {
    Err(AppError)
}

async fn called() -> Result<(), kafka_output::Error> {
    let _: Deliveries = first().await?;
    let _: Option<Delivery> = second()?;
    let _: Deliveries = third()?;
    if let Ok(Some(delivery)) = fourth().await {
        let _: Delivery = delivery;
    }
    Ok(())
}

fn main() {}
