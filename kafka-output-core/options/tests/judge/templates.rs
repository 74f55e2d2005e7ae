//! `%NAME%`, `%%`, `${NAME:default}` and `$${`.

use kafka_output_options::template::{escape, fault};
use kafka_output_options::{
    Features, Missing, OptionId, Template, TemplateFault, Value, ViolationKind, has_reference,
    reference_fault, spec,
};
use proptest::prelude::*;

use super::{judged, judged_with, sentences};

#[derive(Clone, Debug)]
enum Piece {
    Plain(String),
    Percent(String),
    Brace(String),
    Default(String, String),
}

impl Piece {
    fn written(&self) -> String {
        match self {
            Self::Plain(text) => escape(text),
            Self::Percent(name) => format!("%{name}%"),
            Self::Brace(name) => format!("${{{name}}}"),
            Self::Default(name, default) => format!("${{{name}:{default}}}"),
        }
    }

    /// What it stands for where every setting's value is its name in brackets, and a name with a default has none.
    fn meant(&self) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Percent(name) | Self::Brace(name) => format!("<%{name}%>"),
            Self::Default(_, default) => default.clone(),
        }
    }
}

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let name = "[A-Za-z0-9_.-]{1,8}";
    let piece = prop_oneof![
        // A `$` at the end of plain text would be read with the next piece's `{`.
        "[^$]{0,6}|\\$\\{[^$]{0,4}".prop_map(Piece::Plain),
        "[A-Za-z0-9_.:-]{1,8}".prop_map(Piece::Percent),
        name.prop_map(Piece::Brace),
        (name, "[^}]{0,6}").prop_map(|(name, default)| Piece::Default(name, default)),
    ];
    prop::collection::vec(piece, 0..6)
}

proptest! {
    #[test]
    fn only_marked_references_are_replaced(pieces in pieces()) {
        let written: String = pieces.iter().map(Piece::written).collect();
        let meant: String = pieces.iter().map(Piece::meant).collect();
        let defaults: Vec<_> = pieces.iter().filter_map(|piece| match piece {
            Piece::Default(name, _) => Some(name.as_str()),
            _ => None,
        }).collect();
        let names: Vec<_> = pieces.iter().filter_map(|piece| match piece {
            Piece::Plain(_) => None,
            Piece::Percent(name) | Piece::Brace(name) | Piece::Default(name, _) => Some(name.as_str()),
        }).collect();
        // A name both with a default and without one would need two answers.
        prop_assume!(pieces.iter().all(|piece| match piece {
            Piece::Percent(name) | Piece::Brace(name) => !defaults.contains(&name.as_str()),
            _ => true,
        }));
        let template = Template::parse(&written).expect("the grammar's own");
        prop_assert_eq!(fault(&written), None);
        prop_assert_eq!(template.references().collect::<Vec<_>>(), names);
        let value = |name: &str| (!defaults.contains(&name)).then(|| format!("<%{name}%>"));
        prop_assert_eq!(template.resolve(value), Ok(meant));
    }

    #[test]
    fn escaped_text_stands_for_itself(text in any::<String>(), marks in "[%${}A]{0,12}") {
        for text in [text, marks] {
            let template = Template::parse(&escape(&text)).expect("escaped");
            prop_assert!(!template.has_references());
            prop_assert_eq!(template.resolve(|_| None), Ok(text));
        }
    }

    #[test]
    fn text_without_marks_is_untouched(text in "[^%$]{0,30}") {
        prop_assert!(!has_reference(&text));
        prop_assert_eq!(Template::parse(&text).expect("plain").resolve(|_| None), Ok(text));
    }

    #[test]
    fn a_mark_is_never_overlooked(text in "[%${}:A ]{0,12}") {
        let parsed = Template::parse(&text);
        prop_assert_eq!(parsed.as_ref().err().copied(), fault(&text));
        if !has_reference(&text) {
            let marked = text.contains('%') || text.contains("${");
            prop_assert!(!marked, "{}", text);
        }
    }

    #[test]
    fn an_odd_percent_sign_is_a_fault(before in "[a-z %]{0,5}", after in "[a-z]{0,5}") {
        let text = format!("{}%{after}", before.replace('%', "%%"));
        prop_assert!(fault(&text).is_some(), "{}", text);
    }
}

