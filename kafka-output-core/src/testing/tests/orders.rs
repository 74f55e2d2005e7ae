//! An output as the attribute would write it, and a runtime of each test's own.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::error::Error;
use crate::private::prelude::*;
use crate::private::{self, Binding, OptionId, Value};
use crate::runtime::ShutdownReport;
use crate::runtime::connect::Connect;
use crate::runtime::failure::DeliveryFailure;
use crate::runtime::report::Reporter;
use crate::runtime::state::RuntimeState;
use crate::settings::Settings;
use crate::testing::EmbeddedCluster;
use crate::testing::scope::{self, Scope};
use crate::token::TokenSource;
use crate::{Deliveries, Delivery, Enqueued, KafkaEventData};

pub(super) type Event = KafkaEventData<Vec<u8>, Vec<u8>>;

const OPTIONS: &[(OptionId, Value<'static>)] = &[
    (OptionId::BrokerList, Value::Setting("%BROKERS%")),
    (OptionId::Topic, Value::Text("orders")),
    (OptionId::Headers, Value::Map(&[("source", "checkout")])),
    (OptionId::MessageTimeoutMs, Value::Setting("${TIMEOUT:10000}")),
    (
        OptionId::Properties,
        Value::Map(&[
            ("queue.buffering.max.messages", "${QUEUE:100000}"),
            ("topic.metadata.propagation.max.ms", "${PROPAGATION:10000}"),
        ]),
    ),
];

static ORDER_PLACED: Binding = Binding::new("order_placed", module_path!(), OPTIONS);

/// What generated code makes of a returned value.
macro_rules! encode {
    ($encode:ident, $returned:expr) => {{
        let leaf = private::leaf::<Event>();
        let event = (&&leaf).__event();
        let value = (&&&&&&&&event.__value()).__format();
        let key = (&&&&&&&&event.__key()).__format();
        private::$encode(&ORDER_PLACED, $returned, event, value, key, ())
    }};
}

pub(super) fn order_placed(event: Event) -> private::Sending {
    encode!(encode_one, event)
}

pub(super) fn orders_placed(events: Vec<Event>) -> private::Sending {
    encode!(encode_many, events)
}

pub(super) fn place(event: Event) -> Result<Delivery, Error> {
    private::wait_confirmed_one(order_placed(event))
}

pub(super) fn place_all(events: Vec<Event>) -> Result<Deliveries, Error> {
    private::wait_confirmed_many(orders_placed(events))
}

pub(super) fn place_unconfirmed(events: Vec<Event>) -> Result<Enqueued, Error> {
    private::wait_enqueued(orders_placed(events))
}

/// A runtime of this test's own, on this thread.
pub(super) struct Running {
    state: Arc<RuntimeState>,
    #[expect(dead_code, reason = "held until the test ends")]
    scope: Scope,
}

impl Running {
    pub(super) fn on(cluster: &EmbeddedCluster, settings: &[(&str, &str)]) -> Self {
        Self::reporting(cluster, settings, Reporter::new(None))
    }

    pub(super) fn reporting(cluster: &EmbeddedCluster, given: &[(&str, &str)], reporter: Reporter) -> Self {
        Self::with(Settings::empty(), &cluster.brokers(), given, reporter)
    }

    /// With what these settings have beside those given; `brokers` may be a reference to a secret.
    pub(super) fn with(
        mut settings: Settings,
        brokers: &str,
        given: &[(&str, &str)],
        reporter: Reporter,
    ) -> Self {
        settings.give("BROKERS".to_owned(), brokers.to_owned());
        for (name, value) in given {
            settings.give((*name).to_owned(), (*value).to_owned());
        }
        let state = RuntimeState::new(settings, reporter, Connect::Kafka(TokenSource::default()), false);
        let scope = scope::enter_state(&state);
        Self { state, scope }
    }

    pub(super) fn close(&self) -> ShutdownReport {
        self.close_within(Duration::from_secs(10))
    }

    pub(super) fn close_within(&self, timeout: Duration) -> ShutdownReport {
        self.state.close(timeout)
    }

    /// What the start would say of these topics.
    pub(super) fn verify(&self, topics: &[&str]) -> Vec<Result<(), String>> {
        let output = self.state.output(&ORDER_PLACED).expect("an output");
        let outcomes = output.transport.verify(topics, Duration::from_secs(10));
        outcomes.into_iter().map(|outcome| outcome.map_err(|fault| fault.message)).collect()
    }

    pub(super) const fn state(&self) -> &Arc<RuntimeState> {
        &self.state
    }
}

pub(super) fn event(value: &str) -> Event {
    Event::new(value.as_bytes().to_vec())
}

/// Hears of the failures that nobody waits for.
pub(super) fn listener() -> (Reporter, Receiver<DeliveryFailure>) {
    let (heard, failures) = channel();
    let reporter = Reporter::new(Some(Box::new(move |failure: &DeliveryFailure| {
        let _ = heard.send(failure.clone());
    })));
    (reporter, failures)
}
