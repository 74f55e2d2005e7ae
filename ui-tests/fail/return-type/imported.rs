//! What a type from another file hides is told at the function, and its callers are told nothing besides.

use kafka_output::{Error, kafka_output};
use kafka_output_ui_tests::Order;

use self::types::{Basket, Placed, Shipment};

#[path = "elsewhere/types.rs"]
mod types;

#[kafka_output(broker_list = "a:1", topic = "orders")]
fn basket(order: Order) -> Result<Basket, String> {
    Ok(vec![order])
}

#[kafka_output(broker_list = "a:1", topic = "orders")]
async fn placed(order: Order) -> Placed {
    Placed { order, id: 1 }
}

// Where nothing says where it goes, the type says too much, and nothing is missing besides.
#[kafka_output(client_id = "shop")]
async fn alone(order: Order) -> Shipment {
    Shipment { order, id: 2 }
}

async fn called(order: Order) -> Result<u32, Error> {
    let _ = basket(order.clone()).map(|deliveries| deliveries.len());
    placed(order.clone()).await?;
    alone(order).await
}

fn main() {}
