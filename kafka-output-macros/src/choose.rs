//! What was written for one option, as its kind reads it.

use kafka_output_options::{
    Grammar, Kind, OptionId, OptionSpec, Value, check_value, parse_literal, reference_fault,
};
use syn::{Index, Member};

use crate::chosen::Chosen;
use crate::diagnostics::Diagnostics;
use crate::meant::nearest_word;
use crate::parse::{ARRAY, Arg, CALL, MapEntry, Written, word};

/// The value of an option; what cannot be one is reported here, or left as it is for the judge to refuse.
pub(crate) fn choose(spec: &OptionSpec, arg: &Arg, diagnostics: &mut Diagnostics) -> Chosen {
    let Some(written) = &arg.value else { return Chosen::Unusable };
    let chosen = match written {
        Written::Text(text) => {
            let (chosen, quotes) = of_text(spec, text);
            if let Some(sentence) = quotes {
                diagnostics.push(arg.place, sentence);
            }
            chosen
        }
        Written::Word(ident) => match spec.kind {
            Kind::FieldPath => Ok(Chosen::Fields(vec![Member::Named(ident.clone())])),
            Kind::Ident | Kind::TypePath => Ok(Chosen::Item(ident.clone().into())),
            _ => Ok(Chosen::Word(word(ident))),
        },
        Written::Integer(number) => match (spec.kind, u32::try_from(*number)) {
            (Kind::FieldPath, Ok(index)) => {
                Ok(Chosen::Fields(vec![Member::Unnamed(Index { index, span: arg.place.start() })]))
            }
            _ => Ok(Chosen::Integer(*number)),
        },
        Written::Flag(flag) => Ok(Chosen::Flag(*flag)),
        Written::Map(entries) => {
            judge_references(spec, entries, diagnostics);
            Ok(Chosen::Map(entries.iter().map(|entry| (entry.name.value(), entry.text.value())).collect()))
        }
        Written::Fields(fields) => match spec.kind {
            Kind::FieldPath => Ok(Chosen::Fields(fields.clone())),
            // `0.5` is a path of fields only where one is wanted.
            _ if fields.iter().all(|field| matches!(field, Member::Unnamed(_))) => {
                Err(other(spec, "a number with a fraction"))
            }
            _ => return of_path(spec, fields.last(), "the path of a field", arg, diagnostics),
        },
        Written::Path(path) => match spec.kind {
            Kind::Ident | Kind::TypePath => Ok(Chosen::Item(path.clone())),
            _ => {
                let last = path.segments.last().map(|segment| Member::Named(segment.ident.clone()));
                return of_path(spec, last.as_ref(), "the path of an item", arg, diagnostics);
            }
        },
        Written::Dashed(words) => match spec.kind {
            Kind::Choice(_) => Ok(Chosen::Word(words.clone())),
            _ => Err(other(spec, "an expression")),
        },
        Written::Suffixed(number) => match spec.kind {
            Kind::Integer { .. } => Ok(Chosen::Word(number.clone())),
            Kind::Size { .. } if parse_literal(spec, number).is_ok() => Err(format!(
                "`{name}` takes a size as a text; write `{name} = \"{number}\"`",
                name = spec.name
            )),
            _ => Err(other(spec, "a number with a type")),
        },
        Written::Refused => return Chosen::Unusable,
        Written::Character(character) => Err(not_a_character(spec, *character)),
        Written::Other(ARRAY) => Err(not_an_array(spec)),
        Written::Call(_) => Err(other(spec, CALL)),
        Written::Other(what) => Err(other(spec, what)),
        Written::Unreadable => Err(format!("the value of `{}` cannot be read; {}", spec.name, way_out(spec))),
    };
    chosen.unwrap_or_else(|sentence| {
        diagnostics.push(arg.place, sentence);
        Chosen::Unusable
    })
}

/// Text is a text, a size with its unit, or a setting. A word, a number or a flag has no quotes, except where it could
/// not be written without: `csv_delimiter = ","`. What is in them is the value all the same, so that nothing else hides behind them.
fn of_text(spec: &OptionSpec, text: &str) -> (Result<Chosen, String>, Option<String>) {
    let unquoted = matches!(spec.kind, Kind::Choice(_) | Kind::Integer { .. } | Kind::Flag);
    match parse_literal(spec, text) {
        Ok(value) => {
            let needless =
                unquoted && !matches!(value, Value::Setting(_)) && syn::parse_str::<syn::Expr>(text).is_ok();
            let plain = if let Value::Word(word) = value { word } else { text };
            let quotes = needless.then(|| {
                format!(
                    "`{name}` takes text for a setting only; leave the quotes out: `{name} = {plain}`",
                    name = spec.name
                )
            });
            (Ok(of_value(&value)), quotes)
        }
        Err(violation) => (Err(violation.to_string()), None),
    }
}

