//! An output whose Avro schema is another than the one its type derives `AvroRecord` from.
use futures::stream::{self, Stream};
use kafka_output::{AvroRecord, Error, KafkaEventData, KafkaOutputs, kafka_output};

#[derive(AvroRecord, Clone)]
#[avro(schema = r#"{"type": "record", "name": "shop.Order", "fields": [{"name": "number", "type": "long"}]}"#)]
struct Order {
    number: i64,
}

#[kafka_output(broker_list = "%B%", topic = "orders", avro_schema = r#"{"type": "record", "name": "shop.Other", "fields": []}"#)]
fn of_a_record() -> Order {
    Order { number: 1 }
}

#[kafka_output(
    broker_list = "%B%",
    topic = "orders",
    key_avro_schema = r#"{"type": "record", "name": "shop.Key", "fields": [{"name": "number", "type": "long"}]}"#
)]
async fn of_a_key(number: i64) -> Result<Vec<KafkaEventData<String, Order>>, Error> {
    Ok(vec![KafkaEventData::new(String::new()).key(Order { number })])
}

struct Shop<T>(T);

impl<T> Shop<T> {
    #[kafka_output(broker_list = "%B%", topic = "orders", avro_schema = r#"{"type": "record", "name": "shop.Other", "fields": []}"#)]
    async fn in_a_stream(&self) -> impl Stream<Item = Order> {
        stream::iter([Order { number: 1 }])
    }

    /// Judged for each type that it is called with.
    #[kafka_output(broker_list = "%B%", topic = "orders", avro_schema = r#"{"type": "record", "name": "shop.Other", "fields": []}"#)]
    async fn of_any<R: AvroRecord>(&self, record: R) -> R {
        record
    }
}

#[derive(KafkaOutputs)]
struct Placed {
    #[kafka_output(broker_list = "%B%", topic = "orders", avro_schema = r#"{"type": "record", "name": "shop.Other", "fields": []}"#)]
    order: Order,
    #[kafka_output(returned)]
    number: i64,
}

async fn called(shop: &Shop<u8>) -> Result<(), Error> {
    let _: kafka_output::Delivery = of_a_record()?;
    let _: kafka_output::Delivery = shop.of_any(Order { number: 1 }).await?;
    Ok(())
}

fn main() {}
