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
    told_of(own, OptionSet::of_connection(connection))
}

fn told_of(own: &[Entry], connection: OptionSet<'_>) -> Vec<(OptionId, String)> {
    let own = OptionSet::new(own);
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
            let alone = alone(&own, &connection);
            let by_one = alone.iter().filter(|name| **name == rule.name).count();
            let told = told(&own, &connection);
            let by_both = told.iter().filter(|(_, text)| text.contains(is_told)).count();
            if rule.name == "message-timeout-covers-both" && by_one + by_both == 0 {
                // One half by one side, so the other by both.
                assert_eq!((alone.len(), told.len()), (1, 1), "{own:?} with {connection:?}: {told:?}");
                continue;
            }
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
fn nothing_is_told_of_what_a_connection_says_badly() {
    for rule in RULES {
        for (own, connection) in divided(rule, rule.right) {
            for at in 0..connection.len() {
                let mut badly = connection.clone();
                badly[at].1 = Value::Unusable;
                assert_eq!(told(&own, &badly), [], "{}: {own:?} with {badly:?}", rule.name);
                badly.remove(at);
                let unread = OptionSet::of_unreadable_connection(&badly);
                assert_eq!(told_of(&own, unread), [], "{}: {own:?} with {badly:?} and more", rule.name);
            }
        }
    }
}

#[test]
fn a_connections_mistake_hides_nothing_else() {
    for rule in RULES {
        for (own, connection) in divided(rule, rule.wrong) {
            let well = told(&own, &connection);
            // What is known of the rest does not depend on an option of no rule's.
            let badly = [&connection[..], &[(OptionId::ClientId, Value::Unusable)]].concat();
            assert_eq!(told(&own, &badly), well, "{}: {own:?} with {badly:?}", rule.name);
        }
    }
}

#[test]
fn what_a_connection_breaks_alone_is_not_told_again_beside_what_both_do() {
    use OptionId::{
        BrokerList, LingerMs, MessageTimeoutMs, Password, Protocol, RequestTimeoutMs, Topic, Username,
    };
    let number = |id, number| (id, Value::Integer(number));
    let times = [number(MessageTimeoutMs, 1000), number(LingerMs, 2000), number(RequestTimeoutMs, 3000)];
    for (alone, own) in [(1, 2), (2, 1)] {
        let told = told(&[BASE[1], times[own]], &[BASE[0], times[0], times[alone]]);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0].0, times[own].0);
        assert!(told[0].1.contains(times[own].0.name()) && !told[0].1.contains("both"), "{told:?}");
    }
    let ssl = (Protocol, Value::Word("ssl"));
    let (user, password) = ((Username, Value::Text("$ConnectionString")), (Password, Value::Setting("%P%")));
    let topic = (Topic, Value::Text("orders"));
    assert_eq!(told(&[topic, password], &[BASE[0], ssl, user]), []);
    // The protocol is told on the connection, whatever the brokers are.
    let hub = (BrokerList, Value::Text("shop.servicebus.windows.net:9093"));
    assert_eq!(told(&[topic, hub], &[ssl, user, password]), []);
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
