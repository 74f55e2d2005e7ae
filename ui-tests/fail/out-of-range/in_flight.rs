//! Idempotence keeps the order of at most five requests.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "%B%",
    topic = "orders",
    enable_idempotence = true,
    properties = { "socket.timeout.ms" = "60000", "max.in.flight" = "10" },
)]
async fn first(order: Order) -> Order {
    order
}

fn main() {}
