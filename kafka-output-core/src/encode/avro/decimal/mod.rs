//! Decimals of a schema, which a value reaches as an integer or a text: digits that they cannot hold are an error.
//!
//! The writer behind this (`serde_avro_fast` 2.1) drops the sign bit of an integer, so that 128 is read back as -128, drops what a fixed has no room
//! for, and rounds a text to the schema's scale. So a value of a schema with decimals is written through [`Exact`], which knows the [`Place`] in
//! the schema that each part of it goes to, gives integers as texts, and looks at texts.

mod parts;
mod place;
mod serializer;

pub(super) use place::Place;
pub(super) use serializer::Exact;

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::super::{Avro, AvroSchema};
    use crate::encode::Encode;

    fn written(schema: &str, value: impl Serialize) -> Result<Vec<u8>, String> {
        let mut out = Vec::new();
        let written = Avro::new(AvroSchema::of_text(schema), false).encode(&value, &mut out);
        let reason = |error| std::error::Error::source(&error).map_or_else(String::new, ToString::to_string);
        written.map(|()| out).map_err(reason)
    }

    fn decimal(precision: u32, scale: u32) -> String {
        format!(
            r#"{{"type": "bytes", "logicalType": "decimal", "precision": {precision}, "scale": {scale}}}"#
        )
    }

    #[test]
    fn integers_keep_their_sign() {
        assert_eq!(written(&decimal(4, 0), 128), Ok(vec![4, 0, 128]));
        assert_eq!(written(&decimal(4, 0), -128), Ok(vec![2, 128]));
        assert_eq!(written(&decimal(6, 2), 400_u16), Ok(vec![6, 0, 0x9c, 0x40]));
        let union = format!(r#"["null", {}]"#, decimal(4, 0));
        assert_eq!(written(&union, Some(200)), Ok(vec![2, 4, 0, 200]));
    }

    #[test]
    fn what_has_too_many_digits_is_no_other_number() {
        let fixed = r#"{"type": "fixed", "name": "F", "size": 1, "logicalType": "decimal", "precision": 2, "scale": 0}"#;
        assert_eq!(written(fixed, -99), Ok(vec![157]));
        for (schema, number) in [(fixed, 256_i64), (&decimal(4, 2), 100)] {
            let error = written(schema, number).unwrap_err();
            assert!(error.contains("more digits than the schema's `precision`"), "{error}");
        }
        assert_eq!(written(&decimal(4, 2), "12.340"), Ok(vec![4, 4, 0xd2]));
        let error = written(&decimal(4, 2), "12.345").unwrap_err();
        assert!(error.contains("more digits behind the point than the schema's `scale`"), "{error}");
    }

    #[test]
    fn decimals_are_found_wherever_they_are() {
        #[derive(Serialize)]
        struct Invoice {
            lines: Vec<Line>,
            id: i64,
        }
        #[derive(Serialize)]
        struct Line {
            price: Option<u32>,
            count: u32,
        }
        let decimal = decimal(5, 0);
        let schema = format!(
            r#"{{"type": "record", "name": "Invoice", "fields": [
                {{"name": "id", "type": "long"}},
                {{"name": "lines", "type": {{"type": "array", "items": {{"type": "record", "name": "Line", "fields": [
                    {{"name": "count", "type": "int"}}, {{"name": "price", "type": ["null", {decimal}]}}
                ]}}}}}}
            ]}}"#
        );
        let invoice = Invoice { lines: vec![Line { price: Some(200), count: 1 }], id: 128 };
        assert_eq!(written(&schema, invoice), Ok(vec![128, 2, 2, 2, 2, 4, 0, 200, 0]));
    }
}
