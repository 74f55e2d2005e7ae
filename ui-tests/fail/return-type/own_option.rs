//! A type that only has the name of std's.

use kafka_output::kafka_output;

#[derive(serde::Serialize)]
struct Option<T>(T);

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn first() -> Option<String> {
    Option(String::new())
}

fn main() {}
