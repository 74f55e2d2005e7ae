//! The parts of a list, a map or a struct, each at its place.

use serde::Serialize;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};
use serde_avro_fast::schema::SchemaKey;

use super::{Exact, Place};

/// What writes the elements of a list, and where all of them go.
pub(in crate::encode::avro) struct Elements<'s, C> {
    inner: C,
    place: Place<'s>,
}

impl<'s, C> Elements<'s, C> {
    pub(super) const fn new(inner: C, place: Place<'s>) -> Self {
        Self { inner, place }
    }
}

/// What writes the fields of a record. Small: the compiler moves it about.
pub(in crate::encode::avro) struct Fields<'s, C> {
    inner: C,
    /// The fields that are not the writer's alone, and the one that is likely to come next.
    looked_at: &'s [(String, SchemaKey)],
    next: usize,
    /// Where the entries of a map go, which a struct may become too.
    entries: Place<'s>,
}

impl<'s, C> Fields<'s, C> {
    #[inline(always)]
    pub(super) fn new(inner: C, place: Place<'s>) -> Self {
        let looked_at = place.ways();
        // A record, which has no entries: only a map does.
        let entries = if looked_at.is_empty() { place.values() } else { place.nowhere() };
        Self { inner, looked_at, next: 0, entries }
    }

    /// Where a field goes, or an entry. Mostly they come in the schema's order.
    #[inline(always)]
    fn field(&mut self, name: &str) -> Place<'s> {
        match self.looked_at.get(self.next) {
            Some((likely, key)) if likely == name => {
                self.next = if self.next + 1 == self.looked_at.len() { 0 } else { self.next + 1 };
                self.entries.way(*key)
            }
            // None has another name than the one that was just looked at.
            Some(_) if self.looked_at.len() == 1 => self.entries,
            _ => self.other_field(name),
        }
    }

    fn other_field(&mut self, name: &str) -> Place<'s> {
        match self.looked_at.iter().position(|(known, _)| known == name) {
            Some(at) => {
                self.next = (at + 1) % self.looked_at.len();
                self.entries.way(self.looked_at[at].1)
            }
            None => self.entries,
        }
    }
}

/// What writes the entries of a map, or the fields of a record that are written so.
pub(in crate::encode::avro) struct Entries<'s, C> {
    fields: Fields<'s, C>,
    /// Where the value of the last key goes.
    value: Place<'s>,
}

impl<'s, C> Entries<'s, C> {
    pub(super) fn new(inner: C, place: Place<'s>) -> Self {
        let fields = Fields::new(inner, place);
        Self { value: fields.entries, fields }
    }
}

macro_rules! elements {
    ($($of:ident::$method:ident,)*) => {$(
        impl<C: $of> $of for Elements<'_, C> {
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
        impl<C: $of> $of for Fields<'_, C> {
            type Ok = C::Ok;
            type Error = C::Error;

            // Nearly all that is called for the fields is the writer's own.
            #[inline(always)]
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

            #[inline]
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

impl<C: SerializeMap> SerializeMap for Entries<'_, C> {
    type Ok = C::Ok;
    type Error = C::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), C::Error> {
        if !self.fields.looked_at.is_empty() {
            // A key is a text, or the writer refuses it. JSON is the shortest way to see it.
            let json = serde_json::to_value(key).unwrap_or_default();
            self.value = self.fields.field(json.as_str().unwrap_or_default());
        }
        self.fields.inner.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), C::Error> {
        if self.value.is_nowhere() {
            return self.fields.inner.serialize_value(value);
        }
        self.fields.inner.serialize_value(&Exact::new(value, self.value))
    }

    fn end(self) -> Result<C::Ok, C::Error> {
        self.fields.inner.end()
    }
}
