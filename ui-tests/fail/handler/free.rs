//! `Self` where there is none, and a function beside one of a trait.

use kafka_output::{Delivery, Error, kafka_output};
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "a:1", topic = "orders", handler = Self::order_event)]
async fn free(order: Order) -> Order {
    order
}

trait Shop {
    fn sold(&self, order: Order) -> Result<Delivery, Error>;
}

struct Corner;

impl Shop for Corner {
    #[kafka_output(broker_list = "a:1", topic = "orders", handler = Self::sold_event)]
    fn sold(&self, order: Order) -> Order {
        order
    }
}

#[rustfmt::skip]
impl Sells for Corner { #[kafka_output(broker_list = "a:1", topic = "orders", handler = bought_event)] fn bought(&self) -> String { String::new() } }

trait Sells {
    fn bought(&self) -> Result<Delivery, Error>;
}

fn called() -> Result<i64, Error> {
    Ok(Corner.sold(Order::example())?.offset())
}

fn main() {}
