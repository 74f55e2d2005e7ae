//! All that is wrong with an output is told in one report, whatever tells it.

use kafka_output_options::{OptionId, Value};

use super::super::resolve::{Look, effective as resolved};
use super::{BROKERS, TOPIC, binding, declared, state};

fn told(options: &[(OptionId, Value<'static>)], given: &[(&str, &str)]) -> Vec<String> {
    let base = [BROKERS, TOPIC];
    let options: Vec<_> = base.iter().chain(options).copied().collect();
    let (state, binding) = (state(given), binding(declared(&options)));
    let faults = resolved(&state.connect, &state.settings(), &binding, Look::Certificates).unwrap_err();
    faults.iter().map(ToString::to_string).collect()
}

#[test]
#[cfg(feature = "ssl")]
fn certificates_are_looked_at_beside_other_mistakes() {
    let options = [
        (OptionId::Protocol, Value::Word("sasl_ssl")),
        (OptionId::Username, Value::Text("ann")),
        (OptionId::Password, Value::Setting("%PASSWORD%")),
        (OptionId::SslCaLocation, Value::Setting("%CA%")),
        (OptionId::SslCertificateLocation, Value::Setting("%CERTIFICATE%")),
        (OptionId::SslKeyLocation, Value::Setting("%KEY%")),
        (OptionId::SslKeyPassword, Value::Setting("%KEY_PASSWORD%")),
    ];
    let given = [
        ("PASSWORD", "@File(/nowhere/password)"),
        ("CA", "/nowhere/ca.pem"),
        ("CERTIFICATE", "/nowhere/client.pem"),
        ("KEY", "-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----"),
        ("KEY_PASSWORD", ""),
    ];
    let told = told(&options, &given);
    assert_eq!(told.len(), 5, "{told:#?}");
    for (option, setting) in
        [("ssl_ca_location", "CA"), ("ssl_certificate_location", "CERTIFICATE"), ("ssl_key_location", "KEY")]
    {
        let of = told.iter().filter(|told| told.contains(&format!("`{option}`"))).collect::<Vec<_>>();
        assert_eq!(of.len(), 1, "{told:#?}");
        assert!(of[0].contains(&format!("from the setting `{setting}`")), "{told:#?}");
    }
    assert!(!told.join("").contains("hush"), "{told:#?}");
}

#[test]
fn what_librdkafka_alone_refuses_is_told_with_the_option_and_the_setting() {
    let options = [
        (OptionId::LingerMs, Value::Setting("%LINGER%")),
        (
            OptionId::UncheckedProperties,
            Value::Map(&[("enable.random.seed", "%SEED%"), ("no.such.property", "1"), ("client.rack", "a")]),
        ),
    ];
    assert_eq!(
        told(&options, &[("LINGER", "soon"), ("SEED", "perhaps")]),
        [
            "output `placed`: `linger_ms` takes a whole number, not `\"soon\"`; write a number from 0 to 900000 (the value comes from \
             the setting `LINGER`)",
            "output `placed`: `unchecked_properties` sets `enable.random.seed`, whose value librdkafka refuses; its CONFIGURATION.md \
             lists what it takes (the value comes from the setting `SEED`)",
            "output `placed`: `unchecked_properties` sets `no.such.property`, which librdkafka does not have; look for it in its \
             CONFIGURATION.md, or leave it out",
        ]
    );
}

#[test]
fn one_pair_without_a_value_hides_no_other() {
    let pairs =
        &[("socket.timeout.ms", "%TIMEOUT%"), ("client.dns.lookup", "%DNS%"), ("log_level", "%LEVEL%")];
    let told = told(&[(OptionId::Properties, Value::Map(pairs))], &[("DNS", "some"), ("LEVEL", "9")]);
    assert_eq!(told.len(), 3, "{told:#?}");
    for part in ["`TIMEOUT` has no value", "`client.dns.lookup = some`", "`log_level = 9`"] {
        assert!(told.iter().any(|told| told.contains(part)), "{told:#?}");
    }
}

#[test]
#[cfg(feature = "ssl")]
fn what_only_a_client_refuses_has_a_way_out_on_one_line() {
    let options = [
        BROKERS,
        TOPIC,
        (OptionId::Protocol, Value::Word("ssl")),
        (OptionId::Properties, Value::Map(&[("ssl.keystore.location", "/nowhere/client.p12")])),
    ];
    let effective = super::effective(declared(&options), &[]).unwrap();
    let told =
        crate::producer::kafka::KafkaTransport::start(effective.producer.client()).unwrap_err().to_string();
    assert!(
        told.contains(
            "; check `ssl.keystore.location` and `ssl.keystore.password` in `properties`, or write"
        ),
        "{told}"
    );
    assert!(!told.contains('\n'), "{told}");
}
