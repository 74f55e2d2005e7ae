//! What a user calls their own: std's names, and ours.

use kafka_output::kafka_output;
use kafka_output_ui_tests::{AppError, Order};

type Result<T> = std::result::Result<T, AppError>;
struct Option;
struct Vec;
struct String;
struct Error;
struct Delivery;
#[expect(non_snake_case, reason = "it hides std's")]
fn Ok() {}
#[expect(non_snake_case, reason = "it hides std's")]
fn Err() {}
#[expect(non_snake_case, reason = "it hides std's")]
fn Some() {}
mod core {}
mod std_ {}

static BINDING: u32 = 1;
static OUTPUTS: u32 = 2;

#[kafka_output(broker_list = "%B%", topic = "orders", key = customer.r#type)]
async fn shadowed(returned: u32) -> std::result::Result<std::vec::Vec<Order>, AppError> {
    static BINDING_OF_THE_BODY: u32 = 3;
    let leaf = returned + BINDING + OUTPUTS + BINDING_OF_THE_BODY;
    let call = leaf;
    std::result::Result::Ok(std::vec::Vec::with_capacity(call as usize))
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn shadowed_at_once(value: u32) -> Result<std::option::Option<Order>> {
    if value == BINDING { std::result::Result::Err(AppError) } else { std::result::Result::Ok(None) }
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn items_of_the_body() -> Order {
    type Order = u32;
    let number: Order = 1;
    kafka_output_ui_tests::Order { number: number.into(), ..kafka_output_ui_tests::Order::example() }
}