#[test]
fn by_hand() {
    let value = |name: &str| (name == "A").then(|| "1".to_owned());
    let resolve = |text| Template::parse(text).map(|template| template.resolve(value));
    assert_eq!(resolve("%A%-%A%"), Ok(Ok("1-1".to_owned())));
    assert_eq!(resolve("${A:2}${B:2}${B:}"), Ok(Ok("12".to_owned())));
    assert_eq!(
        resolve("100%% $${A} $ConnectionString $$"),
        Ok(Ok("100% ${A} $ConnectionString $$".to_owned()))
    );
    assert_eq!(resolve("%Kafka:B%"), Ok(Err(Missing { name: "Kafka:B".to_owned() })));
    assert_eq!(resolve("%"), Err(TemplateFault::LonePercent { at: 0 }));
    assert_eq!(resolve("ä%A"), Err(TemplateFault::OpenPercent { at: 2, end: 4 }));
    assert_eq!(resolve("${A"), Err(TemplateFault::OpenBrace { at: 0 }));
    assert_eq!(resolve("${}"), Err(TemplateFault::BadName { at: 0, end: 3 }));
    assert_eq!(resolve("${A B}"), Err(TemplateFault::BadName { at: 0, end: 6 }));
}

#[test]
fn what_a_setting_gives_is_not_looked_through() {
    let template = Template::parse("%A%").expect("a reference");
    assert_eq!(template.resolve(|_| Some("%B% 50% ${C}".to_owned())), Ok("%B% 50% ${C}".to_owned()));
    assert_eq!(judged(&[(OptionId::ClientId, Value::Text("50% off"))]), [], "resolved text has no marks");
}

#[test]
fn the_judge_tells_a_badly_written_reference() {
    let told = judged(&[(OptionId::Topic, Value::Setting("orders-%ENV"))]);
    assert_eq!(told[0].kind, ViolationKind::Reference);
    assert_eq!(
        told[0].to_string(),
        "`topic` has `%ENV` without its second `%`; write `%ENV%` for a setting, `%%` for a percent sign"
    );
    let told = judged(&[(OptionId::BrokerList, Value::Setting("%KAFKA BROKERS%"))]);
    assert_eq!(
        told[0].to_string(),
        "`broker_list` has `%KAFKA BROKERS%`, and no setting's name has a blank; write `%KAFKA_BROKERS%` for a setting, `%%` for a \
         percent sign"
    );
    let told = sentences(&[(OptionId::Password, Value::Setting("hush%hush"))]);
    assert!(!told.join("").contains("hush"), "{told:?}");
    assert!(reference_fault(spec(OptionId::Headers), "50%").is_some());
    assert!(reference_fault(spec(OptionId::Headers), "%A%").is_none());
}

#[test]
fn text_with_escapes_alone_is_judged_at_once() {
    assert_eq!(judged(&[(OptionId::Topic, Value::Setting("a%%b"))])[0].kind, ViolationKind::Form);
    assert_eq!(judged(&[(OptionId::ClientId, Value::Setting("a%%b"))]), []);
}

#[test]
fn what_a_setting_falls_back_on_is_judged_at_once() {
    let told = |id, text| sentences(&[(id, Value::Setting(text))]).join("; ");
    for (id, wrong, beginning) in [
        (OptionId::LingerMs, "${LINGER:soon}", "`linger_ms` takes a whole number, not `\"soon\"`; "),
        (OptionId::LingerMs, "${LINGER:-5}", "`linger_ms = -5` is out of range; "),
        (OptionId::Acks, "${ACKS:alll}", "`acks` has no word `alll`; did you mean `all`?"),
        (OptionId::BrokerList, "${HOST:localhost}:${PORT:}", "`broker_list` has no port from 1 to 65535 "),
    ] {
        let told = told(id, wrong);
        assert!(told.starts_with(beginning), "{told}");
        assert!(told.ends_with(" (this is the default of its setting)"), "{told}");
    }
    for (id, right) in [
        (OptionId::LingerMs, "${LINGER:20}"),
        (OptionId::BrokerList, "${HOST:localhost}:%PORT%"),
        (OptionId::MaxMessageBytes, "${SIZE:1MB}"),
    ] {
        assert_eq!(told(id, right), "", "{right}");
    }
    let told = told(OptionId::BrokerList, "${BROKERS:ann:hush@host}");
    assert!(told.starts_with("`broker_list` has no ") && !told.contains("hush"), "{told}");
}

