//! Ladder of `avro_shape()`: what a type says of itself, asked before there is a value; see `event/leaf.rs` for how ladders work. Unlike the
//! ladders of formats it refuses nothing, so a type that cannot be written is told of once, where it is written.

use super::Shape;
use crate::encode::avro::AvroSchema;
use crate::encode::avro_record::AvroRecord;
use crate::event::leaf::Probe;

/// Rung 3, by itself, as in `event/leaf/by_type.rs`: types that derive `AvroRecord` are judged while compiling.
pub trait IsJudged {
    /// Nothing to compare.
    fn __avro_shape(&self, _schema: Option<&'static AvroSchema>) -> Option<Shape> {
        None
    }
}
impl<T: AvroRecord> IsJudged for &&Probe<T> {}

/// Rung 2: types with a schema of apache-avro's derive.
pub trait IsDescribed {
    /// What it says, and the schema in the program; none where that comes from a setting.
    fn __avro_shape(&self, schema: Option<&'static AvroSchema>) -> Option<Shape>;
}
impl<T: apache_avro::AvroSchema> IsDescribed for &Probe<T> {
    fn __avro_shape(&self, schema: Option<&'static AvroSchema>) -> Option<Shape> {
        Some(Shape::of::<T>(schema))
    }
}

/// Rung 1: nothing is known.
pub trait IsSilent {
    /// Nothing to compare.
    fn __avro_shape(&self, _schema: Option<&'static AvroSchema>) -> Option<Shape> {
        None
    }
}
impl<T> IsSilent for Probe<T> {}
