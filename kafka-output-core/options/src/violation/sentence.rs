//! The words of each fault.

use super::brokers::brokers;
use super::form::{topic, url, urls};
use super::pair::pair;
use super::shown::{assigned, character, enumerated, seen, short, slice, visible, visible_value};
use crate::fault::Fault;
use crate::features::feature;
use crate::parse::size;
use crate::properties::MapFault;
use crate::rule::{Rule, When};
use crate::rules::RULES;
use crate::secrets::setting_name;
use crate::set::OptionSet;
use crate::spec::{Kind, OptionSpec, Target, Word};
use crate::suggest::nearest_words;
use crate::table::{OptionId, find};
use crate::value::Value;
use crate::violation::ViolationKind;

pub(super) fn kind_of(fault: Fault) -> ViolationKind {
    match fault {
        Fault::WrongKind => ViolationKind::WrongKind,
        Fault::Empty => ViolationKind::Empty,
        Fault::OutOfRange | Fault::Unit => ViolationKind::OutOfRange,
        Fault::UnknownWord | Fault::Map(_, MapFault::Unknown) => ViolationKind::UnknownWord,
        Fault::NotLiteral => ViolationKind::NotLiteral,
        Fault::Reference(_) => ViolationKind::Reference,
        Fault::Map(
            _,
            MapFault::Owned(_)
            | MapFault::Forbidden(_)
            | MapFault::NoText
            | MapFault::Consumers
            | MapFault::Twice,
        ) => ViolationKind::Excludes,
        Fault::Map(..)
        | Fault::Nul
        | Fault::Name(_)
        | Fault::Topic(_)
        | Fault::Brokers(_)
        | Fault::Url(_)
        | Fault::Urls(_)
        | Fault::Pem(_)
        | Fault::NoPath
        | Fault::LineBreak
        | Fault::Colon
        | Fault::Blank
        | Fault::Json
        | Fault::Pairs(..) => ViolationKind::Form,
    }
}

pub(crate) fn fault_sentence(spec: &OptionSpec, value: &Value<'_>, fault: Fault) -> String {
    let name = spec.name;
    let head = match fault {
        Fault::OutOfRange | Fault::Unit => assigned(spec, value),
        _ => format!("`{name}`"),
    };
    let tail = match fault {
        Fault::WrongKind => wrong_kind(spec, value),
        Fault::Empty if is_required(spec) => {
            format!(" is empty; write a value, such as a setting: `{name} = \"%NAME%\"`")
        }
        Fault::Empty => format!(" is empty; write a value, or leave `{name}` out"),
        Fault::Nul => {
            " holds a NUL character, where librdkafka would end it; leave the character out".to_owned()
        }
        Fault::OutOfRange => format!(" is out of range; {}", way_out(spec)),
        Fault::Unit => unit(spec, value),
        Fault::UnknownWord => unknown_word(spec, value),
        Fault::NotLiteral => format!(" {}, so it cannot be a setting; {}", why_literal(spec), way_out(spec)),
        Fault::Reference(fault) => format!(" {}", fault.sentence(visible(spec, value))),
        Fault::Name(at) => {
            let character = character(spec, value, at);
            format!(
                " has {character}, which no name of an output has; write letters, digits, `_`, `-` and `.`"
            )
        }
        Fault::Topic(fault) => topic(spec, value, fault),
        Fault::Brokers(fault) => brokers(spec, value, fault),
        Fault::Url(fault) => url(fault),
        Fault::Urls(fault) => urls(spec, value, fault),
        Fault::Pem(label) => format!(
            " holds no whole block `-----BEGIN {label}-----` … `-----END {label}-----`; {}",
            pem_way_out(value)
        ),
        Fault::NoPath => format!(" holds the text of a file, not its path; {}", path_way_out(name)),
        Fault::LineBreak => {
            " has a line break, which would be a part of it; leave it out, as at the end of a setting"
                .to_owned()
        }
        Fault::Colon => {
            let password = name.replace("username", "password");
            format!(
                " has a `:`, which no user's name has in basic authentication; write the name alone, and the password as `{password}`"
            )
        }
        Fault::Blank => {
            " has white space, which no token has; write the token alone, without `Bearer` before it"
                .to_owned()
        }
        Fault::Json => {
            " is no JSON; write the schema's text, or name its file in a `…_file` option".to_owned()
        }
        Fault::Pairs(from, to) => {
            let piece = slice(spec, value, from, to)
                .map_or_else(String::new, |piece| format!(" in `{}`", seen(piece)));
            format!(" has no `name=value`{piece}; write `name=value`, comma-separated")
        }
        Fault::Map(index, fault) => pair(value, index, fault),
    };
    head + &tail
}

