//! The parts of a list, a map or a struct, each at its place.

use serde::Serialize;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};
use serde_avro_fast::schema::SchemaKey;

use super::{Exact, Place};

/// What writes the parts; the place is that of each element, or that of all fields.
pub(in crate::encode::avro) struct Parts<'s, C> {
    inner: C,
    place: Place<'s>,
    /// The fields that are not the writer's alone, and the one that is likely to come next.
    fields: &'s [(String, SchemaKey)],
    next: usize,
    /// Where the entries of a map go.
    entries: Place<'s>,
    /// Where the value of the last key goes.
    value: Place<'s>,
}

impl<'s, C> Parts<'s, C> {
    /// Of elements.
    pub(super) const fn new(inner: C, place: Place<'s>) -> Self {
        Self { inner, place, fields: &[], next: 0, entries: place, value: place }
    }

    /// Of fields.
    #[inline]
    pub(super) fn of_fields(inner: C, place: Place<'s>) -> Self {
        let entries = place.values();
        Self { inner, place, fields: place.ways(), next: 0, entries, value: entries }
    }

    /// Where a field goes, or an entry. Mostly they come in the schema's order.
    #[inline]
    fn field(&mut self, name: &str) -> Place<'s> {
        let is = |at: &usize| self.fields[*at].0 == name;
        match (self.next..self.fields.len()).chain(0..self.next).find(is) {
            Some(at) => {
                self.next = at + 1;
                self.place.way(self.fields[at].1)
            }
            None => self.entries,
        }
    }
}

macro_rules! elements {
    ($($of:ident::$method:ident,)*) => {$(
        impl<C: $of> $of for Parts<'_, C> {
            type Ok = C::Ok;
            type Error = C::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), C::Error> {
                if self.place.is_nowhere() {
                    return self.inner.$method(value);
                }
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
                let place = self.field(key);
                if place.is_nowhere() {
                    return self.inner.serialize_field(key, value);
                }
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
        if self.place.is_nowhere() {
            return self.inner.serialize_key(key);
        }
        // A key is a text, or the writer refuses it. JSON is the shortest way to see it.
        let json = serde_json::to_value(key).unwrap_or_default();
        self.value = self.field(json.as_str().unwrap_or_default());
        self.inner.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), C::Error> {
        if self.value.is_nowhere() {
            return self.inner.serialize_value(value);
        }
        self.inner.serialize_value(&Exact::new(value, self.value))
    }

    fn end(self) -> Result<C::Ok, C::Error> {
        self.inner.end()
    }
}
