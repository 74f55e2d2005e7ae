//! Functions that are no handlers of axum; `debug_handler` below the attribute says why.

use std::rc::Rc;

use axum::routing::post;
use kafka_output::{KafkaOutputs, kafka_output};

// The future is not `Send`.
#[kafka_output(broker_list = "%B%", topic = "orders")]
#[axum::debug_handler]
async fn not_send(text: String) -> String {
    let shared = Rc::new(text);
    std::future::ready(()).await;
    shared.to_string()
}

#[derive(KafkaOutputs)]
struct Placed {
    #[kafka_output(broker_list = "%B%", topic = "placed")]
    order: String,
    #[kafka_output(returned)]
    response: u32,
}

// The returned field is no response.
#[kafka_output]
#[axum::debug_handler]
async fn no_response() -> Placed {
    Placed { order: String::new(), response: 1 }
}

// An option is no response.
#[kafka_output(broker_list = "%B%", topic = "maybe")]
#[axum::debug_handler]
async fn maybe() -> Option<String> {
    None
}

struct Wrong;

// The function's own error is no response.
#[kafka_output(broker_list = "%B%", topic = "fallible")]
#[axum::debug_handler]
async fn fallible() -> Result<String, Wrong> {
    Err(Wrong)
}

// An argument is no extractor.
#[kafka_output(broker_list = "%B%", topic = "argument")]
#[axum::debug_handler]
async fn argument(_wrong: Wrong) -> String {
    String::new()
}

// Without `debug_handler`.
#[kafka_output(broker_list = "%B%", topic = "bare")]
async fn bare() -> Option<String> {
    None
}

fn main() {
    let _: axum::Router = axum::Router::new().route("/", post(bare));
}
