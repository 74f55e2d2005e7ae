//! What a schema says of one place, as a type: generated code puts it beside the field's own type.

#![allow(missing_debug_implementations, reason = "there are no values of these types")]

use std::marker::PhantomData;

macro_rules! shapes {
    ($($(#[$doc:meta])+ $name:ident)+) => {
        $($(#[$doc])+ pub enum $name {})+
    };
}

shapes! {
    /// `"null"`
    Null
    /// `"boolean"`
    Boolean
    /// `"int"`
    Int
    /// `"long"`
    Long
    /// `"float"`
    Float
    /// `"double"`
    Double
    /// `"bytes"`
    Bytes
    /// `"string"`
    Text
    /// `date` on `"int"`
    Date
    /// `time-millis` on `"int"`
    TimeMillis
    /// `time-micros` on `"long"`
    TimeMicros
    /// `timestamp-millis` on `"long"`
    TimestampMillis
    /// `timestamp-micros` on `"long"`
    TimestampMicros
    /// `timestamp-nanos` on `"long"`
    TimestampNanos
    /// `uuid` on `"string"`
    Uuid
    /// `uuid` on a `fixed` of 16
    UuidFixed
}

/// A `fixed` of so many bytes.
pub enum Fixed<const SIZE: usize> {}

/// `decimal` on `"bytes"`.
pub enum Decimal<const PRECISION: u32, const SCALE: u32> {}

/// `decimal` on a `fixed`.
pub enum DecimalFixed<const SIZE: usize, const PRECISION: u32, const SCALE: u32> {}

/// A record, an enum, or a union of several: whoever derives [`AvroRecord`](super::AvroRecord) from a schema that says the same of it.
/// `IDENTITY` is the fingerprint of its canonical form with the logical types, which the Parsing Canonical Form leaves out.
pub enum Named<const IDENTITY: u64> {}

/// An array of what `S` is.
pub struct Array<S>(PhantomData<S>);

/// A map of text to what `S` is.
pub struct Map<S>(PhantomData<S>);

/// `["null", S]`
pub struct NullFirst<S>(PhantomData<S>);

/// `[S, "null"]`
pub struct NullLast<S>(PhantomData<S>);
