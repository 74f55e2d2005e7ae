//! `binary`: bytes as they are.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use super::{Encode, EncodeError};

/// Writes whatever gives bytes: `value_format = binary`.
#[derive(Debug, Clone, Copy)]
pub struct Binary;

#[diagnostic::do_not_recommend]
impl<T: AsRef<[u8]> + ?Sized> Encode<T> for Binary {
    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.extend_from_slice(value.as_ref());
        Ok(())
    }
}

/// Writes what is bytes already; the format of bytes when none is written.
#[derive(Debug, Clone, Copy)]
pub struct Bytes;

#[diagnostic::do_not_recommend]
impl<T: BytesValue + ?Sized> Encode<T> for Bytes {
    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.extend_from_slice(value.bytes());
        Ok(())
    }
}

/// The types that are bytes when no format is written; behind a pointer too.
pub trait BytesValue {
    /// The bytes.
    fn bytes(&self) -> &[u8];
}

impl BytesValue for [u8] {
    fn bytes(&self) -> &[u8] {
        self
    }
}

impl<const N: usize> BytesValue for [u8; N] {
    fn bytes(&self) -> &[u8] {
        self
    }
}

macro_rules! bytes_value {
    ($($buffer:ty),*) => {$(
        impl BytesValue for $buffer {
            fn bytes(&self) -> &[u8] {
                self
            }
        }
    )*};
}

bytes_value!(Vec<u8>, bytes::Bytes, bytes::BytesMut);

macro_rules! behind_a_pointer {
    ($($pointer:ty),*) => {$(
        impl<T: BytesValue + ?Sized> BytesValue for $pointer {
            fn bytes(&self) -> &[u8] {
                (**self).bytes()
            }
        }
    )*};
}

behind_a_pointer!(&T, Box<T>, Arc<T>, Rc<T>);

impl<T: BytesValue + ToOwned + ?Sized> BytesValue for Cow<'_, T> {
    fn bytes(&self) -> &[u8] {
        (**self).bytes()
    }
}
