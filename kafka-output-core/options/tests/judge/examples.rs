//! Every row of the table takes what fits it and refuses all that can be wrong with a value of its kind, with one
//! sentence. The runtime's tests give the same values through settings.

use std::collections::HashSet;

use kafka_output_options::examples::{faults_of, right_value, wrong_values};
use kafka_output_options::grammar::brokers::BrokerFaultKind;
use kafka_output_options::grammar::{TopicFault, UrlFault, UrlsFault};
use kafka_output_options::properties::MapFault;
use kafka_output_options::template::TemplateFault;
use kafka_output_options::{Fault, OPTIONS, Value, attribute_text, check_value, parse_literal};

/// The class of what no value has by itself: the judge alone finds it.
const OF_THE_JUDGE: &str = "a default of another language's";

/// The class of a fault, without its numbers. A fault that is new must be added here, and an example that has it to the
/// table's examples.
fn class(fault: Fault) -> &'static str {
    match fault {
        Fault::WrongKind => "another kind",
        Fault::Empty | Fault::Topic(TopicFault::Empty) => "empty",
        Fault::Nul => "nul",
        Fault::OutOfRange => "out of range",
        Fault::Unit => "unit",
        Fault::UnknownWord => "unknown word",
        Fault::NotLiteral => "a setting for a literal",
        Fault::Reference(TemplateFault::LonePercent { .. }) => "a lone percent sign",
        Fault::Reference(TemplateFault::OpenPercent { .. }) => "an open percent sign",
        Fault::Reference(TemplateFault::OpenBrace { .. }) => "an open brace",
        Fault::Reference(TemplateFault::BadName { .. }) => "a setting without a name",
        Fault::Reference(
            TemplateFault::ShellDefault { .. }
            | TemplateFault::Nested { .. }
            | TemplateFault::Prefixed { .. },
        ) => OF_THE_JUDGE,
        Fault::Name(_) => "name",
        Fault::Topic(TopicFault::Dots) => "topic of dots",
        Fault::Topic(TopicFault::TooLong { .. }) => "long topic",
        Fault::Topic(TopicFault::Character { .. }) => "topic",
        Fault::Brokers(fault) => match fault.kind {
            BrokerFaultKind::ConnectionString => "connection string",
            BrokerFaultKind::InBrackets => "a list in brackets",
            BrokerFaultKind::Missing => "no broker",
            BrokerFaultKind::Scheme => "scheme",
            BrokerFaultKind::Separator => "no comma",
            BrokerFaultKind::NoPort => "no port",
            BrokerFaultKind::Port => "port",
            BrokerFaultKind::Host => "host",
            BrokerFaultKind::Ipv4 => "numbers",
            BrokerFaultKind::Brackets => "brackets",
            BrokerFaultKind::Ipv6 => "address",
        },
        Fault::Url(kind) | Fault::Urls(UrlsFault { kind, .. }) => match kind {
            UrlFault::Scheme => "scheme of a URL",
            UrlFault::Host => "host of a URL",
            UrlFault::Port => "port of a URL",
            UrlFault::Blank => "blank in a URL",
            UrlFault::At => "user in a URL",
            UrlFault::Query => "query of a registry's URL",
        },
        Fault::Pem("CERTIFICATE") => "no certificate",
        Fault::Pem(_) => "no key",
        Fault::NoPath => "a text for a path",
        Fault::LineBreak => "a line break",
        Fault::Colon => "a colon",
        Fault::Blank => "white space",
        Fault::Json => "json",
        Fault::Pairs(..) => "pairs",
        Fault::Map(_, MapFault::NoName) => "a pair without a name",
        Fault::Map(_, MapFault::Nul) => "nul in a map",
        Fault::Map(_, MapFault::MarkedName) => "a setting for a name",
        Fault::Map(_, MapFault::Twice) => "a name twice",
        Fault::Map(_, MapFault::Owned(_)) => "a property of an option's",
        Fault::Map(_, MapFault::Forbidden(_)) => "a property nobody may set",
        Fault::Map(_, MapFault::NoText) => "a property that is no text",
        Fault::Map(_, MapFault::Unknown) => "a property of nobody's",
        Fault::Map(_, MapFault::Consumers) => "a consumer's property",
        Fault::Map(_, MapFault::Value) => "a property's value",
    }
}

/// The classes that `class` tells apart, from the text of its arms.
fn classes() -> HashSet<&'static str> {
    let arms = include_str!("examples.rs").lines().filter_map(|line| line.split_once(" => \""));
    arms.filter_map(|(_, class)| class.strip_suffix("\",")).collect()
}

#[test]
fn every_row_takes_its_right_value() {
    for option in OPTIONS {
        let right = right_value(option);
        assert_eq!(faults_of(option, &right), [], "{}", attribute_text(&[(option.id, right)]));
    }
}

#[test]
fn every_row_refuses_each_of_its_wrong_values_with_one_sentence() {
    for option in OPTIONS {
        for wrong in wrong_values(option) {
            let found = faults_of(option, &wrong);
            assert_eq!(found.len(), 1, "{}: {found:#?}", attribute_text(&[(option.id, wrong)]));
            let sentence = found[0].to_string();
            assert!(sentence.starts_with(&format!("`{}", option.name)), "{sentence}");
        }
    }
}

#[test]
fn the_wrong_values_have_every_fault_there_is() {
    let mut seen = HashSet::new();
    for option in OPTIONS {
        for wrong in wrong_values(option) {
            let read = match wrong {
                Value::Text(text) => parse_literal(option, text),
                value => Ok(value),
            };
            seen.extend(read.ok().and_then(|value| check_value(option, &value)).map(class));
        }
    }
    assert_eq!(seen, classes());
}
