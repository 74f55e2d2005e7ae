//! `binary`: bytes as they are.

use std::borrow::Cow;

use super::{Encode, EncodeError};

/// Writes bytes as they are.
#[derive(Debug, Clone, Copy)]
pub struct Binary;

#[diagnostic::do_not_recommend]
impl<T: AsRef<[u8]> + ?Sized> Encode<T> for Binary {
    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.extend_from_slice(value.as_ref());
        Ok(())
    }
}

/// The types that are bytes when no format is written.
pub trait BytesValue: AsRef<[u8]> {}

impl BytesValue for [u8] {}
impl<const N: usize> BytesValue for [u8; N] {}
impl BytesValue for Vec<u8> {}
impl BytesValue for Box<[u8]> {}
impl BytesValue for Cow<'_, [u8]> {}
impl BytesValue for bytes::Bytes {}
impl BytesValue for bytes::BytesMut {}
impl BytesValue for std::sync::Arc<[u8]> {}
impl<T: BytesValue + ?Sized> BytesValue for &T {}
