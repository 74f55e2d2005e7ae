//! Properties that an option owns or that would break the runtime, each at its entry.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", properties = { "linger.ms" = "5", "acks" = "all", "statistics.interval.ms" = "0", "delivery.report.only.error" = "true", "statistics.interval.ms" = "1" })]
async fn first(order: Order) -> Order {
    order
}

fn main() {}
