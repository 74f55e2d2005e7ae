//! Every kind of value, and the options that decide types.

use kafka_output::{Enqueued, Error, KafkaEventData, kafka_output};
use kafka_output_ui_tests::{AppError, Order};
use serde::Serialize;

mod vendored {
    pub(crate) use ::kafka_output as renamed;
}

#[kafka_output(
    broker_list = "broker-1:9092, [::1]:9093",
    topic = "orders.placed_v1-eu",
    name = "orders-out",
    client_id = "shop-${POD:0}",
    acks = all,
    max_message_bytes = "1MiB",
    batch_size = 10_000,
    linger_ms = 0x10,
    enable_idempotence = true,
    message_timeout_ms = 0,
    request_timeout_ms = 5000,
    max_retries = 3,
    compression_type = lz4,
    compression_level = -1,
    partitioner = round_robin,
    delivery = confirmed,
    metadata_max_age_ms = 180_000,
    socket_keepalive_enable = false,
    properties = { "queue.buffering.max.messages" = "%QUEUE%", "statistics.interval.ms" = "0" },
    unchecked_properties = { "new.property" = "%NEW%", "socket.timeout.ms" = "20000" },
    key = number,
    headers = { "source" = "checkout", "source" = "%SOURCE%" },
)]
async fn literals(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "%B%",
    topic = "${TOPIC:orders}",
    acks = "%A%",
    max_message_bytes = "%M%",
    linger_ms = "%L%",
    enable_idempotence = "%I%",
    compression_type = "%C%",
    protocol = "%P%"
)]
async fn settings(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    protocol = sasl_plaintext,
    username = "ann",
    password = "hush",
    allow_literal_secrets = true
)]
async fn secret_of_a_playground(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", delivery = enqueued, acks = none)]
async fn enqueued(order: Order) -> Vec<Order> {
    vec![order]
}

#[kafka_output(broker_list = "%B%", topic = "orders", delivery = enqueued)]
fn maybe_enqueued() -> Result<Option<Order>, AppError> {
    Ok(None)
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = json)]
async fn any_value<T: Serialize + Send>(value: T) -> T {
    value
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = string, key_format = json)]
fn displayed(number: u32) -> KafkaEventData<u32, (u32, u32)> {
    KafkaEventData::new(number).key((number, number))
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = binary, key_format = binary)]
fn bytes(text: &str) -> KafkaEventData<&str, [u8; 2]> {
    KafkaEventData::new(text).key([1, 2])
}

#[kafka_output(broker_list = "%B%", topic = "orders", key = customer.r#type)]
fn key_that_may_be_missing(order: Order) -> Option<KafkaEventData<Order>> {
    Some(KafkaEventData::new(order))
}

#[kafka_output(broker_list = "%B%", topic = "orders", key = 0.1.customer.id, key_format = string)]
fn key_by_index() -> Vec<((u8, Order), u8)> {
    Vec::new()
}

#[kafka_output(crate = self::vendored::renamed, broker_list = "%B%", topic = "orders")]
fn by_another_path(order: Order) -> Result<Order, AppError> {
    Ok(order)
}

async fn called(order: Order) -> Result<(), Error> {
    crate::is_send(literals(order.clone())).await?;
    let enqueued: Enqueued = crate::is_send(enqueued(order)).await?;
    let _ = enqueued.len();
    crate::is_send(any_value(1_u8)).await?;
    Ok(())
}
