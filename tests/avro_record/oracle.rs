//! apache-avro, which writes and reads what we write.

use apache_avro::Schema;
use apache_avro::rabin::Rabin;
use apache_avro::types::Value;
use apache_avro::writer::datum::GenericDatumWriter;
use kafka_output::AvroRecord;

/// A type with the value that apache-avro has for it.
pub(crate) trait AsValue: AvroRecord {
    fn value(&self) -> Value;
}

/// Our bytes.
pub(crate) fn written(record: &impl AvroRecord) -> Vec<u8> {
    let mut out = b"before".to_vec();
    record.write(&mut out).unwrap();
    assert!(out.starts_with(b"before"), "what stood there stays");
    out.split_off(6)
}

/// apache-avro reads from our bytes what it holds of the value, and, but for the order of a map, writes the same.
pub(crate) fn check<T: AsValue>(record: &T, has_map: bool) {
    let schema = Schema::parse_str(T::SCHEMA).unwrap();
    let (ours, value) = (written(record), record.value());
    if !has_map {
        let theirs =
            GenericDatumWriter::builder(&schema).build().unwrap().write_value_to_vec(value.clone()).unwrap();
        assert_eq!(ours, theirs, "{value:?}");
    }
    assert_eq!(read(&schema, &ours), value);
}

#[expect(deprecated, reason = "the reader of one datum")]
pub(crate) fn read(schema: &Schema, mut datum: &[u8]) -> Value {
    let value = apache_avro::from_avro_datum(schema, &mut datum, None).unwrap();
    assert!(datum.is_empty(), "nothing stands behind the datum");
    value
}

/// The constants are what others make of the schema.
pub(crate) fn check_constants<T: AvroRecord>(name: &str) {
    let schema = Schema::parse_str(T::SCHEMA).unwrap();
    let other: serde_avro_fast::Schema = T::SCHEMA.parse().unwrap();
    assert_eq!(T::FINGERPRINT.to_le_bytes(), *other.rabin_fingerprint(), "{}", T::SCHEMA);
    // apache-avro leaves some of a logical type in its canonical form, which the specification strips.
    if !T::SCHEMA.contains("logicalType") {
        assert_eq!(
            T::FINGERPRINT.to_le_bytes().as_slice(),
            schema.fingerprint::<Rabin>().bytes,
            "{}",
            T::SCHEMA
        );
    }
    assert_eq!(T::NAME, name);
    let known = schema.name().map(|name| name.fullname(None)).unwrap_or_default();
    assert_eq!(T::NAME, known);
}

pub(crate) fn record<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Record(fields.map(|(name, value)| (name.to_owned(), value)).to_vec())
}

pub(crate) fn branch(index: u32, value: Value) -> Value {
    Value::Union(index, Box::new(value))
}

/// `["null", T]`
pub(crate) fn optional(value: Option<Value>) -> Value {
    value.map_or_else(|| branch(0, Value::Null), |value| branch(1, value))
}
