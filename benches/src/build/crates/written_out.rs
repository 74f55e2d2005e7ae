use std::sync::OnceLock;
use std::time::Duration;

use rdkafka::ClientConfig;
use rdkafka::error::KafkaError;
use rdkafka::message::{Header, OwnedHeaders};
use rdkafka::producer::{FutureProducer, FutureRecord};

// A function is built whole only where its future is polled.
fn used<F: Future>(future: F) {
    drop::<std::pin::Pin<Box<dyn Future<Output = F::Output> + '_>>>(Box::pin(future));
}

/// Why there is no order.
#[derive(Debug)]
pub struct NoOrder;

/// Why an order was not sent.
#[derive(Debug)]
pub enum SendError {
    /// The function's own.
    NoOrder(NoOrder),
    /// A setting is missing.
    Setting(&'static str),
    /// The producer cannot be made.
    Configuration(KafkaError),
    /// The value cannot be written.
    Encoding(serde_json::Error),
    /// The broker did not acknowledge it.
    Broker(&'static str, KafkaError),
}

/// Where a record came to lie.
#[derive(Debug, Clone, Copy)]
pub struct Sent {
    /// The partition.
    pub partition: i32,
    /// The offset.
    pub offset: i64,
}

fn config() -> Result<ClientConfig, SendError> {
    let brokers = std::env::var("KAFKA_BROKERS").map_err(|_| SendError::Setting("KAFKA_BROKERS"))?;
    let mut config = ClientConfig::new();
    config.set("bootstrap.servers", brokers);
    for (name, value) in [
        ("message.max.bytes", "1000000"),
        ("message.send.max.retries", "2"),
        ("message.timeout.ms", "300000"),
        ("metadata.max.age.ms", "180000"),
        ("partitioner", "murmur2_random"),
        ("request.timeout.ms", "5000"),
        ("socket.keepalive.enable", "true"),
    ] {
        config.set(name, value);
    }
    Ok(config)
}

// ---
/// Keyed by the customer.
pub async fn placed_AT(order: OrderTYPE) -> Result<Sent, SendError> {
    static PRODUCER: OnceLock<FutureProducer> = OnceLock::new();
    let producer = match PRODUCER.get() {
        Some(producer) => producer,
        None => {
            let made = config()?
                .set("compression.codec", "lz4")
                .set("linger.ms", "20")
                .create()
                .map_err(SendError::Configuration)?;
            PRODUCER.get_or_init(|| made)
        }
    };
    let value = serde_json::to_vec(&order).map_err(SendError::Encoding)?;
    let record = FutureRecord::to("orders-AT").key(&order.customer).payload(&value);
    match producer.send(record, Duration::from_secs(300)).await {
        Ok(delivery) => Ok(Sent { partition: delivery.partition, offset: delivery.offset }),
        Err((error, _)) => Err(SendError::Broker("orders-AT", error)),
    }
}

/// Builds it.
pub fn use_AT(order: OrderTYPE) {
    used(placed_AT(order));
}

// ---
/// With a key and a header of its own.
pub async fn placed_AT(order: OrderTYPE) -> Result<Sent, SendError> {
    static PRODUCER: OnceLock<FutureProducer> = OnceLock::new();
    let producer = match PRODUCER.get() {
        Some(producer) => producer,
        None => {
            let made = config()?
                .set("acks", "1")
                .set("linger.ms", "20")
                .create()
                .map_err(SendError::Configuration)?;
            PRODUCER.get_or_init(|| made)
        }
    };
    let value = serde_json::to_vec(&order).map_err(SendError::Encoding)?;
    let headers = OwnedHeaders::new().insert(Header { key: "source", value: Some("checkout") });
    let record = FutureRecord::to("orders-AT").key(&order.customer).payload(&value).headers(headers);
    match producer.send(record, Duration::from_secs(300)).await {
        Ok(delivery) => Ok(Sent { partition: delivery.partition, offset: delivery.offset }),
        Err((error, _)) => Err(SendError::Broker("orders-AT", error)),
    }
}

/// Builds it.
pub fn use_AT(order: OrderTYPE) {
    used(placed_AT(order));
}

// ---
/// Many at once.
pub async fn placed_AT(order: OrderTYPE) -> Result<Vec<Sent>, SendError> {
    static PRODUCER: OnceLock<FutureProducer> = OnceLock::new();
    let producer = match PRODUCER.get() {
        Some(producer) => producer,
        None => {
            let made = config()?
                .set("compression.codec", "snappy")
                .create()
                .map_err(SendError::Configuration)?;
            PRODUCER.get_or_init(|| made)
        }
    };
    let orders = vec![order.clone(), order];
    let values: Result<Vec<_>, _> = orders.iter().map(serde_json::to_vec).collect();
    let values = values.map_err(SendError::Encoding)?;
    let sends = values.iter().map(|value| {
        producer.send(FutureRecord::<(), _>::to("orders-AT").payload(value), Duration::from_secs(300))
    });
    let mut sent = Vec::with_capacity(values.len());
    for result in futures::future::join_all(sends).await {
        match result {
            Ok(delivery) => sent.push(Sent { partition: delivery.partition, offset: delivery.offset }),
            Err((error, _)) => return Err(SendError::Broker("orders-AT", error)),
        }
    }
    Ok(sent)
}

/// Builds it.
pub fn use_AT(order: OrderTYPE) {
    used(placed_AT(order));
}

// ---
/// Perhaps one, perhaps an error.
pub async fn placed_AT(order: OrderTYPE) -> Result<Option<Sent>, SendError> {
    if order.lines.is_empty() {
        return Err(SendError::NoOrder(NoOrder));
    }
    if !order.paid {
        return Ok(None);
    }
    static PRODUCER: OnceLock<FutureProducer> = OnceLock::new();
    let producer = match PRODUCER.get() {
        Some(producer) => producer,
        None => {
            let made = config()?
                .create()
                .map_err(SendError::Configuration)?;
            PRODUCER.get_or_init(|| made)
        }
    };
    let value = serde_json::to_vec(&order).map_err(SendError::Encoding)?;
    let record = FutureRecord::to("orders-AT").key(&order.customer).payload(&value);
    match producer.send(record, Duration::from_secs(300)).await {
        Ok(delivery) => Ok(Some(Sent { partition: delivery.partition, offset: delivery.offset })),
        Err((error, _)) => Err(SendError::Broker("orders-AT", error)),
    }
}

/// Builds it.
pub fn use_AT(order: OrderTYPE) {
    used(placed_AT(order));
}
