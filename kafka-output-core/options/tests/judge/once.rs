//! One wrong option is one violation, whatever stands beside it.

use kafka_output_options::{Features, Kind, OptionId, OptionSet, RULES, Value, ViolationKind, judge, spec};

use super::BASE;

type Options = Vec<(OptionId, Value<'static>)>;

/// Every set that is right by the rules' own examples, with the required options.
fn right_sets() -> impl Iterator<Item = Options> {
    RULES.iter().map(|rule| {
        let mut set = rule.right.to_vec();
        set.extend(BASE.into_iter().filter(|(id, _)| rule.right.iter().all(|(written, _)| written != id)));
        set
    })
}

/// Other values than the one that is right, of the option's own kind.
fn others(id: OptionId) -> Vec<Value<'static>> {
    match spec(id).kind {
        Kind::Choice(words) => {
            words.iter().map(|word| Value::Word(word.word)).chain([Value::Word("nonsense")]).collect()
        }
        Kind::Flag => vec![Value::Flag(true), Value::Flag(false)],
        Kind::Integer { min, max } | Kind::Size { min, max } => {
            vec![Value::Integer(min), Value::Integer(max), Value::Integer(-5)]
        }
        _ => vec![Value::Text(""), Value::Text("a:1"), Value::Integer(1)],
    }
}

