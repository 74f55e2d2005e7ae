//! A serializer in front of another one, which knows its place in the schema.

use std::fmt::Display;

use serde::{Serialize, Serializer};

use super::Place;
use super::numbers::{check_float, check_symbol, checked, text_of};
use super::parts::{Elements, Entries, Fields};
use super::place::{Decimals, Double, Number};

/// A value, or a serializer, at its place.
pub(in crate::encode::avro) struct Exact<'s, T> {
    pub(super) inner: T,
    pub(super) place: Place<'s>,
}

impl<'s, T> Exact<'s, T> {
    /// At this place.
    pub(in crate::encode::avro) const fn new(inner: T, place: Place<'s>) -> Self {
        Self { inner, place }
    }
}

impl<T: Serialize + ?Sized> Serialize for Exact<'_, &T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.inner.serialize(Exact::new(to, self.place))
    }
}

impl<S: Serializer> Exact<'_, S> {
    fn integer(
        self,
        number: impl Display + Copy + TryInto<usize>,
        write: impl FnOnce(S) -> Result<S::Ok, S::Error>,
    ) -> Result<S::Ok, S::Error> {
        match self.place.of_integer() {
            None => write(self.inner),
            Some(Number::Enum(of)) => {
                check_symbol(number, of)?;
                write(self.inner)
            }
            Some(Number::Decimal(to)) => self.decimal(&number.to_string(), to),
        }
    }

    /// So the writer calls this branch of a union; where there is no union, it goes by the text.
    fn decimal(self, text: &str, to: Decimals<'_>) -> Result<S::Ok, S::Error> {
        self.inner.serialize_newtype_variant("", 0, to.branch(), &*checked(text, to)?)
    }
}

macro_rules! integers {
    ($($method:ident: $number:ty,)*) => {$(
        fn $method(self, number: $number) -> Result<S::Ok, S::Error> {
            self.integer(number, |to| to.$method(number))
        }
    )*};
}

macro_rules! passed_on {
    ($($method:ident($($value:ident: $of:ty),*);)*) => {$(
        fn $method(self $(, $value: $of)*) -> Result<S::Ok, S::Error> {
            self.inner.$method($($value),*)
        }
    )*};
}

impl<'s, S: Serializer> Serializer for Exact<'s, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Elements<'s, S::SerializeSeq>;
    type SerializeTuple = Elements<'s, S::SerializeTuple>;
    type SerializeTupleStruct = Elements<'s, S::SerializeTupleStruct>;
    type SerializeTupleVariant = Elements<'s, S::SerializeTupleVariant>;
    type SerializeMap = Entries<'s, S::SerializeMap>;
    type SerializeStruct = Fields<'s, S::SerializeStruct>;
    type SerializeStructVariant = Fields<'s, S::SerializeStructVariant>;

    integers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128,
    }

    passed_on! {
        serialize_bool(value: bool);
        serialize_f32(value: f32);
        serialize_char(value: char);
        serialize_bytes(value: &[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(name: &'static str);
        serialize_unit_variant(name: &'static str, at: u32, variant: &'static str);
    }

    fn serialize_f64(self, number: f64) -> Result<S::Ok, S::Error> {
        match self.place.of_double() {
            Some(Double::Decimal(to)) if number.is_finite() => self.decimal(&text_of(number, to)?, to),
            Some(Double::Float) => {
                check_float(number)?;
                self.inner.serialize_f64(number)
            }
            _ => self.inner.serialize_f64(number),
        }
    }

    fn serialize_str(self, text: &str) -> Result<S::Ok, S::Error> {
        match self.place.of_text() {
            Some(to) => self.inner.serialize_str(&checked(text, to)?),
            None => self.inner.serialize_str(text),
        }
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.inner.serialize_some(&Exact::new(value, self.place))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.inner.serialize_newtype_struct(name, &Exact::new(value, self.place.branch(name)))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        at: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.inner.serialize_newtype_variant(
            name,
            at,
            variant,
            &Exact::new(value, self.place.branch(variant)),
        )
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        Ok(Elements::new(self.inner.serialize_seq(length)?, self.place.items()))
    }

    fn serialize_tuple(self, length: usize) -> Result<Self::SerializeTuple, S::Error> {
        Ok(Elements::new(self.inner.serialize_tuple(length)?, self.place.items()))
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleStruct, S::Error> {
        Ok(Elements::new(self.inner.serialize_tuple_struct(name, length)?, self.place.items()))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        at: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleVariant, S::Error> {
        let place = self.place.branch(variant).items();
        Ok(Elements::new(self.inner.serialize_tuple_variant(name, at, variant, length)?, place))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        Ok(Entries::new(self.inner.serialize_map(length)?, self.place.fields()))
    }

    #[inline(always)]
    fn serialize_struct(self, name: &'static str, length: usize) -> Result<Self::SerializeStruct, S::Error> {
        // Only a record has any, and is what the struct becomes.
        let is_record = !self.place.ways().is_empty();
        let place = if is_record { self.place } else { self.place.branch(name).fields() };
        Ok(Fields::new(self.inner.serialize_struct(name, length)?, place))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        at: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeStructVariant, S::Error> {
        let place = self.place.branch(variant).fields();
        Ok(Fields::new(self.inner.serialize_struct_variant(name, at, variant, length)?, place))
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}
