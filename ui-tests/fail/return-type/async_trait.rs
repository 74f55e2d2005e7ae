//! What `async_trait` makes of an annotated function is refused, and is still what the trait asks for.

use std::pin::Pin;

use kafka_output::{Delivery, Error, kafka_output};
use kafka_output_ui_tests::Order;

trait Places {
    fn placed<'life0, 'async_trait>(
        &'life0 self,
        order: Order,
    ) -> Pin<Box<dyn Future<Output = Result<Delivery, Error>> + Send + 'async_trait>>
    where
        'life0: 'async_trait,
        Self: 'async_trait;
}

struct Shop;

impl Places for Shop {
    #[kafka_output(broker_list = "%B%", topic = "orders")]
    fn placed<'life0, 'async_trait>(
        &'life0 self,
        order: Order,
    ) -> Pin<Box<dyn Future<Output = Order> + Send + 'async_trait>>
    where
        'life0: 'async_trait,
        Self: 'async_trait,
    {
        Box::pin(async move { order })
    }
}

fn main() {}
