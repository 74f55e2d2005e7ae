//! Types that tell their own Avro schema, against the schemas they are written by: what surely does not fit is told before a value is there.

use kafka_output_options::{OptionId, OptionSet, Value};

use super::origins::Origins;
use crate::binding::Binding;
use crate::encode::avro::Shape;
use crate::encode::avro::fits::Misfit;
use crate::error::{Error, ErrorKind};

/// Of the value and of the key: the option with the schema's text, that with its file, and what it is of, in words.
type Side = (OptionId, OptionId, &'static str);
const VALUE: Side = (OptionId::AvroSchema, OptionId::AvroSchemaFile, "value");
const KEY: Side = (OptionId::KeyAvroSchema, OptionId::KeyAvroSchemaFile, "key");

/// What of the types of an output does not fit its schemas, each part in an error.
pub(super) fn misfits(binding: &Binding, set: &OptionSet<'_>, origins: &Origins<'_>) -> Vec<Error> {
    let Some(told) = binding.declaration.schemas else { return Vec::new() };
    let [value, event_key, field_key] = told().shapes;
    // An event's key is a `String` where its type does not say, and has not to be there beside the option `key`.
    let is_meant = |shape: &Shape| {
        !binding.declaration.options.has(OptionId::Key)
            || shape.type_name() != std::any::type_name::<String>()
    };
    let sides = [(VALUE, value), (KEY, event_key.filter(is_meant)), (KEY, field_key)];
    let shapes = sides.into_iter().filter_map(|(side, shape)| Some((side, shape?)));
    shapes.flat_map(|(side, shape)| of_side(side, shape, binding, set, origins)).collect()
}

fn of_side(
    (text, file, word): Side,
    shape: Shape,
    binding: &Binding,
    set: &OptionSet<'_>,
    origins: &Origins<'_>,
) -> Vec<Error> {
    let is_fetched = shape.text().is_none() && set.is_fetched(text);
    let (schema, option) = match (shape.text(), set.get(text)) {
        (Some(schema), _) => (schema, in_the_source(text, file, binding)),
        (None, Some(Value::Text(schema))) => {
            let named = origins.named(text, None).map_or_else(String::new, |named| format!(" from {named}"));
            (schema, format!("`{}`{named}", text.name()))
        }
        // What is wrong with the setting is told already.
        (None, _) => return Vec::new(),
    };
    let told =
        |misfit| Error::new(ErrorKind::Configuration, sentence(&option, word, shape.type_name(), &misfit));
    let misfits = shape.misfits(schema);
    if is_fetched {
        // Each would name parts of the schema.
        let what = "is of another form, which is not shown of a text that was fetched".to_owned();
        return misfits.first().map(|_| told(Misfit { path: String::new(), what })).into_iter().collect();
    }
    misfits.into_iter().map(told).collect()
}

/// The option that stands in the source, of a file with its path.
fn in_the_source(text: OptionId, file: OptionId, binding: &Binding) -> String {
    match binding.declaration.effective().get(file) {
        Some(Value::Text(path)) => format!("`{} = \"{path}\"`", file.name()),
        _ => format!("`{}`", text.name()),
    }
}

fn sentence(option: &str, word: &str, type_name: &str, Misfit { path, what }: &Misfit) -> String {
    let part = if path.is_empty() { format!("the {word}") } else { format!("the {word}'s `{path}`") };
    format!(
        "{option} does not fit `{type_name}`: {part} {what}; change the type or the schema, or derive `AvroRecord` to be told while compiling"
    )
}