#[test]
fn a_name_has_no_word_before_it() {
    let told = |id, text| sentences(&[(id, Value::Setting(text))]).join("; ");
    assert_eq!(
        told(OptionId::Topic, "${env:ORDERS_TOPIC}"),
        "`topic` has `${env:ORDERS_TOPIC}`, and a setting has no word before its name, since behind a `:` stands its default; \
         write `${ORDERS_TOPIC}`"
    );
    assert!(told(OptionId::ClientId, "a-${sys:client.id}").ends_with("; write `${client.id}`"));
    let of_brokers = told(OptionId::BrokerList, "${env:BROKERS},%B%");
    assert!(of_brokers.ends_with("; write `${BROKERS}`"), "{of_brokers}");
    let secret = told(OptionId::Password, "${env:HUSH}");
    assert!(secret.contains("; write `${NAME}`; ") && !secret.contains("HUSH"), "{secret}");
    for right in ["orders-${env:dev}", "${ENV:PROD}", "${environment:PROD}"] {
        assert_eq!(told(OptionId::ClientId, right), "", "{right}");
    }
}

#[test]
fn a_default_is_not_written_as_a_shells() {
    let told = |id, text| sentences(&[(id, Value::Setting(text))]).join("; ");
    assert_eq!(
        told(OptionId::Topic, "shop-${TOPIC:-orders}"),
        "`topic` has a shell's default, `${TOPIC:-orders}`, where the `-` would be part of the value; write `${TOPIC:orders}`"
    );
    for (id, text, meant) in [
        (OptionId::ClientId, "${CLIENT:=app}", "${CLIENT:app}"),
        (OptionId::ClientId, "%A%${CLIENT:?set it}", "${CLIENT}"),
        (OptionId::ClientId, "${A:b}${CLIENT:-}", "${CLIENT}"),
        (OptionId::BrokerList, "${BROKERS:-localhost:9092}", "${BROKERS:localhost:9092}"),
        (OptionId::BrokerList, "kafka:${PORT:-9092}", "${PORT:9092}"),
        (OptionId::LingerMs, "${LINGER:- 5}", "${LINGER: 5}"),
        (OptionId::Acks, "${ACKS:-all}", "${ACKS:all}"),
    ] {
        let told = told(id, text);
        assert!(
            told.contains(" has a shell's default, ") && told.ends_with(&format!("; write `{meant}`")),
            "{told}"
        );
    }
    let secret = judged(&[(OptionId::Password, Value::Setting("${PASSWORD:-hush}"))])[0].to_string();
    assert!(secret.ends_with("; write `${NAME:…}`") && !secret.contains("hush"), "{secret}");
    assert_eq!(told(OptionId::Acks, "${ACKS:-1}"), "");
    for (id, shown) in [(OptionId::Headers, true), (OptionId::Properties, false)] {
        let told = reference_fault(spec(id), "${RACK:-hush}").expect("a shell's").to_string();
        assert!(told.contains(" has a shell's default, "), "{told}");
        assert_eq!(told.contains("hush"), shown, "{told}");
    }
    assert!(reference_fault(spec(OptionId::Properties), "${LEVEL:-1}").is_none());
}

#[test]
fn what_a_setting_falls_back_on_may_lack_its_feature() {
    for (id, text, word, feature) in [
        (OptionId::CompressionType, "${C:GZIP}", "compression_type = gzip", "gzip"),
        (OptionId::Protocol, "${P:ssl}", "protocol = ssl", "ssl"),
        (OptionId::AuthenticationMode, "${A:gssapi}", "authentication_mode = gssapi", "gssapi"),
    ] {
        let told = |features| {
            let told = judged_with(&[(id, Value::Setting(text))], features);
            told.into_iter()
                .filter(|told| told.rule.is_none())
                .map(|told| told.to_string())
                .collect::<Vec<_>>()
        };
        let expected = format!(
            "`{word}` needs the cargo feature `{feature}` of kafka-output; add it to the dependency in Cargo.toml (this is the \
             default of its setting)"
        );
        assert_eq!(told(Features::NONE), [expected], "{text}");
        assert_eq!(told(Features::ALL), [""; 0], "{text}");
    }
}

