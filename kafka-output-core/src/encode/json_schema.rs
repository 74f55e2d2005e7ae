//! What a registry gets for JSON: a schema of a file, or of a type that tells its own.

use serde::Serialize;

use super::{Encode, EncodeError, format};
use crate::schema_registry::{Schema, SchemaText, SchemaType};

/// Writes JSON that a file describes: `json_schema_file`.
#[derive(Debug, Clone, Copy)]
pub struct JsonBy(&'static JsonSchema);

impl JsonBy {
    /// By this schema.
    #[must_use]
    pub const fn new(schema: &'static JsonSchema) -> Self {
        Self(schema)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> Encode<T> for JsonBy {
    fn schema(&self) -> Option<Schema> {
        Some(self.0.schema())
    }

    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        format::JsonText.encode(value, out)
    }
}

/// A JSON schema in the source, which the macro has looked at.
#[derive(Debug)]
pub struct JsonSchema {
    text: &'static str,
}

impl JsonSchema {
    /// Made by generated code, in a `static`.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self { text }
    }

    /// What a registry gets.
    #[must_use]
    pub const fn schema(&self) -> Schema {
        Schema::json(self.text)
    }
}

impl SchemaText {
    /// A JSON schema; its `title` is its name.
    pub(crate) fn json(text: &str) -> Result<Self, EncodeError> {
        let schema: serde_json::Value = serde_json::from_str(text)
            .map_err(|error| EncodeError::because("its JSON schema is no JSON", error))?;
        Ok(Self::of_json(text.to_owned(), &schema))
    }

    fn of_json(text: String, schema: &serde_json::Value) -> Self {
        let name = schema.get("title").and_then(serde_json::Value::as_str).map(str::to_owned);
        Self { schema_type: SchemaType::Json, text, name, references: Vec::new(), indexes: Vec::new() }
    }
}

/// Writes JSON whose type tells its schema.
#[cfg(feature = "schema-registry")]
#[derive(Debug, Clone, Copy)]
pub struct Described<F>(pub(crate) F);

#[cfg(feature = "schema-registry")]
#[diagnostic::do_not_recommend]
impl<T: schemars::JsonSchema + ?Sized, F: Encode<T>> Encode<T> for Described<F> {
    fn check(&self) -> Result<(), EncodeError> {
        self.0.check()
    }

    fn schema(&self) -> Option<Schema> {
        Some(Schema::made(of_type::<T>))
    }

    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.0.encode(value, out)
    }
}

/// The schema of what serde writes of a type, in the draft that every consumer reads.
#[cfg(feature = "schema-registry")]
#[expect(clippy::unnecessary_wraps, reason = "what `Schema::made` takes")]
fn of_type<T: schemars::JsonSchema + ?Sized>() -> Result<SchemaText, EncodeError> {
    let generator = schemars::generate::SchemaSettings::draft07().for_serialize().into_generator();
    let schema = generator.into_root_schema_for::<T>().to_value();
    Ok(SchemaText::of_json(schema.to_string(), &schema))
}

#[cfg(feature = "schema-registry")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for crate::Json<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use crate::schema_registry::SchemaText;

    #[test]
    fn the_title_is_the_name() {
        assert_eq!(SchemaText::json(r#"{"title": "Order"}"#).unwrap().name.as_deref(), Some("Order"));
        assert_eq!(SchemaText::json("true").unwrap().name, None);
    }

    #[cfg(feature = "schema-registry")]
    #[test]
    fn a_type_tells_the_schema_of_what_is_written() {
        let text = super::of_type::<crate::Json<Vec<u8>>>().unwrap();
        assert!(
            text.text.contains(r#""$schema":"http://json-schema.org/draft-07/schema#""#),
            "{}",
            text.text
        );
        assert!(text.text.contains(r#""type":"array""#), "{}", text.text);
    }
}
