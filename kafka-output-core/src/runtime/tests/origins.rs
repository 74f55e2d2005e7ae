//! An error names the setting, the override or the connection its option comes from.

use kafka_output_options::{OptionId, OptionSet, Value};

use super::{BROKERS, TOPIC, binding, effective, state};
use crate::binding::{Binding, Connection};
use crate::error::ErrorKind;
use crate::runtime::connect::Connect;
use crate::runtime::report::Reporter;
use crate::runtime::state::{RuntimeState, all};
use crate::settings::Settings;
use crate::token::TokenSource;

static SHARED: Connection = Connection {
    name: "Shared",
    options: OptionSet::of_connection(&[
        (OptionId::BrokerList, Value::Setting("%BROKERS%")),
        (OptionId::LingerMs, Value::Setting("%LINGER%")),
        (OptionId::Protocol, Value::Word("sasl_plaintext")),
        (OptionId::Username, Value::Text("ann")),
        (OptionId::Password, Value::Setting("%PASSWORD%")),
    ]),
};

const GIVEN: [(&str, &str); 3] = [("BROKERS", "localhost:9092"), ("LINGER", "5"), ("PASSWORD", "hush")];

fn shared() -> Binding {
    let mut binding = binding(&[TOPIC]);
    binding.declaration.connection = Some(&SHARED);
    binding
}

/// What is said of an output of the connection, with these settings in place of the good ones.
fn told(given: &[(&str, &str)]) -> Vec<String> {
    let good = GIVEN.iter().filter(|(name, _)| given.iter().all(|(other, _)| other != name));
    let settings: Vec<_> = good.chain(given).filter(|(_, value)| *value != "-").copied().collect();
    let faults = state(&settings).effective(&shared()).err().unwrap_or_default();
    faults.iter().map(|fault| fault.to_string().replace("output `placed`: ", "")).collect()
}

#[test]
fn a_setting_of_a_connection_is_told_of_with_the_connection_whatever_is_wrong_with_it() {
    assert_eq!(told(&[]), [""; 0]);
    for (given, expected) in [
        (("LINGER", "soon"), "(the value comes from the setting `LINGER` on the connection `Shared`)"),
        (("LINGER", "-3"), "(the value comes from the setting `LINGER` on the connection `Shared`)"),
        (("LINGER", "-"), "`${LINGER:default}` (the option stands on the connection `Shared`)"),
    ] {
        let told = told(&[given]);
        assert!(told.len() == 1 && told[0].ends_with(expected), "{told:?}");
    }
}

#[test]
fn an_override_is_blamed_itself_and_nothing_that_it_stands_in_for() {
    for (over, value, expected) in [
        ("BROKER_LIST", "nope", "(the value comes from the setting `KAFKA_OUTPUT__PLACED__BROKER_LIST`)"),
        ("TOPIC", "a b", "(the value comes from the setting `KAFKA_OUTPUT__PLACED__TOPIC`)"),
        ("LINGER_MS", "soon", "(the value comes from the setting `KAFKA_OUTPUT__PLACED__LINGER_MS`)"),
        ("LINGER_MS", "%WHEN%", "from the setting `WHEN`, by `KAFKA_OUTPUT__PLACED__LINGER_MS`)"),
        ("LINGER_MS", "%NEVER%", "(in the setting `KAFKA_OUTPUT__PLACED__LINGER_MS`)"),
        (
            "KERBEROS_PRINCIPAL",
            "x",
            "(the value comes from the setting `KAFKA_OUTPUT__PLACED__KERBEROS_PRINCIPAL`)",
        ),
    ] {
        let over = format!("KAFKA_OUTPUT__PLACED__{over}");
        let told = told(&[(&over, value), ("WHEN", "soon")]);
        assert!(told.iter().any(|told| told.ends_with(expected)), "{told:?}");
    }
}

#[test]
fn what_is_overridden_need_not_be_right_nor_there() {
    assert_eq!(told(&[("LINGER", "soon"), ("KAFKA_OUTPUT__PLACED__LINGER_MS", "7")]), [""; 0]);
    assert_eq!(told(&[("PASSWORD", "-"), ("KAFKA_OUTPUT__PLACED__PASSWORD", "hush")]), [""; 0]);
}

