//! What a hand slips into while it writes: a connection without its name, a name twice or thrice, a comma and quotes left out.

use kafka_output::{kafka_connection, kafka_output};
use kafka_output_ui_tests::Order;

#[kafka_connection(broker_list = "%B%", linger_ms = 20)]
struct Confluent;

#[kafka_output(Confluent, topic = "orders")]
async fn positional(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", linger_ms = 5, LingerMs = 5, acks = all, acks = all, acks = all)]
async fn doubled(order: Order) -> Order {
    order
}

#[kafka_output(
    broker_list = "%B%",
    topic = "orders",
    headers = { "a" = "1" "b" = "2", "c" = order },
    properties = { "socket.timeout.ms" = 1000, socket.keepalive.enable = true, "client.rack" = RACK },
    unchecked_properties("new" = "1"),
)]
async fn pairs(order: Order) -> Order {
    order
}

async fn callers(order: Order) -> Result<(), kafka_output::Error> {
    positional(Order::clone(&order)).await?;
    doubled(Order::clone(&order)).await?;
    pairs(order).await?;
    Ok(())
}

fn main() {}
