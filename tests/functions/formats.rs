//! Handlers, and values of any type.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::fmt::Display;

use kafka_output::{CallError, ErrorKind, KafkaEventData, kafka_output};
use serde::Serialize;

use super::arguments::Extracted;
use super::methods::Shop;
use crate::support::runtime::topic;

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-handler", handler = with_handler_event)]
async fn with_handler(Extracted(text): Extracted<&str>, mut count: u8) -> KafkaEventData<String> {
    count += 1;
    KafkaEventData::new(format!("{text} {count}")).key(text)
}

impl Shop {
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-handler", handler = method_event)]
    async fn method_with_handler(&mut self, more: usize) -> Result<String, String> {
        self.calls += more;
        if self.calls > 100 { Err("too many".to_owned()) } else { Ok(format!("calls {}", self.calls)) }
    }

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-handler", handler = Self::associated_event)]
    fn associated_with_handler<T: Display>(thing: T) -> Vec<String> {
        vec![thing.to_string()]
    }
}

#[tokio::test]
async fn a_handler_is_the_function_untouched_and_sends_nothing() {
    let topic = topic("functions-handler", 1);
    let mut shop = Shop::default();

    let event: KafkaEventData<String> = with_handler_event(Extracted("text"), 1).await;
    assert_eq!(event, KafkaEventData::new("text 2".to_owned()).key("text"));
    assert_eq!(shop.method_event(1).await, Ok("calls 1".to_owned()));
    assert_eq!(Shop::associated_event(5), ["5"]);
    topic.assert_empty();

    with_handler(Extracted("text"), 1).await.unwrap();
    shop.method_with_handler(1).await.unwrap();
    assert!(
        matches!(shop.method_with_handler(100).await, Err(CallError::Function(why)) if why == "too many")
    );
    assert_eq!(Shop::associated_with_handler('c').unwrap().len(), 1);

    assert_eq!(topic.texts_before_a_mark(), ["mark", "text 2", "calls 2", "c"]);
}

#[derive(Clone, Serialize)]
pub(super) struct Order {
    pub(super) id: u32,
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-any-value", value_format = json)]
async fn any_as_json<T: Serialize + Send>(value: T) -> T {
    value
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-any-value", value_format = string)]
async fn any_as_string<T: Display + Send>(value: T) -> Option<KafkaEventData<T>> {
    Some(KafkaEventData::new(value))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-any-value", value_format = binary)]
fn any_as_binary<T: AsRef<[u8]>>(value: T) -> [T; 1] {
    [value]
}

#[tokio::test]
async fn a_value_of_any_type_is_written_in_the_format_that_is_written() {
    let topic = topic("functions-any-value", 1);

    any_as_json("text").await.unwrap();
    any_as_json(vec![1_i64, 2]).await.unwrap();
    any_as_json(5_i64).await.unwrap();
    any_as_json(Order { id: 1 }).await.unwrap();
    any_as_string("text").await.unwrap();
    any_as_string(5_i64).await.unwrap();
    assert_eq!(any_as_binary("text").unwrap().len(), 1);
    assert_eq!(any_as_binary(vec![b'v']).unwrap().len(), 1);

    assert_eq!(topic.texts(), ["\"text\"", "[1,2]", "5", r#"{"id":1}"#, "text", "5", "text", "v"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-any-value-unsaid")]
async fn any_unsaid<T: Serialize + Send>(value: T) -> T {
    value
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-any-value-unsaid")]
async fn any_of_many_unsaid<T: Serialize + Send>(values: Vec<T>) -> Vec<T> {
    values
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-any-value-unsaid")]
async fn any_event_unsaid<T: Serialize + Send, K: Serialize + Send>(
    value: T,
    key: K,
) -> KafkaEventData<T, K> {
    KafkaEventData::new(value).key(key)
}

#[tokio::test]
async fn a_value_of_any_type_without_a_format_is_json_or_an_error_and_never_what_nobody_meant() {
    let topic = topic("functions-any-value-unsaid", 1);

    let errors = [
        any_unsaid("text".to_owned()).await.unwrap_err(),
        any_unsaid("text").await.unwrap_err(),
        any_unsaid(vec![Order { id: 1 }]).await.unwrap_err(),
        any_unsaid(vec![1_u8]).await.unwrap_err(),
        any_unsaid(5_i64).await.unwrap_err(),
        any_unsaid(Some(Order { id: 1 })).await.unwrap_err(),
        any_unsaid(()).await.unwrap_err(),
        any_unsaid(std::collections::HashMap::from([(1, 2)])).await.unwrap_err(),
        any_unsaid(&5_i32).await.unwrap_err(),
        any_unsaid(Box::new("text")).await.unwrap_err(),
        any_of_many_unsaid(vec!["text", "more"]).await.unwrap_err(),
        any_of_many_unsaid(vec![vec![1], vec![2]]).await.unwrap_err(),
        any_event_unsaid(vec![1], true).await.unwrap_err(),
        any_event_unsaid(true, "key").await.unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.kind(), ErrorKind::Encoding, "{error}");
        assert!(error.to_string().contains("_format` "), "{error}");
    }
    topic.assert_empty();

    any_unsaid(Order { id: 1 }).await.unwrap();
    any_unsaid(true).await.unwrap();
    any_unsaid(7_u32).await.unwrap();
    any_of_many_unsaid(vec![Order { id: 2 }, Order { id: 3 }]).await.unwrap();
    any_event_unsaid(Order { id: 4 }, 5_u64).await.unwrap();
    let sent = ["mark", r#"{"id":1}"#, "true", "7", r#"{"id":2}"#, r#"{"id":3}"#, r#"{"id":4}"#];
    assert_eq!(topic.texts(), sent);
}
