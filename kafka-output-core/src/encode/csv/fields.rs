//! The fields of a value, by serde: flat ones only.

use std::fmt::{self, Display, Write};

use serde::ser::{self, Impossible, Serialize};

/// The fields of one value, in order, each as text.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// One after the other; `ends` tells where each ends.
    pub(super) texts: Vec<u8>,
    pub(super) ends: Vec<usize>,
    /// The same of their names; none where the value has no names.
    pub(super) names: Vec<u8>,
    pub(super) name_ends: Vec<usize>,
}

/// Why a value is no line of CSV.
#[derive(Debug)]
pub(super) struct Refused(pub(super) String);

impl Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl ser::Error for Refused {
    fn custom<T: Display>(message: T) -> Self {
        Self(format!("it could not be written as CSV: {message}"))
    }
}

impl Fields {
    /// Each field's text.
    pub(super) fn texts(&self) -> impl Iterator<Item = &[u8]> {
        pieces(&self.texts, &self.ends)
    }

    /// Each field's name, if every one has one.
    pub(super) fn names(&self) -> Option<impl Iterator<Item = &[u8]>> {
        (self.name_ends.len() == self.ends.len()).then(|| pieces(&self.names, &self.name_ends))
    }

    fn push_name(&mut self, name: &str) {
        self.names.extend_from_slice(name.as_bytes());
        self.name_ends.push(self.names.len());
    }

    /// The next field, named for an error as `name` says.
    pub(super) fn push<T: Serialize + ?Sized>(
        &mut self,
        value: &T,
        name: &dyn Display,
    ) -> Result<(), Refused> {
        value.serialize(Field { texts: &mut self.texts, name })?;
        self.ends.push(self.texts.len());
        Ok(())
    }

    pub(super) fn push_nth<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        let nth = self.ends.len() + 1;
        self.push(value, &format_args!("number {nth}"))
    }

    pub(super) fn push_named<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Refused> {
        self.push_name(name);
        self.push(value, &format_args!("`{name}`"))
    }
}

fn pieces<'a>(text: &'a [u8], ends: &'a [usize]) -> impl Iterator<Item = &'a [u8]> {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(ends).map(|(start, end)| &text[start..*end])
}

/// One field: text, a number, a flag, a unit variant, or nothing.
pub(super) struct Field<'a> {
    pub(super) texts: &'a mut Vec<u8>,
    pub(super) name: &'a dyn Display,
}

impl Field<'_> {
    fn show(self, value: impl Display) -> Result<(), Refused> {
        struct Bytes<'a>(&'a mut Vec<u8>);
        impl Write for Bytes<'_> {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                self.0.extend_from_slice(text.as_bytes());
                Ok(())
            }
        }
        write!(Bytes(self.texts), "{value}").map_err(ser::Error::custom)
    }

    fn nested<T>(self, what: &str) -> Result<T, Refused> {
        Err(Refused(format!(
            "its field {} holds {what}, and a line of CSV is flat; leave the field out, give it as text, or send another format",
            self.name
        )))
    }
}

/// What is written as `Display` does.
macro_rules! shown {
    ($($method:ident $ty:ty,)+) => { $(
        fn $method(self, value: $ty) -> Result<(), Refused> {
            self.show(value)
        }
    )+ };
}

impl ser::Serializer for Field<'_> {
    type Ok = ();
    type Error = Refused;
    type SerializeSeq = Impossible<(), Refused>;
    type SerializeTuple = Impossible<(), Refused>;
    type SerializeTupleStruct = Impossible<(), Refused>;
    type SerializeTupleVariant = Impossible<(), Refused>;
    type SerializeMap = Impossible<(), Refused>;
    type SerializeStruct = Impossible<(), Refused>;
    type SerializeStructVariant = Impossible<(), Refused>;

    shown! {
        serialize_bool bool,
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_i128 i128,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_u128 u128,
        serialize_char char, serialize_str &str,
    }

    // With its point, as 1.0, so that a reader takes it for what it is.
    fn serialize_f32(self, value: f32) -> Result<(), Refused> {
        self.show(format_args!("{value:?}"))
    }

    fn serialize_f64(self, value: f64) -> Result<(), Refused> {
        self.show(format_args!("{value:?}"))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Refused> {
        self.texts.extend_from_slice(value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Refused> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Refused> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Refused> {
        Ok(())
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Refused> {
        Ok(())
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<(), Refused> {
        self.show(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), Refused> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _value: &T,
    ) -> Result<(), Refused> {
        self.nested(&format!("the variant `{variant}` with a value"))
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Self::SerializeSeq, Refused> {
        self.nested("a list")
    }

    fn serialize_tuple(self, _length: usize) -> Result<Self::SerializeTuple, Refused> {
        self.nested("a tuple")
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeTupleStruct, Refused> {
        self.nested(&format!("the struct `{name}`"))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeTupleVariant, Refused> {
        self.nested(&format!("the variant `{variant}` with values"))
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Self::SerializeMap, Refused> {
        self.nested("a map")
    }

    fn serialize_struct(self, name: &'static str, _length: usize) -> Result<Self::SerializeStruct, Refused> {
        self.nested(&format!("the struct `{name}`"))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeStructVariant, Refused> {
        self.nested(&format!("the variant `{variant}` with fields"))
    }
}
