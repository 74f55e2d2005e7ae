use kafka_output::testing::TestKafka;

#[kafka_output::test]
#[test]
async fn placed(kafka: &mut TestKafka) {
    kafka.published_on("orders").none();
}

fn main() {}
