//! The pages of the manual that follow from the table and the rules.

mod errors;

use std::fmt::Write as _;

pub use errors::{names_markdown, rules_markdown, sentence_form, values_markdown};

use crate::features::{Feature, feature};
use crate::reference::{Here, reference_settings};
use crate::rules::RULES;
use crate::spec::{Grammar, Group, Kind, OptionSpec, Preset, Target};
use crate::table::OPTIONS;

const HEAD: &str = "\
<!-- Made from the option table of kafka-output-options; a test fails when it is stale. -->

# Options

Any option may be a setting (`linger_ms = \"%LINGER%\"`) and be overridden when deployed, but those marked *literal*,
which decide types. Under *elsewhere* stands what librdkafka calls it, and the setting it stands for in the Kafka output
binding of Azure Functions and in the Kafka output of Azure Stream Analytics. The rules are between options: each is a
compile error, and an error at start-up where settings break it; it is judged on what is written, and an option that is
left out adapts.
";

const REFERENCE_HEAD: &str = "
## What Azure has and no option stands for

| in | setting | here |
|---|---|---|
";

/// The option table, as Markdown.
#[must_use]
pub fn options_markdown() -> String {
    let mut page = HEAD.to_owned();
    let mut group = None;
    for option in OPTIONS {
        if group != Some(option.group) {
            group = Some(option.group);
            let _ = write!(page, "\n## {}\n\n", title(option.group));
            page.push_str("| option | value | default | elsewhere | |\n|---|---|---|---|---|\n");
        }
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} | {}{}{} |",
            option.name,
            cell(&value(option)),
            default(option.default),
            elsewhere(option).join("<br>"),
            cell(option.doc),
            cell(&notes(option)),
            rules(option)
        );
    }
    page.push_str(REFERENCE_HEAD);
    for setting in reference_settings() {
        if let Here::Sentence(sentence) = setting.here {
            let _ = writeln!(page, "| {} | `{}` | {} |", setting.system, setting.name, cell(sentence));
        }
    }
    page
}

fn title(group: Group) -> &'static str {
    match group {
        Group::Where => "Where",
        Group::Delivery => "Delivery",
        Group::Who => "Who",
        Group::Tls => "TLS",
        Group::OAuth => "OAuth",
        Group::Bytes => "Bytes",
        Group::Record => "Record",
        Group::Registry => "Schema registry",
    }
}

pub(crate) fn value(option: &OptionSpec) -> String {
    match option.kind {
        Kind::Text(grammar) => text(grammar).to_owned(),
        Kind::Integer { min, max } => format!("{min} to {max}"),
        Kind::Size { min, max } => format!("{min} to {max} bytes"),
        Kind::Flag => "`true`, `false`".to_owned(),
        Kind::Choice(words) => {
            let words: Vec<_> = words.iter().map(|word| format!("`{}`", word.word)).collect();
            words.join(", ")
        }
        Kind::Ident => "a name".to_owned(),
        Kind::TypePath => "a path".to_owned(),
        Kind::FieldPath => "a field".to_owned(),
        Kind::Map => "`{ \"name\" = \"value\" }`".to_owned(),
    }
}

fn text(grammar: Grammar) -> &'static str {
    match grammar {
        Grammar::Any | Grammar::NonEmpty => "text",
        Grammar::BasicUser => "text without `:`",
        Grammar::Token => "text without blanks",
        Grammar::Name => "text of letters, digits, `_`, `-`, `.`",
        Grammar::Topic => "1 to 249 letters, digits, `.`, `_`, `-`",
        Grammar::BrokerList => "`host:port`, comma-separated",
        Grammar::Url => "URL",
        Grammar::Urls => "URLs, comma-separated",
        Grammar::Path => "path",
        Grammar::Pem(_) => "PEM text",
        Grammar::Json => "JSON text",
        Grammar::Pairs => "`name=value`, comma-separated",
    }
}

pub(crate) fn default(preset: Preset) -> String {
    match preset {
        Preset::None => String::new(),
        Preset::Text(text) => format!("`\"{text}\"`"),
        Preset::Integer(number) => number.to_string(),
        Preset::Flag(flag) => format!("`{flag}`"),
        Preset::Word(word) => format!("`{word}`"),
    }
}

/// What it is called by librdkafka and by the two outputs that the options take after.
pub(crate) fn elsewhere(option: &OptionSpec) -> Vec<String> {
    let librdkafka = match option.target {
        Target::Property(property) => Some(format!("librdkafka `{property}`")),
        Target::Properties | Target::UncheckedProperties => Some("any of librdkafka's".to_owned()),
        Target::Runtime | Target::Encoding | Target::Record | Target::Registry | Target::Item => None,
    };
    let functions = option.azure_functions.map(|name| format!("Azure Functions `{name}`"));
    let analytics = option.stream_analytics.map(|name| format!("Stream Analytics `{name}`"));
    [librdkafka, functions, analytics].into_iter().flatten().collect()
}

/// The rules that name an option, each a link to its place on the page of errors.
fn rules(option: &OptionSpec) -> String {
    let links: Vec<_> = RULES
        .iter()
        .filter(|rule| rule.names(option.id))
        .map(|rule| format!("[{name}](#{name})", name = rule.name))
        .collect();
    match links.len() {
        0 => String::new(),
        1 => format!(" Rule: {}.", links[0]),
        _ => format!(" Rules: {}.", links.join(", ")),
    }
}

/// What the doc line leaves to the other columns of the row: literal, secret, features.
fn notes(option: &OptionSpec) -> String {
    let mut notes = String::new();
    if option.compile_time {
        notes.push_str(" *Literal.*");
    }
    if option.secret {
        notes.push_str(" *Secret: never shown.*");
    }
    if let Some(feature) = option.feature {
        let _ = write!(notes, " ({})", needs(feature));
    }
    if let Kind::Choice(words) = option.kind {
        for word in words {
            if let Some(feature) = word.feature {
                let _ = write!(notes, " `{}`: {}.", word.word, needs(feature));
            }
        }
    }
    notes
}

pub(crate) fn needs(name: &str) -> String {
    match feature(name) {
        Some(Feature { built: false, .. }) => "not yet in this version".to_owned(),
        _ => format!("needs the feature `{name}`"),
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
