//! The judging functions work in constants, where generated code will call them.

use kafka_output_options::{
    Broken, Fault, Features, OptionId, OptionSet, RULES, Value, check_value, default_value, has_reference,
    spec, violates,
};

const SET: OptionSet<'static> = OptionSet::new(&[
    (OptionId::Topic, Value::Text("orders of the day")),
    (OptionId::Acks, Value::Word("none")),
    (OptionId::MessageTimeoutMs, Value::Integer(3)),
    (OptionId::BrokerList, Value::Setting("%BROKERS%")),
]);

const BROKEN: usize = {
    let (mut at, mut broken) = (0, 0);
    while at < RULES.len() {
        if violates(&RULES[at], &SET).is_some() {
            broken += 1;
        }
        at += 1;
    }
    broken
};

/// The same without what is said of an option that is blamed already.
const TOLD: usize = {
    let (mut broken, mut told) = (Broken::new(), 0);
    while broken.next(&SET).is_some() {
        told += 1;
    }
    told
};

const TOPIC: Option<Fault> = match SET.get(OptionId::Topic) {
    Some(value) => check_value(spec(OptionId::Topic), &value),
    None => None,
};

const PROPERTY: Option<Fault> = check_value(
    spec(OptionId::Properties),
    &Value::Map(&[("socket.timeout.ms", "%T%"), ("retry.backoff.ms", "50"), ("socket.nagle.disable", "no")]),
);

const _: () =
    assert!(matches!(PROPERTY, Some(Fault::Map(2, _))), "`no` is no flag, and `%T%` is not known yet");
const _: () = assert!(BROKEN == 1, "`acks = none` without `delivery = enqueued`, and nothing else");
const _: () = assert!(TOLD == BROKEN);
const _: () = assert!(TOPIC.is_some());
const _: () = assert!(has_reference("%A%") && !has_reference("A"));
const _: () = assert!(Features::from_enabled(&["zstd"]).has("zstd"));
const _: () = assert!(matches!(default_value(&SET, OptionId::LingerMs), Some(Value::Integer(2))));

#[test]
fn constants_say_what_the_judge_says() {
    let found = super::judged(&[(OptionId::Acks, Value::Word("none"))]);
    assert_eq!(found.len(), BROKEN);
}
