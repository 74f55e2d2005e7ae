//! One function is one output.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders")]
#[kafka_output::kafka_output(broker_list = "%B%", topic = "audit")]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
