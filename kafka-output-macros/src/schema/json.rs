//! JSON Schema: a look at the file a registry gets.

use quote::quote;

use super::declared::{Declared, included, read};
use super::{Refused, Side};
use crate::diagnostics::Diagnostics;
use crate::judge::Judged;

/// The file of a side whose format is `json`; none where the type tells its schema, or there is none.
pub(super) fn schema(
    side: &Side,
    judged: &Judged,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Declared>, Refused> {
    let id = side.json_file;
    let Some(path) = super::path_of(id, judged)? else { return Ok(None) };
    let option = id.name();
    let read = read(path)
        .map_err(|reason| format!("`{option}`: {reason}; a path counts from the crate's root"))
        .and_then(|text| {
            check(&text).map_err(|reason| format!("`{option}` is no JSON schema: {reason}; mend it there"))
        });
    match read {
        Ok(()) => {
            let text = included(path);
            Ok(Some(Declared::new(side, "JsonSchema", true, &quote!(#text))))
        }
        Err(sentence) => {
            diagnostics.push(judged.place(id), sentence);
            Err(Refused::Schema)
        }
    }
}

/// Without the feature the option itself is refused.
#[cfg(not(feature = "schema-registry"))]
#[expect(clippy::unnecessary_wraps, reason = "the twin of the one with the feature")]
fn check(_text: &str) -> Result<(), String> {
    Ok(())
}

#[cfg(feature = "schema-registry")]
fn check(text: &str) -> Result<(), String> {
    let schema: serde_json::Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    looks::at(&schema, "#")
}

/// The keywords that a slip of the pen breaks; the rest is the registry's to judge.
#[cfg(feature = "schema-registry")]
mod looks {
    use serde_json::Value;

    const TYPES: &[&str] = &["array", "boolean", "integer", "null", "number", "object", "string"];
    /// Each holds a schema.
    const ONE: &[&str] = &["additionalProperties", "contains", "else", "if", "not", "propertyNames", "then"];
    /// Each holds a list of schemas.
    const SEVERAL: &[&str] = &["allOf", "anyOf", "oneOf", "prefixItems"];
    /// Each holds schemas by name.
    const NAMED: &[&str] = &["$defs", "definitions", "patternProperties", "properties"];

    /// What is wrong, with its place as a JSON pointer.
    pub(super) fn at(schema: &Value, place: &str) -> Result<(), String> {
        let keywords = match schema {
            Value::Bool(_) => return Ok(()),
            Value::Object(keywords) => keywords,
            _ => return Err(format!("at {place} stands neither an object nor `true` or `false`")),
        };
        for (keyword, value) in keywords {
            let keyword = keyword.as_str();
            let place = format!("{place}/{keyword}");
            match value {
                _ if keyword == "type" => types(value, &place)?,
                _ if keyword == "required" => texts(value, &place)?,
                Value::Object(named) if NAMED.contains(&keyword) => {
                    for (name, schema) in named {
                        at(schema, &format!("{place}/{name}"))?;
                    }
                }
                Value::Array(schemas) if SEVERAL.contains(&keyword) || keyword == "items" => {
                    for (index, schema) in schemas.iter().enumerate() {
                        at(schema, &format!("{place}/{index}"))?;
                    }
                }
                _ if NAMED.contains(&keyword) => {
                    return Err(format!("at {place} stands no object of schemas"));
                }
                _ if SEVERAL.contains(&keyword) => {
                    return Err(format!("at {place} stands no list of schemas"));
                }
                _ if ONE.contains(&keyword) || keyword == "items" => at(value, &place)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn types(value: &Value, place: &str) -> Result<(), String> {
        let known = |value: &Value| value.as_str().is_some_and(|text| TYPES.contains(&text));
        let right = match value {
            Value::Array(types) => !types.is_empty() && types.iter().all(known),
            one => known(one),
        };
        if right {
            Ok(())
        } else {
            Err(format!("at {place} stands {value}, which is none of {}", TYPES.join(", ")))
        }
    }

    fn texts(value: &Value, place: &str) -> Result<(), String> {
        let right = value.as_array().is_some_and(|names| names.iter().all(Value::is_string));
        if right { Ok(()) } else { Err(format!("at {place} stands no list of names")) }
    }
}

#[cfg(all(test, feature = "schema-registry"))]
mod tests {
    use super::check;

    #[test]
    fn slips_are_told_with_their_place() {
        let wrong = |text: &str| check(text).unwrap_err();
        assert!(wrong("{").contains("line 1 column 1"), "{}", wrong("{"));
        assert_eq!(wrong("[]"), "at # stands neither an object nor `true` or `false`");
        assert!(
            wrong(r#"{"properties": {"id": {"type": "int"}}}"#)
                .starts_with("at #/properties/id/type stands \"int\"")
        );
        assert_eq!(wrong(r#"{"properties": ["id"]}"#), "at #/properties stands no object of schemas");
        assert_eq!(wrong(r#"{"required": "id"}"#), "at #/required stands no list of names");
        assert_eq!(wrong(r#"{"items": {"anyOf": {}}}"#), "at #/items/anyOf stands no list of schemas");
    }

    #[test]
    fn schemas_are_schemas() {
        let text = r##"{"$schema": "http://json-schema.org/draft-07/schema#", "title": "Order", "type": ["object", "null"],
            "properties": {"id": {"type": "integer"}, "lines": {"type": "array", "items": {"$ref": "#/definitions/Line"}},
                "properties": {"const": 1}}, "required": ["id"], "definitions": {"Line": true}}"##;
        assert_eq!(check(text), Ok(()));
    }
}
