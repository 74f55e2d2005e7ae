//! Return types, by their spelling.

use quote::ToTokens;
use syn::ReturnType;

use super::tokens;
use crate::diagnostics::Underline;
use crate::shape::{Count, FailsWith, Leaf, Shape, shape_of};

/// `count element`, with the error in front; or the sentence of a refusal.
fn shape(output: &str) -> String {
    let output: ReturnType = syn::parse2(tokens(output)).expect("the test's text is a return type");
    let shape = shape_of(&output, Underline::attribute());
    match &shape.leaf {
        Err(refused) => refused.sentence.to_owned(),
        Ok(Leaf::Spelled(ty)) => format!("{} {}", around(&shape), ty.to_token_stream()),
        Ok(Leaf::ValueOf(alias)) => format!("{} value of {alias}", around(&shape)),
    }
}

/// The same without the element.
fn around(shape: &Shape) -> String {
    let fails = match &shape.fails {
        None => String::new(),
        Some(FailsWith::Spelled(error)) => format!("{error} or "),
        Some(FailsWith::ErrorOf(alias)) => format!("error of {alias} or "),
    };
    let count = match shape.count {
        Count::One => "one",
        Count::Maybe => "maybe",
        Count::Many => "many",
        Count::Stream if shape.yields.as_ref().is_some_and(|yields| yields.by == "__checkpointed") => {
            "checkpointed stream of"
        }
        Count::Stream => "stream of",
    };
    let items_fail = match &shape.items_fail {
        None => String::new(),
        Some(FailsWith::Spelled(error)) => format!(" {error} or"),
        Some(FailsWith::ErrorOf(alias)) => format!(" error of {alias} or"),
    };
    format!("{fails}{count}{items_fail}")
}

#[test]
fn one_record() {
    assert_eq!(shape("-> Order"), "one Order");
    assert_eq!(shape("-> KafkaEventData<Order, i64>"), "one KafkaEventData < Order , i64 >");
    assert_eq!(shape("-> (Order)"), "one Order");
    for bytes in
        ["Vec < u8 >", "[u8 ; 2]", "& [u8]", "Box < [u8] >", "& 'a str", "(Order , Order)", "Self :: Out"]
    {
        assert_eq!(shape(&format!("-> {bytes}")), format!("one {bytes}"));
    }
}

#[test]
fn one_or_none() {
    assert_eq!(shape("-> Option<Order>"), "maybe Order");
    assert_eq!(shape("-> std::option::Option<Order>"), "maybe Order");
    assert_eq!(shape("-> Option<Vec<u8>>"), "maybe Vec < u8 >");
}

#[test]
fn many_records() {
    for many in [
        "Vec<Order>",
        "std::collections::VecDeque<Order>",
        "LinkedList<Order>",
        "HashSet<Order, State>",
        "BTreeSet<Order>",
        "BinaryHeap<Order>",
        "[Order; 2]",
        "Box<[Order]>",
        "impl Iterator<Item = Order> + Send + 'static",
        "impl IntoIterator<Item = Order, IntoIter = X>",
        "impl Send + ExactSizeIterator<Item = Order>",
    ] {
        assert_eq!(shape(&format!("-> {many}")), "many Order", "{many}");
    }
    assert_eq!(shape("-> &'a [Order]"), "many & 'a Order");
    assert_eq!(shape("-> &Vec<Order>"), "many & Order");
    assert_eq!(shape("-> Vec<Vec<u8>>"), "many Vec < u8 >");
}

#[test]
fn a_stream_of_them() {
    for stream in [
        "impl Stream<Item = Order>",
        "impl futures::stream::Stream<Item = Order> + Send + 'static",
        "impl Send + FusedStream<Item = Order> + use<'a>",
        "Pin<Box<dyn Stream<Item = Order> + Send>>",
        "std::pin::Pin<std::boxed::Box<dyn futures::Stream<Item = Order> + 'a>>",
        "Pin<Box<impl Stream<Item = Order>>>",
        "Box<dyn Stream<Item = Order> + Unpin>",
        "BoxStream<'_, Order>",
        "futures::stream::LocalBoxStream<'a, Order>",
    ] {
        assert_eq!(shape(&format!("-> {stream}")), "stream of Order", "{stream}");
        let checkpointed = format!("-> kafka_output::Checkpointed<{stream}>");
        assert_eq!(shape(&checkpointed), "checkpointed stream of Order", "{stream}");
        assert_eq!(shape(&format!("-> Result<{stream}, E>")), "E or stream of Order", "{stream}");
    }
    assert_eq!(shape("-> impl Stream<Item = Vec<u8>>"), "stream of Vec < u8 >");
    assert_eq!(shape("-> impl Stream<Item = Result<Order, E>>"), "stream of E or Order");
    assert_eq!(
        shape("-> io::Result<BoxStream<'a, AppResult<Order>>>"),
        "error of io :: Result < () > or stream of error of AppResult < () > or Order"
    );
    assert_eq!(
        shape("-> impl Stream<Item = OrderResult>"),
        "stream of error of OrderResult or value of OrderResult"
    );
}

