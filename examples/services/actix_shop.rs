//! A shop on actix-web: an order that is posted is a record, and answered once it is acknowledged.
//!
//! ```sh
//! KAFKA_BROKERS=localhost:9092 cargo run -p kafka-output-services --bin actix_shop
//! curl -i localhost:8080/orders --json '{"customer": "c-42", "items": ["tea"]}'
//! ```

use std::fmt;
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::{App, HttpResponse, HttpServer, ResponseError, web};
use kafka_output::web::Problem;
use kafka_output::{Error, Runtime, kafka_output};
use serde::{Deserialize, Serialize};

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

async fn place_order(order: web::Json<Order>) -> Result<HttpResponse, Failed> {
    order_placed(order.into_inner()).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// What the client is told of an error; its own text has gone to the log by then.
#[derive(Debug)]
struct Failed(Problem);

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self(Problem::logged(&error))
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.detail())
    }
}

impl ResponseError for Failed {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        if let Some(wait) = self.0.retry_after() {
            response.insert_header((RETRY_AFTER, wait.as_secs()));
        }
        response.content_type(Problem::CONTENT_TYPE).body(self.0.to_json())
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let runtime = Runtime::builder().start().await?;
    let port = std::env::var("PORT").unwrap_or_else(|_| "8080".to_owned());
    // Orders are as large as a record may be, and a little more, so that it is the record that is refused.
    let json = || web::JsonConfig::default().limit(2_000_000);
    let server =
        HttpServer::new(move || App::new().app_data(json()).route("/orders", web::post().to(place_order)))
            .workers(2)
            .bind(format!("127.0.0.1:{port}"))?;
    println!("listening on 127.0.0.1:{port}");
    // Ends at SIGTERM, when the requests at work are answered.
    server.run().await?;
    let report = runtime.shutdown(Duration::from_secs(10)).await;
    println!("{} delivered, {} failed, {} undelivered", report.delivered, report.failed, report.undelivered);
    Ok(())
}
