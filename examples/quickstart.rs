//! The main job, without a broker: annotated functions, an embedded cluster, and the records read back from it.
//!
//! Run with `cargo run -p kafka-output-examples --bin quickstart`.

use std::time::Duration;

use kafka_output::testing::EmbeddedCluster;
use kafka_output::{KafkaEventData, Runtime, kafka_output};
use serde::Serialize;

#[derive(Serialize)]
struct Order {
    id: u32,
    customer: String,
    amount: f64,
}

/// One value: one record of JSON, keyed by a field of it.
#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "orders", key = customer)]
async fn order_placed(id: u32, customer: &str, amount: f64) -> Order {
    Order { id, customer: customer.to_owned(), amount }
}

/// Many values: as many records, in order, sent all at once.
#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "orders", key = customer)]
async fn orders_imported(lines: &str) -> Result<Vec<Order>, std::num::ParseIntError> {
    let order =
        |line: &str| Ok(Order { id: line.trim().parse()?, customer: "import".to_owned(), amount: 1.0 });
    lines.lines().map(order).collect()
}

/// Everything a record can carry; a plain `fn` blocks its own thread until the broker has answered.
#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "orders", headers = { "source" = "checkout" })]
fn order_cancelled(customer: &str) -> KafkaEventData<String> {
    KafkaEventData::new("cancelled".to_owned()).key(customer).header("reason", "out of stock").partition(0)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cluster = EmbeddedCluster::start()?;
    cluster.create_topic("orders", 3);
    let runtime = Runtime::builder().setting("KAFKA_BROKERS", cluster.brokers()).start().await?;

    let delivery = order_placed(1, "c-42", 9.99).await?;
    println!("one    {} [{}] @ {}", delivery.topic(), delivery.partition(), delivery.offset());

    for delivery in &orders_imported("2\n3\n4").await? {
        println!("many   {} [{}] @ {}", delivery.topic(), delivery.partition(), delivery.offset());
    }

    let delivery = tokio::task::spawn_blocking(|| order_cancelled("c-42")).await??;
    println!("event  {} [{}] @ {}", delivery.topic(), delivery.partition(), delivery.offset());

    match orders_imported("5\nsix").await {
        Err(error) => println!("failed {error}; nothing was sent"),
        Ok(deliveries) => println!("sent {}", deliveries.len()),
    }

    println!("\nread back from the cluster:");
    for record in cluster.records("orders") {
        println!("  {record}");
    }
    let report = runtime.shutdown(Duration::from_secs(5)).await;
    println!("\n{report:?}");
    Ok(())
}
