//! A connection with a mistake of its own hides no contradiction with what it says well, and none is told with what it says badly.
use kafka_output::{kafka_connection, kafka_output};

#[kafka_connection(broker_list = "localhost:9092", message_timeout_ms = 1000, linger_ms = 2000)]
struct Impatient;

#[kafka_connection(broker_list = "localhost:9092", protocol = plain, properties = { "debug" = "msg", "acks" = "1" })]
struct Misspelt;

#[kafka_connection(credentials = "%CREDENTIALS%", protocol = plaintext)]
struct Unread;

#[kafka_connection(properties = { "bootstrap.servers" = "localhost:9092" })]
struct ByProperty;

#[kafka_output(connection = Impatient, topic = "orders", request_timeout_ms = 3000)]
async fn longer() -> String {
    String::new()
}

#[kafka_output(connection = Misspelt, topic = "orders", username = "ann", unchecked_properties = { "debug" = "all" })]
async fn without_password() -> String {
    String::new()
}

#[kafka_output(connection = Misspelt, topic = "orders", enable_idempotence = true)]
async fn well() -> String {
    String::new()
}

#[kafka_output(connection = Unread, topic = "orders", username = "ann")]
async fn nothing_of_what_may_be_meant() -> String {
    String::new()
}

#[kafka_output(connection = Unread, topic = "orders", authentication_mode = plain, broker_list = "localhost:9092")]
async fn what_is_read() -> String {
    String::new()
}

#[kafka_output(connection = ByProperty, topic = "orders", acks = one)]
async fn told_there() -> String {
    String::new()
}

#[kafka_connection(client_id = "shop")]
struct NoBrokers;

#[kafka_output(connection = NoBrokers, topic = "orders", properties = { "bootstrap.servers" = "localhost:9092", "acks" = "1" })]
async fn told_here() -> String {
    String::new()
}

#[kafka_output(connection = NoBrokers, topic = "orders", "localhost:9092")]
async fn what_may_be_the_brokers() -> String {
    String::new()
}

fn main() {}
