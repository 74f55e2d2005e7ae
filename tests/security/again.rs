//! A broker that asks for the credentials again and again: records flow meanwhile, and none is lost, doubled or late.

use std::time::{Duration, Instant};

use kafka_output::{Delivery, Error, kafka_connection, kafka_output};

use crate::support::kcat;
use crate::world::{REAUTHENTICATION, logs, runtime, secrets, world};

#[kafka_connection(
    broker_list = "%REAUTH%",
    protocol = sasl_plaintext,
    message_timeout_ms = 20_000,
    // Says when it authenticates again.
    properties = { "debug" = "broker" },
)]
struct AsksAgain;

#[kafka_output(
    connection = AsksAgain,
    topic = "security-again-plain",
    username = "%USER%",
    password = "%PASSWORD%"
)]
async fn again_by_plain(number: usize) -> String {
    number.to_string()
}

#[kafka_output(
    connection = AsksAgain,
    topic = "security-again-scram",
    authentication_mode = scram_sha512,
    username = "%USER%",
    password = "%PASSWORD%",
)]
async fn again_by_scram(number: usize) -> String {
    number.to_string()
}

#[kafka_output(
    connection = AsksAgain,
    topic = "security-again-tokens",
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%CLIENT_SECRET%",
    oauth_bearer_token_endpoint_url = "%TOKENS%",
)]
async fn again_by_tokens(number: usize) -> String {
    number.to_string()
}

/// Sends numbers through three times of asking, and finds them all.
async fn assert_steady<F: Future<Output = Result<Delivery, Error>>>(topic: &str, send: impl Fn(usize) -> F) {
    world().broker.create_topic(topic, 1);
    let started = Instant::now();
    let mut numbers: Vec<String> = Vec::new();
    while started.elapsed() < REAUTHENTICATION * 7 / 2 {
        let called = Instant::now();
        send(numbers.len()).await.unwrap_or_else(|error| panic!("after {:?}: {error}", started.elapsed()));
        assert!(called.elapsed() < Duration::from_secs(5), "{topic}: {:?}", called.elapsed());
        numbers.push(numbers.len().to_string());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let there = kcat::read(world().broker.bootstrap(), topic, numbers.len());
    let there: Vec<_> = there.iter().map(|record| record.value_text().unwrap().to_owned()).collect();
    assert_eq!(there, numbers, "{topic}");
}

#[tokio::test]
async fn whoever_is_asked_for_credentials_again_sends_on() {
    runtime();
    tokio::join!(
        assert_steady("security-again-plain", again_by_plain),
        assert_steady("security-again-scram", again_by_scram),
        assert_steady("security-again-tokens", again_by_tokens),
    );
    let asked = logs::count("Received REAUTH");
    assert!(asked >= 9, "asked {asked} times: the broker does not insist");
    logs::assert_without(&secrets());
}
