//! Functions that may fail.

use std::error::Error as StdError;

use kafka_output::{CallError, Deliveries, Delivery, KafkaEventData, kafka_output};
use kafka_output_ui_tests::{AppError, AppResult, Order};

type OrderResult = Result<Order, AppError>;

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn one(number: &str) -> Result<Order, AppError> {
    if number.is_empty() {
        return Err(AppError);
    }
    let _: u32 = number.parse()?;
    Ok(Order::example())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn many(number: &str) -> Result<Vec<KafkaEventData<Order>>, AppError> {
    let _: u32 = number.parse()?;
    Ok(Vec::new())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn maybe(number: &str) -> AppResult<Option<Order>> {
    let _: u32 = number.parse()?;
    Ok(None)
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn an_alias_without_arguments(number: &str) -> OrderResult {
    let _: u32 = number.parse()?;
    Ok(Order::example())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn iterator(number: &str) -> AppResult<impl Iterator<Item = Order>> {
    let _: u32 = number.parse()?;
    Ok(std::iter::empty())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn any_error(number: &str) -> Result<Order, Box<dyn StdError + Send + Sync>> {
    let _: u32 = number.parse()?;
    Ok(Order::example())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn io() -> std::io::Result<[Order; 1]> {
    Ok([Order::example()])
}

async fn called() -> Result<(), Box<dyn StdError + Send + Sync>> {
    let _: Delivery = crate::is_send(one("1")).await?;
    let _: Deliveries = many("1")?;
    let _: Option<Delivery> = maybe("1")?;
    let _: Deliveries = crate::is_send(iterator("1")).await?;
    match crate::is_send(an_alias_without_arguments("1")).await {
        Ok(_) | Err(CallError::Function(AppError)) => {}
        Err(CallError::Output(error)) => return Err(error.into()),
    }
    Ok(())
}
