//! A function's options and its connection's: what either breaks alone is its own attribute's, what both break together is
//! told once, of an option of the function's.

use kafka_output_options::{
    Features, OptionId, OptionSet, RULES, Rule, Value, ViolationKind, disagreement, judge,
};

use super::BASE;

type Entry = (OptionId, Value<'static>);

const NAME: &str = "Confluent";

/// Both sides of an example, for each way to divide it; the topic and what decides types stand on the function.
fn divided(rule: &Rule, example: &[Entry]) -> Vec<(Vec<Entry>, Vec<Entry>)> {
    let mut entries = example.to_vec();
    if rule.kind != ViolationKind::MissingOption {
        // A second broker list would be hidden by the example's own, and count once it is on the other side.
        let left_out = |(id, _): &Entry| example.iter().all(|(written, _)| written != id);
        entries.extend(BASE.into_iter().filter(left_out));
    }
    let (movable, fixed): (Vec<Entry>, Vec<Entry>) =
        entries.into_iter().partition(|(id, _)| id.may_come_from_connection());
    (0..1_usize << movable.len())
        .map(|ways| {
            let on_connection = |at: &usize| ways & (1 << at) != 0;
            let side = |wanted: bool| {
                let chosen = (0..movable.len()).filter(move |at| on_connection(at) == wanted);
                chosen.map(|at| movable[at]).collect::<Vec<_>>()
            };
            (fixed.iter().copied().chain(side(false)).collect(), side(true))
        })
        .collect()
}

/// What the generated constants tell, one for each option of the function's.
fn told(own: &[Entry], connection: &[Entry]) -> Vec<(OptionId, String)> {
    let (own, connection) = (OptionSet::new(own), OptionSet::of_connection(connection));
    let written = own.iter().map(|(id, _)| id).chain([OptionId::Connection]);
    written
        .filter_map(|id| Some((id, disagreement(&own, &connection, NAME, id)?.text().to_owned())))
        .collect()
}

fn alone(own: &[Entry], connection: &[Entry]) -> Vec<&'static str> {
    let function = judge(&OptionSet::new(own).beside_connection(), &Features::ALL);
    let shared = judge(&OptionSet::of_connection(connection), &Features::ALL);
    function.into_iter().chain(shared).filter_map(|violation| violation.rule).collect()
}

#[test]
fn every_rule_is_told_once_however_its_example_is_divided() {
    for rule in RULES {
        let is_told = rule.sentence.split("{}").last().unwrap_or_default();
        for (own, connection) in divided(rule, rule.wrong) {
            let by_one = alone(&own, &connection).iter().filter(|name| **name == rule.name).count();
            let told = told(&own, &connection);
            let by_both = told.iter().filter(|(_, text)| text.contains(is_told)).count();
            assert_eq!(by_one + by_both, 1, "{}: {own:?} with {connection:?}: {told:?}", rule.name);
        }
    }
}

#[test]
fn no_right_example_is_told_of_however_it_is_divided() {
    for rule in RULES {
        for (own, connection) in divided(rule, rule.right) {
            assert!(alone(&own, &connection).is_empty(), "{}: {own:?} with {connection:?}", rule.name);
            assert_eq!(told(&own, &connection), [], "{}: {own:?} with {connection:?}", rule.name);
        }
    }
}

#[test]
fn both_sides_are_named() {
    let own = [(OptionId::Topic, Value::Text("orders")), (OptionId::MessageTimeoutMs, Value::Integer(100))];
    let connection =
        [(OptionId::BrokerList, Value::Text("localhost:9092")), (OptionId::LingerMs, Value::Integer(500))];
    let told = told(&own, &connection);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, OptionId::MessageTimeoutMs);
    assert!(told[0].1.starts_with("`message_timeout_ms` is below `linger_ms`"), "{told:?}");
    assert!(told[0].1.ends_with("(`linger_ms` on the connection `Confluent`)"), "{told:?}");
}

#[test]
fn what_neither_side_writes_is_told_of_the_connection() {
    let own = [(OptionId::Topic, Value::Text("orders"))];
    let told = told(&own, &[(OptionId::ClientId, Value::Text("shop"))]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, OptionId::Connection);
    assert!(told[0].1.contains("`broker_list` is missing"), "{told:?}");
    assert!(told[0].1.ends_with("(neither on this function nor on the connection `Confluent`)"), "{told:?}");
}

#[test]
fn the_functions_option_wins_over_the_connections() {
    let own =
        OptionSet::new(&[(OptionId::Topic, Value::Text("orders")), (OptionId::LingerMs, Value::Integer(1))]);
    let connection = OptionSet::of_connection(&[
        (OptionId::LingerMs, Value::Integer(500)),
        (OptionId::Acks, Value::Word("one")),
        // A macro refuses these; they do not slip in.
        (OptionId::Topic, Value::Text("elsewhere")),
        (OptionId::Headers, Value::Map(&[])),
    ]);
    let both = own.with_connection(&connection);
    assert_eq!(both.get(OptionId::LingerMs), Some(Value::Integer(1)));
    assert_eq!(both.get(OptionId::Topic), Some(Value::Text("orders")));
    assert_eq!(both.word(OptionId::Acks), Some("one"));
    let ids: Vec<_> = both.iter().map(|(id, _)| id).collect();
    assert_eq!(ids, [OptionId::Topic, OptionId::LingerMs, OptionId::Acks]);
}

#[test]
fn of_several_options_that_break_a_rule_the_functions_own_is_told() {
    let own = [(OptionId::Topic, Value::Text("orders")), (OptionId::SslKeyPassword, Value::Setting("%K%"))];
    let connection = [
        (OptionId::BrokerList, Value::Text("localhost:9092")),
        (OptionId::Username, Value::Text("ann")),
        (OptionId::Password, Value::Setting("%P%")),
        (OptionId::SslKeyPem, Value::Setting("%KEY%")),
        (OptionId::SslCertificatePem, Value::Setting("%CERTIFICATE%")),
    ];
    let told = told(&own, &connection);
    let of: Vec<_> = told.iter().map(|(id, _)| *id).collect();
    assert_eq!(of, [OptionId::SslKeyPassword], "{told:?}");
    assert!(
        told[0]
            .1
            .ends_with("(`username`, `ssl_certificate_pem`, `ssl_key_pem` on the connection `Confluent`)"),
        "{told:?}"
    );
}