#[test]
fn every_missing_setting_is_told_of_once() {
    const MAP: Value<'static> =
        Value::Map(&[("client.rack", "%RACK%"), ("debug", "%DEBUG%"), ("socket.timeout.ms", "%RACK%%MORE%")]);
    const OPTIONS: &[(OptionId, Value<'static>)] = &[
        (OptionId::BrokerList, Value::Setting("%HOST%:%PORT%,%HOST%:9093")),
        TOPIC,
        (OptionId::Properties, MAP),
    ];
    let faults = effective(OPTIONS, &[]).unwrap_err();
    let whole = all(faults).to_string();
    for name in ["HOST", "PORT", "RACK", "DEBUG", "MORE"] {
        assert_eq!(whole.matches(&format!("the setting `{name}` has no value")).count(), 1, "{whole}");
    }
}

#[test]
fn a_contradiction_names_the_settings_of_both_sides() {
    const BOTH: &[(OptionId, Value<'static>)] = &[
        BROKERS,
        TOPIC,
        (OptionId::LingerMs, Value::Setting("%LINGER%")),
        (OptionId::MessageTimeoutMs, Value::Setting("%TIMEOUT%")),
    ];
    const ONE: &[(OptionId, Value<'static>)] = &[
        BROKERS,
        TOPIC,
        (OptionId::EnableIdempotence, Value::Flag(true)),
        (OptionId::Acks, Value::Setting("%ACKS%")),
    ];
    let faults = effective(BOTH, &[("LINGER", "500"), ("TIMEOUT", "100")]).unwrap_err();
    let text = faults[0].to_string();
    let expected =
        "(the value comes from the setting `TIMEOUT`, that of `linger_ms` from the setting `LINGER`)";
    assert!(faults.len() == 1 && text.ends_with(expected), "{faults:?}");

    let faults = effective(ONE, &[("ACKS", "one")]).unwrap_err();
    let text = faults[0].to_string();
    assert!(text.ends_with("(the value of `acks` comes from the setting `ACKS`)"), "{text}");
    assert_eq!(faults[0].kind(), ErrorKind::Setting);
}

#[test]
#[cfg(feature = "ssl")]
fn two_options_of_which_one_is_too_much_are_both_named_with_their_settings() {
    const CA: &[(OptionId, Value<'static>)] = &[
        BROKERS,
        TOPIC,
        (OptionId::Protocol, Value::Word("ssl")),
        (OptionId::SslCaLocation, Value::Setting("%CA%")),
    ];
    let pem = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----";
    let given = [("CA", "ca.pem"), ("KAFKA_OUTPUT__PLACED__SSL_CA_PEM", pem)];
    let told: Vec<String> = effective(CA, &given).unwrap_err().iter().map(ToString::to_string).collect();
    let of_both =
        |text: &String| text.contains("`CA`") && text.contains("`KAFKA_OUTPUT__PLACED__SSL_CA_PEM`");
    assert!(told.len() == 1 && of_both(&told[0]), "{told:#?}");
}

#[test]
fn a_text_of_several_settings_names_them_all() {
    const OPTIONS: &[(OptionId, Value<'static>)] =
        &[(OptionId::BrokerList, Value::Setting("%HOST%:%PORT%")), TOPIC];
    let faults = effective(OPTIONS, &[("HOST", "broker"), ("PORT", "99999")]).unwrap_err();
    assert!(faults[0].to_string().ends_with("comes from the settings `HOST`, `PORT`)"), "{}", faults[0]);
}

#[test]
fn a_piece_of_a_secret_between_percent_signs_is_not_shown() {
    const BARE: &[(OptionId, Value<'static>)] = &[super::BROKERS, TOPIC];
    let told = told(&[("KAFKA_OUTPUT__PLACED__PASSWORD", "pass%hunter2%word")]).concat();
    assert!(told.contains("`password`: its text names a setting that has no value"), "{told}");
    assert!(told.contains("`KAFKA_OUTPUT__PLACED__PASSWORD`") && !told.contains("hunter2"), "{told}");
    // Nor by a rule that the option breaks.
    let faults = effective(BARE, &[("KAFKA_OUTPUT__PLACED__PASSWORD", "pass%hunter2%word")]).unwrap_err();
    let whole = all(faults).to_string();
    assert!(whole.contains("`password` needs `username`") && !whole.contains("hunter2"), "{whole}");
    let told = super::origins::told(&[("KAFKA_OUTPUT__PLACED__PASSWORD", "%NO_SUCH%")]).concat();
    assert!(told.contains("the setting `NO_SUCH` has no value"), "{told}");
}

#[test]
fn what_is_said_of_several_outputs_is_said_once() {
    let faults = |name: &str| {
        let faults = state(&[("BROKERS", "localhost:9092"), ("PASSWORD", "hush")]).effective(&shared());
        faults.unwrap_err().into_iter().map(|fault| fault.of_output(name)).collect::<Vec<_>>()
    };
    let error = all(["one", "two"].into_iter().flat_map(faults).collect());
    assert!(
        error.to_string().starts_with("output `one`, output `two`: `linger_ms`: the setting `LINGER` has no"),
        "{error}"
    );
    assert_eq!((error.output(), error.kind()), (None, ErrorKind::Setting));
}

#[test]
fn the_first_call_of_a_default_runtime_is_told_all_of_it() {
    let mut settings = Settings::from_environment();
    settings.give("KAFKA_OUTPUT__NOBODY__LINGER_MS".to_owned(), "5".to_owned());
    settings.give("LINGER".to_owned(), "soon".to_owned());
    let state =
        RuntimeState::new(settings, Reporter::new(None), Connect::Kafka(TokenSource::default()), true);
    let text = state.output(Box::leak(shared().into())).expect_err("much is wrong").to_string();
    for part in
        ["`KAFKA_OUTPUT__NOBODY__LINGER_MS` overrides", "the setting `BROKERS` has no value", "`\"soon\"`"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
}
