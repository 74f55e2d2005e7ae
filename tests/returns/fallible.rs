//! `Result`s, by any name.

use std::fmt;
use std::io;

use kafka_output::{CallError, Deliveries, Delivery, KafkaEventData, kafka_output};

use crate::support::runtime::topic;

#[derive(Debug, PartialEq)]
pub(super) struct AppError(pub(super) &'static str);

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
