//! One text of an Avro schema and of those that it refers to.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use crate::schema_registry::SchemaText;

/// The text with each definition at its first naming, as a parser of one text wants it.
pub(super) fn joined(schema: &SchemaText) -> Cow<'_, str> {
    if schema.references.is_empty() {
        return Cow::Borrowed(&schema.text);
    }
    let Ok(mut whole) = serde_json::from_str(&schema.text) else { return Cow::Borrowed(&schema.text) };
    let mut definitions = Definitions::default();
    definitions.add(schema);
    definitions.put_into(&mut whole, "");
    Cow::Owned(whole.to_string())
}

/// Those that are not in the text yet, by their full names.
#[derive(Default)]
struct Definitions(BTreeMap<String, Value>);

impl Definitions {
    /// What a schema refers to. Several may refer to the same.
    fn add(&mut self, schema: &SchemaText) {
        for reference in &schema.references {
            if self.0.contains_key(&reference.name) {
                continue;
            }
            if let Ok(definition) = serde_json::from_str(&reference.schema.text) {
                self.0.insert(reference.name.clone(), definition);
                self.add(&reference.schema);
            }
        }
    }

    fn put_into(&mut self, schema: &mut Value, namespace: &str) {
        match schema {
            Value::String(name) => {
                let full = full_name(name, namespace);
                let Some(mut definition) = self.0.remove(&full) else { return };
                // In its own file it is in no other's namespace.
                if let Value::Object(keys) = &mut definition {
                    let namespace = full.rsplit_once('.').map_or("", |(namespace, _)| namespace);
                    keys.entry("namespace").or_insert_with(|| namespace.into());
                }
                self.put_into(&mut definition, "");
                *schema = definition;
            }
            Value::Array(branches) => {
                for branch in branches {
                    self.put_into(branch, namespace);
                }
            }
            Value::Object(keys) => {
                let within = namespace_of(keys).unwrap_or_else(|| namespace.to_owned());
                for key in ["type", "items", "values"] {
                    if let Some(inner) = keys.get_mut(key) {
                        self.put_into(inner, &within);
                    }
                }
                let fields = keys.get_mut("fields").and_then(Value::as_array_mut);
                for field in fields.into_iter().flatten() {
                    if let Some(inner) = field.get_mut("type") {
                        self.put_into(inner, &within);
                    }
                }
            }
            _ => {}
        }
    }
}

fn full_name(name: &str, namespace: &str) -> String {
    if name.contains('.') || namespace.is_empty() { name.to_owned() } else { format!("{namespace}.{name}") }
}

/// What names within a definition are in.
fn namespace_of(keys: &serde_json::Map<String, Value>) -> Option<String> {
    let own = keys.get("name")?.as_str()?.rsplit_once('.').map(|(namespace, _)| namespace);
    own.or_else(|| keys.get("namespace")?.as_str()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::joined;
    use crate::schema_registry::{Reference, SchemaText};

    fn schema(text: &Value, references: &[(&str, &SchemaText)]) -> SchemaText {
        let reference = |(name, schema): &(&str, &SchemaText)| Reference {
            name: (*name).to_owned(),
            subject: (*name).to_owned(),
            schema: (*schema).clone().interned(),
        };
        let references = references.iter().map(reference).collect();
        SchemaText { references, ..SchemaText::avro(&text.to_string()).unwrap() }
    }

    #[test]
    fn each_definition_is_where_it_is_named_first() {
        let record = |name: &str, fields: Value| json!({"type": "record", "name": name, "fields": fields});
        let bare = schema(&record("Bare", json!([])), &[]);
        let money = schema(&record("shop.Money", json!([{"name": "bare", "type": "Bare"}])), &[]);
        let money = SchemaText {
            text: money.text.replace(r#""Bare""#, r#"["null", {"type": "fixed", "name": "F", "size": 1}]"#),
            ..money
        };
        let line = record(
            "shop.Line",
            json!([{"name": "price", "type": {"type": "array", "items": "Money"}}, {"name": "of", "type": "Money"}]),
        );
        let line = schema(&line, &[("shop.Money", &money)]);
        let invoice = json!([{"type": "map", "values": "shop.Line"}, "shop.Money", "Bare"]);
        let invoice = schema(&invoice, &[("shop.Money", &money), ("shop.Line", &line), ("Bare", &bare)]);

        let text = joined(&invoice);
        assert!(text.parse::<serde_avro_fast::Schema>().is_ok(), "{text}");
        let whole: Value = serde_json::from_str(&text).unwrap();
        let fields = &whole[0]["values"]["fields"];
        assert_eq!(fields[0]["type"]["items"]["name"], "shop.Money");
        assert_eq!(fields[1]["type"], "Money");
        assert_eq!((&whole[1], &whole[2]["namespace"]), (&json!("shop.Money"), &json!("")));
    }
}
