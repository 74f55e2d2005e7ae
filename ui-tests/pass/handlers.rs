//! `handler = …`: the function as written, beside the wrapper.

use std::fmt::Display;

use kafka_output::{Delivery, Error, KafkaEventData, kafka_output};
use kafka_output_ui_tests::{Extracted, Order};

#[kafka_output(broker_list = "%B%", topic = "orders", handler = order_event)]
pub(crate) async fn free<T: Display + Send, const N: usize>(
    thing: T,
    [first, ..]: [u8; 2],
) -> KafkaEventData<String> {
    KafkaEventData::new(format!("{thing} {first} {N}"))
}

#[kafka_output(broker_list = "%B%", topic = "orders", handler = opaque_event)]
fn opaque(thing: impl Display, _unused: u8, mut count: u8) -> String {
    count += 1;
    format!("{thing} {count}")
}

struct Shop<T>(T);

impl<T: Display + Send + Sync> Shop<T> {
    #[kafka_output(broker_list = "%B%", topic = "orders", handler = method_event)]
    async fn method(&mut self, Extracted(order): Extracted<Order>) -> Order {
        order
    }

    #[kafka_output(broker_list = "%B%", topic = "orders", handler = Self::consuming_event)]
    fn consuming(mut self, thing: T) -> String {
        self.0 = thing;
        self.0.to_string()
    }

    /// The receiver's absence is not to be seen from the function alone.
    #[kafka_output(broker_list = "%B%", topic = "orders", handler = Self::associated_event)]
    async fn associated<U: Default + Display + Send>(thing: T) -> String {
        format!("{thing} {}", U::default())
    }
}

#[kafka_output(broker_list = "%B%", topic = "orders", handler = expecting_event)]
#[expect(unused_variables, reason = "the lint is met once, in the body")]
#[must_use]
async fn expecting(order: Order) -> Order {
    Order::example()
}

#[kafka_output(broker_list = "%B%", topic = "orders", handler = expecting_within_event)]
fn expecting_within(order: Order) -> Order {
    #![expect(clippy::items_after_statements, reason = "so is this one")]
    let example = order;
    const NUMBER: i64 = 2;
    Order { number: NUMBER, ..example }
}

async fn called(mut shop: Shop<String>) -> Result<(), Error> {
    let _: KafkaEventData<String> = order_event::<_, 3>("thing", [1, 2]).await;
    let _: Delivery = crate::is_send(free::<_, 3>("thing", [1, 2])).await?;
    let _: String = opaque_event("thing", 1, 2);
    let _: Delivery = opaque("thing", 1, 2)?;
    let _: Order = shop.method_event(Extracted(Order::example())).await;
    let _: Delivery = crate::is_send(shop.method(Extracted(Order::example()))).await?;
    let _: String = Shop::associated_event::<u8>(1).await;
    let _: Delivery = crate::is_send(Shop::associated::<u8>(1)).await?;
    let _: Delivery = shop.consuming(String::new())?;
    Ok(())
}
