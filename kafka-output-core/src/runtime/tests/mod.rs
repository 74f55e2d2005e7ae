//! From a declaration and settings to an effective configuration.

mod broken;
mod clouds;
mod ends;
mod first_calls;
mod installing;
mod names;
mod origins;
#[cfg(feature = "testing")]
mod panics;
#[cfg(feature = "testing")]
mod reload;
mod rows;
mod rules;
#[cfg(feature = "avro")]
mod schemas;
mod secrets;
mod together;

use std::sync::Arc;

use kafka_output_options::{OptionId, OptionSet, Value};

use super::connect::Connect;
use super::report::Reporter;
use super::state::RuntimeState;
use crate::binding::Connection;
use crate::binding::{Binding, Declaration};
use crate::config::Effective;
use crate::error::{Error, ErrorKind};
use crate::event::HeaderValue;
use crate::settings::{SecretProvider, SecretReference, Settings};
use crate::token::{ProviderFuture, TokenSource};

fn binding(options: &'static [(OptionId, Value<'static>)]) -> Binding {
    let mut declaration = Declaration::new("placed", "shop", options).at(1, 1);
    declaration.file = "shop.rs";
    Binding::of(declaration)
}

/// An output of this name; it stays, as a program's declarations do.
fn output(name: &'static str, options: &'static [(OptionId, Value<'static>)]) -> &'static Binding {
    let mut binding = binding(options);
    binding.declaration.name = name;
    Box::leak(Box::new(binding))
}

fn state(given: &[(&str, &str)]) -> Arc<RuntimeState> {
    let mut settings = Settings::from_environment();
    for (name, value) in given {
        settings.give((*name).to_owned(), (*value).to_owned());
    }
    RuntimeState::new(settings, Reporter::new(None), Connect::Kafka(TokenSource::default()), false)
}

/// The text a setting must have to bring this value; none where no setting can.
fn as_setting(value: Value<'_>) -> Option<String> {
    match value {
        Value::Text(text) | Value::Word(text) => Some(text.to_owned()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Flag(flag) => Some(flag.to_string()),
        Value::Setting(_) | Value::Map(_) | Value::Item | Value::Unusable => None,
    }
}

/// Options as constants, which a declaration holds.
fn declared(options: &[(OptionId, Value<'static>)]) -> &'static [(OptionId, Value<'static>)] {
    Box::leak(options.into())
}

fn effective(
    options: &'static [(OptionId, Value<'static>)],
    given: &[(&str, &str)],
) -> Result<Effective, Vec<Error>> {
    state(given).effective(&binding(options))
}

const BROKERS: (OptionId, Value<'static>) = (OptionId::BrokerList, Value::Text("localhost:9092"));
const TOPIC: (OptionId, Value<'static>) = (OptionId::Topic, Value::Text("orders"));

#[test]
fn only_marked_references_are_replaced() {
    let options: &[_] = &[
        BROKERS,
        // The literal is the name of a setting all the same.
        (OptionId::Topic, Value::Text("TOPIC")),
        (OptionId::ClientId, Value::Setting("%NAME%-${PLACE:here}-100%%")),
        (OptionId::Headers, Value::Map(&[("source", "%NAME%"), ("plain", "NAME")])),
    ];
    let effective = effective(options, &[("TOPIC", "other"), ("NAME", "shop")]).unwrap();
    assert_eq!(effective.topic, "TOPIC");
    assert_eq!(effective.producer.properties["client.id"], "shop-here-100%");
    assert_eq!(
        effective.headers,
        [("source".to_owned(), HeaderValue::from("shop")), ("plain".to_owned(), HeaderValue::from("NAME"))]
    );
}

#[test]
fn a_connection_is_judged_with_the_function_and_named() {
    static SHARED: Connection = Connection {
        name: "Confluent",
        options: OptionSet::of_connection(&[
            BROKERS,
            (OptionId::ClientId, Value::Setting("shop-%NAME%")),
            (OptionId::LingerMs, Value::Setting("%LINGER%")),
            (OptionId::Acks, Value::Word("one")),
        ]),
    };
    let mut binding = binding(&[TOPIC, (OptionId::Acks, Value::Word("all"))]);
    binding.declaration.connection = Some(&SHARED);
    let effective = |given: &[(&str, &str)]| state(given).effective(&binding);

    let properties = effective(&[("NAME", "eu"), ("LINGER", "7")]).unwrap().producer.properties.clone();
    assert_eq!(properties["client.id"], "shop-eu");
    assert_eq!((properties["linger.ms"].as_str(), properties["acks"].as_str()), ("7", "all"));
    let over = [("NAME", "eu"), ("LINGER", "7"), ("KAFKA_OUTPUT__PLACED__LINGER_MS", "8")];
    assert_eq!(effective(&over).unwrap().producer.properties["linger.ms"], "8");

    let faults = effective(&[("NAME", "eu"), ("LINGER", "-3")]).unwrap_err();
    let text = faults[0].to_string();
    assert!(
        text.contains("(the value comes from the setting `LINGER` on the connection `Confluent`)"),
        "{text}"
    );
}

#[test]
fn words_numbers_and_flags_come_from_settings_too() {
    let options: &[_] = &[
        BROKERS,
        TOPIC,
        (OptionId::CompressionType, Value::Setting("%CODEC%")),
        (OptionId::LingerMs, Value::Setting("${LINGER:7}")),
        (OptionId::EnableIdempotence, Value::Setting("%EXACTLY%")),
        (OptionId::MaxMessageBytes, Value::Setting("%SIZE%")),
    ];
    let given = [("CODEC", "snappy"), ("EXACTLY", "true"), ("SIZE", "2MiB")];
    let properties = effective(options, &given).unwrap().producer.properties.clone();
    assert_eq!(properties["compression.codec"], "snappy");
    assert_eq!(properties["linger.ms"], "7");
    assert_eq!(properties["enable.idempotence"], "true");
    assert_eq!(properties["message.max.bytes"], "2097152");
}

#[test]
fn a_value_from_a_setting_is_judged_as_a_literal_is_and_names_the_setting() {
    let options: &[_] = &[BROKERS, TOPIC, (OptionId::LingerMs, Value::Setting("%LINGER%"))];
    let faults = effective(options, &[("LINGER", "-3")]).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].kind(), ErrorKind::Setting);
    let text = faults[0].to_string();
    assert!(
        text.contains("output `placed`: `linger_ms = -3` is out of range") && text.contains("`LINGER`"),
        "{text}"
    );
}

#[test]
fn a_missing_setting_names_output_option_and_setting() {
    let faults =
        effective(&[BROKERS, (OptionId::Topic, Value::Setting("%NO_SUCH_TOPIC%"))], &[]).unwrap_err();
    let text = faults[0].to_string();
    assert!(text.starts_with("output `placed`: `topic`: the setting `NO_SUCH_TOPIC` has no value"), "{text}");
    assert_eq!(faults.len(), 1, "no second error that the topic is missing");
}

#[test]
fn an_override_wins_and_is_judged() {
    let options: &[_] = &[BROKERS, TOPIC, (OptionId::LingerMs, Value::Integer(3))];
    let over = "KAFKA_OUTPUT__PLACED__LINGER_MS";
    assert_eq!(effective(options, &[(over, "20")]).unwrap().producer.properties["linger.ms"], "20");
    // An override may refer to a setting itself, and may set what was not written.
    let given = [(over, "%L%"), ("L", "21"), ("KAFKA_OUTPUT__PLACED__COMPRESSION_TYPE", "lz4")];
    let properties = effective(options, &given).unwrap().producer.properties.clone();
    assert_eq!((properties["linger.ms"].as_str(), properties["compression.codec"].as_str()), ("21", "lz4"));
    let faults = effective(options, &[(over, "soon")]).unwrap_err();
    assert!(faults[0].to_string().contains("`linger_ms` takes a whole number"), "{}", faults[0]);
}

#[test]
fn a_contradiction_that_only_settings_make_is_found() {
    let options: &[_] = &[
        BROKERS,
        TOPIC,
        (OptionId::Acks, Value::Setting("%ACKS%")),
        (OptionId::EnableIdempotence, Value::Flag(true)),
    ];
    assert!(effective(options, &[("ACKS", "all")]).is_ok());
    let faults = effective(options, &[("ACKS", "one")]).unwrap_err();
    assert!(faults[0].to_string().contains("`enable_idempotence` needs `acks = all`"), "{}", faults[0]);
}

#[test]
fn the_values_of_raw_properties_are_judged_once_they_are_known_and_name_their_settings() {
    const MAP: Value<'static> = Value::Map(&[
        ("socket.nagle.disable", "false"),
        ("socket.timeout.ms", "%TIMEOUT%"),
        ("statistics.interval.ms", "${INTERVAL:0}"),
    ]);
    const OPTIONS: &[(OptionId, Value<'static>)] = &[BROKERS, TOPIC, (OptionId::Properties, MAP)];
    let properties = effective(OPTIONS, &[("TIMEOUT", "20000")]).unwrap().producer.properties.clone();
    assert_eq!(properties["socket.timeout.ms"], "20000");
    let faults = effective(OPTIONS, &[("TIMEOUT", "20s"), ("INTERVAL", "-1")]).unwrap_err();
    let texts: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        texts,
        [
            "output `placed`: `properties` sets `socket.timeout.ms = 20s`, a value it does not take; \
             write a whole number from 10 to 300000 (the value comes from the setting `TIMEOUT`)",
            "output `placed`: `properties` sets `statistics.interval.ms = -1`, a value it does not take; \
             write a whole number from 0 to 86400000 (the value comes from the setting `INTERVAL`)",
        ]
    );
    assert!(faults.iter().all(|fault| fault.kind() == ErrorKind::Setting));
}

#[test]
fn raw_properties_are_judged_at_start_as_in_the_attribute() {
    const WRONG: Value<'static> = Value::Map(&[
        ("sockt.timeout.ms", "1"),
        ("group.id", "shop"),
        ("log.queue", "true"),
        ("linger.ms", "5"),
    ]);
    let faults = effective(&[BROKERS, TOPIC, (OptionId::Properties, WRONG)], &[]).unwrap_err();
    let told = [
        "did you mean `socket.timeout.ms`?",
        "which is a consumer's",
        "a queue that nobody reads",
        "which the option `linger_ms` owns",
    ];
    assert_eq!(faults.len(), told.len(), "{faults:?}");
    for (fault, told) in faults.iter().zip(told) {
        assert!(fault.to_string().contains(told), "{fault}");
        assert_eq!(fault.kind(), ErrorKind::Configuration);
    }
}

#[test]
fn unchecked_properties_reach_librdkafka_as_they_are_and_it_judges_them() {
    const fn with(map: Value<'static>) -> [(OptionId, Value<'static>); 3] {
        [BROKERS, TOPIC, (OptionId::UncheckedProperties, map)]
    }
    const HIDDEN: &[(OptionId, Value<'static>)] =
        &with(Value::Map(&[("enable.sparse.connections", "%SPARSE%")]));
    const UNKNOWN: &[(OptionId, Value<'static>)] = &with(Value::Map(&[("share.mode", "s3cret")]));
    const WRONG: &[(OptionId, Value<'static>)] = &with(Value::Map(&[("socket.timeout.ms", "s3cret")]));
    let known = effective(HIDDEN, &[("SPARSE", "false")]).unwrap();
    assert!(
        crate::producer::kafka::KafkaTransport::start(known.producer.client()).is_ok(),
        "known, but not listed"
    );
    for (options, name) in [(UNKNOWN, "share.mode"), (WRONG, "socket.timeout.ms")] {
        let errors = effective(options, &[]).unwrap_err();
        let [error] = &errors[..] else { panic!("{errors:?}") };
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let text = error.to_string();
        assert!(text.contains(name) && !text.contains("s3cret"), "{text}");
    }
}

struct Vault;

impl SecretProvider for Vault {
    fn secret<'a>(&'a self, reference: &'a SecretReference) -> ProviderFuture<'a, String> {
        Box::pin(async move {
            // Time passes in the provider's own runtime.
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
            match reference.name() {
                "brokers" => Ok("vault:9092".to_owned()),
                "number" => Ok("499".to_owned()),
                "schema" => Ok("{\"type\": \"kafka-output-core\"}".to_owned()),
                "odd" => Ok("@Env(HUSH)".to_owned()),
                "silent" => {
                    Err(std::io::Error::other(std::io::Error::from(std::io::ErrorKind::TimedOut)).into())
                }
                name => Err(format!("no secret {name}").into()),
            }
        })
    }
}

#[test]
fn a_key_vault_reference_is_fetched_by_the_provider_once_it_may_be() {
    const OPTIONS: &[(OptionId, Value<'static>)] = &[(OptionId::BrokerList, Value::Setting("%B%")), TOPIC];
    let with = |value: &str, provider: Option<Vault>| {
        let mut settings = Settings::empty();
        settings.give("B".to_owned(), value.to_owned());
        if let Some(vault) = provider {
            settings.fetch_secrets_with(Box::new(vault));
        }
        RuntimeState::new(settings, Reporter::new(None), Connect::Kafka(TokenSource::default()), false)
    };
    let known = "@Microsoft.KeyVault(VaultName=shop;SecretName=brokers)";
    let state = with(known, Some(Vault));
    assert!(state.effective(&binding(OPTIONS)).is_ok(), "counts as written until it is fetched");
    state.settings().secrets.allow_fetching();
    let effective = state.effective(&binding(OPTIONS)).unwrap();
    assert_eq!(effective.producer.properties["bootstrap.servers"], "vault:9092");

    let wrong = [
        (known, None, "no secret provider is registered"),
        ("@Microsoft.KeyVault(SecretName=brokers)", Some(Vault), "`VaultName`"),
        ("@Microsoft.KeyVault(VaultName=shop;SecretName=other)", Some(Vault), "no secret other"),
    ];
    for (value, provider, what) in wrong {
        let state = with(value, provider);
        state.settings().secrets.allow_fetching();
        let text = state.effective(&binding(OPTIONS)).unwrap_err()[0].to_string();
        assert!(text.contains("`broker_list`") && text.contains("`B`") && text.contains(what), "{text}");
    }
}

#[test]
fn what_librdkafka_refuses_is_told_without_its_value() {
    for (name, value) in
        [("no.such.property", "s3cret"), ("socket.timeout.ms", "s3cret"), ("security.protocol", "s3cret")]
    {
        let mut properties = effective(&[BROKERS, TOPIC], &[]).unwrap().producer.properties.clone();
        properties.insert(name.to_owned(), value.to_owned());
        let error = crate::producer::kafka::KafkaTransport::start((&properties).into()).unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(!text.contains("s3cret"), "{text}");
    }
}
