//! What a `macro_rules!` macro was given is underlined where it was given.

use kafka_output::{KafkaEventData, kafka_output};
use kafka_output_ui_tests::Order;

macro_rules! output {
    ($name:ident, $brokers:literal, $topic:expr, $acks:ident, $type:ty, $value:expr) => {
        #[kafka_output(broker_list = $brokers, topic = $topic, acks = $acks)]
        async fn $name() -> $type {
            $value
        }
    };
}

macro_rules! linger {
    ($name:ident, $($options:tt)*) => {
        #[kafka_output(broker_list = "a:1", topic = "orders", $($options)*)]
        fn $name() -> KafkaEventData<Order> {
            KafkaEventData::new(Order::example())
        }
    };
}

output!(first, "localhost", "a b", al, Vec<Vec<Order>>, Vec::new());
output!(second, "a:1", "orders", all, Order, 5);
linger!(third, linger_ms = 1_000_000, lingr_ms = 5);

async fn called() -> Result<(), kafka_output::Error> {
    let _ = first().await?;
    let _ = second().await?.offset();
    let _ = third()?.offset();
    Ok(())
}

fn main() {}
