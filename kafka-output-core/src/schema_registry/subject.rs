//! The names that subjects have: Confluent's `subject.name.strategy`.

use super::Side;
use super::config::Strategy;
use super::schema::SchemaText;

/// The subject of a schema; an error where the strategy wants a name that the schema has not.
pub(super) fn subject(
    strategy: Strategy,
    side: Side,
    topic: &str,
    schema: &SchemaText,
) -> Result<String, String> {
    let name = || {
        schema.name.as_deref().ok_or_else(|| {
            let side = side.word();
            format!("the {side}'s schema has no name, which `subject_name_strategy` asks for; give it one, or write `subject_name_strategy = topic_name`")
        })
    };
    match strategy {
        Strategy::Topic => Ok(format!("{topic}-{}", side.word())),
        Strategy::Record => name().map(str::to_owned),
        Strategy::TopicRecord => name().map(|name| format!("{topic}-{name}")),
    }
}

#[cfg(test)]
mod tests {
    use super::subject;
    use crate::schema_registry::Side;
    use crate::schema_registry::config::Strategy;
    use crate::schema_registry::schema::SchemaText;

    #[test]
    fn each_strategy() {
        let schema = SchemaText::avro(r#"{"type": "record", "name": "Order", "namespace": "shop"}"#).unwrap();
        let plain = SchemaText::avro(r#""long""#).unwrap();
        let of = |strategy, side, schema| subject(strategy, side, "orders", schema);
        assert_eq!(of(Strategy::Topic, Side::Key, &plain).unwrap(), "orders-key");
        assert_eq!(of(Strategy::Topic, Side::Value, &schema).unwrap(), "orders-value");
        assert_eq!(of(Strategy::Record, Side::Value, &schema).unwrap(), "shop.Order");
        assert_eq!(of(Strategy::TopicRecord, Side::Value, &schema).unwrap(), "orders-shop.Order");
        let error = of(Strategy::Record, Side::Value, &plain).unwrap_err();
        assert!(error.starts_with("the value's schema has no name"), "{error}");
    }
}
