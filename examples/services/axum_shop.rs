//! A shop on axum: an order that is posted is two records, and answered once both are acknowledged.
//!
//! ```sh
//! KAFKA_BROKERS=localhost:9092 cargo run -p kafka-output-services --bin axum_shop
//! curl -i localhost:8080/orders --json '{"customer": "c-42", "items": ["tea"]}'
//! curl -i -X DELETE localhost:8080/orders/1
//! ```

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{delete, post};
use axum::{Json, Router};
use kafka_output::{KafkaEventData, KafkaOutputs, Runtime, kafka_connection, kafka_output};
use serde::{Deserialize, Serialize};
use tokio::signal::unix::{SignalKind, signal};

/// What all outputs share. A client of HTTP does not wait for minutes.
#[kafka_connection(broker_list = "%KAFKA_BROKERS%", message_timeout_ms = "${KAFKA_TIMEOUT_MS:10000}")]
struct Kafka;

#[derive(Clone, Default)]
struct Shop {
    last_number: Arc<AtomicU64>,
}

#[derive(Deserialize)]
struct Cart {
    customer: String,
    items: Vec<String>,
}

#[derive(Serialize)]
struct Order {
    number: u64,
    customer: String,
    items: Vec<String>,
}

#[derive(Serialize)]
struct Accepted {
    number: u64,
}

/// What placing an order leads to: two records, and what the client reads.
#[derive(KafkaOutputs)]
struct OrderPlaced {
    #[kafka_output(connection = Kafka, topic = "orders", key = customer)]
    order: Order,
    #[kafka_output(connection = Kafka, topic = "audit")]
    audit: String,
    #[kafka_output(returned)]
    response: (StatusCode, Json<Accepted>),
}

/// Annotated, and still a handler: `Error` is a response too, see the page `kafka_output::web`.
#[kafka_output]
async fn place_order(State(shop): State<Shop>, Json(cart): Json<Cart>) -> OrderPlaced {
    let number = shop.last_number.fetch_add(1, Ordering::Relaxed) + 1;
    OrderPlaced {
        audit: format!("order {number} of {} items", cart.items.len()),
        order: Order { number, customer: cart.customer, items: cart.items },
        response: (StatusCode::CREATED, Json(Accepted { number })),
    }
}

/// One record: `202 Accepted`, or the function's own error, here `404 Not Found`.
#[kafka_output(connection = Kafka, topic = "cancellations")]
async fn cancel_order(
    State(shop): State<Shop>,
    Path(number): Path<u64>,
) -> Result<KafkaEventData<String>, StatusCode> {
    if number == 0 || number > shop.last_number.load(Ordering::Relaxed) {
        return Err(StatusCode::NOT_FOUND);
    }
    Ok(KafkaEventData::new(format!("order {number} is cancelled")).key(number.to_string()))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let runtime = Runtime::builder().start().await?;
    let shop = Router::new()
        .route("/orders", post(place_order))
        .route("/orders/{number}", delete(cancel_order))
        .with_state(Shop::default());

    let port = std::env::var("PORT").unwrap_or_else(|_| "8080".to_owned());
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("listening on {}", listener.local_addr()?);
    let mut terminate = signal(SignalKind::terminate())?;
    let stopped = async move {
        tokio::select! { _ = terminate.recv() => {}, _ = tokio::signal::ctrl_c() => {} }
    };
    // Requests that are being answered are answered first, then what is queued gets its time.
    axum::serve(listener, shop).with_graceful_shutdown(stopped).await?;
    let report = runtime.shutdown(Duration::from_secs(10)).await;
    println!("{} delivered, {} failed, {} undelivered", report.delivered, report.failed, report.undelivered);
    Ok(())
}
