//! Generics, lifetimes and what a signature may say.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::fmt::Display;

use kafka_output::{CallError, KafkaEventData, kafka_output};
use serde::Serialize;

use super::formats::Order;
use crate::support::runtime::topic;

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-generics")]
async fn generic_arguments<'a, T, const N: usize>(
    things: &'a [T; N],
    more: impl Display + Send,
) -> Vec<String>
where
    T: Display + Sync + 'a,
{
    things.iter().map(|thing| format!("{thing}{more}{N}")).collect()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-generics")]
async fn named_lifetime<'text>(text: &'text str, _other: &str) -> &'text str {
    text.trim()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-generics")]
fn callback(make: impl FnOnce() -> String) -> String {
    make()
}

struct Of<T>(T);

impl<T> Of<T>
where
    T: Serialize + Clone,
{
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-generics", value_format = json)]
    fn generic_method<const N: usize, K: Into<String>>(&self, key: K) -> [KafkaEventData<T>; N] {
        let event = KafkaEventData::new(self.0.clone()).key(key);
        std::array::from_fn(|_| event.clone())
    }
}

#[tokio::test]
async fn generics_lifetimes_where_clauses_and_impl_arguments_stay() {
    let topic = topic("functions-generics", 1);
    let borrowed = String::from("  trimmed ");

    generic_arguments(&[1, 2], "-").await.unwrap();
    generic_arguments::<char, 1>(&['x'], 0).await.unwrap();
    named_lifetime(&borrowed, "").await.unwrap();
    callback(|| borrowed.to_uppercase()).unwrap();
    assert_eq!(Of("text").generic_method::<2, _>("k").unwrap().len(), 2);
    assert_eq!(Of(vec![1]).generic_method::<1, _>('c').unwrap().len(), 1);

    let sent = ["1-2", "2-2", "x01", "trimmed", "  TRIMMED ", "\"text\"", "\"text\"", "[1]"];
    assert_eq!(topic.texts(), sent);
}

impl Order {
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-self")]
    async fn returns_itself(mut self) -> Self {
        self.id += 1;
        self
    }

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-self", key = id, key_format = string)]
    async fn returns_itself_twice(&self) -> Vec<KafkaEventData<Self>> {
        vec![KafkaEventData::new(self.clone()), KafkaEventData::new(self.clone())]
    }

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-self")]
    fn returns_itself_perhaps(&self) -> Result<Option<&Self>, <u8 as TryFrom<u32>>::Error> {
        Ok((u8::try_from(self.id)? > 0).then_some(self))
    }
}

#[tokio::test]
async fn the_return_type_may_say_self_and_associated_types() {
    let topic = topic("functions-self", 1);

    Order { id: 1 }.returns_itself().await.unwrap();
    assert_eq!(Order { id: 5 }.returns_itself_twice().await.unwrap().len(), 2);
    assert!(Order { id: 6 }.returns_itself_perhaps().unwrap().is_some());
    assert!(Order { id: 0 }.returns_itself_perhaps().unwrap().is_none());
    assert!(matches!(Order { id: 256 }.returns_itself_perhaps(), Err(CallError::Function(_))));

    let [itself, first, second, perhaps] = topic.read();
    assert_eq!((itself.key_text(), itself.value_text()), (None, Some(r#"{"id":2}"#)));
    for record in [first, second] {
        assert_eq!((record.key_text(), record.value_text()), (Some("5"), Some(r#"{"id":5}"#)));
    }
    assert_eq!((perhaps.key_text(), perhaps.value_text()), (None, Some(r#"{"id":6}"#)));
}
