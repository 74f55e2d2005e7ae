//! What a name that is no type's may be meant for.

use super::{LOGICAL, simple};

/// The words of Avro's, each with what others call it.
const WORDS: &[(&str, &[&str])] = &[
    ("null", &["none", "nil", "void"]),
    ("boolean", &["bool"]),
    ("int", &["integer", "int32", "i32", "short", "i16", "smallint"]),
    ("long", &["int64", "i64", "bigint", "u32"]),
    ("float", &["float32", "f32"]),
    ("double", &["float64", "f64", "number", "real"]),
    ("bytes", &["binary", "blob", "byte_array"]),
    ("string", &["str", "text", "varchar", "char"]),
    ("record", &["struct", "object", "class"]),
    ("enum", &["enumeration"]),
    ("array", &["list", "vec", "sequence"]),
    ("map", &["dict", "dictionary"]),
    ("fixed", &["fixed_bytes"]),
];

/// Whether it is a word of Avro's, and so no name of a type's.
#[must_use]
pub fn is_word(word: &str) -> bool {
    word == "error" || WORDS.iter().any(|(known, _)| *known == word)
}

/// The word or the name, in backticks, that is meant.
pub fn nearest_type<'a>(given: &'a str, named: impl Iterator<Item = &'a str>) -> Option<String> {
    let plain = given.to_ascii_lowercase();
    // No type is called so.
    if let Some((logical, of)) = LOGICAL.iter().find(|(logical, _)| logical.word() == plain) {
        let word = logical.word();
        return Some(format!("`{{\"type\": \"{of}\", \"logicalType\": \"{word}\"}}`"));
    }
    if let Some((word, _)) = WORDS.iter().find(|(_, others)| others.contains(&plain.as_str())) {
        return Some(format!("`{word}`"));
    }
    let reach = (plain.chars().count() / 3).min(4);
    let far = |name: &str| strsim::osa_distance(&plain, &simple(name).to_ascii_lowercase());
    let words = WORDS.iter().map(|(word, _)| *word);
    let all = words.chain(named).map(|name| (far(name), name)).filter(|(far, _)| *far <= reach);
    // Of two that are as near, the same one each time, whatever the order of the names.
    all.min().map(|(_, name)| format!("`{name}`"))
}
