//! `key = customer.id`: the key as a field of the value.

use std::marker::PhantomData;

use super::leaf::{EventShape, Probe};
use crate::encode::{Encode, EncodeError};
use crate::schema_registry::Schema;

/// Writes the key that the attribute's `key` names; the event's own key wins over it.
pub trait KeyOf<V> {
    /// The schema of the field's format.
    fn schema(&self) -> Option<Schema> {
        None
    }

    /// Appends the key of `value` to `out`; `false` where the value has none.
    fn write(&self, value: &V, out: &mut Vec<u8>) -> Result<bool, EncodeError>;
}

/// The attribute has no `key`.
impl<V> KeyOf<V> for () {
    fn write(&self, _value: &V, _out: &mut Vec<u8>) -> Result<bool, EncodeError> {
        Ok(false)
    }
}

/// A field path of the value, on its way to a [`KeyOf`].
#[derive(Debug)]
pub struct KeyPath<V, R, P> {
    path: P,
    types: PhantomData<fn(&V) -> &R>,
}

/// `key_path(&event, |value| &value.customer.id)`.
pub const fn key_path<E: EventShape, R, P>(_event: &E, path: P) -> KeyPath<E::Value, R, P>
where
    P: Fn(&E::Value) -> &R,
{
    KeyPath { path, types: PhantomData }
}

impl<V, R, P: Fn(&V) -> &R> KeyPath<V, R, P> {
    /// To ask about the field's type.
    #[expect(clippy::unused_self, reason = "the type is asked of the path")]
    pub const fn field_type(&self) -> Probe<R> {
        Probe::new()
    }

    /// The path with what was found about its type.
    pub fn with<F, M>(self, field: F, format: M) -> FieldKey<V, R, P, F, M>
    where
        F: KeyField<Field = R>,
        M: Encode<F::Key>,
    {
        FieldKey { path: self, field, format }
    }
}

/// A field as a key: itself, or what is in an `Option`.
pub trait KeyField {
    /// The field's type.
    type Field;
    /// The key's type.
    type Key;
    /// The key; `None` gives no key.
    fn key<'a>(&self, field: &'a Self::Field) -> Option<&'a Self::Key>;
    /// To ask about the key's type.
    fn __key_type(&self) -> Probe<Self::Key> {
        Probe::new()
    }
}

/// A field that is always there.
#[derive(Debug)]
pub struct Always<K>(PhantomData<fn() -> K>);

/// A field that may be `None`.
#[derive(Debug)]
pub struct Maybe<K>(PhantomData<fn() -> K>);

impl<K> KeyField for Always<K> {
    type Field = K;
    type Key = K;
    fn key<'a>(&self, field: &'a K) -> Option<&'a K> {
        Some(field)
    }
}

impl<K> KeyField for Maybe<K> {
    type Field = Option<K>;
    type Key = K;
    fn key<'a>(&self, field: &'a Option<K>) -> Option<&'a K> {
        field.as_ref()
    }
}

/// Ladder of `field()`: an `Option`, else the key itself.
pub mod field {
    use super::{Always, Maybe, PhantomData, Probe};

    /// Rung 2.
    pub trait IsOption {
        /// The key's type.
        type Key;
        /// May be `None`.
        fn __field(&self) -> Maybe<Self::Key> {
            Maybe(PhantomData)
        }
    }
    impl<K> IsOption for &Probe<Option<K>> {
        type Key = K;
    }

    /// Rung 1.
    pub trait IsKey {
        /// The key's type.
        type Key;
        /// Always there.
        fn __field(&self) -> Always<Self::Key> {
            Always(PhantomData)
        }
    }
    impl<K> IsKey for Probe<K> {
        type Key = K;
    }
}

/// Ladder of `whole()`: a key that is all that a `Json` holds. One that serde cannot write is told of the value, and not a second time.
pub mod whole {
    use serde::Serialize;

    use super::{Encode, EncodeError, Probe};

    /// Rung 2.
    pub trait IsWritten {
        /// The key's type.
        type Key;
        /// To ask about it as about any key.
        fn __whole(&self) -> Probe<Self::Key> {
            Probe::new()
        }
    }
    impl<K: Serialize> IsWritten for &Probe<K> {
        type Key = K;
    }

    /// Rung 1.
    pub trait IsUnwritten {
        /// Not asked about.
        fn __whole(&self) -> Untold {
            Untold
        }
    }
    impl<K> IsUnwritten for Probe<K> {}

    /// What stands for the format of a refused type.
    #[derive(Debug, Clone, Copy)]
    pub struct Untold;

    impl Untold {
        /// Itself.
        #[must_use]
        pub const fn __format(self) -> Self {
            self
        }
    }

    /// By the type's layout, which is known only where this is used: else the compiler would refuse it here.
    const fn refuse<T: ?Sized>() {
        assert!(
            size_of::<&T>() == 0,
            "`key = 0` is a field that does not implement `serde::Serialize`; derive that for its type"
        );
    }

    #[diagnostic::do_not_recommend]
    impl<T: ?Sized> Encode<T> for Untold {
        /// A `Json` of the user's own may be written without what it holds; then this is built, and refused here.
        fn encode(&self, _value: &T, _out: &mut Vec<u8>) -> Result<(), EncodeError> {
            const { refuse::<T>() };
            Ok(())
        }
    }
}

/// A finished key path: the field, and how it is written.
#[derive(Debug)]
pub struct FieldKey<V, R, P, F, M> {
    path: KeyPath<V, R, P>,
    field: F,
    format: M,
}

impl<V, R, P, F, M> KeyOf<V> for FieldKey<V, R, P, F, M>
where
    P: Fn(&V) -> &R,
    F: KeyField<Field = R>,
    M: Encode<F::Key>,
{
    fn schema(&self) -> Option<Schema> {
        self.format.schema()
    }

    fn write(&self, value: &V, out: &mut Vec<u8>) -> Result<bool, EncodeError> {
        match self.field.key((self.path.path)(value)) {
            Some(key) => self.format.encode(key, out).map(|()| true),
            None => Ok(false),
        }
    }
}
