//! Every form of function: it keeps its form, and what it returns is sent.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

mod arguments;
mod bodies;
mod formats;
mod methods;
mod running;
mod signatures;

use kafka_output::{Delivery, kafka_output};

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
