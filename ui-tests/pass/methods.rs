//! Methods, associated functions and implementations of traits.

use std::sync::Arc;

use kafka_output::{Deliveries, Delivery, Error, KafkaEventData, kafka_connection, kafka_output};
use kafka_output_ui_tests::Order;
use serde::Serialize;

struct Shop {
    orders: Vec<Order>,
    count: u64,
}

impl Shop {
    #[kafka_output(broker_list = "%B%", topic = "orders")]
    async fn by_reference(&self) -> Option<&Order> {
        self.orders.first()
    }

    #[kafka_output(broker_list = "%B%", topic = "orders")]
    async fn by_mutable_reference(&mut self, more: u64) -> KafkaEventData<Order> {
        self.count += more;
        KafkaEventData::new(Order::example())
    }

    #[kafka_output(broker_list = "%B%", topic = "orders")]
    fn borrowing_again(&mut self) -> &[Order] {
        self.count += 1;
        &self.orders
    }

    #[kafka_output(broker_list = "%B%", topic = "orders")]
    async fn borrowing_again_later(&mut self) -> &[Order] {
        self.count += 1;
        &self.orders
    }

    #[kafka_output(broker_list = "%B%", topic = "orders")]
    async fn by_value(self) -> Vec<Order> {
        self.orders
    }

    #[kafka_output(broker_list = "%B%", topic = "orders")]
    fn by_mutable_value(mut self) -> Vec<Order> {
        self.orders.clear();
        self.orders
    }

    #[kafka_output(broker_list = "%B%", topic = "orders")]
    async fn shared(self: Arc<Self>) -> Vec<Order> {
        self.orders.clone()
    }

    #[kafka_output(broker_list = "%B%", topic = "orders")]
    async fn associated(order: Order) -> Order {
        order
    }
}

struct Of<T>(T);

impl<T> Of<T>
where
    T: Serialize + Clone + Send + Sync,
{
    #[kafka_output(broker_list = "%B%", topic = "orders", value_format = json)]
    async fn generic<const N: usize>(&self, key: impl Into<String> + Send) -> [KafkaEventData<T>; N] {
        let event = KafkaEventData::new(self.0.clone()).key(key);
        std::array::from_fn(|_| event.clone())
    }
}

struct Counter<'a> {
    shop: &'a Shop,
}

#[derive(Serialize)]
struct Count<'a> {
    count: &'a u64,
}

#[kafka_connection(broker_list = "%B%")]
struct Confluent;

impl<'a> Counter<'a> {
    #[kafka_output(connection = Confluent, topic = "counts")]
    fn lifetime_of_the_impl(&self) -> KafkaEventData<Count<'a>> {
        KafkaEventData::new(Count { count: &self.shop.count })
    }

    #[kafka_output(broker_list = "%B%", topic = "counts", avro_schema = "\"string\"")]
    async fn with_a_schema(&self, name: &'a str) -> &'a str {
        name
    }
}

trait Notify {
    type Out;
    fn notify(&self, what: &str) -> impl Future<Output = Result<Delivery, Error>> + Send;
    fn at_once(&self) -> Result<Deliveries, Error>;

    #[kafka_output(broker_list = "%B%", topic = "orders")]
    fn provided(&self) -> String {
        String::new()
    }
}

impl Notify for Shop {
    type Out = Order;

    #[kafka_output(broker_list = "%B%", topic = "orders")]
    async fn notify(&self, what: &str) -> String {
        format!("{what} {}", self.count)
    }

    #[kafka_output(broker_list = "%B%", topic = "orders")]
    fn at_once(&self) -> [Self::Out; 1] {
        [Order::example()]
    }
}

struct Shelf<Item>(Vec<Item>);

/// Its argument may be a parameter, which is told here alone.
#[derive(serde::Serialize)]
struct Stock<Item> {
    items: Vec<Item>,
}

impl<Item: serde::Serialize + Clone + Send + Sync> Shelf<Item> {
    #[kafka_output(broker_list = "%B%", topic = "orders")]
    async fn stock(&self) -> Stock<Item> {
        Stock { items: self.0.clone() }
    }
}

impl Shelf<Order> {
    #[kafka_output(broker_list = "%B%", topic = "orders")]
    async fn of_orders(self) -> Stock<Order> {
        Stock { items: self.0 }
    }
}

/// What is a parameter, only the caller of the macro knows.
macro_rules! shelf {
    ($name:ident, $item:ident) => {
        struct $name<$item>(Vec<$item>);

        impl<$item: serde::Serialize + Clone + Send + Sync> $name<$item> {
            #[kafka_output(broker_list = "%B%", topic = "orders")]
            async fn made_stock(&self) -> Stock<$item> {
                Stock { items: self.0.clone() }
            }
        }
    };
}

shelf!(Made, Thing);

#[rustfmt::skip]
impl Shop /* impl Sells for */ { // The order for which it is remarked.
    #[kafka_output(broker_list = "%B%", topic = "orders", handler = remarked_event)]
    fn remarked(&self) -> Option<Order> {
        self.orders.first().cloned()
    }
}

async fn called(mut shop: Shop) -> Result<(), Error> {
    crate::is_send(shop.by_reference()).await?;
    shop.by_mutable_reference(1).await?;
    shop.borrowing_again()?;
    crate::is_send(shop.borrowing_again_later()).await?;
    crate::is_send(Of(1_u32).generic::<3>("key")).await?;
    crate::is_send(shop.notify("what")).await?;
    shop.at_once()?;
    let _: Option<Order> = shop.remarked_event();
    shop.remarked()?;
    crate::is_send(Made(vec![Order::example()]).made_stock()).await?;
    crate::is_send(Shelf(vec![Order::example()]).stock()).await?;
    let _ = crate::is_send(Shelf(vec![Order::example()]).of_orders()).await?.offset();
    Counter { shop: &shop }.lifetime_of_the_impl()?;
    Counter { shop: &shop }.with_a_schema("name").await?;
    shop.provided()?;
    Shop::associated(Order::example()).await?;
    crate::is_send(shop.by_value()).await?;
    Ok(())
}
