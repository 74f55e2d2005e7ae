//! `key = id` of a value that has no fields, by what is written.

use quote::ToTokens;
use syn::{FnArg, Generics, Member, Pat, Signature, Type};

use crate::around::File;
use crate::diagnostics::{Diagnostics, Underline};
use crate::shape::{Leaf, Shape};
use crate::types::{argument_of, argument_of_event, bare, is_byte, last_segment};

const FIELDLESS: &str = "`key = {key}` names a field of the value, and {what}; return a `KafkaEventData`, whose `.key(…)` gives the key";

const OF_AN_ARGUMENT: &str =
    "a path in `key` begins at a field of the value, not at an argument; write `key = {rest}`";

/// Text and numbers, by the names that nobody else has.
const PLAIN: &[&str] = &[
    "String", "str", "bool", "char", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64",
    "u128", "usize", "f32", "f64",
];

/// Whether it was refused.
pub(crate) fn refuse_fieldless(
    shape: &Shape,
    members: &[Member],
    sig: &Signature,
    diagnostics: &mut Diagnostics,
) -> bool {
    let Ok(Leaf::Spelled(leaf)) = &shape.leaf else { return false };
    let Some(value) = argument_of_event(leaf, 0).or_else(|| syn::parse2(leaf.clone()).ok()) else {
        return false;
    };
    let Some(first) = members.first() else { return false };
    let sentence = if let Some(what) = what_is_fieldless(&value, &sig.generics) {
        FIELDLESS.replace("{key}", &path(members)).replace("{what}", &what)
    } else if begins_at_an_argument(members, &value, sig) {
        OF_AN_ARGUMENT.replace("{rest}", &path(&members[1..]))
    } else {
        return false;
    };
    diagnostics.push(Underline::of(first), sentence);
    true
}

fn path(members: &[Member]) -> String {
    members.iter().map(|member| member.to_token_stream().to_string()).collect::<Vec<_>>().join(".")
}

/// `key = order.customer` of a function that takes an `order`, and whose value has no field of that name.
fn begins_at_an_argument(members: &[Member], value: &Type, sig: &Signature) -> bool {
    let [Member::Named(first), _, ..] = members else { return false };
    if first == "self" {
        return true;
    }
    let is_argument = sig.inputs.iter().any(|input| match input {
        FnArg::Typed(argument) => matches!(&*argument.pat, Pat::Ident(named) if named.ident == *first),
        FnArg::Receiver(_) => false,
    });
    let has_no_such_field = || {
        let (_, last) = last_segment(bare(value))?;
        let mut fields = File::of_attribute()?.fields(&last.ident.to_string())?;
        Some(fields.all(|field| field.ident.as_ref() != Some(first)))
    };
    is_argument && has_no_such_field() == Some(true)
}

/// What is said of it.
fn what_is_fieldless(ty: &Type, generics: &Generics) -> Option<String> {
    let ty = bare(ty);
    match ty {
        Type::Reference(reference) => return what_is_fieldless(&reference.elem, generics),
        Type::Array(array) if is_byte(&array.elem) => return Some("an array of bytes has none".to_owned()),
        Type::Slice(slice) if is_byte(&slice.elem) => return Some("a slice of bytes has none".to_owned()),
        _ => {}
    }
    if argument_of(ty, &["Vec"]).is_some_and(is_byte) {
        return Some("a `Vec` of bytes has none".to_owned());
    }
    let (path, last) = last_segment(ty)?;
    if !last.arguments.is_none() {
        return None;
    }
    let name = last.ident.to_string();
    let is_alone = path.path.get_ident().is_some();
    if is_alone && generics.type_params().any(|parameter| parameter.ident == last.ident) {
        return Some(format!("of the type parameter `{name}` none is known"));
    }
    let file = File::of_attribute();
    if is_alone && file.as_ref().is_some_and(|file| file.is_enum(&name)) {
        return Some(format!("the enum `{name}` has none of its own"));
    }
    let is_own =
        file.is_some_and(|file| file.declares(&name) || file.has_alias(&name) || file.imports(&name));
    (PLAIN.contains(&name.as_str()) && !is_own).then(|| format!("`{name}` has none"))
}
