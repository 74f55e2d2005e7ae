//! A wrong option, an unsupported return type and a type error in the body show in one compile, and the callers are left alone.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", acks = sometimes)]
async fn placed(order: Order) -> Vec<Vec<Order>> {
    let number: i64 = "one";
    let moved = order;
    vec![vec![moved]]
}

struct Shop;

impl Shop {
    #[kafka_output(broker_list = "%B%", topic = "orders", linger_ms = -1)]
    fn placed(&self, order: Order) -> Result<Order, String> {
        let text = String::new();
        drop(text);
        drop(text);
        Ok(order.count)
    }
}

async fn called() -> Result<(), Box<dyn std::error::Error>> {
    let deliveries = placed(Order::example()).await?;
    let _ = deliveries.iter().count();
    let _ = Shop.placed(Order::example())?.offset();
    Ok(())
}

fn main() {}
