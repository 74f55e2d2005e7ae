//! Mistakes of a connection itself; the functions that use it say nothing of them.
use kafka_output::{kafka_connection, kafka_output};

#[kafka_connection(
    broker_lists = "localhost:9092",
    topic = "orders",
    value_format = json,
    headers = { "source" = "shop" },
    connection = Other,
    linger_ms = -1,
    linger_ms = 3,
    enable_idempotence = true,
    acks = one
)]
struct Wrong;

#[kafka_output(connection = Wrong, topic = "orders", message_timeout_ms = 100)]
async fn placed() -> String {
    String::new()
}

#[kafka_connection]
struct Empty;

#[kafka_connection(broker_list = "localhost:9092")]
fn not_a_type() {}

#[kafka_connection(broker_list = "localhost:9092")]
struct Generic<T>(T);

fn main() {}
