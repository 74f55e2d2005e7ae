//! A type whose name ends in `Result` but that is none.

use kafka_output::kafka_output;

#[derive(serde::Serialize)]
struct QueryResult;

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn first() -> QueryResult {
    QueryResult
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn second() -> crate::QueryResult {
    QueryResult
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn of_no_type() -> crate::NoResult {
    Ok(QueryResult)
}

async fn called() {
    let _ = first().await.unwrap().offset();
    if let Err(error) = second() {
        println!("{error}");
    }
    let _ = of_no_type().await.map(|delivery| delivery.topic().len());
}

fn main() {}
