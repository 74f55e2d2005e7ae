//! A mistake hides no other: each rule's wrong example beside each other's.

use expect_test::expect;
use kafka_output_options::{
    Features, OPTIONS, OptionId, OptionSet, RULES, Rule, Value, Violation, ViolationKind, When, judge,
    parse_literal, spec,
};

use super::{BASE, judged, sentences};

type Entry = (OptionId, Value<'static>);

/// Both examples in one set, unless one has an option that the other's rule asks for, with another value or none.
fn together(one: &Rule, other: &Rule) -> Option<Vec<Entry>> {
    let said =
        |entries: &[Entry], id| entries.iter().find(|(written, _)| *written == id).map(|(_, value)| *value);
    let foreign = |of: &Rule, entries: &[Entry]| {
        entries.iter().all(|(id, value)| !of.names(*id) || said(of.wrong, *id) == Some(*value))
    };
    let agree = one.wrong.iter().all(|(id, value)| said(other.wrong, *id).is_none_or(|said| said == *value));
    if !agree || !foreign(one, other.wrong) || !foreign(other, one.wrong) {
        return None;
    }
    let mut set = one.wrong.to_vec();
    set.extend(other.wrong.iter().filter(|(id, _)| said(one.wrong, *id).is_none()));
    Some(with_base(&set, &[one, other]))
}

/// An example with what it leaves out: the required options, unless one of its rules is about them.
fn with_base(example: &[Entry], rules: &[&Rule]) -> Vec<Entry> {
    let mut set = example.to_vec();
    if rules.iter().all(|rule| rule.kind != ViolationKind::MissingOption) {
        set.extend(BASE.into_iter().filter(|(id, _)| example.iter().all(|(written, _)| written != id)));
    }
    set
}

/// Whether the rule is told, or something is of an option that is to be changed for it.
fn is_told(rule: &Rule, found: &[Violation]) -> bool {
    let subject = rule.subjects.iter().find(|id| rule.wrong.iter().any(|(written, _)| written == *id));
    let subject = *subject.unwrap_or(&rule.subjects[0]);
    let asked = rule.when.iter().flat_map(When::options);
    let spoken_of: Vec<_> = asked.chain([rule.blamed(subject), subject]).collect();
    let concerns = |told: &Rule, option| spoken_of.contains(&told.blamed(option));
    found.iter().any(|violation| {
        let told = RULES.iter().find(|told| Some(told.name) == violation.rule);
        told.is_some_and(|told| told.name == rule.name || concerns(told, violation.option))
    })
}

#[test]
fn no_rule_is_hidden_by_another() {
    for (at, one) in RULES.iter().enumerate() {
        for other in &RULES[at + 1..] {
            let Some(set) = together(one, other) else { continue };
            let found = judge(&OptionSet::new(&set), &Features::ALL);
            for rule in [one, other] {
                assert!(is_told(rule, &found), "{} in {set:?}: {found:#?}", rule.name);
            }
        }
    }
}

#[test]
fn no_rule_is_hidden_by_an_option_it_does_not_speak_of() {
    for rule in RULES {
        for option in OPTIONS {
            // What a connection brings is not known here.
            if option.id == OptionId::Connection
                || rule.names(option.id)
                || rule.wrong.iter().any(|(id, _)| *id == option.id)
            {
                continue;
            }
            for bad in [Value::Unusable, Value::Integer(-7), Value::Word("nonsense"), Value::Map(&[("", "")])]
            {
                let mut set = with_base(rule.wrong, &[rule]);
                set.retain(|(id, _)| *id != option.id);
                set.push((option.id, bad));
                let found = judge(&OptionSet::new(&set), &Features::ALL);
                assert!(is_told(rule, &found), "{} with {} = {bad:?}: {found:#?}", rule.name, option.name);
            }
        }
    }
}

#[test]
fn what_no_one_word_mends_is_told_of_each() {
    let kerberos = (OptionId::KerberosPrincipal, Value::Text("orders"));
    let oauth = (OptionId::OauthBearerMethod, Value::Word("token_provider"));
    let user = [(OptionId::Username, Value::Text("ann")), (OptionId::Password, Value::Setting("%P%"))];
    let sasl = (OptionId::Protocol, Value::Word("sasl_ssl"));
    let plain = (OptionId::AuthenticationMode, Value::Word("plain"));
    let told = rules_of(&[sasl, plain, user[0], user[1], kerberos, oauth]);
    assert_eq!(told, ["kerberos-needs-gssapi", "oauth-needs-mode"]);
    let csv = (OptionId::CsvHeader, Value::Flag(true));
    let avro = (OptionId::AvroEncoding, Value::Word("datum"));
    assert_eq!(rules_of(&[csv, avro]), ["avro-encoding-needs-avro", "csv-options-need-csv"]);
    let mode = |word| (OptionId::AuthenticationMode, Value::Word(word));
    assert_eq!(
        rules_of(&[sasl, mode("gssapi"), user[0], user[1], oauth]),
        ["ticket-excludes-password", "oauth-needs-mode"]
    );
    assert_eq!(
        rules_of(&[sasl, mode("oauth_bearer"), oauth, user[0], kerberos]),
        ["ticket-excludes-password", "kerberos-needs-gssapi"]
    );
    assert_eq!(rules_of(&[sasl, mode("gssapi"), kerberos, user[0]]), ["ticket-excludes-password"]);
    let certificate = (OptionId::SslCaLocation, Value::Text("ca.pem"));
    assert_eq!(
        rules_of(&[user[0], user[1], certificate]),
        ["credentials-with-certificates-need-sasl-ssl"],
        "one word mends both"
    );
    let told = sentences(&[user[0], user[1], certificate, (OptionId::Protocol, Value::Word("ssl"))]);
    assert!(told.len() == 1 && !told[0].contains("sasl_plaintext"), "{told:?}");
}

#[test]
fn a_wrong_pair_hides_nothing_of_the_others() {
    let wrong = [
        ("linger.ms", "5"),
        ("new.property", "1"),
        ("debug", "msg"),
        ("debug", "all"),
        ("max.in.flight", "6"),
    ];
    let told = judged(&[
        (OptionId::EnableIdempotence, Value::Flag(true)),
        (OptionId::Properties, Value::Map(&wrong)),
        (
            OptionId::UncheckedProperties,
            Value::Map(&[("linger.ms", "6"), ("debug", "broker"), ("topic.debug", "all"), ("socket.x", "1")]),
        ),
    ]);
    let told: Vec<_> =
        told.iter().map(|told| (told.option.name(), told.entry, told.rule.unwrap_or("a pair"))).collect();
    assert_eq!(
        told,
        [
            ("properties", Some(0), "a pair"),
            ("properties", Some(1), "a pair"),
            ("properties", Some(3), "a pair"),
            ("unchecked_properties", Some(0), "a pair"),
            ("unchecked_properties", Some(2), "a pair"),
            ("properties", Some(4), "idempotence-limits-requests-in-flight"),
            ("unchecked_properties", Some(1), "one-value-of-a-property"),
        ]
    );
}

#[test]
fn every_wrong_piece_of_a_list_is_told() {
    let told = |id, text| sentences(&[(id, parse_literal(spec(id), text).expect("text"))]).join("\n") + "\n";
    expect![[r#"
        `broker_list` has no host in `a b:1`; write `host:port`, the host of letters, digits, `-`, `_` and `.`
        `broker_list` has no port in `c`; write `c:9092`, or the port it listens on
        `broker_list` has no port from 1 to 65535 in `d:99999`; write `host:port`
        `broker_list` has no broker where one should stand; write `host:port`, with one comma between two brokers
    "#]]
    .assert_eq(&told(OptionId::BrokerList, "a b:1,c,fine:9092, d:99999 ,"));
    expect![[r#"
        `broker_list` has no port from 1 to 65535 in `%A%:90b`; write `host:port`
        `broker_list` has no port in `c`; write `c:9092`, or the port it listens on
        `broker_list` has a URL scheme in `http://%B%`, but brokers have none; write `%B%`, and choose TLS and SASL by `protocol`
        `broker_list` has no broker where one should stand; write `host:port`, with one comma between two brokers
    "#]]
    .assert_eq(&told(OptionId::BrokerList, "%A%:90b,c,fine:9092,http://%B%,"));
    expect![[r#"
        `broker_list` has no port in `a`; write `a:9092`, or the port it listens on (this is the default of its setting)
        `broker_list` has no port from 1 to 65535 in `b:0`; write `host:port` (this is the default of its setting)
    "#]]
    .assert_eq(&told(OptionId::BrokerList, "${BROKERS:a,b:0}"));
    expect![[r#"
        `broker_list` has no broker where one should stand; write `host:port`, with one comma between two brokers
        `broker_list` has no host in one of the brokers, as where a user stands before an `@`; write `host:port`, and the two as `username` and `password`
    "#]]
    .assert_eq(&told(OptionId::BrokerList, ",,ann@a:1,ben@b:1"));
    expect![[r#"
        `schema_registry_url` has one among its URLs, which does not begin with `http://` or `https://`; write a URL such as `https://host:8081/path`
        `schema_registry_url` has one among its URLs, which has no port from 1 to 65535 behind its host's `:`; write a URL such as `https://host:8081/path`
        `schema_registry_url` has a query or fragment, which a registry's URL has not; leave out the `?` or `#` and what is behind it, and write a token as `schema_registry_token`, or a user and a password as `schema_registry_username` and `schema_registry_password`
        `schema_registry_url` has no URL where one should stand; write one comma between two URLs, and none behind the last
        `schema_registry_url` has one among its URLs, which has no host; write a URL such as `https://host:8081/path`
    "#]]
    .assert_eq(&told(OptionId::SchemaRegistryUrl, "http://a,ftp://b, http://c:0?key=secret,,http://:1"));
    expect![[r#"
        `schema_registry_url` has `@` behind a host, as where a user or password has `/`, `?` or `#` in it; write those as `%2F`, `%3F` and `%23`, and any other `@` as `%40`
        `schema_registry_url` has one among its URLs, which has no port from 1 to 65535 behind its host's `:`; write a URL such as `https://host:8081/path`
    "#]]
    .assert_eq(&told(OptionId::SchemaRegistryUrl, "http://ann:pass/word@a,http://ann:secret@b:0,http://c:0"));
    let oidc = [
        (OptionId::Protocol, Value::Word("sasl_ssl")),
        (OptionId::AuthenticationMode, Value::Word("oauth_bearer")),
        (OptionId::OauthBearerMethod, Value::Word("oidc")),
        (OptionId::OauthBearerClientId, Value::Text("orders")),
        (OptionId::OauthBearerClientSecret, Value::Setting("%S%")),
        (OptionId::OauthBearerTokenEndpointUrl, Value::Text("https://a")),
        (OptionId::OauthBearerExtensions, Value::Text("a=1,b,=c,d=")),
    ];
    expect![[r#"
        `oauth_bearer_extensions` has no `name=value` in `b`; write `name=value`, comma-separated
        `oauth_bearer_extensions` has no `name=value` in `=c`; write `name=value`, comma-separated
    "#]]
    .assert_eq(&(sentences(&oidc).join("\n") + "\n"));
}

fn rules_of(options: &[Entry]) -> Vec<&'static str> {
    judged(options).iter().filter_map(|told| told.rule).collect()
}
