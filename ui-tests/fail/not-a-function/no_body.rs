//! A function without a body is told so by this attribute alone: not by the compiler besides, nor where it is called.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

trait Notify {
    #[kafka_output(broker_list = "%B%", topic = "orders")]
    async fn notify(&self) -> Order;

    #[kafka_output(broker_list = "%B%", topic = "orders")]
    fn consume(self) -> Order;

    #[kafka_output(broker_list = "%B%", topic = "orders")]
    fn several(&self, first: Order) -> impl Iterator<Item = Order>;
}

struct Shop;

impl Shop {
    #[kafka_output(broker_list = "%B%", topic = "orders")]
    fn notify(&self, order: Order) -> Order;
}

#[kafka_output(broker_list = "%B%", topic = "orders", acks = some)]
async fn free(order: Order, _: u32) -> Order;

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn nested(order: Order) -> Vec<Vec<Order>>;

async fn called() -> Result<(), kafka_output::Error> {
    let _ = free(Order::example(), 1).await?.offset();
    let _ = nested(Order::example())?.len();
    let _ = Shop.notify(Order::example());
    Ok(())
}

fn main() {}
