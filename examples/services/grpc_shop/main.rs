//! A shop by gRPC, on tonic: a call is answered once its record is acknowledged. `shop.proto` is compiled without `protoc`.
//!
//! ```sh
//! KAFKA_BROKERS=localhost:9092 cargo run -p kafka-output-services --bin grpc_shop
//! grpcurl -plaintext -proto examples/services/grpc_shop/shop.proto -d '{"customer": "c-42", "items": ["tea"]}' \
//!     localhost:8080 shop.v1.Shop/PlaceOrder
//! ```

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use kafka_output::web::Problem;
use kafka_output::{Error, ErrorKind, Runtime, kafka_output};
use serde::Serialize;
use tokio::signal::unix::{SignalKind, signal};
use tonic::{Code, Request, Response, Status};

/// What the build script makes of `shop.proto`.
#[allow(
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    dead_code,
    clippy::pedantic,
    reason = "generated"
)]
mod proto {
    tonic::include_proto!("shop.v1");
}

use proto::shop_server::{Shop, ShopServer};
use proto::{OrderAccepted, PlaceOrderRequest};

#[derive(Serialize)]
struct Order {
    number: u64,
    customer: String,
    items: Vec<String>,
}

#[derive(Default)]
struct Service {
    last_number: AtomicU64,
}

impl Service {
    /// A method may be annotated as well; the trait's own, which tonic's macro writes anew, may not.
    #[kafka_output(
        broker_list = "%KAFKA_BROKERS%",
        topic = "orders",
        key = customer,
        message_timeout_ms = "${KAFKA_TIMEOUT_MS:10000}",
    )]
    async fn order_placed(&self, number: u64, request: PlaceOrderRequest) -> Order {
        Order { number, customer: request.customer, items: request.items }
    }
}

#[tonic::async_trait]
impl Shop for Service {
    async fn place_order(
        &self,
        request: Request<PlaceOrderRequest>,
    ) -> Result<Response<OrderAccepted>, Status> {
        let number = self.last_number.fetch_add(1, Ordering::Relaxed) + 1;
        self.order_placed(number, request.into_inner()).await.map_err(|error| status(&error))?;
        Ok(Response::new(OrderAccepted { number }))
    }
}

/// What the client is told of an error; its own text goes to the log.
fn status(error: &Error) -> Status {
    let code = match error.kind() {
        ErrorKind::Timeout => Code::DeadlineExceeded,
        ErrorKind::TooLarge => Code::InvalidArgument,
        ErrorKind::QueueFull | ErrorKind::Shutdown => Code::Unavailable,
        _ if error.is_retriable() => Code::Unavailable,
        _ => Code::Internal,
    };
    Status::new(code, Problem::logged(error).detail())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let runtime = Runtime::builder().start().await?;
    let port = std::env::var("PORT").unwrap_or_else(|_| "8080".to_owned());
    let listener = tonic::transport::server::TcpIncoming::bind(format!("127.0.0.1:{port}").parse()?)?;
    println!("listening on {}", listener.local_addr()?);
    let mut terminate = signal(SignalKind::terminate())?;
    let stopped = async move {
        tokio::select! { _ = terminate.recv() => {}, _ = tokio::signal::ctrl_c() => {} }
    };
    tonic::transport::Server::builder()
        .add_service(ShopServer::new(Service::default()))
        .serve_with_incoming_shutdown(listener, stopped)
        .await?;
    let report = runtime.shutdown(Duration::from_secs(10)).await;
    println!("{} delivered, {} failed, {} undelivered", report.delivered, report.failed, report.undelivered);
    Ok(())
}
