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

static SHOP: Plain = Plain;

#[kafka_output(connection = SHOP, topic = "orders")]
async fn by_a_static(order: String) -> String {
    order
}

#[kafka_output(connection = C, topic = "orders")]
async fn by_a_parameter<const C: usize>(order: String) -> String {
    order
}

#[kafka_output(connection = shop(), topic = "orders")]
async fn by_a_call(order: String) -> String {
    order
}

fn main() {}
