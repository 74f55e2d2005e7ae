//! Values and sets of them as one writes them in an attribute: `topic = "orders", acks = none`.

use crate::spec::Kind;
use crate::table::OptionId;
use crate::value::Value;

/// Options as one writes them between the parentheses of the attribute.
#[must_use]
pub fn attribute_text(options: &[(OptionId, Value<'_>)]) -> String {
    joined(options, usize::MAX)
}

/// The same for people to read: long texts end in `…`.
pub(crate) fn attribute_at_a_glance(options: &[(OptionId, Value<'_>)]) -> String {
    const LONGEST: usize = 32;
    joined(options, LONGEST)
}

fn joined(options: &[(OptionId, Value<'_>)], longest: usize) -> String {
    let options: Vec<_> = options
        .iter()
        .map(|(id, value)| format!("{} = {}", id.name(), written(*id, value, longest)))
        .collect();
    options.join(", ")
}

fn written(id: OptionId, value: &Value<'_>, longest: usize) -> String {
    match value {
        Value::Text(text) | Value::Setting(text) => quoted(text, longest),
        Value::Integer(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Word(word) => (*word).to_owned(),
        Value::Map(pairs) => {
            let pairs: Vec<_> =
                pairs.iter().map(|(name, text)| format!("{name:?} = {}", quoted(text, longest))).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        Value::Item => match id.spec().kind {
            Kind::FieldPath => "customer.id".to_owned(),
            Kind::Ident => "order_event".to_owned(),
            _ => "crate::Name".to_owned(),
        },
        Value::Unusable => "…".to_owned(),
    }
}

fn quoted(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{:?}", format!("{}…", &text[..end])),
        None => format!("{text:?}"),
    }
}
