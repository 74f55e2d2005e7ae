//! Where nobody can tell which field the caller gets, callers are told nothing besides.

use kafka_output::{Error, KafkaOutputs, kafka_output};
use kafka_output_ui_tests::Order;

#[derive(KafkaOutputs)]
struct Forgotten {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    order: Order,
    id: u32,
}

#[kafka_output]
fn forgotten(order: Order) -> Forgotten {
    Forgotten { order, id: 1 }
}

#[derive(KafkaOutputs)]
struct InTwo {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    #[kafka_output(returned)]
    order: Order,
}

#[kafka_output]
async fn in_two(order: Order) -> InTwo {
    InTwo { order }
}

#[derive(KafkaOutputs)]
struct Twice {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    order: Order,
    #[kafka_output(returned)]
    id: u32,
    #[kafka_output(returned)]
    note: &'static str,
}

#[kafka_output]
fn twice(order: Order) -> Twice {
    Twice { order, id: 1, note: "" }
}

#[derive(KafkaOutputs)]
enum Sold {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    Order(Order),
    #[kafka_output(returned)]
    Nothing(u32),
}

#[kafka_output]
fn sold(order: Order) -> Sold {
    if order.number == 0 { Sold::Nothing(1) } else { Sold::Order(order) }
}

#[derive(KafkaOutputs)]
enum Within {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    Order {
        order: Order,
        #[kafka_output(returned)]
        id: u32,
    },
}

#[kafka_output]
fn within(order: Order) -> Within {
    Within::Order { order, id: 1 }
}

#[derive(KafkaOutputs)]
struct Counted {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    order: Order,
    #[kafka_output(returned)]
    id: u32,
}

#[derive(KafkaOutputs)]
struct Nesting {
    #[kafka_output(nested)]
    counted: Counted,
    #[kafka_output(nested)]
    more: Vec<Order>,
}

#[kafka_output]
fn nesting(order: Order) -> Nesting {
    Nesting { counted: Counted { order, id: 1 }, more: Vec::new() }
}

async fn called(order: Order) -> Result<u32, Error> {
    let id = forgotten(order.clone())?;
    let number = in_two(order.clone()).await?.number;
    let length = twice(order.clone())?.len();
    let _: u32 = sold(order.clone())?;
    let _ = within(order.clone()).map(|id| id + 1);
    let _ = nesting(order.clone()).map(|id| id + 1);
    Ok(id + number + u32::try_from(length).unwrap())
}

fn main() {}
