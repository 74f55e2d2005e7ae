//! Avro schemas of settings: held to what those in the source are held to.

use kafka_output_options::{OptionId, Value};

use super::{BROKERS, TOPIC, effective};

#[test]
fn names_and_defaults_of_a_schema_from_a_setting_are_judged_at_start() {
    const OPTIONS: &[(OptionId, Value<'static>)] = &[
        BROKERS,
        TOPIC,
        (OptionId::AvroSchema, Value::Setting("%SCHEMA%")),
        (OptionId::ValueFormat, Value::Word("avro")),
    ];
    let told = |field: &str| -> Vec<String> {
        let schema = format!(r#"{{"type": "record", "name": "shop.Order", "fields": [{field}]}}"#);
        let faults = effective(OPTIONS, &[("SCHEMA", &schema)]).err().unwrap_or_default();
        faults.iter().map(ToString::to_string).collect()
    };
    assert_eq!(told(r#"{"name": "total", "type": "double", "default": 1}"#), [""; 0]);
    for (field, reason) in [
        (r#"{"name": "to-tal", "type": "double"}"#, "field `to-tal` of `shop.Order`: that is no name"),
        (
            r#"{"name": "total", "type": "double", "default": "none"}"#,
            "the default of field `total` of `shop.Order` is \"none\", which is no \"double\"",
        ),
    ] {
        let expected = format!(
            "output `placed`: `avro_schema` is no Avro schema: {reason}; mend it there (the value comes from the setting `SCHEMA`)"
        );
        assert_eq!(told(field), [expected]);
    }
}

#[test]
fn what_is_no_json_is_told_once() {
    const OPTIONS: &[(OptionId, Value<'static>)] = &[
        BROKERS,
        TOPIC,
        (OptionId::AvroSchema, Value::Setting("%SCHEMA%")),
        (OptionId::ValueFormat, Value::Word("avro")),
    ];
    for text in ["", "order.avsc", "long", "{"] {
        let faults = effective(OPTIONS, &[("SCHEMA", text)]).err().unwrap_or_default();
        assert_eq!(faults.len(), 1, "{text}: {faults:?}");
    }
}
