#[kafka_output::test]
#[kafka_output::kafka_output(broker_list = "%B%", topic = "orders")]
async fn placed() -> String {
    String::new()
}

#[kafka_output::kafka_output(broker_list = "%B%", topic = "orders")]
#[test]
fn sent() -> String {
    String::new()
}

fn main() {}
