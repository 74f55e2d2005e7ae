//! The roads that librdkafka's texts take, on which secrets are masked.

use std::collections::BTreeMap;
use std::ffi::CStr;
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::callbacks::on_log;
use super::client::Client;
use super::shared::Shared;

const ENDPOINT: &str = "sasl.oauthbearer.token.endpoint.url";

fn map(properties: &[(&str, &str)]) -> BTreeMap<String, String> {
    properties.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn a_client_that_is_refused_shows_no_secret_and_all_else() {
    let properties = map(&[
        ("message.timeout.ms", "1000"),
        ("queue.buffering.max.ms", "2000"),
        ("client.id", "greater"),
        ("sasl.password", "must"),
    ]);
    let shared = Shared::new((&properties).into());
    let error = Client::new(&properties, false, &shared).map(drop).expect_err("it waits longer than it may");
    assert!(error.to_string().contains("`message.timeout.ms` *** be greater than"), "{error}");
}

#[derive(Default)]
struct Lines(Arc<Mutex<String>>);

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, _field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, "{value:?}");
    }
}

impl Subscriber for Lines {
    fn enabled(&self, _metadata: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _span: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, _values: &Record<'_>) {}

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Line(&mut self.0.lock().expect("no panic")));
    }

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}

#[test]
#[allow(unsafe_code)]
fn the_log_shows_no_secret() {
    let properties =
        map(&[("sasl.password", "opensesame"), ("client.id", "shipping"), (ENDPOINT, "http://ann:Pw12@h/x")]);
    let shared = Shared::new((&properties).into());
    // A build without OIDC takes no endpoint.
    let client = Client::new(&map(&[("client.id", "shipping")]), false, &shared).expect("a client");
    let lines = Lines::default();
    let written = Arc::clone(&lines.0);
    let line: &CStr = c"shipping by opensesame at http://ann:Pw12@h/x";
    // SAFETY: the client is alive, and the texts are.
    let log = || unsafe { on_log(client.as_ptr(), 3, c"FAIL".as_ptr(), line.as_ptr()) };
    tracing::subscriber::with_default(lines, log);
    assert_eq!(*written.lock().expect("no panic"), "FAIL: shipping by *** at http://h/x");
}

/// What a token endpoint says of our secret, up to the sentence of a record.
#[cfg(all(feature = "testing", feature = "oidc"))]
#[test]
fn what_a_token_endpoint_says_shows_no_secret() {
    use std::time::{Duration, Instant};

    use crate::loopback::Loopback;
    use crate::producer::Transport;
    use crate::producer::kafka::KafkaTransport;

    let answer = r#"{"error": "invalid_client", "error_description": "opensesame is not the secret"}"#;
    let endpoint = Loopback::start("application/json", move |_, _| (401, answer.to_owned())).expect("a port");
    let url = endpoint.url().replace("://", "://ann:Pw123@");
    let properties = map(&[
        ("bootstrap.servers", "127.0.0.1:1"),
        ("security.protocol", "sasl_plaintext"),
        ("sasl.mechanisms", "OAUTHBEARER"),
        ("sasl.oauthbearer.method", "oidc"),
        ("sasl.oauthbearer.client.id", "shipping"),
        ("sasl.oauthbearer.client.secret", "opensesame"),
        (ENDPOINT, &format!("{url}/token?code=Qw456")),
    ]);
    let transport = KafkaTransport::start((&properties).into()).expect("a transport");
    let until = Instant::now() + Duration::from_secs(30);
    let said = loop {
        let faults = transport.verify(&["orders"], Duration::from_secs(1));
        let said = format!("{faults:?}");
        if said.contains("*** is not the secret") || Instant::now() > until {
            break said;
        }
    };
    assert!(said.contains("*** is not the secret"), "{said}");
    for secret in ["opensesame", "Pw123", "Qw456"] {
        assert!(!said.contains(secret), "{said}");
    }
}
