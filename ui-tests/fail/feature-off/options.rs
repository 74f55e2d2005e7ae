//! Options whose machinery is off or comes later are never ignored.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", schema_registry_url = "http://localhost:8081")]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", avro_schema = r#"{ "type": "string" }"#)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", transactional_id = "orders-1")]
async fn third(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", ssl_ca_location = "ca.pem")]
async fn fifth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", csv_header = true, value_format = csv)]
async fn sixth(order: Order) -> Order {
    order
}

fn main() {}
