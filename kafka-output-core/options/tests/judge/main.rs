//! The option table, its rules and its grammars, tried as the macro and the runtime use them.

// `expect-test` writes its texts with hashes, needed or not.
#![allow(clippy::needless_raw_string_hashes)]

mod beside;
mod clouds;
mod connections;
mod constant;
mod examples;
mod grammars;
mod manual;
mod once;
mod properties;
mod reference;
mod rows;
mod rules;
mod secretive;
mod secrets;
mod sentences;
mod settings;
mod suggestions;
mod templates;
mod values;
mod ways_out;

use kafka_output_options::{Features, OptionId, OptionSet, Value, Violation, judge};

/// The least a function needs.
const BASE: [(OptionId, Value<'static>); 2] =
    [(OptionId::BrokerList, Value::Text("localhost:9092")), (OptionId::Topic, Value::Text("orders"))];

/// What the judge says of these options beside a broker list and a topic, every feature on.
fn judged(options: &[(OptionId, Value<'_>)]) -> Vec<Violation> {
    judged_with(options, Features::ALL)
}

fn judged_with(options: &[(OptionId, Value<'_>)], features: Features) -> Vec<Violation> {
    let mut entries = options.to_vec();
    entries.extend(BASE);
    judge(&OptionSet::new(&entries), &features)
}

fn sentences(options: &[(OptionId, Value<'_>)]) -> Vec<String> {
    judged(options).iter().map(ToString::to_string).collect()
}
