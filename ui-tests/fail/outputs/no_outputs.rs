//! A function without options, whose return type does not derive `KafkaOutputs`.

use kafka_output::{KafkaOutputs, kafka_output};
use kafka_output_ui_tests::{AppError, AppResult, Order};

#[derive(KafkaOutputs)]
struct Placed {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    order: Order,
}

#[kafka_output]
async fn order() -> Order {
    Order::example()
}

#[kafka_output()]
fn plain() -> Result<Order, AppError> {
    Ok(Order::example())
}

#[kafka_output(handler = maybe_event)]
async fn maybe() -> AppResult<Option<Order>> {
    Ok(None)
}

#[kafka_output]
async fn many() -> Vec<Order> {
    Vec::new()
}

#[kafka_output]
async fn many_outputs() -> Result<Vec<Placed>, AppError> {
    Ok(Vec::new())
}

#[kafka_output]
fn nothing() {}

#[kafka_output(handlr = event)]
async fn misspelled() -> Placed {
    Placed { order: Order::example() }
}

struct Shop;

impl Shop {
    #[kafka_output]
    async fn sold(&self) -> Order {
        Order::example()
    }
}

async fn called() {
    let _ = Shop.sold().await.unwrap().order;
    let _ = order().await.unwrap();
    let _ = plain();
    let orders: u8 = order().await.unwrap().order.number;
    if let Ok(Some(maybe)) = maybe().await {
        println!("{}", maybe.len());
    }
}

// A parameter that nothing binds to be one, and `Self`; of both no caller is told.
#[kafka_output]
async fn any<T: serde::Serialize + Send + 'static>(value: T) -> T
where
    T: Clone,
{
    value
}

impl Alone {
    #[kafka_output]
    async fn sent(self) -> Self {
        self
    }
}

async fn any_called() -> Result<(), kafka_output::Error> {
    let _: kafka_output::Delivery = any(1_u32).await?;
    Alone.sent().await?.offset();
    Ok(())
}

// Of this one only a call knows.
trait Sends: kafka_output::KafkaOutputs {}

#[kafka_output]
async fn bound<T: Sends + Send>(value: T) -> T {
    value
}

struct Alone;

fn main() {}