/// The option that takes the text whose path this one takes: `ssl_ca_pem` for `ssl_ca_location`.
fn path_way_out(name: &str) -> String {
    let of_text = name.strip_suffix("_location").map(|name| format!("{name}_pem"));
    let of_text = of_text.or_else(|| name.strip_suffix("_file").map(str::to_owned));
    match of_text.as_deref().and_then(find) {
        Some(option) => format!("write the text as `{}`", option.name),
        None => "write the path".to_owned(),
    }
}

pub(crate) fn feature_sentence(spec: &OptionSpec, word: Option<&str>, needed: &str) -> String {
    let written = assigned_word(spec, word);
    match feature(needed) {
        Some(planned) if !planned.built => {
            let what = planned.what;
            let way_out = word.map_or("leave it out", |_| "choose another");
            format!(
                "`{written}` needs {what}, which this version of kafka-output does not have yet; {way_out}"
            )
        }
        _ => format!(
            "`{written}` needs the cargo feature `{needed}` of kafka-output; add it to the dependency in Cargo.toml"
        ),
    }
}

/// `compression_type = zstd`, or the option's name alone.
pub(crate) fn assigned_word(spec: &OptionSpec, word: Option<&str>) -> String {
    word.map_or_else(|| spec.name.to_owned(), |word| format!("{} = {word}", spec.name))
}

pub(crate) fn property_feature_sentence(spec: &OptionSpec, property: &str, needed: &str) -> String {
    format!(
        "`{}` sets `{property}`, which needs the cargo feature `{needed}` of kafka-output; add it to the dependency in Cargo.toml",
        spec.name
    )
}

/// The rule's sentence, with the numbers it compares.
pub(crate) fn rule_sentence(rule: &Rule, subject: OptionId, set: &OptionSet<'_>) -> String {
    let mut sentence = rule.sentence.replace("{}", subject.name());
    let mut compared: Vec<OptionId> = Vec::new();
    for when in rule.when {
        match *when {
            When::Above(id, _) => compared.push(id),
            When::Less(low, high) => compared.extend([low, high]),
            _ => {}
        }
    }
    compared.dedup();
    for id in compared {
        if let Some(number) = set.integer(id).filter(|_| set.shows(id)) {
            let name = id.name();
            sentence = sentence.replacen(&format!("`{name}`"), &format!("`{name} = {number}`"), 1);
        }
    }
    sentence
}

/// Why an option has to be a literal.
pub(super) fn why_literal(spec: &OptionSpec) -> &'static str {
    match spec.target {
        Target::Item => "is read while compiling",
        _ => "decides types",
    }
}

fn is_required(spec: &OptionSpec) -> bool {
    RULES.iter().any(|rule| rule.kind == ViolationKind::MissingOption && rule.subjects.contains(&spec.id))
}

fn wrong_kind(spec: &OptionSpec, value: &Value<'_>) -> String {
    let name = spec.name;
    let takes = match spec.kind {
        Kind::Text(_) => "text",
        Kind::Integer { .. } => "a whole number",
        Kind::Size { .. } => "a number of bytes",
        Kind::Flag => "a flag",
        Kind::Choice(_) => "a word",
        Kind::Ident => "a name",
        Kind::TypePath => "a path",
        Kind::FieldPath => "the path of a field",
        Kind::Map => "pairs in braces",
    };
    let given = match value {
        Value::Setting(_) if matches!(spec.kind, Kind::Map) => ", not a setting as a whole".to_owned(),
        Value::Setting(_) if matches!(spec.kind, Kind::Ident | Kind::TypePath | Kind::FieldPath) => {
            ", which the compiler reads, not a setting".to_owned()
        }
        Value::Map(_) => ", not pairs in braces".to_owned(),
        Value::Item => ", not a path".to_owned(),
        _ => visible_value(spec, value).map_or_else(String::new, |value| format!(", not `{value}`")),
    };
    let is_shown = short(spec, value).is_some();
    let way_out = match (spec.kind, value) {
        (Kind::Ident | Kind::TypePath | Kind::FieldPath, Value::Text(path)) if is_shown && is_path(path) => {
            format!("leave the quotes out: `{name} = {path}`")
        }
        (Kind::Integer { .. }, Value::Text(text) | Value::Word(text))
            if is_shown && milliseconds(spec, text).is_some() =>
        {
            format!(
                "write `{name} = {}`, which is in milliseconds",
                milliseconds(spec, text).unwrap_or_default()
            )
        }
        // Java's `batch.size` is in bytes.
        (Kind::Integer { .. }, Value::Text(text) | Value::Word(text))
            if spec.id.is(OptionId::BatchSize) && size(text.trim()).is_some() =>
        {
            format!("it counts records, and `max_message_bytes` bytes; {}", way_out(spec))
        }
        (Kind::Integer { .. } | Kind::Size { .. } | Kind::Flag, Value::Setting(_)) => {
            format!(
                "write the setting alone, `{name} = \"%NAME%\"`, or {}",
                way_out(spec).trim_start_matches("write ")
            )
        }
        (Kind::Text(_), Value::Word(word)) => text_for_word(spec, word),
        (Kind::Text(_), Value::Integer(_) | Value::Flag(_)) => {
            let text = visible_value(spec, value).unwrap_or_else(|| "…".to_owned());
            format!("write `{name} = \"{text}\"`")
        }
        _ => way_out(spec),
    };
    format!(" takes {takes}{given}; {way_out}")
}

