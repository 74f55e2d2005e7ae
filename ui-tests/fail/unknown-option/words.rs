//! What other clients call options and their words: each is told with what it is here, and nothing is told to be missing besides.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(bootstrapServers = "a:1", properties = { "topic" = "orders", "linger" = "5" }, retrys = 3, group_id = "g")]
fn names(order: Order) -> Order {
    order
}

#[kafka_output(
    brokerList = "a:1",
    kafka_topic = "orders",
    security_protocol = sasl,
    authenticationMode = plain,
    protocol = sasl,
    authentication_mode = kerberos,
    value_format = proto,
    key_format = bytes,
    delivery = async_,
)]
fn words(order: Order) -> Order {
    order
}

fn main() {}
