//! Paths are put behind the URL of a registry, so it ends before a query or a fragment.

use kafka_output::kafka_output;
use kafka_output_ui_tests_registry::Order;

#[kafka_output(
    broker_list = "%B%",
    topic = "orders",
    avro_schema = "%SCHEMA%",
    schema_registry_url = "http://localhost:8081/?apikey=hush"
)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "%B%",
    topic = "orders",
    avro_schema = "%SCHEMA%",
    schema_registry_url = "https://%HOST%/#registry"
)]
async fn second(order: Order) -> Order {
    order
}

fn main() {}
