//! The parts of a list, a map or a struct, each at its place.

use serde::Serialize;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};

use super::{Exact, Place};

/// What writes the parts; the place is that of each element, or that of all fields.
pub(in crate::encode::avro) struct Parts<'s, C> {
    inner: C,
    place: Place<'s>,
    /// Where the value of the last key goes.
    value: Place<'s>,
    /// The field of the schema that is likely to come next.
    next: usize,
}

impl<'s, C> Parts<'s, C> {
    pub(super) const fn new(inner: C, place: Place<'s>) -> Self {
        Self { inner, place, value: place, next: 0 }
    }
}

macro_rules! elements {
    ($($of:ident::$method:ident,)*) => {$(
        impl<C: $of> $of for Parts<'_, C> {
            type Ok = C::Ok;
            type Error = C::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), C::Error> {
                self.inner.$method(&Exact::new(value, self.place))
            }

            fn end(self) -> Result<C::Ok, C::Error> {
                self.inner.end()
            }
        }
    )*};
}

macro_rules! fields {
    ($($of:ident,)*) => {$(
        impl<C: $of> $of for Parts<'_, C> {
            type Ok = C::Ok;
            type Error = C::Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), C::Error> {
                let place = self.place.field(key, &mut self.next);
                self.inner.serialize_field(key, &Exact::new(value, place))
            }

            fn skip_field(&mut self, key: &'static str) -> Result<(), C::Error> {
                self.inner.skip_field(key)
            }

            fn end(self) -> Result<C::Ok, C::Error> {
                self.inner.end()
            }
        }
    )*};
}

elements! {
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field,
}

fields! {
    SerializeStruct,
    SerializeStructVariant,
}

impl<C: SerializeMap> SerializeMap for Parts<'_, C> {
    type Ok = C::Ok;
    type Error = C::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), C::Error> {
        // A key is a text, or the writer refuses it. JSON is the shortest way to see it.
        let json = serde_json::to_value(key).unwrap_or_default();
        self.value = self.place.field(json.as_str().unwrap_or_default(), &mut self.next);
        self.inner.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), C::Error> {
        self.inner.serialize_value(&Exact::new(value, self.value))
    }

    fn end(self) -> Result<C::Ok, C::Error> {
        self.inner.end()
    }
}
