//! Properties that do nothing or no good in a producer, and one that both maps set.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "%B%",
    topic = "orders",
    properties = { "group.id" = "shop", "broker.version.fallback" = "0.9.0", "stats_cb" = "x" },
)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "%B%",
    topic = "orders",
    unchecked_properties = { "new.property" = "1", "topic.acks" = "0", "log.queue" = "true" },
)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "%B%",
    topic = "orders",
    properties = { "max.in.flight" = "1" },
    unchecked_properties = { "new.property" = "1", "max.in.flight.requests.per.connection" = "%IN_FLIGHT%" },
)]
async fn third(order: Order) -> Order {
    order
}

fn main() {}