#[test]
fn a_result_of_them() {
    assert_eq!(shape("-> Result<Order, AppError>"), "AppError or one Order");
    assert_eq!(shape("-> Result<Vec<Order>, Box<dyn Error>>"), "Box < dyn Error > or many Order");
    assert_eq!(shape("-> anyhow::Result<Option<Order>>"), "error of anyhow :: Result < () > or maybe Order");
    assert_eq!(shape("-> AppResult<impl Iterator<Item = Order>>"), "error of AppResult < () > or many Order");
    assert_eq!(shape("-> AppResult<'a, Order, E>"), "error of AppResult < 'a , () , E > or one Order");
    assert_eq!(shape("-> OrderResult"), "error of OrderResult or one value of OrderResult");
}

#[test]
fn what_has_no_shape_is_refused_with_the_way_out() {
    for nothing in ["", "-> ()", "-> Result<(), E>", "-> Option<()>", "-> Vec<()>"] {
        assert!(shape(nothing).starts_with("this function returns nothing to send; "), "{nothing}");
    }
    assert!(shape("-> !").starts_with("this function never returns"));
    for misplaced in [
        "Option<impl Stream<Item = Order>>",
        "Vec<BoxStream<'static, Order>>",
        "impl Iterator<Item = impl Stream<Item = Order>>",
        "Result<Option<Pin<Box<dyn Stream<Item = Order>>>>, E>",
    ] {
        let sentence = shape(&format!("-> {misplaced}"));
        assert!(sentence.starts_with("a stream is returned by itself"), "{misplaced}: {sentence}");
    }
    assert!(shape("-> impl Stream").starts_with("the type of the records is not told; "));
    assert!(shape("-> impl Stream<Item = impl Serialize>").starts_with("`impl` hides the type"));
    assert!(shape("-> impl Future<Output = Order>").starts_with("a future is no record; "));
    assert!(shape("-> impl Iterator").starts_with("the type of the records is not told; "));
    for hidden in [
        "impl Serialize",
        "Vec<impl Serialize>",
        "impl Iterator<Item = impl Serialize>",
        "KafkaEventData<impl X>",
    ] {
        assert!(shape(&format!("-> {hidden}")).starts_with("`impl` hides the type"), "{hidden}");
    }
    for boxed in [
        "Pin<Box<dyn Future<Output = Order> + Send + 'a>>",
        "Box<dyn std::future::Future<Output = Order>>",
        "BoxFuture<'a, Order>",
    ] {
        assert!(shape(&format!("-> {boxed}")).starts_with("a future is no record; "), "{boxed}");
    }
    for without_size in
        ["[Order]", "str", "dyn Trait", "Vec<str>", "Option<[u8]>", "impl Iterator<Item = dyn Trait>"]
    {
        assert!(
            shape(&format!("-> {without_size}")).starts_with("a slice, `str` or `dyn`"),
            "{without_size}"
        );
    }
}

#[test]
fn what_stands_around_a_refused_element_is_known() {
    for (output, expected) in [
        ("-> Vec<()>", "many"),
        ("-> Option<impl Serialize>", "maybe"),
        ("-> impl Iterator", "many"),
        ("-> impl Iterator<Item = impl Serialize>", "many"),
        ("-> Result<Option<()>, AppError>", "AppError or maybe"),
        ("-> AppResult<()>", "error of AppResult < () > or one"),
        ("-> impl Serialize", "one"),
    ] {
        let ty: ReturnType = syn::parse2(tokens(output)).expect("the test's text is a return type");
        let shape = shape_of(&ty, Underline::attribute());
        assert!(shape.leaf.is_err(), "{output}");
        assert_eq!(around(&shape), expected, "{output}");
    }
}
