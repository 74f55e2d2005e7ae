//! An output that is known late: the call has no more time for it.

use std::time::{Duration, Instant};

use super::cluster;
use super::orders::{Running, event, place};
use crate::error::ErrorKind;
use crate::runtime::report::Reporter;
use crate::settings::{SecretProvider, SecretReference, Settings};
use crate::testing::EmbeddedCluster;
use crate::token::ProviderFuture;

/// Gives the brokers' address after a while.
struct Slow {
    brokers: String,
    after: Duration,
}

impl SecretProvider for Slow {
    fn secret<'a>(&'a self, _reference: &'a SecretReference) -> ProviderFuture<'a, String> {
        Box::pin(async {
            tokio::time::sleep(self.after).await;
            Ok(self.brokers.clone())
        })
    }
}

/// A runtime that knows the brokers of `cluster` only after a while.
fn slow(cluster: &EmbeddedCluster, after: Duration, timeout: &str) -> Running {
    let mut settings = Settings::empty();
    settings.fetch_secrets_with(Box::new(Slow { brokers: cluster.brokers(), after }));
    settings.secrets.allow_fetching();
    let reference = "@Microsoft.KeyVault(VaultName=shop;SecretName=brokers)";
    Running::with(settings, reference, &[("TIMEOUT", timeout)], Reporter::new(None))
}

#[test]
fn what_the_secrets_took_is_time_of_the_call() {
    let cluster = cluster(&[("orders", 1)]);
    cluster.broker_down();
    let running = slow(&cluster, Duration::from_secs(2), "4500");
    let started = Instant::now();
    let error = place(event("x")).expect_err("no broker");
    // librdkafka would count 3.5 s more, and look once a second.
    assert!(started.elapsed() < Duration::from_millis(5_200), "{:?}", started.elapsed());
    assert_eq!((error.kind(), error.is_retriable()), (ErrorKind::Timeout, true), "{error}");
    running.close_within(Duration::ZERO);
}

#[test]
fn with_no_time_left_for_it_nothing_is_sent() {
    let cluster = cluster(&[("orders", 1)]);
    let running = slow(&cluster, Duration::from_millis(600), "300");
    let error = place(event("late")).expect_err("no time");
    assert_eq!((error.kind(), error.is_retriable()), (ErrorKind::Timeout, true), "{error}");
    assert_eq!((error.output(), error.topic()), (Some("order_placed"), Some("orders")));
    assert!(error.to_string().contains("within 300 ms (`message_timeout_ms`)"), "{error}");
    place(event("in time")).expect("a delivery");
    let texts: Vec<_> =
        cluster.records("orders").iter().map(|record| record.value_text().unwrap_or("").to_owned()).collect();
    assert_eq!(texts, ["in time"]);
    assert_eq!(running.close().delivered, 1);
}
