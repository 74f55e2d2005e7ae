//! Types of another file than the functions'.

use kafka_output::KafkaOutputs;
use kafka_output_ui_tests::Order;

pub type Basket = Vec<Order>;

#[derive(KafkaOutputs)]
pub struct Placed {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    pub order: Order,
    #[kafka_output(returned)]
    pub id: u32,
}

#[derive(KafkaOutputs)]
pub struct Shipment {
    #[kafka_output(broker_list = "a:1", topic = "shipments")]
    pub order: Order,
    #[kafka_output(returned)]
    pub id: u32,
}
