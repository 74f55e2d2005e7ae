//! For each row of the option table: setting it changes what it is for.

use kafka_output_options::{Kind, OPTIONS, OptionId, OptionSet, OptionSpec, Target, Value, default_value};

use super::Effective;

const BASE: [(OptionId, Value<'static>); 2] =
    [(OptionId::BrokerList, Value::Text("localhost:9092")), (OptionId::Topic, Value::Text("orders"))];

/// A value of the row's kind that is not its default.
fn other_value(row: &OptionSpec) -> Value<'static> {
    let default = default_value(&OptionSet::new(&BASE), row.id);
    match row.kind {
        Kind::Text(_) => Value::Text("other:1"),
        Kind::Integer { min, max } | Kind::Size { min, max } => {
            let taken = |number| default == Some(Value::Integer(number));
            Value::Integer(
                (min..=max).find(|number| *number > 0 && !taken(*number)).expect("a range has two numbers"),
            )
        }
        Kind::Flag => Value::Flag(default != Some(Value::Flag(true))),
        Kind::Choice(words) => {
            let is_property = matches!(row.target, Target::Property(_));
            let word = words.iter().find(|word| {
                default != Some(Value::Word(word.word)) && !(is_property && word.property.is_empty())
            });
            Value::Word(word.expect("a choice has two words").word)
        }
        Kind::Map => Value::Map(&[("client.rack", "value")]),
        Kind::Ident | Kind::TypePath | Kind::FieldPath => Value::Item,
    }
}

#[test]
fn every_row_changes_what_it_is_for() {
    let before = Effective::of(&OptionSet::new(&BASE));
    for row in OPTIONS {
        let value = other_value(row);
        let entries: Vec<_> =
            BASE.iter().copied().filter(|(id, _)| *id != row.id).chain([(row.id, value)]).collect();
        let after = Effective::of(&OptionSet::new(&entries));
        let changed = match row.target {
            Target::Property(property) => {
                let now = after.producer.properties.get(property);
                now.is_some() && now != before.producer.properties.get(property)
            }
            Target::Properties | Target::UncheckedProperties => {
                after.producer.properties.get("client.rack").is_some_and(|value| value == "value")
            }
            Target::Encoding => after.encoding.get(&row.id) != before.encoding.get(&row.id),
            Target::Registry => after.registry.get(&row.id) != before.registry.get(&row.id),
            Target::Runtime => after.runtime.get(&row.id) != before.runtime.get(&row.id),
            Target::Record if matches!(row.kind, Kind::FieldPath) => {
                // `key` names a field: generated code reads it, as the expansion snapshots show.
                assert!(row.compile_time);
                continue;
            }
            Target::Record => (&after.topic, &after.headers) != (&before.topic, &before.headers),
            Target::Item => {
                // Tokens only the attribute reads.
                assert!(row.compile_time);
                continue;
            }
        };
        assert!(changed, "`{}` changes nothing", row.name);
    }
}

#[test]
fn each_property_has_one_option() {
    let properties: Vec<&str> = OPTIONS
        .iter()
        .filter_map(|row| if let Target::Property(property) = row.target { Some(property) } else { None })
        .collect();
    let mut unique = properties.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), properties.len());
}

#[test]
fn librdkafka_takes_the_effective_properties() {
    // What a plain build has no machinery for is left out: the judge refuses it before it gets here.
    let effective = Effective::of(&OptionSet::new(&BASE));
    let transport = crate::producer::kafka::KafkaTransport::start(effective.producer.client());
    assert!(transport.is_ok(), "{transport:?}");
}

/// A build without OIDC would refuse to hear of it.
#[test]
fn a_token_provider_is_no_property() {
    let provider = [(OptionId::OauthBearerMethod, Value::Word("token_provider"))];
    let entries: Vec<_> = BASE.iter().copied().chain(provider).collect();
    let config = Effective::of(&OptionSet::new(&entries)).producer;
    assert!(!config.properties.contains_key(OptionId::OauthBearerMethod.property()));
}

/// The longest pause is ours where nobody wrote it, and librdkafka takes none that is shorter than the first.
#[test]
fn a_longer_first_pause_lengthens_the_longest() {
    let longest = |pairs| {
        let entries: Vec<_> =
            BASE.iter().copied().chain([(OptionId::Properties, Value::Map(pairs))]).collect();
        Effective::of(&OptionSet::new(&entries)).producer.properties["reconnect.backoff.max.ms"].clone()
    };
    assert_eq!(longest(&[("client.rack", "a")]), "1000");
    assert_eq!(longest(&[("reconnect.backoff.ms", "999")]), "1000");
    assert_eq!(longest(&[("reconnect.backoff.ms", "5000")]), "5000");
    assert_eq!(longest(&[("reconnect.backoff.ms", "500"), ("reconnect.backoff.max.ms", "700")]), "700");
}

#[test]
fn round_robin_is_ours_and_no_property() {
    let entries = [BASE[0], BASE[1], (OptionId::Partitioner, Value::Word("round_robin"))];
    let effective = Effective::of(&OptionSet::new(&entries));
    assert!(effective.producer.round_robin && !effective.producer.properties.contains_key("partitioner"));
}

#[test]
fn no_value_is_ever_printed() {
    let entries = [
        BASE[0],
        BASE[1],
        (OptionId::Password, Value::Text("s3cret")),
        (OptionId::Properties, Value::Map(&[("ssl.key.pem", "s3cret")])),
        (OptionId::SslCertificateAndKeyPem, Value::Text("s3cret")),
        (OptionId::SchemaRegistryPassword, Value::Text("s3cret")),
        (OptionId::Headers, Value::Map(&[("token", "s3cret")])),
    ];
    let printed = format!("{:?}", Effective::of(&OptionSet::new(&entries)));
    assert!(!printed.contains("s3cret"), "{printed}");
}
