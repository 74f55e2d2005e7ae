//! Who sends: a name needs a password, both need SASL, and SASL needs both. Settings count as written.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", username = "%U%", protocol = sasl_plaintext)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", password = "%P%", protocol = sasl_plaintext)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", username = "%U%", password = "%P%")]
async fn third(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", protocol = sasl_plaintext)]
async fn fourth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", protocol = sasl_plaintext, authentication_mode = plain)]
async fn fifth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", protocol = plaintext, authentication_mode = plain, username = "%U%", password = "%P%")]
async fn sixth(order: Order) -> Order {
    order
}

fn main() {}
