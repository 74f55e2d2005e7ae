//! Names of handlers that other functions have: the compiler says so, and nothing of what those return.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "a:1", topic = "orders", handler = before)]
fn first(order: Order) -> Order {
    order
}

fn before(_order: Order) {}

#[kafka_output(broker_list = "a:1", topic = "orders", handler = twice)]
fn second() -> String {
    String::new()
}

#[kafka_output(broker_list = "a:1", topic = "orders", handler = twice)]
fn third() -> Vec<Order> {
    Vec::new()
}

struct Corner;

impl Corner {
    fn sold(&self) -> u8 {
        5
    }

    #[kafka_output(broker_list = "a:1", topic = "orders", handler = sold)]
    async fn fourth(&self) -> Result<Vec<Order>, String> {
        std::future::ready(Ok(Vec::new())).await
    }
}

fn main() {}
