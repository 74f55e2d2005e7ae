//! What is said of a function that cannot be an output, each with an item that it is said of and that item mended. The
//! manual's page of errors is made from this file, so it names nothing of the crate's.

/// One thing that is said of a function.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// What is wrong and, after `;`, the way out; `{}` is what the attribute stands on.
    pub(crate) sentence: &'static str,
    /// An item that it is said of, by itself.
    #[allow(dead_code, reason = "read by the manual and the tests")]
    pub(crate) wrong: &'static str,
    /// The same, mended.
    #[allow(dead_code, reason = "read by the manual and the tests")]
    pub(crate) right: &'static str,
}

const fn refusal(sentence: &'static str, wrong: &'static str, right: &'static str) -> Refusal {
    Refusal { sentence, wrong, right }
}

pub(crate) const NOT_A_FUNCTION: Refusal = refusal(
    "`#[kafka_output]` belongs on a function, not on {}; annotate the function that returns the record, or write `#[kafka_connection]` on a type for options \
     that several functions share",
    "struct Order;",
    "fn placed() -> Order { Order }",
);
pub(crate) const NO_BODY: Refusal = refusal(
    "a function without a body returns nothing to send; write its body, or annotate one that has a body, such as the one in the `impl`",
    "fn placed(&self) -> Order;",
    "fn placed(&self) -> Order { self.order.clone() }",
);
pub(crate) const TWICE: Refusal = refusal(
    "a function is one output; leave one of its two `#[kafka_output]` out",
    "#[kafka_output(topic = \"audit\")] fn placed() -> Order { Order }",
    "fn placed() -> Order { Order }",
);
pub(crate) const TEST: Refusal = refusal(
    "a test is no output, since nobody takes what Kafka answers to it; call the annotated function from the test",
    "#[tokio::test] async fn placed() -> Order { Order }",
    "async fn placed() -> Order { Order }",
);
pub(crate) const CONST: Refusal = refusal(
    "a `const fn` runs while compiling, where there is no Kafka; remove `const`",
    "const fn placed() -> Order { Order }",
    "fn placed() -> Order { Order }",
);
pub(crate) const EXTERN: Refusal = refusal(
    "an `extern` function cannot return what Kafka answered; annotate an ordinary function and call it from this one",
    "extern \"C\" fn placed() -> Order { Order }",
    "fn placed() -> Order { Order }",
);
pub(crate) const VARIADIC: Refusal = refusal(
    "variadic arguments cannot be passed on; take a slice or a `Vec`",
    "unsafe fn placed(ids: ...) -> Order { Order }",
    "fn placed(ids: &[u32]) -> Order { Order }",
);
pub(crate) const MAIN: Refusal = refusal(
    "nobody takes what `main` sends and Kafka answers; annotate another function, and call it from `main`; one where no program starts needs another name",
    "fn main() -> Order { Order }",
    "fn placed() -> Order { Order }",
);
pub(crate) const NOTHING: Refusal = refusal(
    "this function returns nothing to send; return the value that is to be the record, a `KafkaEventData`, or a collection of them",
    "fn placed() {}",
    "fn placed() -> Order { Order }",
);
pub(crate) const ANSWER: Refusal = refusal(
    "this is what a call of the function gives, and the function itself returns what is sent; return the record, and the attribute makes a \
     `Result` with the `Delivery` of it",
    "async fn placed() -> Result<kafka_output::Delivery, AppError> { Err(AppError) }",
    "async fn placed() -> Order { Order }",
);
pub(crate) const NEVER: Refusal = refusal(
    "this function never returns, so it sends nothing; return the value that is to be the record",
    "fn placed() -> ! { loop {} }",
    "fn placed() -> Order { Order }",
);
pub(crate) const HIDDEN: Refusal = refusal(
    "`impl` hides the type of the record, which decides how it is sent; write the type out",
    "fn placed() -> impl Serialize { Order }",
    "fn placed() -> Order { Order }",
);
pub(crate) const PLACEHOLDER: Refusal = refusal(
    "`_` leaves the type of the record open, which decides how it is sent; write the type out",
    "fn placed() -> _ { Order }",
    "fn placed() -> Order { Order }",
);
pub(crate) const MUTABLE: Refusal = refusal(
    "a `&mut` to bytes or to a collection is not sent; return a `&` of it",
    "fn placed(ids: &mut [u8]) -> &mut [u8] { ids }",
    "fn placed(ids: &mut [u8]) -> &[u8] { ids }",
);
pub(crate) const STREAM: Refusal = refusal(
    "a stream is returned by itself, in a `Result` or in a `Checkpointed`; return the stream, an empty one where there is nothing to send",
    "async fn placed() -> Option<BoxStream<'static, Order>> { None }",
    "async fn placed() -> BoxStream<'static, Order> { empty().boxed() }",
);
pub(crate) const STREAM_NOT_AWAITED: Refusal = refusal(
    "a stream is awaited, and a plain `fn` would block the thread that may have to drive it; make this an `async fn`",
    "fn placed() -> impl Stream<Item = Order> { iter([Order]) }",
    "async fn placed() -> impl Stream<Item = Order> { iter([Order]) }",
);
pub(crate) const ITERATOR: Refusal = refusal(
    "an `impl Iterator` is returned by itself or in a `Result`; return the iterator, an empty one where there is nothing to send",
    "fn placed() -> Option<impl Iterator<Item = Order>> { Some([Order].into_iter()) }",
    "fn placed() -> impl Iterator<Item = Order> { [Order].into_iter() }",
);
pub(crate) const CHECKPOINTED: Refusal = refusal(
    "a `Checkpointed` holds a stream; write `Checkpointed<impl Stream<Item = …>>`, which `futures::stream::iter(..)` makes of an iterator or a collection",
    "async fn placed() -> Checkpointed<impl Iterator<Item = Order>> { iter([Order]) }",
    "async fn placed() -> Checkpointed<impl Stream<Item = Order>> { iter([Order]) }",
);
pub(crate) const NO_STREAM_ITEM: Refusal = refusal(
    "the type of the records is not told; write `impl Stream<Item = …>`",
    "async fn placed() -> impl Stream { iter([Order]) }",
    "async fn placed() -> impl Stream<Item = Order> { iter([Order]) }",
);
pub(crate) const FUTURE: Refusal = refusal(
    "a future is no record; make this an `async fn` that returns the record",
    "fn placed() -> impl Future<Output = Order> { async { Order } }",
    "async fn placed() -> Order { Order }",
);
pub(crate) const ASYNC_TRAIT: Refusal = refusal(
    "`async_trait` makes this function one that returns a future, which is no record; annotate an `async fn` outside of the trait, and call it from this one",
    "fn placed<'async_trait>() -> Pin<Box<dyn Future<Output = Order> + Send + 'async_trait>> { Box::pin(async { Order }) }",
    "async fn placed() -> Order { Order }",
);
pub(crate) const UNSIZED: Refusal = refusal(
    "a slice, `str` or `dyn` type has no size of its own, so no function returns it; return a `Vec`, a `String` or a type of your own",
    "fn placed() -> [Order] { [Order] }",
    "fn placed() -> Vec<Order> { vec![Order] }",
);
pub(crate) const NO_ITEM: Refusal = refusal(
    "the type of the records is not told; write `impl Iterator<Item = …>`",
    "fn placed() -> impl Iterator { [Order].into_iter() }",
    "fn placed() -> impl Iterator<Item = Order> { [Order].into_iter() }",
);

/// All of them, for the manual.
#[allow(dead_code, reason = "read by the manual and the tests")]
pub(crate) const REFUSALS: &[Refusal] = &[
    NOT_A_FUNCTION,
    NO_BODY,
    TWICE,
    TEST,
    CONST,
    EXTERN,
    VARIADIC,
    MAIN,
    NOTHING,
    ANSWER,
    NEVER,
    HIDDEN,
    PLACEHOLDER,
    MUTABLE,
    STREAM,
    STREAM_NOT_AWAITED,
    ITERATOR,
    CHECKPOINTED,
    NO_STREAM_ITEM,
    FUTURE,
    ASYNC_TRAIT,
    UNSIZED,
    NO_ITEM,
];
