//! One address for each schema: however many ways lead to it, its text is kept, and looked at, once.

use std::collections::HashSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Mutex, PoisonError};

use super::schema::SchemaText;

/// A schema at an address of its own, for as long as the program runs. Equal ones share it, so the address is all that is compared:
/// of a schema that refers to others, no look goes deeper than those.
#[derive(Clone, Copy)]
pub struct Interned(&'static SchemaText);

impl SchemaText {
    /// The schema for others to refer to.
    pub(crate) fn interned(self) -> Interned {
        static ALL: Mutex<Option<HashSet<&'static SchemaText>>> = Mutex::new(None);
        let mut all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
        let all = all.get_or_insert_default();
        if let Some(known) = all.get(&self) {
            return Interned(known);
        }
        let schema: &'static Self = Box::leak(Box::new(self));
        all.insert(schema);
        Interned(schema)
    }

    /// Whether two schemas are the same with all they refer to, by what `same` says of each two: it is asked once of them, by however
    /// many ways they are reached.
    #[cfg(feature = "schema-registry")]
    pub(super) fn is_throughout(&self, other: &Self, same: impl Fn(&Self, &Self) -> bool) -> bool {
        let mut seen = HashSet::new();
        let mut open = vec![(self, other)];
        while let Some((one, other)) = open.pop() {
            if !same(one, other) || one.references.len() != other.references.len() {
                return false;
            }
            for (one, other) in one.references.iter().zip(&other.references) {
                if one.name != other.name {
                    return false;
                }
                let pair = (one.schema, other.schema);
                if pair.0 != pair.1 && seen.insert(pair) {
                    open.push((&one.schema, &other.schema));
                }
            }
        }
        true
    }
}

impl Interned {
    /// The schema, for as long as it is kept.
    #[cfg(any(
        feature = "schema-registry",
        all(feature = "avro", feature = "testing"),
        all(test, any(feature = "avro", feature = "protobuf"))
    ))]
    pub(crate) const fn get(self) -> &'static SchemaText {
        self.0
    }
}

impl Deref for Interned {
    type Target = SchemaText;

    fn deref(&self) -> &SchemaText {
        self.0
    }
}

impl PartialEq for Interned {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Interned {}

impl Hash for Interned {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::ptr::from_ref(self.0).hash(state);
    }
}

impl fmt::Debug for Interned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not what it refers to: there may be more ways to that than can be printed.
        f.debug_tuple("Interned").field(&self.text).finish()
    }
}
