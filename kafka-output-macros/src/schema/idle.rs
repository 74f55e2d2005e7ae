//! A registry that a function names itself, and has nothing for.

use kafka_output_options::OptionId;
use syn::{GenericArgument, PathArguments, Type};

use super::{KEY, Side, VALUE};
use crate::around::File;
use crate::diagnostics::Diagnostics;
use crate::judge::Judged;
use crate::shape::{Leaf, Shape};
use crate::types::{bare, last_segment};

const SENTENCE: &str = "`schema_registry_url` has nothing to register, since neither value nor key has a schema in these formats; \
    write a schema option, or leave `schema_registry_url` out";

/// Where it is known by what is written. What only types tell is told by `start()` and the first call.
pub(crate) fn refuse_idle_registry(judged: &Judged, shape: &Shape, diagnostics: &mut Diagnostics) {
    let written = judged.get(OptionId::SchemaRegistryUrl).is_some();
    let plain = |side: &Side| matches!(judged.word(side.format), Some("string" | "binary" | "csv"));
    let unkeyed = || {
        let by_type = judged.get(OptionId::KeyFormat).is_none() && KEY.format_of_schema(judged).is_none();
        by_type && judged.get(OptionId::Key).is_none() && has_no_schema_in_its_key(shape)
    };
    // A schema option beside another format is told of there.
    let has_schema = [VALUE, KEY].iter().any(|side| side.format_of_schema(judged).is_some());
    if written && !has_schema && plain(&VALUE) && (plain(&KEY) || unkeyed()) {
        diagnostics.push(judged.place(OptionId::SchemaRegistryUrl), SENTENCE);
    }
}

/// Whether an element is spelled as text or bytes, as a type that the file declares, or as an event with no key type but the usual one, which is text.
fn has_no_schema_in_its_key(shape: &Shape) -> bool {
    let Ok(Leaf::Spelled(leaf)) = &shape.leaf else { return false };
    let Ok(leaf) = syn::parse2::<Type>(leaf.clone()) else { return false };
    let leaf = bare(&leaf);
    let Some((_, last)) = last_segment(leaf) else {
        return matches!(leaf, Type::Reference(_) | Type::Array(_) | Type::Slice(_));
    };
    if File::of_attribute().is_some_and(|file| file.declares(&last.ident.to_string())) {
        return true;
    }
    let arguments = match &last.arguments {
        PathArguments::AngleBracketed(arguments) => arguments.args.iter().collect(),
        _ => Vec::new(),
    };
    let [GenericArgument::Type(argument)] = arguments[..] else { return last.ident == "String" };
    let of_bytes = last_segment(bare(argument)).is_some_and(|(_, argument)| argument.ident == "u8");
    last.ident == "KafkaEventData" || (last.ident == "Vec" && of_bytes)
}