fn of_value(value: &Value<'_>) -> Chosen {
    match value {
        Value::Text(text) => Chosen::Text((*text).to_owned()),
        Value::Integer(number) => Chosen::Integer(*number),
        Value::Flag(flag) => Chosen::Flag(*flag),
        Value::Word(word) => Chosen::Word((*word).to_owned()),
        Value::Setting(text) => Chosen::Setting((*text).to_owned()),
        Value::Map(_) | Value::Item | Value::Unusable => Chosen::Unusable,
    }
}

/// The values of a map may be settings, each by itself.
fn judge_references(spec: &OptionSpec, entries: &[MapEntry], diagnostics: &mut Diagnostics) {
    for entry in entries {
        if let Some(violation) = reference_fault(spec, &entry.text.value()) {
            diagnostics.push(entry.text.span(), violation);
        }
    }
}

/// The sentence for Rust that is no option's value: what it is, and what the option takes.
fn other(spec: &OptionSpec, what: &str) -> String {
    format!("`{}` cannot be {what}; {}", spec.name, way_out(spec))
}

/// A path where a word belongs. `BrokerProtocol::SaslSsl` is an enum's word in other languages, and one of the option's here: the value all the
/// same, so that nothing else hides behind it.
fn of_path(
    spec: &OptionSpec,
    last: Option<&Member>,
    what: &str,
    arg: &Arg,
    diagnostics: &mut Diagnostics,
) -> Chosen {
    let meant = match (spec.kind, last) {
        (Kind::Choice(words), Some(Member::Named(last))) => Some((word(last), words)),
        _ => None,
    };
    let near = meant.as_ref().and_then(|(last, words)| nearest_word(last, words));
    diagnostics.push(
        arg.place,
        match near {
            Some(near) => format!("`{name}` cannot be {what}; write `{name} = {near}`", name = spec.name),
            None => other(spec, what),
        },
    );
    let exact = meant.and_then(|(last, words)| words.iter().find(|word| word.is(&last)));
    exact.map_or(Chosen::Unusable, |exact| Chosen::Word(exact.word.to_owned()))
}

/// The sentence for a character: `'\t'` is a word of `csv_delimiter`, and a text of one letter elsewhere.
fn not_a_character(spec: &OptionSpec, character: char) -> String {
    let text = character.to_string();
    let meant = match parse_literal(spec, &text) {
        Ok(value) if check_value(spec, &value).is_some() => None,
        Ok(Value::Word(word)) => Some(word.to_owned()),
        Ok(Value::Integer(number)) => Some(number.to_string()),
        Ok(Value::Text(text)) if !spec.secret => Some(format!("{text:?}")),
        _ => None,
    };
    match meant {
        Some(meant) => format!("`{name}` cannot be a character; write `{name} = {meant}`", name = spec.name),
        None => other(spec, "a character"),
    }
}

/// The sentence for an array: what an option takes several of stands in one text.
fn not_an_array(spec: &OptionSpec) -> String {
    let (all, example) = match spec.kind {
        Kind::Text(Grammar::BrokerList) => ("brokers", "a:9092,b:9092"),
        Kind::Text(Grammar::Urls) => ("URLs", "http://a:8081,http://b:8081"),
        Kind::Text(Grammar::Pairs) => ("pairs", "name=value,other=value"),
        _ => return other(spec, ARRAY),
    };
    format!(
        "`{}` cannot be an array; write all {all} in one text, comma-separated: `\"{example}\"`",
        spec.name
    )
}

/// What an option takes.
fn way_out(spec: &OptionSpec) -> String {
    let takes = match spec.kind {
        Kind::Text(_) => "write the text out, in quotes".to_owned(),
        Kind::Integer { min, max } => format!("write a whole number from {min} to {max}"),
        Kind::Size { .. } => "write a number of bytes, a text such as `\"1MB\"`".to_owned(),
        Kind::Flag if spec.compile_time => "write `true` or `false`".to_owned(),
        Kind::Flag => "write `true`, `false`".to_owned(),
        Kind::Choice(words) => format!("write one of its words, such as `{}`", words[0].word),
        Kind::Ident => "write a name".to_owned(),
        Kind::TypePath if spec.id == OptionId::Connection => {
            "write the type that has `#[kafka_connection(…)]`: `connection = Confluent`".to_owned()
        }
        Kind::TypePath => "write the path of the crate".to_owned(),
        Kind::FieldPath => "write a path of fields: `customer.id`".to_owned(),
        Kind::Map => "write `{ \"name\" = \"value\" }`".to_owned(),
    };
    let literal = spec.compile_time || matches!(spec.kind, Kind::Map);
    if literal { takes } else { format!("{takes}, or a setting: `\"%NAME%\"`") }
}