#[test]
fn what_stands_around_a_setting_is_judged_at_once() {
    let told = |text| sentences(&[(OptionId::BrokerList, Value::Setting(text))]).join("; ");
    let scheme = told("http://%HOST%:9092");
    assert!(scheme.starts_with("`broker_list` has a URL scheme in `http://%HOST%:9092`"), "{scheme}");
    for right in [
        "%BROKERS%",
        "%HOST%:%PORT%",
        "[%IP%]:9092",
        "10.0.0.%N%:9092",
        "a:1,%A:B%",
        "%A%:9092%REST%",
        "kafka:90%P%",
        "kafka-%N%.shop:%P%2",
        "[%IP%%%eth0]:%P%",
        "%ALL%, %MORE%",
        "%FIRST%b:1",
    ] {
        assert_eq!(told(right), "", "{right}");
    }
    for (wrong, beginning) in [
        ("%A%,", "`broker_list` has no broker where one should stand; "),
        (",%A%", "`broker_list` has no broker where one should stand; "),
        ("%A%, ,%B%", "`broker_list` has no broker where one should stand; "),
        ("%A%, kafka", "`broker_list` has no port in `kafka`; write `kafka:9092`"),
        ("%HOST%:99999", "`broker_list` has no port from 1 to 65535 in `%HOST%:99999`; "),
        ("%HOST%:", "`broker_list` has no port from 1 to 65535 in `%HOST%:`; "),
        ("kafka:%PORT%x", "`broker_list` has no port from 1 to 65535 in `kafka:%PORT%x`; "),
        ("kafka:x%PORT%", "`broker_list` has no port from 1 to 65535 in `kafka:x%PORT%`; "),
        ("%HOST%.shop", "`broker_list` has no port in `%HOST%.shop`; write `%HOST%.shop:9092`"),
        ("[%IP%]", "`broker_list` has no port in `[%IP%]`; "),
        (":%PORT%", "`broker_list` has no host in `:%PORT%`; "),
        ("a:1;%B%", "`broker_list` has no comma in `a:1;%B%`; write one between two brokers: `a:1,%B%`"),
        ("%A%/", "`broker_list` has a path in `%A%/`, "),
        (
            "host;9092",
            "`broker_list` has no colon in `host;9092`; write one between host and port: `host:9092`",
        ),
        ("%A% b:1", "`broker_list` has no comma in `%A% b:1`; write one between two brokers: `%A%,b:1`"),
        ("a %B%:1", "`broker_list` has no host in `a %B%:1`; "),
    ] {
        let told = told(wrong);
        assert!(told.starts_with(beginning), "{wrong}: {told}");
    }
    let secret = told("ann:hush@%HOST%:9092");
    assert!(secret.starts_with("`broker_list` has no ") && !secret.contains("hush"), "{secret}");
    let told = |text| sentences(&[(OptionId::Topic, Value::Setting(text))]).join("; ");
    assert!(told("orders-%ENV%!").starts_with("`topic` has `!`, which no topic has; "));
    assert!(told("%ENV% orders").starts_with("`topic` has a space, "));
    assert_eq!(told("orders-%ENV%.v1"), "");
}

#[test]
fn no_setting_makes_a_number_or_a_word_of_what_stands_around_it() {
    let told = |id, text| sentences(&[(id, Value::Setting(text))]).join("; ");
    for (id, wrong, sentence) in [
        (
            OptionId::LingerMs,
            "%LINGER%ms",
            "`linger_ms` takes a whole number, not `%LINGER%ms`; write the setting alone, `linger_ms = \"%NAME%\"`, or a number from \
             0 to 900000",
        ),
        (
            OptionId::MaxMessageBytes,
            "%SIZE% megabytes",
            "`max_message_bytes` takes a number of bytes, not `%SIZE% megabytes`; write the setting alone, `max_message_bytes = \
             \"%NAME%\"`, or 1000 to 1000000000 bytes, as a number or with a unit: `\"1MB\"`, `\"1MiB\"`",
        ),
        (
            OptionId::EnableIdempotence,
            "%ON%!",
            "`enable_idempotence` takes a flag, not `%ON%!`; write the setting alone, `enable_idempotence = \"%NAME%\"`, or `true` \
             or `false`",
        ),
        (
            OptionId::Protocol,
            "sasl+%P%",
            "`protocol` has no word `sasl+%P%`; write `plaintext`, `ssl`, `sasl_plaintext` or `sasl_ssl`",
        ),
    ] {
        assert_eq!(told(id, wrong), sentence);
    }
    for (id, right) in [
        (OptionId::LingerMs, "%A%0%B%"),
        (OptionId::MaxMessageBytes, "%N%MB"),
        (OptionId::MaxMessageBytes, "1%UNIT%"),
        (OptionId::MaxMessageBytes, "%N% m%I%B"),
        (OptionId::EnableIdempotence, "%START%UE"),
        (OptionId::Protocol, "SASL-%P%"),
        (OptionId::Protocol, "%SASL%ssl"),
        (OptionId::Acks, "-%A%"),
        (OptionId::Partitioner, "%A%_random"),
    ] {
        assert_eq!(told(id, right), "", "{right}");
    }
    let of_property =
        |name, text| sentences(&[(OptionId::Properties, Value::Map(&[(name, text)]))]).join("; ");
    assert_eq!(
        of_property("socket.timeout.ms", "%T%ms"),
        "`properties` sets `socket.timeout.ms = %T%ms`, a value it does not take; write a whole number from 10 to 300000"
    );
    for (name, wrong, right) in [
        ("socket.nagle.disable", "%ON%!", "%ON%e"),
        ("broker.address.family", "ipv%N%", "v%N%"),
        ("statistics.interval.ms", "${T:5}s", "%N%000"),
    ] {
        assert!(of_property(name, wrong).contains(", a value it does not take; "), "{wrong}");
        assert_eq!(of_property(name, right), "", "{right}");
    }
}

