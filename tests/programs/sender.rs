//! Sends records until told otherwise, as a program of a user's would: settings from the environment alone.
//!
//! `sender COUNT CALLS`: `CALLS` calls of `COUNT` records each. Prints the numbers acknowledged, a line each.

use kafka_output::kafka_output;

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "%KAFKA_TOPIC%",
    enable_idempotence = true,
    message_timeout_ms = "${KAFKA_TIMEOUT:60000}"
)]
async fn numbers(from: u32, count: u32) -> Vec<String> {
    (from..from + count).map(|number| number.to_string()).collect()
}

#[tokio::main]
async fn main() {
    let argument = |index| std::env::args().nth(index).and_then(|text| text.parse().ok()).unwrap_or(1);
    let (count, calls): (u32, u32) = (argument(1), argument(2));
    println!("started");
    for call in 0..calls {
        let from = call * count;
        match numbers(from, count).await {
            Ok(deliveries) => {
                (from..).zip(&deliveries).for_each(|(number, _)| println!("{number}"));
            }
            Err(error) => {
                eprintln!("{error}");
                for (number, outcome) in (from..).zip(error.outcomes()) {
                    match outcome {
                        Ok(_) => println!("{number}"),
                        Err(error) => println!("failed {number} {:?}", error.kind()),
                    }
                }
            }
        }
    }
    println!("done");
}
