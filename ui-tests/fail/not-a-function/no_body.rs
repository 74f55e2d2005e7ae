//! A function of a trait without a body.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

trait Notify {
    #[kafka_output(broker_list = "%B%", topic = "orders")]
    async fn notify(&self) -> Order;
}

fn main() {}
