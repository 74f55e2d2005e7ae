use kafka_output::{KafkaEventData, kafka_output};

// A function is built whole only where its future is polled.
fn used<F: Future>(future: F) {
    drop::<std::pin::Pin<Box<dyn Future<Output = F::Output> + '_>>>(Box::pin(future));
}

/// Why there is no order.
#[derive(Debug)]
pub struct NoOrder;

impl std::fmt::Display for NoOrder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no order")
    }
}

// ---
/// Keyed by the customer.
#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "orders-AT", compression_type = lz4, linger_ms = 20, key = customer)]
pub async fn placed_AT(order: OrderTYPE) -> OrderTYPE {
    order
}

/// Builds it.
pub fn use_AT(order: OrderTYPE) {
    used(placed_AT(order));
}

// ---
/// With a key and a header of its own.
#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "orders-AT", acks = one, linger_ms = 20)]
pub async fn placed_AT(order: OrderTYPE) -> KafkaEventData<OrderTYPE> {
    let customer = order.customer.clone();
    KafkaEventData::new(order).key(customer).header("source", "checkout")
}

/// Builds it.
pub fn use_AT(order: OrderTYPE) {
    used(placed_AT(order));
}

// ---
/// Many at once.
#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "orders-AT", compression_type = snappy)]
pub async fn placed_AT(order: OrderTYPE) -> Vec<OrderTYPE> {
    vec![order.clone(), order]
}

/// Builds it.
pub fn use_AT(order: OrderTYPE) {
    used(placed_AT(order));
}

// ---
/// Perhaps one, perhaps an error.
#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "orders-AT", key = customer)]
pub async fn placed_AT(order: OrderTYPE) -> Result<Option<OrderTYPE>, NoOrder> {
    if order.lines.is_empty() {
        return Err(NoOrder);
    }
    Ok(order.paid.then_some(order))
}

/// Builds it.
pub fn use_AT(order: OrderTYPE) {
    used(placed_AT(order));
}
