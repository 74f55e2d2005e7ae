//! Bodies, and the attributes above them.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use kafka_output::{CallError, kafka_output};

use crate::support::runtime::topic;

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
#[must_use = "it may fail"]
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
