//! What of a type can be seen not to fit a line of CSV. What a struct holds only shows when it is written.

use proc_macro2::TokenStream;
use syn::Type;

use crate::diagnostics::{Diagnostics, Underline};
use crate::shape::Leaf;
use crate::types::{argument_of, bare, last_segment, type_arguments};

const NESTED: &str = "a line of CSV is flat, and this part of the record holds several values; \
    leave it out, give it as text, or choose another format";

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
        let Type::Tuple(tuple) = bare(side) else { continue };
        for nested in tuple.elems.iter().filter(|element| is_csv && holds_several(element)) {
            diagnostics.push(Underline::of(nested), NESTED);
        }
    }
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