fn told(set: &[(OptionId, Value<'_>)]) -> Vec<String> {
    judge(&OptionSet::new(set), &Features::ALL).iter().map(ToString::to_string).collect()
}

#[test]
fn one_option_left_out_is_one_violation() {
    for set in right_sets() {
        for left_out in 0..set.len() {
            let mut set = set.clone();
            let (id, _) = set.remove(left_out);
            let told = told(&set);
            assert!(told.len() <= 1, "without `{}`: {told:#?}", id.name());
        }
    }
}

#[test]
fn one_wrong_value_is_one_violation() {
    for set in right_sets() {
        for at in 0..set.len() {
            for value in others(set[at].0) {
                let mut set = set.clone();
                set[at].1 = value;
                let told = told(&set);
                // A token endpoint asks for three options at once.
                let most = if value == Value::Word("oidc") { 3 } else { 1 };
                assert!(told.len() <= most, "`{}` = {value:?}: {told:#?}", set[at].0.name());
            }
        }
    }
}

#[test]
fn a_token_endpoint_without_its_mode_is_one_violation() {
    use OptionId::{AuthenticationMode, OauthBearerMethod, Password, Protocol, Username};
    let oidc = (OauthBearerMethod, Value::Word("oidc"));
    let sasl = (Protocol, Value::Word("sasl_ssl"));
    let user = [(Username, Value::Text("ann")), (Password, Value::Setting("%P%"))];
    let mode = |value| (AuthenticationMode, value);
    let count = |options: &[(OptionId, Value<'static>)]| told(&[&BASE[..], options].concat()).len();
    assert_eq!(count(&[oidc, sasl]), 1, "it may be the method that is too much");
    assert_eq!(count(&[oidc, sasl, mode(Value::Word("gssapi"))]), 1);
    assert_eq!(count(&[oidc, sasl, mode(Value::Word("plain")), user[0], user[1]]), 1);
    assert_eq!(count(&[oidc, sasl, mode(Value::Word("oauth_bearer"))]), 3);
    assert_eq!(count(&[oidc, sasl, mode(Value::Setting("%MODE%"))]), 3, "presence alone decides");
}

#[test]
fn a_property_that_is_an_options_own_stands_for_the_option() {
    let raw = [
        ("bootstrap.servers", "localhost:9092"),
        ("security.protocol", "sasl_ssl"),
        ("sasl.username", "ann"),
        ("compression.type", "zstd"),
        ("ssl.key.location", "client.key"),
    ];
    let set = [
        (OptionId::Topic, Value::Text("orders")),
        (OptionId::Password, Value::Setting("%PASSWORD%")),
        (OptionId::CompressionLevel, Value::Integer(3)),
        (OptionId::Properties, Value::Map(&raw)),
    ];
    let found = judge(&OptionSet::new(&set), &Features::ALL);
    assert_eq!(found.len(), raw.len(), "{found:#?}");
    assert!(found.iter().all(|told| told.option == OptionId::Properties));
}

#[test]
fn ten_unlike_mistakes_between_options_are_ten_violations() {
    use OptionId::{
        Acks, CompressionLevel, EnableIdempotence, KerberosPrincipal, LingerMs, MaxRetries, MessageTimeoutMs,
        SchemaRegistryPassword, SchemaRegistryUrl, SslKeyLocation, Topic, Username,
    };
    let set = [
        (Topic, Value::Text("orders")),
        (EnableIdempotence, Value::Flag(true)),
        (Acks, Value::Word("none")),
        (MaxRetries, Value::Integer(0)),
        (MessageTimeoutMs, Value::Integer(10)),
        (LingerMs, Value::Integer(20)),
        (CompressionLevel, Value::Integer(3)),
        (SslKeyLocation, Value::Text("client.key")),
        (Username, Value::Text("ann")),
        (KerberosPrincipal, Value::Text("orders")),
        (SchemaRegistryUrl, Value::Text("https://registry")),
        (SchemaRegistryPassword, Value::Text("secret")),
    ];
    let found = judge(&OptionSet::new(&set), &Features::ALL);
    let broken: Vec<_> = found.iter().map(|told| told.rule.unwrap_or("a row")).collect();
    assert_eq!(
        broken,
        [
            "broker-list-required",
            "idempotence-needs-acks-all",
            "idempotence-needs-retries",
            "message-timeout-covers-linger",
            "level-needs-codec",
            "credentials-with-certificates-need-sasl-ssl",
            "kerberos-needs-gssapi",
            "username-needs-password",
            "key-needs-certificate",
            "registry-password-needs-username",
        ]
    );
    assert!(found.iter().any(|told| told.kind == ViolationKind::MissingOption));
}

#[test]
fn all_that_one_mend_would_satisfy_are_named() {
    use OptionId::{
        AuthenticationMode, OauthBearerClientId, OauthBearerClientSecret, OauthBearerMethod,
        OauthBearerScope, Protocol,
    };
    let set = [
        &BASE[..],
        &[
            (Protocol, Value::Word("sasl_ssl")),
            (AuthenticationMode, Value::Word("oauth_bearer")),
            (OauthBearerMethod, Value::Word("token_provider")),
            (OauthBearerClientId, Value::Text("x")),
            (OauthBearerClientSecret, Value::Setting("%S%")),
            (OauthBearerScope, Value::Text("api")),
        ],
    ]
    .concat();
    assert_eq!(
        told(&set),
        [
            "`oauth_bearer_client_id` needs `oauth_bearer_method = oidc`; write that, or leave `oauth_bearer_client_id` out (the same \
          goes for `oauth_bearer_client_secret` and `oauth_bearer_scope`)"
        ]
    );
}

#[test]
fn a_feature_that_is_off_is_told_once() {
    use OptionId::{
        AuthenticationMode, CompressionType, KerberosKeytab, KerberosPrincipal, Properties, Protocol,
        TransactionalId, ValueFormat,
    };
    let raw = [("ssl.keystore.location", "x")];
    let set = [
        &BASE[..],
        &[
            (CompressionType, Value::Word("zstd")),
            (AuthenticationMode, Value::Word("gssapi")),
            (KerberosPrincipal, Value::Text("orders")),
            (Protocol, Value::Word("sasl_ssl")),
            (KerberosKeytab, Value::Text("orders.keytab")),
            (Properties, Value::Map(&raw)),
            (ValueFormat, Value::Word("csv")),
            (TransactionalId, Value::Text("orders")),
        ],
    ]
    .concat();
    let found = judge(&OptionSet::new(&set), &Features::NONE);
    let needs = |what: &str, feature: &str| {
        format!(
            "`{what}` needs the cargo feature `{feature}` of kafka-output; add it to the dependency in Cargo.toml"
        )
    };
    let later = |what: &str| {
        format!(
            "`{what}` needs transactions, which this version of kafka-output does not have yet; leave it out"
        )
    };
    assert_eq!(
        found.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            needs("compression_type = zstd", "zstd"),
            needs("authentication_mode = gssapi", "gssapi")
                + " (the same goes for `kerberos_principal` and `kerberos_keytab`)",
            needs("protocol = sasl_ssl", "ssl") + " (the same goes for `ssl.keystore.location`)",
            needs("value_format = csv", "csv"),
            later("transactional_id"),
        ]
    );
    // Whoever takes what is wrong out of a set has to know all of it.
    assert_eq!(found[1].also_of().collect::<Vec<_>>(), [KerberosPrincipal, KerberosKeytab]);
}

#[test]
fn a_feature_that_defaults_and_properties_lack_is_told_with_each_once() {
    use OptionId::{Properties, Protocol, SslCaLocation, UncheckedProperties};
    let ca = (SslCaLocation, Value::Text("ca.pem"));
    let by_default = (Protocol, Value::Setting("${P:ssl}"));
    let told = |options: &[(OptionId, Value<'static>)]| -> Vec<String> {
        let set = [&BASE[..], options].concat();
        judge(&OptionSet::new(&set), &Features::NONE).iter().map(ToString::to_string).collect()
    };
    let needs = |what: &str| {
        format!(
            "`{what}` needs the cargo feature `ssl` of kafka-output; add it to the dependency in Cargo.toml"
        )
    };
    assert_eq!(
        told(&[by_default, ca]),
        [needs("protocol = ssl")
            + " (this is the default of its setting; the same goes for `ssl_ca_location`)"]
    );
    assert_eq!(
        told(&[ca, by_default]),
        [needs("ssl_ca_location") + " (the same goes for `protocol = ${…:ssl}`)"]
    );
    let keystore = Value::Map(&[("ssl.keystore.location", "a.p12")]);
    let told =
        told(&[(Properties, keystore), (UncheckedProperties, keystore), (Protocol, Value::Word("ssl"))]);
    assert!(told[0].ends_with(" (the same goes for `protocol = ssl`)"), "{told:#?}");
    assert_eq!(told.len(), 2, "{told:#?}");
}

#[test]
fn a_host_that_is_too_long_is_told_to_be() {
    let broker = "a".repeat(254) + ":9092";
    let told = told(&[(OptionId::BrokerList, Value::Text(&broker)), (OptionId::Topic, Value::Text("a"))]);
    assert_eq!(
        told,
        [
            "`broker_list` has a host of more than 253 letters in one of the brokers; write the `host:port` that resolves"
        ]
    );
}

#[test]
fn two_forms_of_one_schema_are_told_beside_one_error_about_the_format() {
    use OptionId::{AvroSchema, AvroSchemaFile, KeyAvroSchema, KeyAvroSchemaFile, KeyFormat, ValueFormat};
    let text = Value::Text("{\"type\": \"string\"}");
    let file = Value::Text("order.avsc");
    for (format, schema, schema_file) in
        [(ValueFormat, AvroSchema, AvroSchemaFile), (KeyFormat, KeyAvroSchema, KeyAvroSchemaFile)]
    {
        let set = [(format, Value::Word("json")), (schema_file, file), (schema, text)];
        let told = told(&[&BASE[..], &set].concat());
        let [forms, words] = &told[..] else { panic!("{told:#?}") };
        let (schema, schema_file, format) = (schema.name(), schema_file.name(), format.name());
        assert!(forms.starts_with(&format!("`{schema_file}` cannot go with `{schema}`, ")), "{told:#?}");
        assert!(words.ends_with(&format!("; leave `{format}` out")), "{told:#?}");
    }
}

#[test]
fn a_timeout_below_two_others_is_told_with_both() {
    use OptionId::{LingerMs, MessageTimeoutMs, RequestTimeoutMs};
    let number = |id, number| (id, Value::Integer(number));
    let set = [number(LingerMs, 6000), number(MessageTimeoutMs, 100), number(RequestTimeoutMs, 200)];
    assert_eq!(
        told(&[&BASE[..], &set].concat()),
        [
            "`message_timeout_ms = 100` is below both `linger_ms = 6000` and `request_timeout_ms = 200`, and limits the whole \
          delivery; raise it, or lower both"
        ]
    );
}
