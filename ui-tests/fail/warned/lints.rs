//! What the compiler tells of a function it tells of an annotated one.
#![deny(dead_code)]

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn never_called(order: Order) -> Order {
    order
}

struct Shop;

impl Shop {
    #[kafka_output(broker_list = "%B%", topic = "orders", handler = Self::written)]
    fn not_called_either(&self, order: Order) -> Result<Vec<Order>, String> {
        Ok(vec![order])
    }

    #[kafka_output(broker_list = "%B%", topic = "orders", name = "called")]
    fn called(&self, order: Order) -> Option<Order> {
        Some(order)
    }
}

macro_rules! outputs {
    ($($name:ident),*) => {$(
        #[kafka_output(broker_list = "%B%", topic = "orders")]
        fn $name(order: Order) -> Order {
            order
        }
    )*};
}

outputs!(made_and_called, made_and_not_called);

fn main() {
    let _ = Shop.called(Order::example());
    let _ = made_and_called(Order::example());
}
