//! The manual's option table.

use std::fmt::Write as _;

use crate::features::{Feature, feature};
use crate::rules::RULES;
use crate::spec::{Grammar, Group, Kind, OptionSpec, Preset, Target};
use crate::table::OPTIONS;

const HEAD: &str = "\
<!-- Made from the option table of kafka-output-options; a test fails when it is stale. -->

# Options

Any option may be a setting (`linger_ms = \"%LINGER%\"`) and be overridden when deployed, but those marked *literal*,
which decide types.
";

/// The option table and the rules between options, as Markdown.
#[must_use]
pub fn options_markdown() -> String {
    let mut page = HEAD.to_owned();
    let mut group = None;
    for option in OPTIONS {
        if group != Some(option.group) {
            group = Some(option.group);
            let _ = write!(page, "\n## {}\n\n", title(option.group));
            page.push_str("| option | value | default | librdkafka | |\n|---|---|---|---|---|\n");
        }
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} | {}{} |",
            option.name,
            cell(&value(option)),
            default(option.default),
            target(option.target),
            cell(option.doc),
            cell(&notes(option))
        );
    }
    page.push_str("\n## Rules\n\nEach is judged on what is written; an option that is left out adapts.\n\n");
    for rule in RULES {
        let subjects: Vec<_> = rule.subjects.iter().map(|id| format!("`{}`", id.name())).collect();
        let sentence =
            rule.sentence.replace("`{}", &format!("`{}", rule.subjects[0].name())).replace("{}", "it");
        let more =
            if subjects.len() > 1 { format!(" (So for {}.)", subjects.join(", ")) } else { String::new() };
        let _ = writeln!(page, "- {sentence}.{more}");
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
        Grammar::Name => "text of letters, digits, `_`, `-`, `.`",
        Grammar::Topic => "1 to 249 letters, digits, `.`, `_`, `-`",
        Grammar::BrokerList => "`host:port`, comma-separated",
        Grammar::Url => "URL",
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

pub(crate) fn target(target: Target) -> String {
    match target {
        Target::Property(property) => format!("`{property}`"),
        Target::Properties => "any".to_owned(),
        Target::Runtime | Target::Encoding | Target::Record | Target::Registry | Target::Item => {
            String::new()
        }
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
