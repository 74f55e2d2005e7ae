//! What Event Hubs asks, each at the word that is wrong.

use kafka_output::{kafka_connection, kafka_output};
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "shop.servicebus.windows.net:9092",
    topic = "orders",
    protocol = sasl_plaintext,
    username = "RootManageSharedAccessKey",
    password = "%CONNECTION%",
    compression_type = lz4,
)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "shop.servicebus.chinacloudapi.cn:9093", topic = "orders")]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "shop.servicebus.usgovcloudapi.net",
    topic = "orders",
    protocol = "%PROTOCOL%",
    username = "$ConnectionString",
    password = "%CONNECTION%",
)]
async fn third(order: Order) -> Order {
    order
}

#[kafka_connection(broker_list = "shop.servicebus.windows.net")]
struct Hub;

#[kafka_output(
    connection = Hub,
    topic = "orders",
    protocol = sasl_plaintext,
    username = "RootManageSharedAccessKey",
    password = "%CONNECTION%",
    compression_type = snappy,
)]
async fn fourth(order: Order) -> Order {
    order
}

fn main() {}
