//! Arguments: how the body finds them.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::fmt::Display;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use kafka_output::{CallError, kafka_output};

use crate::support::runtime::topic;

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-arguments")]
async fn takes_a_future(future: impl Future<Output = String>) -> String {
    future.await
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-arguments")]
async fn takes_an_async_closure(make: impl AsyncFnOnce(&str) -> String) -> String {
    make("closure").await
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-arguments")]
async fn takes_a_trait_object(thing: &(dyn Display + Sync)) -> String {
    thing.to_string()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-arguments")]
async fn returns_part_of_a_mutable_argument(words: &mut Vec<String>) -> &[String] {
    words.push("pushed".to_owned());
    &words[1..]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-arguments")]
fn returns_a_mutable_argument_at_once(text: &mut String) -> &str {
    text.push_str(" more");
    text
}

#[tokio::test]
async fn arguments_may_be_futures_closures_trait_objects_and_mutable() {
    let topic = topic("functions-arguments", 1);
    let (mut words, mut text) = (vec!["first".to_owned()], "text".to_owned());

    takes_a_future(async { "future".to_owned() }).await.unwrap();
    takes_an_async_closure(async |text: &str| text.to_owned()).await.unwrap();
    takes_a_trait_object(&5).await.unwrap();
    assert_eq!(returns_part_of_a_mutable_argument(&mut words).await.unwrap().len(), 1);
    returns_a_mutable_argument_at_once(&mut text).unwrap();

    assert_eq!((words.len(), text.as_str()), (2, "text more"));
    assert_eq!(topic.texts(), ["future", "closure", "5", "pushed", "text more"]);
}

struct Names {
    first: String,
    all: Vec<String>,
}

impl Names {
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-coercions")]
    async fn first(&self) -> &str {
        &self.first
    }

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-coercions")]
    fn first_at_once(&self) -> &str {
        &self.first
    }

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-coercions")]
    async fn all(&self, early: bool) -> &[String] {
        if early {
            return &self.all;
        }
        &self.all
    }

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-coercions")]
    async fn none(&self) -> Result<String, Box<dyn std::error::Error>> {
        if self.all.is_empty() {
            return Err("empty".into());
        }
        Err(Box::new(std::fmt::Error))
    }

    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-coercions", value_format = string)]
    async fn count(&self) -> i64 {
        if self.all.is_empty() {
            return 0;
        }
        2
    }
}

#[tokio::test]
async fn the_body_is_typed_by_the_return_type_as_written() {
    let topic = topic("functions-coercions", 1);
    let names = Names { first: "ada".to_owned(), all: vec!["ada".to_owned(), "bob".to_owned()] };

    names.first().await.unwrap();
    names.first_at_once().unwrap();
    assert_eq!(names.all(true).await.unwrap().len(), 2);
    assert_eq!(names.all(false).await.unwrap().len(), 2);
    assert!(matches!(names.none().await, Err(CallError::Function(_))));
    names.count().await.unwrap();

    assert_eq!(topic.texts(), ["ada", "ada", "ada", "bob", "ada", "bob", "2"]);
}

/// Tells how often it was used when it is dropped.
struct Counted<'a> {
    uses: usize,
    told: &'a AtomicUsize,
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.told.store(self.uses, Ordering::SeqCst);
    }
}

impl Counted<'_> {
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-drop")]
    fn used_up(mut self) -> &'static str {
        self.uses += 1;
        "self"
    }
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-drop")]
fn uses_at_once(mut counted: Counted<'_>) -> &'static str {
    counted.uses += 1;
    "plain"
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-drop")]
async fn uses_later(mut counted: Counted<'_>) -> &'static str {
    counted.uses += 1;
    "async"
}

#[tokio::test]
async fn the_body_works_on_its_arguments_themselves_and_not_on_copies_of_their_fields() {
    let topic = topic("functions-drop", 1);
    let told = AtomicUsize::new(0);
    let counted = |uses| Counted { uses, told: &told };

    counted(1).used_up().unwrap();
    let as_self = told.load(Ordering::SeqCst);
    uses_at_once(counted(10)).unwrap();
    let at_once = told.load(Ordering::SeqCst);
    uses_later(counted(100)).await.unwrap();

    assert_eq!((as_self, at_once, told.load(Ordering::SeqCst)), (2, 11, 101));
    assert_eq!(topic.texts(), ["self", "plain", "async"]);
}

pub(super) struct Extracted<T>(pub(super) T);

struct Basket {
    owner: &'static str,
    items: (u32, [u32; 3]),
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-patterns")]
async fn patterns(
    Extracted(text): Extracted<String>,
    Basket { owner, items: (count, [first, .., last]) }: Basket,
    &number: &u8,
    mut sum: u32,
    ref word @ ref _same: String,
    _unused: &str,
    _: u8,
) -> String {
    sum += count + first + last;
    format!("{text} {owner} {number} {sum} {word}")
}

#[tokio::test]
async fn arguments_may_be_patterns() {
    let topic = topic("functions-patterns", 1);
    let basket = Basket { owner: "ada", items: (1, [2, 3, 4]) };

    patterns(Extracted("text".to_owned()), basket, &7, 100, "word".to_owned(), "", 0).await.unwrap();

    assert_eq!(topic.texts(), ["text ada 7 107 word"]);
}

/// Tells its name when it is dropped.
struct Named<'a>(&'static str, &'a Mutex<Vec<&'static str>>);

impl Drop for Named<'_> {
    fn drop(&mut self) {
        self.1.lock().unwrap().push(self.0);
    }
}

struct Pair<'a> {
    first: Named<'a>,
    #[expect(dead_code, reason = "only its drop is seen")]
    second: Named<'a>,
}

macro_rules! dropping {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[allow(clippy::toplevel_ref_arg, reason = "what is borrowed is dropped in its turn")]
        async fn $name(
            _: Named<'_>,
            Pair { first, .. }: Pair<'_>,
            ref third: Named<'_>,
            mut fourth: Named<'_>,
            number: &str,
        ) -> Result<String, std::num::ParseIntError> {
            fourth.0 = "changed";
            let number: u32 = number.parse()?;
            Ok(format!("{number} {} {}", first.0, third.0))
        }
    };
}

dropping!(as_written);
dropping!(
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-drops")]
    annotated
);

#[tokio::test]
async fn arguments_are_dropped_at_the_end_of_the_body_in_its_order_and_not_when_the_broker_answers() {
    let topic = topic("functions-drops", 1);
    let told = Mutex::new(Vec::new());
    let named = |name| Named(name, &told);
    let pair = || Pair { first: named("first"), second: named("second") };

    as_written(named("_"), pair(), named("third"), named("fourth"), "7").await.unwrap();
    let as_written = std::mem::take(&mut *told.lock().unwrap());
    let mut call = std::pin::pin!(annotated(named("_"), pair(), named("third"), named("fourth"), "7"));
    let at_once = futures::poll!(call.as_mut());
    let annotated = told.lock().unwrap().clone();
    if at_once.is_pending() {
        call.await.unwrap();
    }

    assert_eq!(as_written, ["changed", "third", "first", "second", "_"]);
    assert_eq!(annotated, as_written);
    assert_eq!(topic.texts(), ["7 first third"]);
}
