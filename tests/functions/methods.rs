//! Methods: each kind of receiver, and those of traits.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::fmt::Display;
use std::pin::Pin;
use std::sync::Arc;

use kafka_output::{Deliveries, Delivery, Error, KafkaEventData, kafka_output};

use crate::support::runtime::topic;

#[derive(Debug, Default)]
pub(super) struct Shop {
    name: &'static str,
    pub(super) calls: usize,
}

impl Shop {
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-methods")]
    async fn by_reference(&self, word: &str) -> String {
        format!("{} & {word}", self.name)
    }

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-methods")]
    async fn by_mutable_reference(&mut self) -> KafkaEventData<String> {
        self.calls += 1;
        KafkaEventData::new(format!("{} &mut {}", self.name, self.calls)).key(self.name)
    }

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-methods")]
    fn borrows_from_itself(&mut self) -> &str {
        self.calls += 1;
        self.name
    }

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-methods")]
    async fn by_value(self) -> String {
        format!("{} self", self.name)
    }

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-methods")]
    fn by_mutable_value(mut self) -> String {
        self.name = "changed";
        self.name.to_owned()
    }

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-methods")]
    async fn shared(self: Arc<Self>) -> String {
        format!("{} Arc {}", self.name, Arc::strong_count(&self))
    }

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-methods")]
    fn boxed(self: Box<Self>) -> String {
        format!("{} Box", self.name)
    }

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-methods")]
    async fn pinned(self: Pin<&mut Self>) -> String {
        format!("{} Pin", self.name)
    }

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-methods")]
    async fn associated(name: &'static str) -> String {
        let shop = Self { name, ..Self::default() };
        format!("{} associated", shop.name)
    }
}

#[tokio::test]
async fn methods_have_their_receivers_and_associated_functions_none() {
    let topic = topic("functions-methods", 1);
    let shop = |name| Shop { name, calls: 0 };
    let mut mine = shop("mine");

    mine.by_reference("x").await.unwrap();
    mine.by_mutable_reference().await.unwrap();
    mine.borrows_from_itself().unwrap();
    assert_eq!(mine.calls, 2);
    mine.by_value().await.unwrap();
    shop("yours").by_mutable_value().unwrap();
    let shared = Arc::new(shop("ours"));
    Arc::clone(&shared).shared().await.unwrap();
    assert_eq!(Arc::strong_count(&shared), 1);
    Box::new(shop("theirs")).boxed().unwrap();
    Pin::new(&mut shop("fixed")).pinned().await.unwrap();
    Shop::associated("its").await.unwrap();

    let sent = [
        "mine & x",
        "mine &mut 1",
        "mine",
        "mine self",
        "changed",
        "ours Arc 2",
        "theirs Box",
        "fixed Pin",
        "its associated",
    ];
    assert_eq!(topic.texts(), sent);
}

trait Notify {
    type Order;
    async fn notify(&self, order: Self::Order) -> Result<Delivery, Error>;
    fn notify_all(&mut self, orders: &[&str]) -> Result<Deliveries, Error>;

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-traits")]
    fn provided(&self) -> String
    where
        Self: Display,
    {
        format!("provided by {self}")
    }
}

struct Desk(usize);

impl Display for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "desk {}", self.0)
    }
}

impl Notify for Desk {
    type Order = u32;

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-traits")]
    async fn notify(&self, order: Self::Order) -> String {
        format!("{self}: {order}")
    }

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-traits")]
    fn notify_all(&mut self, orders: &[&str]) -> Vec<String> {
        self.0 += orders.len();
        orders.iter().map(|order| format!("{self}: {order}")).collect()
    }
}

#[tokio::test]
async fn implementations_and_defaults_of_a_traits_methods_are_sent() {
    let topic = topic("functions-traits", 1);
    let mut desk = Desk(1);

    desk.notify(42).await.unwrap();
    assert_eq!(desk.notify_all(&["a", "b"]).unwrap().len(), 2);
    desk.provided().unwrap();

    assert_eq!(topic.texts(), ["desk 1: 42", "desk 3: a", "desk 3: b", "provided by desk 3"]);
}
