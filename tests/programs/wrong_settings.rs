//! Declares outputs whose settings are wrong in many ways, starts, and prints the one error.

use kafka_output::{Builder, Runtime, kafka_output};

#[kafka_output(
    broker_list = "%BROKERS%",
    topic = "orders",
    linger_ms = "%LINGER%",
    compression_type = "%CODEC%"
)]
async fn numbers_and_words() -> String {
    String::new()
}

#[kafka_output(broker_list = "%MISSING_BROKERS%", topic = "or%MISSING_TOPIC%ders")]
async fn missing() -> String {
    String::new()
}

#[kafka_output(broker_list = "%BROKERS%", topic = "%BAD_TOPIC%", enable_idempotence = "%IDEMPOTENT%", acks = one)]
async fn contradiction() -> String {
    String::new()
}

#[kafka_output(
    broker_list = "%BROKERS%",
    topic = "orders",
    protocol = "%PROTOCOL%",
    authentication_mode = plain,
    username = "%USER%",
    password = "%PASSWORD%",
    max_message_bytes = "%SIZE%",
)]
async fn secret() -> String {
    String::new()
}

mod twin {
    #[kafka_output::kafka_output(broker_list = "localhost:9092", topic = "orders")]
    pub(crate) async fn secret() -> String {
        String::new()
    }
}

#[tokio::main]
async fn main() {
    // Called never; linked, so declared.
    let _ = (numbers_and_words, missing, contradiction, secret, twin::secret);
    // A file may be named, which cannot be read.
    let files = std::env::args().skip(1);
    let builder = files.fold(Runtime::builder(), Builder::settings_file);
    match builder
        .setting("BROKERS", "localhost:9092")
        .setting("LINGER", "soon")
        .setting("CODEC", "brotli")
        .setting("BAD_TOPIC", "no spaces")
        .setting("IDEMPOTENT", "true")
        .setting("PROTOCOL", "sasl_plaintext")
        .setting("USER", "shop")
        .setting("PASSWORD", "hunter2-planted")
        .setting("SIZE", "12")
        .setting("KAFKA_OUTPUT__MISSING__LINGERS_MS", "3")
        .setting("KAFKA_OUTPUT__NOBODY__LINGER_MS", "3")
        .setting("KAFKA_OUTPUT__MISSING__DELIVERY", "enqueued")
        .start()
        .await
    {
        Ok(_) => println!("started"),
        Err(error) => println!("{error}\n{error:?}"),
    }
}
