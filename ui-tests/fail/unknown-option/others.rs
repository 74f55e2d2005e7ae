//! What other clients call an option, what is a property of librdkafka's, and what Azure has and nobody needs here.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(brokers = "a:9092", topic_name = "orders", user = "%USER%", protocol = sasl_plaintext, password = "%P%")]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", socket.timeout.ms = 5000, LibkafkaDebug = "msg", KeyDataType = "Long")]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output("bootstrap.servers" = "a:9092", topic = "orders", tls)]
async fn third(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", partition = 3)]
async fn of_events(order: Order) -> Order {
    order
}

fn main() {}
