//! The end of a call's time and its last verdict at once.

use std::future::poll_fn;
use std::sync::Arc;

use kafka_output_options::{OptionId, Value};

use super::Sending;
use crate::binding::Binding;
use crate::delivery::Delivery;
use crate::produce::spill::{Extras, Written};
use crate::producer::call::wait;
use crate::producer::memory::Memory;
use crate::runtime::connect::Connect;
use crate::runtime::report::Reporter;
use crate::runtime::state::RuntimeState;
use crate::schema_registry::Schemas;
use crate::settings::Settings;
use crate::testing::scope;

static SENT: Binding = Binding::new(
    "sent",
    module_path!(),
    &[(OptionId::BrokerList, Value::Text("memory:1")), (OptionId::Topic, Value::Text("orders"))],
);

/// A call of two records, both acknowledged.
fn acknowledged() -> Sending {
    let mut sending = Sending::begin(&SENT, 2, Schemas::default());
    for value in ["a", "b"] {
        let extras = Extras { headers: Vec::new(), partition: None, timestamp_millis: None, topic: None };
        sending.push_one(value.as_bytes(), Written { value: Some(1), key: None, of_event: false }, extras);
    }
    wait(poll_fn(|context| sending.poll_delivered(context)));
    sending
}

#[test]
fn a_call_whose_last_verdict_comes_as_its_time_ends_has_its_deliveries() {
    let connect = Connect::Memory(Arc::<Memory>::default());
    let state = RuntimeState::new(Settings::empty(), Reporter::new(None), connect, false);
    let _scope = scope::enter_state(&state);
    let offsets = |deliveries: Vec<Delivery>| deliveries.iter().map(Delivery::offset).collect::<Vec<_>>();

    let mut before = acknowledged();
    before.timed_out = true;
    assert_eq!(offsets(before.into_deliveries().expect("both are there")), [0, 1]);

    // While the outcomes are looked at, one by one.
    let mut meanwhile = acknowledged();
    meanwhile.timed_out = true;
    let found = meanwhile.take_outcomes(|topic, _| Ok(Delivery::new(topic.clone(), 0, 7, -1)));
    assert_eq!(offsets(found.expect("both are there by now")), [7, 7]);
}
