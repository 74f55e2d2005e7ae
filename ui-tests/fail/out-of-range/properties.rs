//! Values that properties of librdkafka do not take; one that may be a secret is not shown.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "%B%",
    topic = "orders",
    properties = {
        "socket.timeout.ms" = "20s",
        "retry.backoff.ms" = "0",
        "socket.nagle.disable" = "yes",
        "broker.address.family" = "ipv4",
        "debug" = "broker,topics",
        "reconnect.backoff.ms" = "user:hush@host",
        "socket.max.fails" = "%FAILS%",
    },
)]
async fn first(order: Order) -> Order {
    order
}

fn main() {}