/// The number in `"5ms"` and `"10s"`, where it is one that the option takes.
fn milliseconds(spec: &OptionSpec, text: &str) -> Option<i64> {
    let Kind::Integer { min, max } = spec.kind else { return None };
    let text = text.trim();
    let unit = text.trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '_' | ' '));
    let each = match unit {
        _ if !spec.name.ends_with("_ms") => return None,
        "ms" => 1,
        "s" => 1_000,
        "m" | "min" => 60_000,
        "h" => 3_600_000,
        _ => return None,
    };
    let digits = text.strip_suffix(unit)?.replace(['_', ' '], "");
    let number = digits.parse::<i64>().ok()?.checked_mul(each)?;
    (min..=max).contains(&number).then_some(number)
}

/// A word where text belongs lacks its quotes, or is a constant's or an argument's name, whose value no macro can read.
fn text_for_word(spec: &OptionSpec, word: &str) -> String {
    const UNREAD: &str = "a constant or an argument cannot be read here";
    if spec.secret {
        return format!("{UNREAD}, so write a setting: `\"%{}%\"`", setting_name(spec));
    }
    let name = spec.name;
    let or_setting = if spec.compile_time {
        String::new()
    } else {
        format!(", or a setting: `\"%{}%\"`", word.to_ascii_uppercase())
    };
    let is_constant = word.len() > 1 && !word.contains(|letter: char| letter.is_lowercase());
    if is_constant {
        return format!("{UNREAD}, so write its text in quotes{or_setting}");
    }
    format!("write `{name} = \"{word}\"` if that is the text; {UNREAD}, so write its text{or_setting}")
}

/// Whether text is a path but for its quotes.
fn is_path(text: &str) -> bool {
    let piece = |piece: &str| {
        piece.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && piece.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    text.split("::").flat_map(|part| part.split('.')).all(piece)
}

/// What to write for an option.
fn way_out(spec: &OptionSpec) -> String {
    let name = spec.name;
    match spec.kind {
        Kind::Text(_) => format!("write it in quotes: `{name} = \"…\"`"),
        Kind::Integer { min, max } => {
            let unlimited = if spec.doc.contains("0 is no limit") { "; 0 is no limit" } else { "" };
            format!("write a number from {min} to {max}{unlimited}")
        }
        Kind::Size { min, max } => {
            format!("write {min} to {max} bytes, as a number or with a unit: `\"1MB\"`, `\"1MiB\"`")
        }
        Kind::Flag => "write `true` or `false`".to_owned(),
        Kind::Choice(words) => format!("write {}", listed(words)),
        Kind::Ident => format!("write a name alone: `{name} = order_event`"),
        Kind::TypePath => format!("write a path alone, without quotes: `{name} = …`"),
        Kind::FieldPath => format!("write a field of the value without quotes: `{name} = customer.id`"),
        Kind::Map => format!("write `{name} = {{ \"name\" = \"value\" }}`"),
    }
}

fn unit(spec: &OptionSpec, value: &Value<'_>) -> String {
    let way_out = way_out(spec);
    let megabytes = visible_value(spec, value).map(|bytes| {
        let name = spec.name;
        format!(
            "write `{name} = \"{bytes}MB\"` if megabytes are meant, or {}",
            way_out.trim_start_matches("write ")
        )
    });
    format!(" is in bytes, too few for any record; {}", megabytes.unwrap_or(way_out))
}

fn unknown_word(spec: &OptionSpec, value: &Value<'_>) -> String {
    let Kind::Choice(words) = spec.kind else { return String::new() };
    let near = match value {
        Value::Word(given) | Value::Text(given) => nearest_words(given, words),
        _ => Vec::new(),
    };
    let given = match value {
        Value::Integer(number) => number.to_string(),
        _ => seen(short(spec, value).unwrap_or("…")),
    };
    if near.is_empty() {
        return format!(" has no word `{given}`; write {}", listed(words));
    }
    let near = enumerated(near.into_iter(), "or");
    format!(" has no word `{given}`; did you mean {near}? it takes {}", listed(words))
}

fn listed(words: &[Word]) -> String {
    enumerated(words.iter().map(|word| word.word), "or")
}

/// What is no PEM text is a path, or is such a text and of something else or in part, which is said without showing any of it.
fn pem_way_out(value: &Value<'_>) -> &'static str {
    match value {
        Value::Text(text) | Value::Setting(text) if text.contains("-----BEGIN") => {
            "it is cut short, or of another kind; write the whole PEM text of the right file"
        }
        _ => "write the PEM text itself, not its path",
    }
}
