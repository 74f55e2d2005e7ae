//! Patterns, generics, lifetimes, attributes, and what may stand in a body.

use std::fmt::Display;
use std::rc::Rc;

use kafka_output::{Error, KafkaEventData, kafka_output};
use kafka_output_ui_tests::{AppError, Extracted, Order};

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn patterns(
    Extracted(order): Extracted<Order>,
    [first, ..]: [u32; 3],
    mut count: u32,
    _unused: &str,
    _: u8,
) -> KafkaEventData<Order> {
    count += first;
    KafkaEventData::new(order).key(count.to_string())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn patterns_at_once(Order { customer, .. }: Order, (a, b): (u64, u64)) -> String {
    format!("{} {}", customer.id, a + b)
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn generic<'a, T, const N: usize>(things: &'a [T; N], more: impl Display + Send) -> Vec<String>
where
    T: Display + Sync + 'a,
{
    things.iter().map(|thing| format!("{thing} {more}")).collect()
}

/// Its documentation stays.
#[must_use]
#[tracing::instrument(skip_all)]
#[kafka_output(broker_list = "%B%", topic = "orders")]
#[inline]
async fn attributes_above_and_below(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
#[tracing::instrument(skip_all, err)]
#[must_use]
/// Documentation below stays too.
fn attributes_below(order: Order) -> Order {
    #![expect(clippy::items_after_statements, reason = "an attribute of the whole body")]
    let twice = order.number * 2;
    const MORE: i64 = 2;
    Order { number: twice + MORE, ..order }
}

#[cfg(test)]
#[kafka_output(broker_list = "%B%", topic = "orders")]
#[cfg(not(test))]
async fn configured_out() -> Nothing {
    nothing()
}

#[cfg(not(test))]
#[kafka_output(broker_lst = 1)]
async fn configured_out_before() -> Nothing {
    nothing()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn not_send_inside(number: u32) -> Vec<String> {
    let shared = Rc::new(number);
    vec![shared.to_string()]
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn not_send_returned() -> impl Iterator<Item = String> {
    let shared = Rc::new(1);
    std::iter::once_with(move || shared.to_string())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn recursive(count: u32) -> Result<Order, AppError> {
    if count > 0 {
        Box::pin(recursive(count - 1)).await.map_err(|_| AppError)?;
    }
    Ok(Order::example())
}

fn within_a_body() -> Result<(), Error> {
    #[kafka_output(broker_list = "%B%", topic = "orders")]
    fn inner(order: Order) -> Order {
        order
    }
    inner(Order::example())?;
    Ok(())
}

async fn called(order: Order) -> Result<(), Error> {
    crate::is_send(patterns(Extracted(order.clone()), [1, 2, 3], 4, "", 0)).await?;
    patterns_at_once(order.clone(), (1, 2))?;
    crate::is_send(generic(&[1, 2], "more")).await?;
    crate::is_send(attributes_above_and_below(order.clone())).await?;
    attributes_below(order)?;
    crate::is_send(not_send_inside(1)).await?;
    not_send_returned().await?;
    within_a_body()
}

/// Lints speak of what the body sees.
#[kafka_output(broker_list = "%B%", topic = "orders")]
fn expected(
    #[expect(unused_variables, reason = "for callers")] note: &str,
    #[expect(unused_mut, reason = "for callers")] mut order: Order,
    #[expect(unused_variables, reason = "for callers")] (first, _): (u32, u32),
) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
#[expect(unused_assignments, reason = "of the body's own")]
async fn assigned(mut count: u32) -> Result<String, std::num::ParseIntError> {
    let text = count.to_string();
    count = text.parse()?;
    Ok(text)
}
