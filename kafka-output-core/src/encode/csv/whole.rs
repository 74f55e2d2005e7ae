//! The value as a whole: what has fields gives each of them, anything else is one field.

use serde::ser::{self, Serialize};

use super::fields::{Field, Fields, Refused};

/// The only field of a value that has none.
macro_rules! one_field {
    ($($method:ident $ty:ty,)+) => { $(
        fn $method(self, value: $ty) -> Result<(), Refused> {
            self.push_nth(&value)
        }
    )+ };
}

impl ser::Serializer for &mut Fields {
    type Ok = ();
    type Error = Refused;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    one_field! {
        serialize_bool bool,
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_i128 i128,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_u128 u128,
        serialize_f32 f32, serialize_f64 f64, serialize_char char, serialize_str &str,
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Refused> {
        self.texts.extend_from_slice(value);
        self.ends.push(self.texts.len());
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Refused> {
        self.push_nth(&())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Refused> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Refused> {
        self.push_nth(&())
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Refused> {
        self.push_nth(&())
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<(), Refused> {
        self.push_nth(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), Refused> {
        value.serialize(self)
    }

    /// Which variant it is would be lost.
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _index: u32,
        variant: &'static str,
        _value: &T,
    ) -> Result<(), Refused> {
        Err(variant_of(name, variant))
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Self, Refused> {
        Ok(self)
    }

    fn serialize_tuple(self, _length: usize) -> Result<Self, Refused> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _name: &'static str, _length: usize) -> Result<Self, Refused> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Self, Refused> {
        Err(variant_of(name, variant))
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Self, Refused> {
        Ok(self)
    }

    fn serialize_struct(self, _name: &'static str, _length: usize) -> Result<Self, Refused> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Self, Refused> {
        Err(variant_of(name, variant))
    }
}

fn variant_of(name: &str, variant: &str) -> Refused {
    Refused(format!(
        "it is `{name}::{variant}` with values, and a line of CSV cannot say which variant it is; send a struct, or another format"
    ))
}

impl ser::SerializeSeq for &mut Fields {
    type Ok = ();
    type Error = Refused;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.push_nth(value)
    }

    fn end(self) -> Result<(), Refused> {
        Ok(())
    }
}

impl ser::SerializeTuple for &mut Fields {
    type Ok = ();
    type Error = Refused;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.push_nth(value)
    }

    fn end(self) -> Result<(), Refused> {
        Ok(())
    }
}

impl ser::SerializeTupleStruct for &mut Fields {
    type Ok = ();
    type Error = Refused;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.push_nth(value)
    }

    fn end(self) -> Result<(), Refused> {
        Ok(())
    }
}

impl ser::SerializeTupleVariant for &mut Fields {
    type Ok = ();
    type Error = Refused;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.push_nth(value)
    }

    fn end(self) -> Result<(), Refused> {
        Ok(())
    }
}

/// A map, and a struct with `#[serde(flatten)]`, which serde gives as one.
impl ser::SerializeMap for &mut Fields {
    type Ok = ();
    type Error = Refused;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Refused> {
        let nth = self.ends.len() + 1;
        key.serialize(Field { texts: &mut self.names, name: &format_args!("number {nth}, in its name,") })?;
        self.name_ends.push(self.names.len());
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        let start = self.name_ends.iter().rev().nth(1).copied().unwrap_or(0);
        let name = String::from_utf8_lossy(&self.names[start..]).into_owned();
        self.push(value, &format_args!("`{name}`"))
    }

    fn end(self) -> Result<(), Refused> {
        Ok(())
    }
}

impl ser::SerializeStruct for &mut Fields {
    type Ok = ();
    type Error = Refused;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Refused> {
        self.push_named(name, value)
    }

    /// Its column is there all the same: what is behind it stays where it is.
    fn skip_field(&mut self, name: &'static str) -> Result<(), Refused> {
        self.push_named(name, &())
    }

    fn end(self) -> Result<(), Refused> {
        Ok(())
    }
}

impl ser::SerializeStructVariant for &mut Fields {
    type Ok = ();
    type Error = Refused;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Refused> {
        self.push_named(name, value)
    }

    fn end(self) -> Result<(), Refused> {
        Ok(())
    }
}
