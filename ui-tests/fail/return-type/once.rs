//! What is wrong in two places for one reason is told in one.

use futures::Stream;
use kafka_output::{Json, KafkaEventData, kafka_output};
use kafka_output_ui_tests::Order;

struct Customer;

#[kafka_output(broker_list = "%B%", topic = "orders", key = 0)]
async fn all_of_a_json() -> Json<Customer> {
    Json(Customer)
}

#[kafka_output(broker_list = "%B%", topic = "orders", key = 0)]
fn all_of_jsons() -> Vec<KafkaEventData<Json<Option<Customer>>>> {
    Vec::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders", key = 0)]
fn a_key_of_its_own_mistake() -> Json<Vec<String>> {
    Json(Vec::new())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn unwritten() -> impl Stream<Item = Result<Order, String>> {
    todo!()
}

fn main() {}
