//! A type without the attribute.
use kafka_output::kafka_output;

struct Plain;

#[kafka_output(connection = Plain, topic = "orders", acks = all, linger_ms = 3)]
async fn placed() -> String {
    String::new()
}

async fn called() {
    let _: kafka_output::Delivery = placed().await.unwrap();
}

fn main() {}
