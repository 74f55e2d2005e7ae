//! Every form of function: it keeps its form, and what it returns is sent.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::cell::RefCell;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use kafka_output::{CallError, Deliveries, Delivery, Error, ErrorKind, KafkaEventData, kafka_output};
use serde::Serialize;

use crate::support::runtime::topic;

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-free")]
async fn free_async(name: &str) -> String {
    tokio::task::yield_now().await;
    format!("async {name}")
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-free")]
fn free_plain(name: &str) -> String {
    format!("plain {name}")
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-free", name = "free-named")]
pub(crate) async fn free_named() -> &'static str {
    "named"
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-free")]
async fn r#match() -> &'static str {
    "raw"
}

#[tokio::test]
async fn a_free_function_keeps_its_colour_and_its_name() {
    let topic = topic("functions-free", 1);

    let future = free_async("a");
    future.await.unwrap();
    let delivery: Delivery = free_plain("b").unwrap();
    assert_eq!(delivery.offset(), 1);
    free_named().await.unwrap();
    r#match().await.unwrap();

    assert_eq!(topic.texts(), ["async a", "plain b", "named", "raw"]);
    let names: Vec<_> = kafka_output::outputs().iter().map(kafka_output::OutputInfo::name).collect();
    for name in ["free_async", "free-named", "match"] {
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
}

#[derive(Debug, Default)]
struct Shop {
    name: &'static str,
    calls: usize,
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

struct Extracted<T>(T);

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

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-returns-early")]
async fn returns_early(text: &str) -> Result<Option<String>, std::num::ParseIntError> {
    if text.is_empty() {
        return Ok(None);
    }
    let number: u32 = text.parse()?;
    for step in 0.. {
        if step * step >= number {
            return Ok(Some(format!("root {step}")));
        }
    }
    Ok(Some("never".to_owned()))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-returns-early")]
fn returns_early_at_once(text: &str) -> Option<String> {
    let (first, rest) = text.split_once(' ')?;
    if rest.is_empty() {
        return Some(first.to_owned());
    }
    Some(rest.to_owned())
}

#[tokio::test]
async fn question_mark_and_early_return_leave_the_body_and_no_more() {
    let topic = topic("functions-returns-early", 1);

    assert!(returns_early("").await.unwrap().is_none());
    assert!(matches!(returns_early("x").await, Err(CallError::Function(_))));
    assert!(returns_early("9").await.unwrap().is_some());
    assert!(returns_early_at_once("no space").unwrap().is_some());
    assert!(returns_early_at_once("nospace").unwrap().is_none());
    assert!(returns_early_at_once("first ").unwrap().is_some());

    assert_eq!(topic.texts_before_a_mark(), ["root 3", "space", "first"]);
}

#[must_use]
#[tracing::instrument(skip_all)]
#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-attributes")]
#[inline]
async fn instrumented_above(text: &str) -> String {
    text.to_owned()
}

/// Documented.
#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-attributes")]
#[tracing::instrument(skip(text), fields(length = text.len()), err)]
#[must_use]
async fn instrumented_below(text: &str) -> Result<String, std::fmt::Error> {
    if text.is_empty() { Err(std::fmt::Error) } else { Ok(text.to_owned()) }
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-attributes")]
#[tracing::instrument(level = "debug", ret)]
fn instrumented_plain(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}

#[cfg(not(test))]
#[kafka_output(broker_list = "%NOT_SET%", topic = "functions-attributes")]
async fn configured() -> String {
    "configured wrongly".to_owned()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-attributes")]
#[cfg(test)]
async fn configured(#[cfg(not(test))] text: u8, #[cfg(test)] text: &str) -> String {
    text.to_owned()
}

#[tokio::test]
async fn other_attributes_stay_above_and_below() {
    let topic = topic("functions-attributes", 1);

    instrumented_above("above").await.unwrap();
    instrumented_below("below").await.unwrap();
    assert!(matches!(instrumented_below("").await, Err(CallError::Function(std::fmt::Error))));
    assert_eq!(instrumented_plain("plain").unwrap().len(), 1);
    configured("configured").await.unwrap();

    assert_eq!(topic.texts_before_a_mark(), ["above", "below", "plain", "configured"]);
}

/// # Safety
/// None is needed.
#[allow(unsafe_code, reason = "it is what the test is about")]
#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-unsafe")]
unsafe fn unsafe_plain() -> &'static str {
    "plain"
}

/// # Safety
/// None is needed.
#[allow(unsafe_code, reason = "it is what the test is about")]
#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-unsafe", handler = unsafe_untouched)]
async unsafe fn unsafe_async() -> &'static str {
    "async"
}

#[tokio::test]
#[allow(unsafe_code, reason = "it is what the test is about")]
async fn an_unsafe_function_stays_unsafe() {
    let topic = topic("functions-unsafe", 1);

    // SAFETY: none is needed.
    unsafe {
        unsafe_plain().unwrap();
        unsafe_async().await.unwrap();
        assert_eq!(unsafe_untouched().await, "async");
    }

    assert_eq!(topic.texts(), ["plain", "async"]);
}

#[tokio::test]
async fn a_function_inside_a_body_is_an_output_as_well() {
    let topic = topic("functions-inside", 1);
    for _ in 0..2 {
        #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-inside")]
        async fn inside() -> &'static str {
            #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-inside")]
            fn deeper_inside() -> &'static str {
                "deeper"
            }
            deeper_inside().map_or("failed", |_| "inside")
        }
        inside().await.unwrap();
    }

    assert_eq!(topic.texts(), ["deeper", "inside", "deeper", "inside"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-recursion")]
async fn recursive(depth: u32) -> Result<String, String> {
    if depth > 0 {
        Box::pin(recursive(depth - 1)).await.map_err(|error| error.to_string())?;
    }
    Ok(format!("depth {depth}"))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-recursion")]
fn recursive_at_once(depth: u32) -> String {
    match depth {
        0 => "bottom".to_owned(),
        _ => {
            recursive_at_once(depth - 1).map_or_else(|error| error.to_string(), |_| format!("above {depth}"))
        }
    }
}

#[tokio::test]
async fn a_recursive_call_sends_at_every_depth_the_deepest_first() {
    let topic = topic("functions-recursion", 1);

    recursive(2).await.unwrap();
    recursive_at_once(1).unwrap();

    assert_eq!(topic.texts(), ["depth 0", "depth 1", "depth 2", "bottom", "above 1"]);
}

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
struct Order {
    id: u32,
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

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-threads")]
async fn sent_from_a_task(number: u32, text: &str) -> Vec<String> {
    tokio::task::yield_now().await;
    vec![format!("{text} {number}")]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-threads")]
fn sent_from_a_thread(number: u32) -> String {
    format!("thread {number}")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_go_on_at_once_from_tasks_and_threads() {
    let topic = topic("functions-threads", 1);

    let tasks: Vec<_> = (0..50)
        .map(|number| {
            tokio::spawn(async move { sent_from_a_task(number, &String::from("task")).await.map(|_| ()) })
        })
        .collect();
    let threads: Vec<_> =
        (0..8).map(|number| thread::spawn(move || sent_from_a_thread(number).map(|_| ()))).collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    for thread in threads {
        thread.join().unwrap().unwrap();
    }

    let mut texts: Vec<_> =
        topic.read_many(58).iter().map(|record| record.value_text().unwrap().to_owned()).collect();
    let mut expected: Vec<_> = (0..50).map(|number| format!("task {number}")).collect();
    expected.extend((0..8).map(|number| format!("thread {number}")));
    texts.sort();
    expected.sort();
    assert_eq!(texts, expected);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-without-runtime")]
fn without_a_runtime(text: &str) -> String {
    text.to_owned()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-without-runtime")]
async fn by_another_executor(text: &str) -> [String; 2] {
    [text.to_owned(), text.to_uppercase()]
}

#[test]
fn no_async_runtime_is_needed() {
    let topic = topic("functions-without-runtime", 1);

    without_a_runtime("no runtime").unwrap();
    futures_of_std::block_on(by_another_executor("std")).unwrap();

    assert_eq!(topic.texts(), ["no runtime", "std", "STD"]);
}

/// An executor of twenty lines that knows of neither timers nor sockets.
mod futures_of_std {
    use std::pin::pin;
    use std::sync::Arc;
    use std::task::{Context, Poll, Wake, Waker};
    use std::thread::{self, Thread};

    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    pub(super) fn block_on<F: Future>(future: F) -> F::Output {
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut future = pin!(future);
        loop {
            if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                return output;
            }
            thread::park();
        }
    }
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-current-thread")]
fn plain_in_a_current_thread_runtime() -> &'static str {
    "plain"
}

#[tokio::test(flavor = "current_thread")]
async fn a_plain_function_returns_in_a_runtime_of_one_thread() {
    let topic = topic("functions-current-thread", 1);

    let joined = tokio::join!(
        async { plain_in_a_current_thread_runtime().is_ok() },
        async { plain_in_a_current_thread_runtime().is_ok() },
        tokio::time::sleep(Duration::from_millis(1)),
    );

    assert_eq!(joined, (true, true, ()));
    assert_eq!(topic.texts(), ["plain", "plain"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-panic")]
fn panics_at_once(text: &str) -> Vec<String> {
    assert!(text != "panic", "as asked");
    vec![text.to_owned()]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-panic")]
async fn panics_later(text: &str) -> String {
    tokio::task::yield_now().await;
    assert!(text != "panic", "as asked");
    text.to_owned()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-panic")]
fn panics_midway(count: u32) -> impl Iterator<Item = String> {
    (0..count).map(|number| {
        assert!(number < 2, "as asked");
        format!("lazy {number}")
    })
}

struct PanicsAsItIsWritten(bool);

impl Serialize for PanicsAsItIsWritten {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        assert!(!self.0, "as asked");
        serializer.serialize_str("written")
    }
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-panic")]
fn panics_as_it_is_written(panics: bool) -> PanicsAsItIsWritten {
    PanicsAsItIsWritten(panics)
}

#[tokio::test]
async fn a_panic_sends_nothing_and_the_next_call_does() {
    let topic = topic("functions-panic", 1);

    assert!(catch_unwind(|| panics_at_once("panic")).is_err());
    assert!(tokio::spawn(panics_later("panic")).await.unwrap_err().is_panic());
    assert!(catch_unwind(|| panics_midway(3)).is_err());
    assert!(catch_unwind(AssertUnwindSafe(|| panics_as_it_is_written(true))).is_err());
    panics_at_once("one").unwrap();
    panics_later("two").await.unwrap();
    assert_eq!(panics_midway(2).unwrap().len(), 2);
    panics_as_it_is_written(false).unwrap();

    assert_eq!(topic.texts_before_a_mark(), ["one", "two", "lazy 0", "lazy 1", "\"written\""]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-not-send")]
async fn holds_what_is_not_send(words: &[&str]) -> Vec<String> {
    let seen = Rc::new(RefCell::new(Vec::new()));
    for word in words {
        let see = |word: &str| seen.borrow_mut().push(word.to_owned());
        tokio::task::yield_now().await;
        see(word);
    }
    seen.take()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-not-send")]
async fn returns_what_is_not_send(word: &str) -> impl Iterator<Item = String> {
    let word = Rc::new(word.to_owned());
    std::iter::once_with(move || word.to_string())
}

#[tokio::test]
async fn a_body_may_hold_what_is_not_send() {
    let topic = topic("functions-not-send", 1);

    assert_eq!(holds_what_is_not_send(&["a", "b"]).await.unwrap().len(), 2);
    // What is returned is gone before the call waits, so this future may go to another thread.
    let task = tokio::spawn(returns_what_is_not_send("c"));
    assert_eq!(task.await.unwrap().unwrap().len(), 1);

    assert_eq!(topic.texts(), ["a", "b", "c"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-dropped")]
async fn counts_its_calls(calls: &AtomicUsize) -> String {
    calls.fetch_add(1, Ordering::SeqCst);
    "sent".to_owned()
}

#[tokio::test]
async fn a_future_that_is_never_polled_runs_and_sends_nothing() {
    let topic = topic("functions-dropped", 1);
    let calls = AtomicUsize::new(0);

    drop(counts_its_calls(&calls));

    assert_eq!(calls.load(Ordering::SeqCst), 0);
    topic.assert_empty();
}

#[tokio::test]
async fn the_same_function_may_be_called_again_before_it_has_returned() {
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-again")]
    async fn again(number: u32) -> KafkaEventData<String> {
        KafkaEventData::new(number.to_string())
    }
    let topic = topic("functions-again", 1);

    let (first, second, third) = tokio::join!(again(1), again(2), again(3));

    let offsets = [first, second, third].map(|delivery| delivery.unwrap().offset());
    let texts: [String; 3] = topic.texts();
    let by_offset = offsets.map(|offset| texts[usize::try_from(offset).unwrap()].as_str());
    assert_eq!(by_offset, ["1", "2", "3"]);
}
