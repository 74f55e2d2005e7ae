//! Handlers of axum: annotated, and still handlers.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{any, post};
use axum::{Extension, Json, Router};
use kafka_output::{KafkaEventData, KafkaOutputs, kafka_connection, kafka_output};
use kafka_output_ui_tests::Order;
use serde::Serialize;
use serde::de::DeserializeOwned;

#[kafka_connection(broker_list = "localhost:9092")]
struct Local;

#[derive(Clone)]
struct Shop;

#[derive(KafkaOutputs)]
struct PlaceOrder {
    #[kafka_output(connection = Local, topic = "orders")]
    kevent: KafkaEventData<Order>,
    #[kafka_output(connection = Local, topic = "audit")]
    audit: Option<String>,
    #[kafka_output(returned)]
    response: Json<u32>,
}

fn placed() -> PlaceOrder {
    PlaceOrder { kevent: KafkaEventData::new(Order::example()), audit: None, response: Json(1) }
}

#[kafka_output]
async fn place_order(State(_shop): State<Shop>, Json(_cart): Json<HashMap<String, u32>>) -> PlaceOrder {
    placed()
}

#[kafka_output]
#[axum::debug_handler]
async fn judged(
    Path(_id): Path<u32>,
    Query(_query): Query<HashMap<String, String>>,
    Extension(_shop): Extension<Shop>,
    _headers: HeaderMap,
    text: String,
) -> Result<PlaceOrder, (StatusCode, String)> {
    if text.is_empty() { Err((StatusCode::BAD_REQUEST, text)) } else { Ok(placed()) }
}

/// What is returned is any response, of a type parameter too.
#[derive(KafkaOutputs)]
struct Answered<T: Send + 'static, R: IntoResponse + Send + 'static>
where
    T: Serialize,
{
    #[kafka_output(connection = Local, topic = "answered", value_format = json)]
    value: T,
    #[kafka_output(returned)]
    response: R,
}

#[kafka_output]
async fn answered<T: Serialize + DeserializeOwned + Send + 'static>(
    Json(value): Json<T>,
) -> Answered<T, Html<&'static str>> {
    Answered { value, response: Html("<p>accepted") }
}

#[kafka_output]
async fn any_response(text: String) -> Answered<String, Response> {
    Answered { value: text, response: StatusCode::NO_CONTENT.into_response() }
}

#[kafka_output(connection = Local, topic = "one")]
async fn one(text: String) -> String {
    text
}

#[kafka_output(connection = Local, topic = "many")]
async fn many(Json(texts): Json<Vec<String>>) -> Vec<String> {
    texts
}

#[kafka_output(connection = Local, topic = "enqueued", delivery = enqueued)]
async fn enqueued(text: String) -> Result<String, StatusCode> {
    Ok(text)
}

#[kafka_output(connection = Local, topic = "own-json", handler = own_event)]
async fn own(Json(order): Json<Vec<u32>>) -> kafka_output::Json<Vec<u32>> {
    kafka_output::Json(order)
}

fn router() -> Router {
    Router::new()
        .route("/orders", post(place_order))
        .route("/judged/{id}", post(judged))
        .route("/answered", post(answered::<Vec<u32>>))
        .route("/concrete", post(concrete))
        .route("/any", any(any_response))
        .route("/one", post(one))
        .route("/many", post(many))
        .route("/enqueued", post(enqueued))
        .route("/own", post(own).get(own_event))
        .with_state(Shop)
}

#[derive(KafkaOutputs)]
struct Concrete {
    #[kafka_output(connection = Local, topic = "concrete")]
    value: String,
    #[kafka_output(returned)]
    response: (StatusCode, Html<&'static str>),
}

#[kafka_output]
async fn concrete(text: String) -> Concrete {
    Concrete { value: text, response: (StatusCode::ACCEPTED, Html("<p>accepted")) }
}
