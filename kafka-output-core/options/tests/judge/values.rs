//! Text into values, values into librdkafka's text, and defaults that adapt.

use kafka_output_options::OptionId::{
    Acks, AuthenticationMode, BatchSize, BrokerList, CompressionType, CsvDelimiter, EnableIdempotence,
    LingerMs, MaxMessageBytes, MaxRetries, MessageTimeoutMs, Partitioner, Password, Protocol,
    RequestTimeoutMs, TransactionalId,
};
use kafka_output_options::{
    OptionId, OptionSet, Value, Violation, default_value, parse_literal, parse_value, property_value, spec,
};

fn parsed(id: OptionId, text: &str) -> Result<Value<'_>, Violation> {
    parse_value(spec(id), text)
}

#[test]
fn sizes_have_units() {
    let cases =
        [("1000", 1000), ("1MB", 1_000_000), ("1MiB", 1_048_576), ("2 kb", 2000), ("1GB", 1_000_000_000)];
    for (text, bytes) in cases {
        assert_eq!(parsed(MaxMessageBytes, text), Ok(Value::Integer(bytes)), "{text}");
    }
    for bad in ["", "MB", "1.5MB", "1 M B", "1TB", "9999999999999MB", "99999999999999999999", "--1", "1-MB"] {
        assert!(parsed(MaxMessageBytes, bad).is_err(), "{bad}");
    }
}

#[test]
fn words_are_read_however_they_are_joined() {
    for text in ["sasl_ssl", "SaslSsl", "SASL_SSL", "sasl-ssl", "SASLSSL", " sasl_ssl "] {
        assert_eq!(parsed(Protocol, text), Ok(Value::Word("sasl_ssl")), "{text}");
    }
    assert_eq!(parsed(AuthenticationMode, "SCRAM-SHA-512"), Ok(Value::Word("scram_sha512")));
    assert_eq!(parsed(AuthenticationMode, "OAuthBearer"), Ok(Value::Word("oauth_bearer")));
    for (text, word) in [("all", "all"), ("-1", "all"), ("1", "one"), ("0", "none"), ("leader", "one")] {
        assert_eq!(parsed(Acks, text), Ok(Value::Word(word)), "{text}");
    }
    for bad in ["", "-", "_", "--1", "2", "1_", "al l"] {
        assert!(parsed(Acks, bad).is_err(), "{bad}");
    }
    assert_eq!(parsed(CsvDelimiter, " "), Ok(Value::Word("space")));
    assert_eq!(parsed(CsvDelimiter, "\t"), Ok(Value::Word("tab")));
    assert!(parsed(Protocol, "").is_err() && parsed(Partitioner, "").is_err());
}

#[test]
fn numbers_and_flags_are_read() {
    assert_eq!(parsed(LingerMs, " 20 "), Ok(Value::Integer(20)));
    assert_eq!(parsed(EnableIdempotence, "True"), Ok(Value::Flag(true)));
    assert!(parsed(LingerMs, "5ms").is_err() && parsed(EnableIdempotence, "yes").is_err());
}

#[test]
fn a_literal_with_marks_is_a_setting_and_a_resolved_text_is_not() {
    assert_eq!(parse_literal(spec(LingerMs), "%LINGER%"), Ok(Value::Setting("%LINGER%")));
    assert_eq!(parse_literal(spec(LingerMs), "20"), Ok(Value::Integer(20)));
    assert_eq!(parse_value(spec(Password), "50%"), Ok(Value::Text("50%")));
}

#[test]
fn librdkafka_gets_its_own_spelling() {
    let cases = [
        (AuthenticationMode, Value::Word("scram_sha256"), Some("SCRAM-SHA-256")),
        (Acks, Value::Integer(1), Some("1")),
        (Acks, Value::Word("none"), Some("0")),
        (Acks, Value::Word("all"), Some("all")),
        (LingerMs, Value::Integer(5), Some("5")),
        (EnableIdempotence, Value::Flag(true), Some("true")),
        (BrokerList, Value::Text(" a:1 , b:2"), Some("a:1,b:2")),
        (Partitioner, Value::Word("round_robin"), None),
        (CompressionType, Value::Setting("%C%"), None),
    ];
    for (id, value, text) in cases {
        assert_eq!(property_value(spec(id), &value).as_deref(), text, "{}", id.name());
    }
}

