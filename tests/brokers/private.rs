//! Brokers that send their clients to another address than the one in `broker_list`.

use std::time::{Duration, Instant};

use kafka_output::{Error, ErrorKind, kafka_output};

use crate::support::consume::read_all;
use crate::world::{runtime, world};

#[kafka_output(broker_list = "%TUNNEL%", topic = "tunnel", message_timeout_ms = 30_000)]
async fn through_the_tunnel(value: &str) -> String {
    value.to_owned()
}

#[kafka_output(broker_list = "%LOST%", topic = "lost", message_timeout_ms = 5_000, headers = { "source" = "shop" })]
async fn sent_nowhere() -> &'static str {
    "lost"
}

#[kafka_output(broker_list = "%UNNAMED%", topic = "lost", message_timeout_ms = 5_000)]
async fn sent_to_no_name() -> &'static str {
    "lost"
}

#[tokio::test]
async fn records_go_where_the_brokers_say() {
    runtime();
    world().broker.create_topic("tunnel", 1);
    assert_eq!(world().forwarder.connections(), 0);

    through_the_tunnel("one").await.unwrap();
    through_the_tunnel("two").await.unwrap();

    let records = read_all(world().broker.bootstrap(), "tunnel", 2);
    let values: Vec<_> = records.iter().map(|record| record.value_text().unwrap()).collect();
    assert_eq!(values, ["one", "two"]);
    assert!(world().forwarder.connections() > 0, "the records took the way that is advertised");
}

#[tokio::test]
async fn an_advertised_address_that_nobody_is_at_is_told() {
    runtime();
    world().broker.create_topic("lost", 1);

    let called = Instant::now();
    let told = |error: &Error, address: &str| {
        println!("{error}");
        assert_eq!(error.kind(), ErrorKind::Timeout);
        let text = error.to_string();
        for part in [&*format!("answered and sent us to {address}, which"), "`advertised.listeners`"] {
            assert!(text.contains(part), "{text}");
        }
    };
    let error = sent_nowhere().await.unwrap_err();
    told(&error, &world().lost);
    assert!(error.to_string().contains("Connection refused"), "{error}");
    assert!(error.to_string().contains(&world().broker.address_of("LOST")), "who answered: {error}");
    let error = sent_to_no_name().await.unwrap_err();
    told(&error, "broker.invalid:9092");
    assert!(called.elapsed() < Duration::from_secs(20), "each within its `message_timeout_ms`");
}
