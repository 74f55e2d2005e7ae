//! Schemas that are none, or are not there.
use kafka_output::{AvroRecord, KafkaEventData, kafka_output};
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", avro_schema = r#"{"type": "record", "name": "Order"}"#)]
async fn no_fields(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", avro_schema = r#"{"type": "recrod", "name": "Order", "fields": []}"#)]
async fn misspelt(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", avro_schema = r#"{"type": "string""#)]
async fn no_json(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", avro_schema = r#"{"type": "record", "name": "Order", "fields": [{"name": "number", "type": "long"}, {"name": "number", "type": "long"}]}"#)]
async fn one_field_twice(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", avro_schema = r#"{"type": "record", "name": "Or-der", "fields": []}"#)]
async fn no_name(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", avro_schema = r#"{"type": "record", "name": "Order", "fields": [{"name": "number", "type": "long", "default": "x"}]}"#)]
async fn no_default(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", avro_schema_file = "schemas/no_such_order.avsc")]
async fn no_file(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = avro)]
async fn no_schema(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", avro_schema = "%ORDER_SCHEMA%")]
async fn from_a_setting(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", key_avro_schema = r#""int4""#)]
async fn key(order: Order) -> KafkaEventData<Order, i32> {
    KafkaEventData::new(order).key(4)
}

#[kafka_output(broker_list = "%B%", topic = "orders", avro_schema = r#""strin""#, value_format = json)]
async fn of_another_format(order: Order) -> Order {
    order
}

struct Unwritable;

#[kafka_output(broker_list = "%B%", topic = "orders", avro_schema = r#""strng""#)]
async fn of_no_type() -> Vec<Unwritable> {
    vec![Unwritable]
}

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Line", "fields": [{"name": "id", "type": "string"}]}"#)]
struct Line {
    id: String,
}

#[kafka_output(broker_list = "%B%", topic = "orders", avro_schema = r#"{"type": "record", "name": "Line"}"#)]
async fn of_a_type_of_another_schema(line: Line) -> Line {
    line
}

async fn callers_raise_no_errors_of_their_own(order: Order) {
    let _: kafka_output::Delivery = misspelt(order).await.unwrap();
}

fn main() {}
