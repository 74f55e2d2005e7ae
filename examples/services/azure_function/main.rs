//! An Azure Functions app: a custom handler with two functions, one behind HTTP, one that takes from a storage queue.
//!
//! Beside this file lies the app, without the program: `cargo build --release -p kafka-output-services --bin azure_function` makes it,
//! copied there it is run by `func start`, and `func azure functionapp publish` deploys the folder. The host hands the app's settings on as the
//! environment, so `%KAFKA_BROKERS%` is what Azure's own bindings make of it; references to Key Vault are resolved by Azure.
//!
//! The function's record needs no Kafka output binding in `function.json`: when the host hears of a success, the broker has acknowledged it.

mod host;

use std::time::Duration;

use axum::routing::post;
use axum::{Json, Router, http::StatusCode};
use kafka_output::web::Problem;
use kafka_output::{Runtime, kafka_output};
use serde::{Deserialize, Serialize};
use tokio::signal::unix::{SignalKind, signal};

use host::{Invocation, Outcome};

#[derive(Deserialize, Serialize)]
struct Order {
    customer: String,
    items: Vec<String>,
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "orders",
    key = customer,
    message_timeout_ms = "${KAFKA_TIMEOUT_MS:10000}",
)]
async fn order_placed(order: Order) -> Order {
    order
}

/// Behind HTTP (`PlaceOrder/function.json`): the host makes a response of the binding `res`.
async fn place_order(Json(invocation): Json<Invocation>) -> Json<Outcome> {
    let order = match invocation.body::<Order>("req") {
        Ok(order) => order,
        Err(error) => return Json(Outcome::default().http("res", 400, "text/plain", &error)),
    };
    Json(match order_placed(order).await {
        Ok(_) => Outcome::default().http("res", 202, "application/json", "{}"),
        Err(error) => {
            let problem = Problem::logged(&error);
            // The log of the invocation is the operators'; the client reads the problem.
            let outcome = Outcome::default().log(&error);
            outcome.http("res", problem.status(), Problem::CONTENT_TYPE, &problem.to_json())
        }
    })
}

/// From a queue (`OrderPlaced/function.json`): a failed invocation is one that is not answered with success. Its message is
/// taken again, and goes to the poison queue after the fifth time.
async fn order_taken(Json(invocation): Json<Invocation>) -> Result<Json<Outcome>, (StatusCode, String)> {
    let order = invocation.item::<Order>("order").map_err(|error| (StatusCode::BAD_REQUEST, error))?;
    match order_placed(order).await {
        Ok(delivery) => Ok(Json(Outcome::default().log(&format_args!("sent to {}", delivery.topic())))),
        // Nobody but the host reads this.
        Err(error) => Err((StatusCode::INTERNAL_SERVER_ERROR, error.to_string())),
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let runtime = Runtime::builder().start().await?;
    // The host posts to the name of the function, which is that of its folder.
    let functions =
        Router::new().route("/PlaceOrder", post(place_order)).route("/OrderPlaced", post(order_taken));
    let port = std::env::var("FUNCTIONS_CUSTOMHANDLER_PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("listening on {}", listener.local_addr()?);
    let mut terminate = signal(SignalKind::terminate())?;
    let stopped = async move {
        tokio::select! { _ = terminate.recv() => {}, _ = tokio::signal::ctrl_c() => {} }
    };
    axum::serve(listener, functions).with_graceful_shutdown(stopped).await?;
    let report = runtime.shutdown(Duration::from_secs(10)).await;
    println!("{} delivered, {} failed, {} undelivered", report.delivered, report.failed, report.undelivered);
    Ok(())
}
