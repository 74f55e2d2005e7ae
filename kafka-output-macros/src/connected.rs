//! `connection = Confluent`: whether it may be a type that has a connection.

use kafka_output_options::OptionId;
use syn::{Generics, Path};

use crate::around::File;
use crate::diagnostics::{Diagnostics, Underline};
use crate::judge::Judged;

/// `Confluent`: a type, and none that only a call says.
pub(crate) fn connection_of(
    judged: &Judged,
    generics: &Generics,
    diagnostics: &mut Diagnostics,
) -> Option<Path> {
    let path = judged.item(OptionId::Connection)?;
    let first = &path.segments.first()?.ident;
    let is_parameter = generics.type_params().any(|parameter| parameter.ident == *first)
        || generics.const_params().any(|parameter| parameter.ident == *first);
    let value = || {
        let name = path.get_ident().map(ToString::to_string);
        let file = File::of_attribute().filter(|file| name.as_ref().is_some_and(|name| file.is_value(name)));
        file.zip(name)
    };
    let sentence = match value() {
        _ if is_parameter => GENERIC_CONNECTION,
        // That its attribute belongs on a type is told there.
        Some((file, name)) if file.is_value_with(&name, "kafka_connection") => return None,
        Some(_) => VALUE_FOR_CONNECTION,
        None => return Some(path.clone()),
    };
    diagnostics.push(Underline::of(path), sentence.replace("{}", &first.to_string()));
    None
}

const GENERIC_CONNECTION: &str = "a connection is known while compiling, and the parameter `{}` only to a call; write the type that has `#[kafka_connection(…)]`";
const VALUE_FOR_CONNECTION: &str =
    "a connection is a type, and `{}` is none; write the type that has `#[kafka_connection(…)]`";
