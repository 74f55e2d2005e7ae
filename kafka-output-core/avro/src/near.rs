//! What a name that is no type's may be meant for.

use super::simple;

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

/// Logical types, which stand beside a type of these: no type is called so.
const LOGICAL: &[(&str, &str)] = &[
    ("decimal", "bytes"),
    ("uuid", "string"),
    ("date", "int"),
    ("time-millis", "int"),
    ("time-micros", "long"),
    ("timestamp-millis", "long"),
    ("timestamp-micros", "long"),
    ("local-timestamp-millis", "long"),
    ("local-timestamp-micros", "long"),
];

/// The word or the name, in backticks, that is meant.
pub(crate) fn nearest_type<'a>(given: &'a str, named: impl Iterator<Item = &'a str>) -> Option<String> {
    let plain = given.to_ascii_lowercase();
    if let Some((word, of)) = LOGICAL.iter().find(|(word, _)| *word == plain) {
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
