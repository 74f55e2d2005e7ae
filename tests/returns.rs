//! Every return type, what a call of it sends, and what it returns.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::collections::{BTreeSet, BinaryHeap, HashSet, LinkedList, VecDeque};
use std::fmt;
use std::io;
use std::time::{Duration, UNIX_EPOCH};

use kafka_output::{CallError, Deliveries, Delivery, Enqueued, Error, KafkaEventData, kafka_output};

use crate::support::consume::TimestampType;
use crate::support::runtime::{topic, topic_with};

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-one")]
async fn returns_value(value: &str) -> &str {
    value
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-one")]
async fn returns_event(value: &str) -> KafkaEventData<&str> {
    KafkaEventData::new(value).key("k")
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-one")]
async fn returns_event_with_key(value: &str) -> KafkaEventData<&str, i64> {
    KafkaEventData::new(value).key(1)
}

#[tokio::test]
async fn a_value_or_an_event_is_one_record_and_one_delivery() {
    let topic = topic("returns-one", 1);

    let value: Result<Delivery, Error> = returns_value("value").await;
    let event: Result<Delivery, Error> = returns_event("event").await;
    let with_key: Result<Delivery, Error> = returns_event_with_key("event with key").await;

    assert_eq!([value, event, with_key].map(|delivery| delivery.unwrap().offset()), [0, 1, 2]);
    assert_eq!(topic.texts(), ["value", "event", "event with key"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-delivery")]
async fn returns_with_timestamp(millis: i64) -> Vec<KafkaEventData<&'static str>> {
    let event = |partition| KafkaEventData::new("x").partition(partition);
    vec![event(0), event(2).timestamp_millis(millis), event(2), event(1)]
}

#[tokio::test]
async fn a_delivery_says_where_and_when_the_record_is_as_others_read_it() {
    let topic = topic("returns-delivery", 3);

    returns_with_timestamp(1).await.unwrap();
    let deliveries: Deliveries = returns_with_timestamp(1_234_567_890_123).await.unwrap();

    assert_eq!(deliveries.len(), 4);
    assert!(deliveries.iter().all(|delivery| delivery.topic() == "returns-delivery"));
    let places = deliveries.iter().map(|delivery| (delivery.partition(), delivery.offset()));
    assert_eq!(places.collect::<Vec<_>>(), [(0, 1), (2, 2), (2, 3), (1, 1)]);
    let records: [_; 8] = topic.read();
    for delivery in &deliveries {
        let place = (delivery.partition(), delivery.offset());
        let record = records.iter().find(|record| (record.partition, record.offset) == place).unwrap();
        let read = UNIX_EPOCH + Duration::from_millis(record.timestamp_ms.unsigned_abs());
        assert_eq!(delivery.timestamp(), Some(read));
    }
    assert_eq!(deliveries[1].timestamp(), Some(UNIX_EPOCH + Duration::from_millis(1_234_567_890_123)));
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-append-time")]
async fn returns_to_append_time() -> KafkaEventData<&'static str> {
    KafkaEventData::new("x").timestamp_millis(5)
}

#[tokio::test]
async fn a_deliverys_timestamp_is_the_brokers_where_the_broker_sets_it() {
    let topic = topic_with("returns-append-time", 1, &[("message.timestamp.type", "LogAppendTime")]);

    let delivery = returns_to_append_time().await.unwrap();

    let [record] = topic.read();
    assert_eq!(record.timestamp_type, TimestampType::LogAppend);
    let read = UNIX_EPOCH + Duration::from_millis(record.timestamp_ms.unsigned_abs());
    assert_eq!(delivery.timestamp(), Some(read));
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-option")]
async fn returns_option(value: Option<&str>) -> Option<&str> {
    value
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-option")]
fn returns_option_of_event(value: Option<&str>) -> Option<KafkaEventData<&str, Vec<u8>>> {
    value.map(KafkaEventData::new)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-option")]
async fn returns_option_of_bytes(value: Option<&str>) -> Option<Vec<u8>> {
    Some(value?.into())
}

#[tokio::test]
async fn none_sends_nothing_and_is_a_success() {
    let topic = topic("returns-option", 1);

    let none: [Result<Option<Delivery>, Error>; 3] =
        [returns_option(None).await, returns_option_of_event(None), returns_option_of_bytes(None).await];
    assert!(none.into_iter().all(|delivery| delivery.unwrap().is_none()));
    let some = [
        returns_option(Some("a")).await,
        returns_option_of_event(Some("b")),
        returns_option_of_bytes(Some("")).await,
    ];

    assert_eq!(some.map(|delivery| delivery.unwrap().unwrap().offset()), [0, 1, 2]);
    assert_eq!(topic.texts(), ["a", "b", ""]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_vec() -> Vec<&'static str> {
    vec!["vec 1", "vec 2"]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_array() -> [&'static str; 2] {
    ["array 1", "array 2"]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_deque() -> VecDeque<KafkaEventData<&'static str>> {
    VecDeque::from(["deque 1", "deque 2"].map(KafkaEventData::new))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_list() -> LinkedList<&'static str> {
    LinkedList::from(["list 1", "list 2"])
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_tree_set() -> BTreeSet<&'static str> {
    BTreeSet::from(["tree 2", "tree 1"])
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_boxed_slice() -> Box<[&'static str]> {
    Box::new(["boxed 1", "boxed 2"])
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_slice<'a>(values: &'a [&'a str]) -> &'a [&'a str] {
    values
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_reference_to_vec(values: &Vec<String>) -> &Vec<String> {
    values
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_iterator(numbers: std::ops::Range<u8>) -> impl Iterator<Item = String> {
    numbers.map(|number| format!("iterator {number}"))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
fn returns_borrowing_iterator<'a>(
    text: &'a str,
) -> impl DoubleEndedIterator<Item = KafkaEventData<&'a str>> + use<'a> {
    text.split(", ").map(KafkaEventData::new)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
fn returns_into_iterator() -> impl IntoIterator<Item = &'static str> {
    ["into 1", "into 2"]
}

#[tokio::test]
async fn each_element_of_a_collection_is_a_record_in_order() {
    let topic = topic("returns-many", 1);

    let all: [Result<Deliveries, Error>; 11] = [
        returns_vec().await,
        returns_array().await,
        returns_deque().await,
        returns_list().await,
        returns_tree_set().await,
        returns_boxed_slice().await,
        returns_slice(&["slice 1", "slice 2"]).await,
        returns_reference_to_vec(&vec!["reference 1".to_owned(), "reference 2".to_owned()]).await,
        returns_iterator(1..3).await,
        returns_borrowing_iterator("borrowing 1, borrowing 2"),
        returns_into_iterator(),
    ];

    let offsets = all.map(|deliveries| deliveries.unwrap().iter().map(Delivery::offset).collect::<Vec<_>>());
    assert_eq!(offsets.concat(), (0..22).collect::<Vec<_>>());
    let kinds = [
        "vec",
        "array",
        "deque",
        "list",
        "tree",
        "boxed",
        "slice",
        "reference",
        "iterator",
        "borrowing",
        "into",
    ];
    let expected = kinds.into_iter().flat_map(|kind| [format!("{kind} 1"), format!("{kind} 2")]);
    assert_eq!(topic.texts::<22>().to_vec(), expected.collect::<Vec<_>>());
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-unordered")]
async fn returns_hash_set() -> HashSet<&'static str> {
    HashSet::from(["a", "b", "c"])
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-unordered")]
async fn returns_heap() -> BinaryHeap<&'static str> {
    BinaryHeap::from(["d", "e"])
}

#[tokio::test]
async fn collections_without_an_order_send_each_element_once() {
    let topic = topic("returns-unordered", 1);

    assert_eq!(returns_hash_set().await.unwrap().len(), 3);
    assert_eq!(returns_heap().await.unwrap().len(), 2);

    let mut texts: [String; 5] = topic.texts();
    texts.sort();
    assert_eq!(texts, ["a", "b", "c", "d", "e"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-empty")]
async fn returns_empty_vec() -> Vec<String> {
    Vec::new()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-empty")]
fn returns_empty_array() -> [KafkaEventData<String>; 0] {
    []
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-empty")]
async fn returns_empty_iterator() -> Result<impl Iterator<Item = String>, fmt::Error> {
    Ok(std::iter::empty())
}

#[tokio::test]
async fn an_empty_collection_sends_nothing_and_is_a_success() {
    let topic = topic("returns-empty", 1);

    assert_eq!(returns_empty_vec().await.unwrap(), Deliveries::default());
    assert!(returns_empty_array().unwrap().is_empty());
    assert!(returns_empty_iterator().await.unwrap().is_empty());

    topic.assert_empty();
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-deliveries")]
async fn returns_a_thousand() -> Vec<KafkaEventData<String>> {
    (0..1_000).map(|number| KafkaEventData::new(number.to_string()).partition(number * 7 % 3)).collect()
}

#[tokio::test]
async fn deliveries_stand_in_the_order_returned_with_true_offsets() {
    let topic = topic("returns-deliveries", 3);

    let deliveries = returns_a_thousand().await.unwrap();

    let records = topic.read_many(1_000);
    let value_at = |delivery: &Delivery| {
        let place = (delivery.partition(), delivery.offset());
        let found = records.binary_search_by_key(&place, |record| (record.partition, record.offset));
        records[found.unwrap()].value_text().unwrap().parse::<i32>().unwrap()
    };
    assert!(deliveries.iter().map(value_at).eq(0..1_000));

    let slice: &[Delivery] = &deliveries;
    assert_eq!(
        (slice.len(), deliveries.first(), deliveries.as_ref().last()),
        (1_000, slice.first(), slice.last())
    );
    assert!((&deliveries).into_iter().eq(slice));
    assert!(deliveries.clone().into_iter().eq(deliveries.iter().cloned()));
}

#[derive(Debug, PartialEq)]
struct AppError(&'static str);

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl From<std::num::ParseIntError> for AppError {
    fn from(_: std::num::ParseIntError) -> Self {
        Self("not a number")
    }
}

type AppResult<T> = Result<T, AppError>;
type DefaultedResult<T, E = AppError> = Result<T, E>;
type TextResult = Result<String, AppError>;

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-result")]
async fn returns_result_of_one(text: &str) -> Result<String, AppError> {
    Ok(format!("one {}", text.parse::<u8>()?))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-result")]
async fn returns_result_of_event(text: &str) -> Result<KafkaEventData<String>, AppError> {
    Ok(KafkaEventData::new(format!("event {}", text.parse::<u8>()?)))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-result")]
fn returns_result_of_option(text: &str) -> Result<Option<String>, AppError> {
    Ok(Some(format!("option {}", text.parse::<u8>()?)).filter(|text| text != "option 0"))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-result")]
async fn returns_result_of_many(text: &str) -> Result<Vec<String>, AppError> {
    text.split(' ').map(|word| Ok(format!("many {}", word.parse::<u8>()?))).collect()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-result")]
async fn returns_result_of_iterator(text: &str) -> Result<impl Iterator<Item = String>, AppError> {
    let number: u8 = text.parse()?;
    Ok((0..number).map(|number| format!("iterator {number}")))
}

#[tokio::test]
async fn an_ok_is_sent_and_an_err_sends_nothing_and_comes_back_as_it_is() {
    let topic = topic("returns-result", 1);

    let one: Result<Delivery, CallError<AppError>> = returns_result_of_one("1").await;
    assert_eq!(one.unwrap().offset(), 0);
    let event: Result<Delivery, CallError<AppError>> = returns_result_of_event("2").await;
    assert_eq!(event.unwrap().offset(), 1);
    let option: Result<Option<Delivery>, CallError<AppError>> = returns_result_of_option("3");
    assert_eq!(option.unwrap().unwrap().offset(), 2);
    assert!(returns_result_of_option("0").unwrap().is_none());
    let many: Result<Deliveries, CallError<AppError>> = returns_result_of_many("4 5").await;
    assert_eq!(many.unwrap().len(), 2);
    assert_eq!(returns_result_of_iterator("1").await.unwrap().len(), 1);

    let function = |error: CallError<AppError>| match error {
        CallError::Function(error) => error,
        CallError::Output(error) => panic!("{error}"),
    };
    assert_eq!(function(returns_result_of_one("x").await.unwrap_err()), AppError("not a number"));
    assert_eq!(function(returns_result_of_event("x").await.unwrap_err()), AppError("not a number"));
    assert_eq!(function(returns_result_of_option("x").unwrap_err()), AppError("not a number"));
    assert_eq!(function(returns_result_of_many("6 x").await.unwrap_err()), AppError("not a number"));
    assert_eq!(function(returns_result_of_iterator("x").await.unwrap_err()), AppError("not a number"));

    let sent = ["one 1", "event 2", "option 3", "many 4", "many 5", "iterator 0"];
    assert_eq!(topic.texts_before_a_mark(), sent);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-aliases")]
async fn returns_anyhow(text: &str) -> anyhow::Result<String> {
    let number: u8 = text.parse()?;
    anyhow::ensure!(number > 0, "{number} is too small");
    Ok(format!("anyhow {number}"))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-aliases")]
async fn returns_io(there: bool) -> io::Result<Vec<String>> {
    if there { Ok(vec!["io".to_owned()]) } else { Err(io::ErrorKind::NotFound.into()) }
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-aliases")]
fn returns_own_alias(text: &str) -> AppResult<Option<KafkaEventData<String>>> {
    Ok(Some(KafkaEventData::new(format!("own {}", text.parse::<u8>()?))))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-aliases")]
async fn returns_alias_without_arguments(text: &str) -> TextResult {
    Ok(format!("bare {}", text.parse::<u8>()?))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-aliases")]
async fn returns_alias_of_one_argument(text: &str) -> AppResult<[String; 2]> {
    let number: u8 = text.parse()?;
    Ok([format!("array {number}"), format!("array {number}")])
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-aliases")]
async fn returns_boxed_error(text: &str) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    Ok(format!("boxed {}", text.parse::<u8>()?))
}

#[tokio::test]
async fn an_alias_that_ends_in_result_is_a_result() {
    let topic = topic("returns-aliases", 1);

    returns_anyhow("1").await.unwrap();
    assert_eq!(returns_io(true).await.unwrap().len(), 1);
    assert!(returns_own_alias("2").unwrap().is_some());
    returns_alias_without_arguments("3").await.unwrap();
    assert_eq!(returns_alias_of_one_argument("4").await.unwrap().len(), 2);
    returns_boxed_error("5").await.unwrap();

    let error: CallError<anyhow::Error> = returns_anyhow("0").await.unwrap_err();
    assert_eq!(error.to_string(), "0 is too small");
    let Err(CallError::Function(error)) = returns_io(false).await else { panic!("no error") };
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
    assert!(matches!(returns_own_alias("x"), Err(CallError::Function(AppError("not a number")))));
    assert!(matches!(returns_alias_without_arguments("x").await, Err(CallError::Function(AppError(_)))));
    assert!(matches!(returns_alias_of_one_argument("x").await, Err(CallError::Function(AppError(_)))));
    assert!(matches!(returns_boxed_error("x").await, Err(CallError::Function(_))));

    assert_eq!(
        topic.texts_before_a_mark(),
        ["anyhow 1", "io", "own 2", "bare 3", "array 4", "array 4", "boxed 5"]
    );
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-odd-aliases")]
async fn returns_alias_with_a_default(text: &str) -> DefaultedResult<String> {
    Ok(format!("default {}", text.parse::<u8>()?))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-odd-aliases")]
async fn returns_alias_with_another_error(text: &str) -> DefaultedResult<String, std::num::ParseIntError> {
    Ok(format!("other {}", text.parse::<u8>()?))
}

#[tokio::test]
async fn an_alias_may_have_a_default_for_its_error() {
    let topic = topic("returns-odd-aliases", 1);

    returns_alias_with_a_default("1").await.unwrap();
    returns_alias_with_another_error("2").await.unwrap();
    assert!(matches!(returns_alias_with_a_default("x").await, Err(CallError::Function(AppError(_)))));
    let error: CallError<std::num::ParseIntError> = returns_alias_with_another_error("x").await.unwrap_err();
    assert!(matches!(error, CallError::Function(_)));

    assert_eq!(topic.texts_before_a_mark(), ["default 1", "other 2"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-call-error")]
async fn returns_what_cannot_be_sent(fail: bool) -> Result<KafkaEventData<&'static str>, AppError> {
    if fail { Err(AppError("own")) } else { Ok(KafkaEventData::new("x").partition(-1)) }
}

async fn by_question_mark(fail: bool) -> anyhow::Result<()> {
    returns_what_cannot_be_sent(fail).await?;
    Ok(())
}

#[tokio::test]
async fn a_call_error_is_an_error_of_either_side_and_goes_into_other_errors() {
    let _topic = topic("returns-call-error", 1);

    let own = returns_what_cannot_be_sent(true).await.unwrap_err();
    assert_eq!((own.to_string(), own.output().is_none()), ("own".to_owned(), true));
    let kafkas = returns_what_cannot_be_sent(false).await.unwrap_err();
    assert!(matches!(&kafkas, CallError::Output(error) if error.kind() == kafka_output::ErrorKind::Encoding));
    assert!(
        kafkas.output().is_some() && kafkas.to_string().contains("returns_what_cannot_be_sent"),
        "{kafkas}"
    );
    assert_eq!(by_question_mark(true).await.unwrap_err().to_string(), "own");
    assert!(by_question_mark(false).await.unwrap_err().to_string().contains("partition -1"));
    let boxed: Box<dyn std::error::Error + Send + Sync + 'static> = kafkas.into();
    assert!(boxed.source().is_none());
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-enqueued", delivery = enqueued)]
async fn enqueues_one() -> &'static str {
    "one"
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-enqueued", delivery = enqueued)]
fn enqueues_many(count: u8) -> Vec<String> {
    (0..count).map(|number| number.to_string()).collect()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-enqueued", delivery = enqueued)]
async fn enqueues_perhaps(there: bool) -> Option<KafkaEventData<&'static str>> {
    there.then(|| KafkaEventData::new("perhaps"))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-enqueued", delivery = enqueued)]
async fn enqueues_or_fails(text: &str) -> Result<[String; 1], AppError> {
    Ok([format!("parsed {}", text.parse::<u8>()?)])
}

#[tokio::test]
async fn with_delivery_enqueued_a_call_returns_how_many_are_in_the_queue() {
    let topic = topic("returns-enqueued", 1);

    let one: Result<Enqueued, Error> = enqueues_one().await;
    let many: Result<Enqueued, Error> = enqueues_many(3);
    let none: Result<Enqueued, Error> = enqueues_many(0);
    let perhaps: Result<Option<Enqueued>, Error> = enqueues_perhaps(true).await;
    let parsed: Result<Enqueued, CallError<AppError>> = enqueues_or_fails("7").await;

    assert_eq!(one.unwrap().len(), 1);
    assert_eq!(many.unwrap().len(), 3);
    assert!(none.unwrap().is_empty());
    assert_eq!(perhaps.unwrap().map(|enqueued| enqueued.len()), Some(1));
    assert!(enqueues_perhaps(false).await.unwrap().is_none());
    assert_eq!(parsed.unwrap().len(), 1);
    assert!(matches!(enqueues_or_fails("x").await, Err(CallError::Function(AppError(_)))));
    assert_eq!(topic.texts_before_a_mark(), ["one", "0", "1", "2", "perhaps", "parsed 7"]);
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "returns-unacknowledged",
    delivery = enqueued,
    acks = none
)]
async fn enqueues_without_acks() -> [&'static str; 2] {
    ["one", "two"]
}

#[tokio::test]
async fn without_acknowledgements_records_arrive_all_the_same() {
    let topic = topic("returns-unacknowledged", 1);

    assert_eq!(enqueues_without_acks().await.unwrap().len(), 2);

    assert_eq!(topic.texts(), ["one", "two"]);
}
