use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rdkafka::ClientConfig;
use rdkafka::error::KafkaError;
use rdkafka::message::{Header, OwnedHeaders};
use rdkafka::producer::{FutureProducer, FutureRecord};
use serde::Serialize;

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

type Settings = &'static [(&'static str, &'static str)];

/// One producer for each choice of settings.
fn producer(settings: Settings) -> Result<FutureProducer, SendError> {
    static PRODUCERS: Mutex<Vec<(Settings, FutureProducer)>> = Mutex::new(Vec::new());
    let mut producers = PRODUCERS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, producer)) = producers.iter().find(|(of, _)| *of == settings) {
        return Ok(producer.clone());
    }
    let mut config = config()?;
    for (name, value) in settings {
        config.set(*name, *value);
    }
    let producer: FutureProducer = config.create().map_err(SendError::Configuration)?;
    producers.push((settings, producer.clone()));
    Ok(producer)
}

async fn send_bytes(
    settings: Settings,
    topic: &'static str,
    key: Option<&str>,
    value: Vec<u8>,
    headers: OwnedHeaders,
) -> Result<Sent, SendError> {
    let mut record = FutureRecord::to(topic).payload(&value).headers(headers);
    if let Some(key) = key {
        record = record.key(key);
    }
    match producer(settings)?.send(record, Duration::from_secs(300)).await {
        Ok(delivery) => Ok(Sent { partition: delivery.partition, offset: delivery.offset }),
        Err((error, _)) => Err(SendError::Broker(topic, error)),
    }
}

fn json<T: Serialize>(value: &T) -> Result<Vec<u8>, SendError> {
    serde_json::to_vec(value).map_err(SendError::Encoding)
}

// ---
/// Keyed by the customer.
pub async fn placed_AT(order: OrderTYPE) -> Result<Sent, SendError> {
    let settings = &[("compression.codec", "lz4"), ("linger.ms", "20")];
    send_bytes(settings, "orders-AT", Some(&order.customer), json(&order)?, OwnedHeaders::new()).await
}

/// Builds it.
pub fn use_AT(order: OrderTYPE) {
    used(placed_AT(order));
}

// ---
/// With a key and a header of its own.
pub async fn placed_AT(order: OrderTYPE) -> Result<Sent, SendError> {
    let settings = &[("acks", "1"), ("linger.ms", "20")];
    let headers = OwnedHeaders::new().insert(Header { key: "source", value: Some("checkout") });
    send_bytes(settings, "orders-AT", Some(&order.customer), json(&order)?, headers).await
}

/// Builds it.
pub fn use_AT(order: OrderTYPE) {
    used(placed_AT(order));
}

// ---
/// Many at once.
pub async fn placed_AT(order: OrderTYPE) -> Result<Vec<Sent>, SendError> {
    let settings = &[("compression.codec", "snappy")];
    let orders = vec![order.clone(), order];
    let values: Result<Vec<_>, _> = orders.iter().map(json).collect();
    let sends = values?.into_iter().map(|value| send_bytes(settings, "orders-AT", None, value, OwnedHeaders::new()));
    futures::future::join_all(sends).await.into_iter().collect()
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
    send_bytes(&[], "orders-AT", Some(&order.customer), json(&order)?, OwnedHeaders::new()).await.map(Some)
}

/// Builds it.
pub fn use_AT(order: OrderTYPE) {
    used(placed_AT(order));
}
