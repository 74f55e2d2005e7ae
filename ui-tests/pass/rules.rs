//! What the rules ask for, written. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    topic = "orders",
    broker_list = "localhost:9092",
)]
async fn broker_list_required(order: Order) -> Order {
    order
}

#[kafka_output(
    topic = "orders",
    broker_list = "localhost:9092",
)]
async fn topic_required(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    enable_idempotence = true,
    acks = all,
)]
async fn idempotence_needs_acks_all(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    enable_idempotence = true,
    max_retries = 1,
)]
async fn idempotence_needs_retries(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    enable_idempotence = true,
    properties = { "max.in.flight" = "5" },
)]
async fn idempotence_limits_requests_in_flight(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    acks = none,
    delivery = enqueued,
)]
async fn acks_none_needs_enqueued(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    message_timeout_ms = 30,
    linger_ms = 20,
    request_timeout_ms = 30,
)]
async fn message_timeout_covers_both(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    message_timeout_ms = 20,
    linger_ms = 20,
)]
async fn message_timeout_covers_linger(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    request_timeout_ms = 2000,
    message_timeout_ms = 0,
)]
async fn message_timeout_covers_request(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    compression_level = 3,
    compression_type = lz4,
)]
async fn level_needs_codec(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    compression_type = snappy,
    compression_level = 0,
)]
async fn snappy_level(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    properties = { "retry.backoff.ms" = "50" },
    unchecked_properties = { "retry.backoff.new.ms" = "60" },
)]
async fn one_value_of_a_property(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    protocol = sasl_plaintext,
    username = "ann",
    password = "secret",
    allow_literal_secrets = true,
)]
async fn credentials_need_sasl(order: Order) -> Order {
    order
}
