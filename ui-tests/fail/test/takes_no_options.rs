use kafka_output::testing::TestKafka;

#[kafka_output::test(flavor = "multi_thread")]
async fn placed(kafka: &mut TestKafka) {
    kafka.published_on("orders").none();
}

fn main() {}
