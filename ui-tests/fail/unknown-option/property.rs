//! A property that librdkafka does not have, near to one, to an option, and to nothing.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "%B%",
    topic = "orders",
    properties = { "client.rack" = "a", "sockt.timeout.ms" = "20000", "linger_ms" = "5", "share.mode" = "%MODE%" },
)]
async fn first(order: Order) -> Order {
    order
}

fn main() {}
