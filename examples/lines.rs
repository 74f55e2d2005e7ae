//! Sends the lines of standard input to a topic of a broker of yours, and prints where each is.
//!
//! ```sh
//! seq 10 | KAFKA_BROKERS=localhost:9092 KAFKA_TOPIC=lines cargo run -p kafka-output-examples --bin lines
//! ```

use std::io::Read;
use std::process::ExitCode;

use kafka_output::kafka_output;

// A plain `fn`: no async runtime in this program. Deployment may say more, such as
// `KAFKA_OUTPUT__SEND_LINES__COMPRESSION_TYPE=lz4`.
#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "${KAFKA_TOPIC:lines}", message_timeout_ms = 10_000)]
fn send_lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

fn main() -> ExitCode {
    let mut text = String::new();
    if let Err(error) = std::io::stdin().read_to_string(&mut text) {
        eprintln!("standard input: {error}");
        return ExitCode::FAILURE;
    }
    match send_lines(&text) {
        Ok(deliveries) => {
            for (line, delivery) in text.lines().zip(&deliveries) {
                println!("{} [{}] @ {}: {line}", delivery.topic(), delivery.partition(), delivery.offset());
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            for (number, outcome) in error.outcomes().iter().enumerate() {
                if let Err(error) = outcome {
                    eprintln!("line {}: {error}", number + 1);
                }
            }
            ExitCode::FAILURE
        }
    }
}
