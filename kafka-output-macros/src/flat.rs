//! What of a type can be seen not to fit a line of CSV: of a tuple, and of a struct that the file declares. What others hold only shows when it is
//! written.

use proc_macro2::TokenStream;
use syn::{Field, Type};

use crate::around::File;
use crate::diagnostics::{Diagnostics, Underline};
use crate::shape::Leaf;
use crate::types::{argument_of, bare, last_segment, type_arguments};

const NESTED: &str = "a line of CSV is flat, and this part of the record holds several values; \
    leave it out, give it as text, or choose another format";

const NESTED_FIELD: &str = "a line of CSV is flat, and the field `{field}` of `{type}` holds several values; \
    leave it out by `#[serde(skip)]`, give it as text, or choose another format";

/// What serde writes as a list or a map.
const SEVERAL: &[&str] =
    &["Vec", "VecDeque", "LinkedList", "HashSet", "BTreeSet", "BinaryHeap", "HashMap", "BTreeMap"];

/// What is as flat as what it holds.
const AROUND: &[&str] = &["Option", "Box", "Arc", "Rc", "Json"];

/// ```text
/// INPUT   (u64, Vec<Line>)   KafkaEventData<(u64, (f64, f64))>
/// OUTPUT        ^^^                               ^
/// ```
pub(crate) fn refuse_nested(leaf: &Leaf, value: bool, key: bool, diagnostics: &mut Diagnostics) {
    let Leaf::Spelled(tokens) = leaf else { return };
    let Some(ty) = parsed(tokens) else { return };
    let event = last_segment(bare(&ty)).filter(|(_, last)| last.ident == "KafkaEventData");
    let sides: Vec<&Type> = match &event {
        Some((_, last)) => type_arguments(last).collect(),
        None => vec![&ty],
    };
    for (side, is_csv) in sides.into_iter().zip([value, key]) {
        if is_csv {
            refuse_nested_fields(bare(side), diagnostics);
        }
        let Type::Tuple(tuple) = bare(side) else { continue };
        for nested in tuple.elems.iter().filter(|element| is_csv && holds_several(element)) {
            diagnostics.push(Underline::of(nested), NESTED);
        }
    }
}

/// ```text
/// INPUT   Row, where `struct Row { id: u64, lines: Vec<Line> }` stands in the file
/// OUTPUT                                    ^^^^^ told at `Row`
/// ```
fn refuse_nested_fields(ty: &Type, diagnostics: &mut Diagnostics) {
    let (Some(file), Some(name)) = (File::of_attribute(), declared_name(ty)) else { return };
    let of_struct = |ty: &Type| {
        let is_struct =
            |fields: Vec<Field>| fields.len() > 1 || fields.iter().any(|field| field.ident.is_some());
        declared_name(ty).and_then(|name| file.written_fields(&name)).is_some_and(is_struct)
    };
    for field in file.written_fields(&name).into_iter().flatten() {
        let is_own =
            declared_name(&field.ty).is_some_and(|name| file.declares(&name) || file.has_alias(&name));
        let nested = if is_own { of_struct(&field.ty) } else { holds_several(&field.ty) };
        if let Some(field) = field.ident.filter(|_| nested) {
            let sentence = NESTED_FIELD.replace("{field}", &field.to_string()).replace("{type}", &name);
            diagnostics.push(Underline::of(ty), sentence);
        }
    }
}

/// The name of a type that may be the file's own.
fn declared_name(ty: &Type) -> Option<String> {
    let (path, _) = last_segment(bare(ty))?;
    let name =
        path.path.segments.first().filter(|_| path.path.segments.len() == 1 && path.qself.is_none())?;
    Some(name.ident.to_string())
}

fn parsed(tokens: &TokenStream) -> Option<Type> {
    syn::parse2(tokens.clone()).ok()
}

fn holds_several(ty: &Type) -> bool {
    match bare(ty) {
        Type::Array(_) | Type::Slice(_) => true,
        Type::Tuple(tuple) => !tuple.elems.is_empty(),
        Type::Reference(reference) => holds_several(&reference.elem),
        path => match argument_of(path, AROUND) {
            Some(inner) => holds_several(inner),
            None => last_segment(path).is_some_and(|(_, last)| SEVERAL.iter().any(|name| last.ident == name)),
        },
    }
}
