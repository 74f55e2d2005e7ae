//! What a function and its connection break only together.
use kafka_output::{kafka_connection, kafka_output};

#[kafka_connection(broker_list = "localhost:9092", linger_ms = 500, enable_idempotence = true, compression_level = 3)]
struct Local;

#[kafka_connection(broker_list = "%KAFKA_BROKERS%", protocol = "%KAFKA_PROTOCOL%", username = "%KAFKA_USERNAME%")]
struct ByName;

#[kafka_connection(client_id = "shop")]
struct NoBrokers;

#[kafka_output(connection = Local, topic = "orders", message_timeout_ms = 100, compression_type = lz4)]
async fn too_short() -> String {
    String::new()
}

#[kafka_output(connection = Local, topic = "orders", acks = one, max_retries = 0)]
fn in_doubt() -> String {
    String::new()
}

#[kafka_output(connection = ByName, topic = "orders", protocol = plaintext)]
async fn in_the_clear() -> [String; 2] {
    [String::new(), String::new()]
}

#[kafka_output(connection = NoBrokers, topic = "orders", acks = all)]
async fn nowhere() -> Option<String> {
    None
}

#[kafka_output(connection = NoBrokers, topic = "orders", broker_list = "%KAFKA_BROKERS%")]
async fn well_completed() -> String {
    String::new()
}

async fn callers_raise_no_errors_of_their_own() {
    let _: kafka_output::Delivery = too_short().await.unwrap();
    let _: kafka_output::Delivery = in_doubt().unwrap();
    let _: kafka_output::Deliveries = in_the_clear().await.unwrap();
    let _: Option<kafka_output::Delivery> = nowhere().await.unwrap();
    let _: kafka_output::Delivery = well_completed().await.unwrap();
}

fn main() {}
