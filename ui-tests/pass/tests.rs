//! Tests that are given their Kafka.

use kafka_output::testing::TestKafka;
use kafka_output::{Delivery, Error, kafka_output};

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "orders")]
async fn order_placed() -> String {
    "placed".to_owned()
}

#[kafka_output::test]
async fn with_a_result(kafka: &mut TestKafka) -> Result<(), Error> {
    order_placed().await?;
    kafka.published_on("orders").times(1).value("placed");
    Ok(())
}

/// Its docs stay.
#[kafka_output::test]
#[should_panic(expected = "expected 2")]
pub(crate) async fn with_attributes(kafka: &TestKafka) {
    let _: Result<Delivery, Error> = order_placed().await;
    kafka.published_on("orders").times(2);
}

#[kafka_output::test]
async fn without_an_argument() -> Result<(), Box<dyn std::error::Error>> {
    order_placed().await?;
    Ok(())
}

#[kafka_output::test]
fn plain(mut kafka: &mut TestKafka) {
    kafka = kafka.setting("UNUSED", "1");
    kafka.published_on("orders").none();
}

mod renamed {
    use kafka_output as events;

    #[events::test(crate = events)]
    async fn under_another_name(kafka: &mut events::testing::TestKafka) {
        kafka.published_on("orders").none();
    }
}