#[test]
fn a_default_never_contradicts_what_is_written() {
    let default = |set: &[(OptionId, Value<'_>)], id| default_value(&OptionSet::new(set), id);
    assert_eq!(default(&[], MaxRetries), Some(Value::Integer(2)));
    assert_eq!(default(&[(EnableIdempotence, Value::Flag(true))], MaxRetries), None);
    assert_eq!(default(&[(TransactionalId, Value::Text("t"))], MaxRetries), None);
    assert_eq!(default(&[(TransactionalId, Value::Text("t"))], EnableIdempotence), Some(Value::Flag(true)));
    assert_eq!(
        default(&[(MessageTimeoutMs, Value::Integer(1000))], RequestTimeoutMs),
        Some(Value::Integer(1000))
    );
    assert_eq!(
        default(&[(MessageTimeoutMs, Value::Integer(0))], RequestTimeoutMs),
        Some(Value::Integer(5000))
    );
    assert_eq!(default(&[(MessageTimeoutMs, Value::Integer(1))], LingerMs), Some(Value::Integer(0)));
    assert_eq!(
        default(&[(LingerMs, Value::Integer(400_000))], MessageTimeoutMs),
        Some(Value::Integer(405_000))
    );
    assert_eq!(
        default(&[(RequestTimeoutMs, Value::Integer(900_000))], MessageTimeoutMs),
        Some(Value::Integer(900_005))
    );
    assert_eq!(default(&[(Protocol, Value::Word("ssl"))], AuthenticationMode), None);
    assert_eq!(
        default(&[(Protocol, Value::Word("SASL_SSL"))], AuthenticationMode),
        Some(Value::Word("plain"))
    );
    assert_eq!(default(&[], BatchSize), Some(Value::Integer(10_000)));
}

#[test]
fn debug_shows_no_secret() {
    let entries = [
        (Password, Value::Text("hush")),
        (OptionId::Properties, Value::Map(&[("ssl.keystore.password", "hush")])),
        (OptionId::SchemaRegistryUrl, Value::Text("http://ann:hush@host")),
        (LingerMs, Value::Integer(5)),
    ];
    let shown = format!("{:?}", OptionSet::new(&entries));
    assert!(!shown.contains("hush") && shown.contains("password") && shown.contains("Integer(5)"), "{shown}");
}

#[test]
fn what_was_meant_is_offered() {
    let told = |id, value| super::sentences(&[(id, value)]).join("; ");
    let user = told(OptionId::BrokerList, Value::Text("ann:hush@kafka:9092"));
    assert!(user.ends_with("; write `host:port`, and the two as `username` and `password`"), "{user}");
    assert!(!user.contains("hush"), "{user}");
    let dash = told(OptionId::BrokerList, Value::Text("-localhost:9092"));
    assert!(dash.contains("`-localhost:9092`, which begins with `-`;"), "{dash}");
    let number = told(OptionId::LingerMs, Value::Text("5ms"));
    assert_eq!(
        number,
        "`linger_ms` takes a whole number, not `\"5ms\"`; write `linger_ms = 5`, which is in milliseconds"
    );
    for (text, number) in [("10s", "10000"), ("1_000ms", "1000"), ("2 min", "120000")] {
        let told = told(OptionId::LingerMs, Value::Word(text));
        assert!(
            told.contains(&format!(", not `{text}`; write `linger_ms = {number}`, which is in")),
            "{told}"
        );
    }
    for text in ["5", "5u32", "s", "1h", "99999999999999999999ms"] {
        let told = told(OptionId::LingerMs, Value::Text(text));
        assert!(told.ends_with("; write a number from 0 to 900000"), "{told}");
    }
}