#[test]
fn doubled_percent_signs_are_no_setting() {
    let told = |id, text| sentences(&[(id, Value::Setting(text))]).join("; ");
    for (topic, name) in [("%%TOPIC%%", "TOPIC"), ("orders-%%ENV%%.v1", "ENV")] {
        assert_eq!(
            told(OptionId::Topic, topic),
            format!(
                "`topic` has `%`, which no topic has; `%%` is a percent sign, and a setting is written `%{name}%` in the option itself"
            )
        );
    }
    for brokers in ["%%BROKERS%%", "%%BROKERS%%:9092", "%%BROKERS%%:%%PORT%%"] {
        let told = told(OptionId::BrokerList, brokers);
        assert!(
            told.ends_with(
                "`%%` is a percent sign, and a setting is written `%BROKERS%` in the option itself"
            ),
            "{told}"
        );
    }
    assert!(told(OptionId::BrokerList, "a %B%:1").ends_with("the host of letters, digits, `-`, `_` and `.`"));
}

#[test]
fn a_text_of_one_line_has_no_line_break_and_a_token_no_blank() {
    let told = |id, value| sentences(&[(id, value)]).join("; ");
    let line_break =
        " has a line break, which would be a part of it; leave it out, as at the end of a setting";
    for (id, text) in [
        (OptionId::ClientId, "shop\n"),
        (OptionId::ClientId, "sh\rop"),
        (OptionId::SslCaLocation, "/etc/ca.pem\r\n"),
        (OptionId::SchemaRegistryToken, "hush\n"),
        (OptionId::Password, "hush\n"),
    ] {
        let told = told(id, Value::Text(text));
        assert!(told.contains(line_break) && !told.contains("hush"), "{told}");
    }
    assert!(
        told(OptionId::SslCaLocation, Value::Text("a\nb"))
            .contains(" holds the text of a file, not its path")
    );
    let blank = " has white space, which no token has; write the token alone, without `Bearer` before it";
    assert!(told(OptionId::SchemaRegistryToken, Value::Text("Bearer hush")).contains(blank));
    assert!(told(OptionId::SchemaRegistryToken, Value::Setting("Bearer %TOKEN%")).contains(blank));
    let colon = "`schema_registry_username` has a `:`, which no user's name has in basic authentication; write the name alone, and the \
                 password as `schema_registry_password`";
    assert!(told(OptionId::SchemaRegistryUsername, Value::Text("ann:hush")).contains(colon));
    assert!(told(OptionId::SchemaRegistryUsername, Value::Setting("%USER%:%PASSWORD%")).contains(colon));
    for (id, right) in [(OptionId::ClientId, " shop %NAME%"), (OptionId::ClientId, "a:%NAME%")] {
        assert_eq!(told(id, Value::Setting(right)), "");
    }
}

#[test]
fn what_cannot_be_seen_in_a_word_is_escaped() {
    let told = sentences(&[(OptionId::Acks, Value::Word("a\u{1b}[31mred\nnext"))]).join("; ");
    assert!(told.starts_with("`acks` has no word `a\\u{1b}[31mred\\nnext`; "), "{told}");
    let told = sentences(&[(OptionId::LingerMs, Value::Text("2\u{7}0"))]).join("; ");
    assert!(told.contains("not `\"2\\u{7}0\"`"), "{told}");
}
