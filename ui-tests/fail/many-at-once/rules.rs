//! Mistakes between options: each is told once, and nothing of what only follows from another.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "shop.servicebus.windows.net:9092",
    topic = "orders",
    enable_idempotence = true,
    acks = none,
    max_retries = 0,
    message_timeout_ms = 10,
    linger_ms = 20,
    compression_level = 3,
    protocol = plaintext,
    username = "ann",
)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(
    topic = "orders",
    username = "%U%",
    compression_level = 3,
    properties = { "bootstrap.servers" = "a:1", "security.protocol" = "ssl", "compression.type" = "lz4", "sasl.password" = "x" },
)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", protocol = sasl_plaintext, usrname = "ann")]
async fn third(order: Order) -> Order {
    order
}

fn main() {}
