//! Every type of a list against every schema of another: where a type is refused, the writer refuses one of its values.

use apache_avro::AvroSchema as Described;
use serde::Serialize;

use super::super::Shape;
use super::is_written;
use super::schemas::SCHEMAS;
use super::types::{own, plain};
use crate::encode::avro::AvroSchema;

pub(super) struct Case {
    name: &'static str,
    shape: Shape,
    /// Whether the writer takes each value of a list that has all kinds of them.
    written: Box<dyn Fn(&'static AvroSchema) -> Vec<bool>>,
}

pub(super) fn case<T: Serialize + Described + 'static>(values: impl IntoIterator<Item = T>) -> Case {
    let values: Vec<T> = values.into_iter().collect();
    Case {
        name: std::any::type_name::<T>(),
        shape: Shape::of::<T>(None),
        written: Box::new(move |schema| values.iter().map(|value| is_written(value, schema)).collect()),
    }
}

#[test]
fn what_is_refused_is_never_written() {
    let (mut refused, mut missed) = (0, Vec::new());
    for Case { name, shape, written } in plain().into_iter().chain(own()) {
        for schema in SCHEMAS {
            let written = written(AvroSchema::of_text(schema));
            let misfits = shape.misfits(schema);
            if misfits.is_empty() {
                if !written.contains(&true) {
                    missed.push(format!("{name} by {schema}"));
                }
                continue;
            }
            refused += 1;
            assert!(written.contains(&false), "{name} by {schema}: {misfits:?}, but {written:?}");
        }
    }
    // What apache-avro's schemas leave open is little beside what they tell.
    assert!(missed.len() * 6 < refused, "{} missed of {refused}: {missed:#?}", missed.len());
}
