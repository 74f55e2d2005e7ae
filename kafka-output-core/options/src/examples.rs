//! For each row of the option table a value that it takes, and values that it refuses: for the manual and for tests.

use crate::features::Features;
use crate::judge::judge;
use crate::parse::parse_literal;
use crate::set::OptionSet;
use crate::spec::{Grammar, Kind, OptionSpec, Target};
use crate::value::Value;
use crate::violation::Violation;

/// One character more than a topic may have.
const TOO_LONG: &str = match str::from_utf8(&[b'x'; 250]) {
    Ok(text) => text,
    Err(_) => "",
};

/// A value that the row takes, as one writes it; a secret, and what is too long to write, as a setting.
#[must_use]
pub fn right_value(option: &OptionSpec) -> Value<'static> {
    match option.kind {
        Kind::Text(_) if option.secret => Value::Setting("%SECRET%"),
        Kind::Text(grammar) => match grammar {
            Grammar::Any
            | Grammar::NonEmpty
            | Grammar::BasicUser
            | Grammar::Token
            | Grammar::Topic
            | Grammar::Name => Value::Text("orders"),
            Grammar::BrokerList => Value::Text("localhost:9092"),
            Grammar::Url | Grammar::Urls => Value::Text("https://localhost:8081"),
            Grammar::Path => Value::Text("path/to/file"),
            Grammar::Pem(_) => Value::Setting("%CERTIFICATE%"),
            Grammar::Json => Value::Text("{\"type\": \"string\"}"),
            Grammar::Pairs => Value::Text("name=value"),
        },
        Kind::Integer { min, max } => Value::Integer(if min <= 5 && 5 <= max { 5 } else { min }),
        Kind::Size { .. } => Value::Text("1MB"),
        Kind::Flag => Value::Flag(true),
        Kind::Choice(words) => Value::Word(words[0].word),
        Kind::Ident | Kind::TypePath | Kind::FieldPath => Value::Item,
        Kind::Map if matches!(option.target, Target::Properties | Target::UncheckedProperties) => {
            Value::Map(&[("debug", "msg")])
        }
        Kind::Map => Value::Map(&[("source", "checkout")]),
    }
}

/// Values that the row refuses, one for each thing that can be wrong with one, as one writes them: text is what stands
/// in quotes, references and all.
#[must_use]
pub fn wrong_values(option: &OptionSpec) -> Vec<Value<'static>> {
    let mut values = vec![Value::Text("")];
    values.extend(match option.kind {
        Kind::Text(grammar) => {
            let mut values =
                vec![Value::Word("orders"), Value::Integer(5), Value::Text(" "), Value::Text("a\0b")];
            values.extend(wrong_texts(grammar).iter().copied().map(Value::Text));
            values
        }
        Kind::Integer { min, max } => {
            vec![
                Value::Text("soon"),
                Value::Text("${NAME:soon}"),
                Value::Flag(true),
                Value::Item,
                Value::Integer(min - 1),
                Value::Integer(max + 1),
            ]
        }
        Kind::Size { min, max } => vec![
            Value::Text("1 megabyte"),
            Value::Word("big"),
            Value::Integer(1),
            Value::Integer(min - 1),
            Value::Integer(0),
            Value::Integer(max + 1),
        ],
        Kind::Flag => vec![Value::Word("yes"), Value::Integer(1)],
        Kind::Choice(_) => {
            vec![Value::Word("nonsense"), Value::Word("nonw"), Value::Integer(5), Value::Flag(true)]
        }
        Kind::Ident | Kind::TypePath | Kind::FieldPath => {
            vec![Value::Text("order_event"), Value::Text("an order"), Value::Flag(true)]
        }
        Kind::Map => {
            let mut values = vec![Value::Text("source"), Value::Word("source")];
            values.extend(wrong_maps(option.target).iter().copied().map(Value::Map));
            values
        }
    });
    values.extend(["50%", "%A", "${A", "${ }"].map(Value::Text));
    if option.compile_time || matches!(option.kind, Kind::Map) {
        values.push(Value::Text("%NAME%"));
    }
    values
}

fn wrong_texts(grammar: Grammar) -> &'static [&'static str] {
    match grammar {
        Grammar::Any => &[],
        Grammar::NonEmpty => &["orders\n"],
        Grammar::BasicUser => &["ann:hush", "ann\n"],
        Grammar::Token => &["Bearer token", "token\n"],
        Grammar::Path => &["-----BEGIN CERTIFICATE-----", "{\"type\": \"string\"}", "ca.pem\n"],
        Grammar::Name => &["an output", "a/b"],
        Grammar::Topic => &["orders of today", "größe", "..", TOO_LONG, "%NAME%!", "${NAME:}"],
        Grammar::BrokerList => &[
            "Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKey=x",
            "['a:1', 'b:1']",
            "a:1,,b:1",
            "http://localhost:9092",
            "localhost",
            "localhost:99999",
            "lo cal:9092",
            "a:9092;b:9092",
            "$BROKERS",
            "256.1.1.1:9092",
            "::1:9092",
            "[::x]:9092",
            "ann:secret@ho st:9092",
        ],
        Grammar::Url => &["localhost:8081", "http://", "http://localhost:port", "http://local host"],
        Grammar::Urls => &[
            "localhost:8081",
            "http://",
            "http://localhost:port",
            "http://a,b",
            "http://a,",
            "http://ann:1/2@localhost",
            "http://localhost?token=secret",
        ],
        Grammar::Pem(_) => &["ca.pem"],
        Grammar::Json => &["order.avsc"],
        Grammar::Pairs => &["a=1,b"],
    }
}

fn wrong_maps(target: Target) -> &'static [&'static [(&'static str, &'static str)]] {
    const ANY: &[&[(&str, &str)]] = &[&[("", "value")], &[("a\0b", "value")], &[("%NAME%", "value")]];
    const UNCHECKED: &[&[(&str, &str)]] = &[
        &[("", "value")],
        &[("a\0b", "value")],
        &[("%NAME%", "value")],
        &[("debug", "a\0b")],
        &[("debug", "msg"), ("debug", "broker")],
        &[("linger.ms", "20")],
        &[("delivery.report.only.error", "true")],
        &[("dr_cb", "f")],
    ];
    const CHECKED: &[&[(&str, &str)]] = &[
        &[("", "value")],
        &[("a\0b", "value")],
        &[("%NAME%", "value")],
        &[("debug", "a\0b")],
        &[("debug", "msg"), ("debug", "broker")],
        &[("linger.ms", "20")],
        &[("delivery.report.only.error", "true")],
        &[("dr_cb", "f")],
        &[("socket.timeout.sm", "1000")],
        &[("group.id", "orders")],
        &[("socket.timeout.ms", "soon")],
    ];
    match target {
        Target::Properties => CHECKED,
        Target::UncheckedProperties => UNCHECKED,
        _ => ANY,
    }
}

/// What the attribute says of a value alone, as it is written and with every feature on.
#[must_use]
pub fn faults_of(option: &OptionSpec, written: &Value<'_>) -> Vec<Violation> {
    let value = match written {
        Value::Text(text) => match parse_literal(option, text) {
            Ok(value) => value,
            Err(violation) => return vec![violation],
        },
        value => *value,
    };
    let mut found = judge(&OptionSet::new(&[(option.id, value)]), &Features::ALL);
    found.retain(|violation| violation.option == option.id && violation.rule.is_none());
    found
}
