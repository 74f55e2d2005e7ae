//! Functions that a `macro_rules!` macro writes.

use kafka_output::{Deliveries, kafka_output};
use kafka_output_ui_tests::{AppError, Order};

macro_rules! outputs {
    ($visibility:vis $name:ident, $brokers:expr, $topic:literal, $returned:ty, $format:ident, $field:ident, $body:block) => {
        #[kafka_output(broker_list = $brokers, topic = $topic, value_format = $format, key = customer.$field)]
        $visibility async fn $name() -> $returned $body
    };
}

outputs!(pub(crate) orders, "localhost:9092", "orders", Vec<Order>, json, id, { vec![Order::example()] });
outputs!(maybe_orders, "localhost:9092", "orders", Result<Vec<Order>, AppError>, json, id, {
    Ok(Vec::new())
});

async fn called() {
    let deliveries: Result<Deliveries, kafka_output::Error> = crate::is_send(orders()).await;
    drop(deliveries);
    drop(maybe_orders().await);
}
