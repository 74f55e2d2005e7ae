//! Which member is which: serde's names and ours.

use apache_avro::types::Value;
use kafka_output::AvroRecord;
use serde::Serialize;

use crate::oracle::{AsValue, check, record};

#[derive(Serialize, AvroRecord)]
#[serde(rename_all = "camelCase")]
#[avro(schema = r#"{"type": "record", "name": "visit", "fields": [
    {"name": "pageId", "type": "string"}, {"name": "who", "type": "long"}, {"name": "type", "type": "string"},
    {"name": "whence", "type": "string"}, {"name": "added", "type": ["null", "string"], "default": null}
]}"#)]
struct Visit {
    page_id: &'static str,
    #[serde(rename(serialize = "who", deserialize = "whoever"))]
    user: UserId,
    r#type: &'static str,
    #[serde(rename = "from")]
    #[avro(rename = "whence")]
    source: &'static str,
    #[serde(skip)]
    _cached: Option<std::thread::Thread>,
    #[avro(skip)]
    _seen: u64,
}

/// A type of its own for a number is written as the number.
#[derive(Serialize, AvroRecord)]
#[serde(transparent)]
struct UserId(i64);

impl AsValue for Visit {
    fn value(&self) -> Value {
        record([
            ("pageId", Value::String(self.page_id.to_owned())),
            ("who", Value::Long(self.user.0)),
            ("type", Value::String(self.r#type.to_owned())),
            ("whence", Value::String(self.source.to_owned())),
            ("added", Value::Union(0, Box::new(Value::Null))),
        ])
    }
}

#[test]
fn names_are_serdes_unless_ours_stand_there() {
    let visit = Visit { page_id: "p", user: UserId(7), r#type: "t", source: "s", _cached: None, _seen: 1 };
    check(&visit, false);
    // A schema of one type needs not be called as the Rust type.
    assert_eq!(Visit::NAME, "visit");
}
