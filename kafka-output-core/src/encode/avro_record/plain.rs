//! Numbers, text, bytes, and what points to any of them.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use super::FitsAvro;
use super::shape::{Boolean, Bytes, Double, Fixed, Float, Int, Long, Null, Text};
use super::wire::{put_bytes, put_long};
use crate::encode::EncodeError;

/// `TYPE as SHAPE: |value, out| what writes it`.
macro_rules! fits {
    ($($ty:ty as $($shape:ty),+ : |$value:ident, $out:ident| $put:expr;)+) => {$($(
        impl FitsAvro<$shape> for $ty {
            #[inline]
            fn put(&self, $out: &mut Vec<u8>) -> Result<(), EncodeError> {
                let $value = self;
                let () = $put;
                Ok(())
            }
        }
    )+)+};
}
pub(super) use fits;

fits! {
    () as Null: |_value, _out| ();
    bool as Boolean: |value, out| out.push(u8::from(*value));
    i8 as Int, Long: |value, out| put_long(i64::from(*value), out);
    u8 as Int, Long: |value, out| put_long(i64::from(*value), out);
    i16 as Int, Long: |value, out| put_long(i64::from(*value), out);
    u16 as Int, Long: |value, out| put_long(i64::from(*value), out);
    i32 as Int, Long: |value, out| put_long(i64::from(*value), out);
    u32 as Long: |value, out| put_long(i64::from(*value), out);
    i64 as Long: |value, out| put_long(*value, out);
    f32 as Float: |value, out| out.extend_from_slice(&value.to_le_bytes());
    f32 as Double: |value, out| out.extend_from_slice(&f64::from(*value).to_le_bytes());
    f64 as Double: |value, out| out.extend_from_slice(&value.to_le_bytes());
    str as Text: |value, out| put_bytes(value.as_bytes(), out);
    String as Text: |value, out| put_bytes(value.as_bytes(), out);
    char as Text: |value, out| put_bytes(value.encode_utf8(&mut [0; 4]).as_bytes(), out);
    [u8] as Bytes: |value, out| put_bytes(value, out);
    Vec<u8> as Bytes: |value, out| put_bytes(value, out);
    bytes::Bytes as Bytes: |value, out| put_bytes(value, out);
}

impl<const SIZE: usize> FitsAvro<Bytes> for [u8; SIZE] {
    #[inline]
    fn put(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        put_bytes(self, out);
        Ok(())
    }
}

impl<const SIZE: usize> FitsAvro<Fixed<SIZE>> for [u8; SIZE] {
    #[inline]
    fn put(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.extend_from_slice(self);
        Ok(())
    }
}

/// What points to a value is written as the value.
macro_rules! points {
    ($($ty:ty),+) => {$(
        impl<S, T: FitsAvro<S> + ?Sized> FitsAvro<S> for $ty {
            #[inline]
            fn put(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
                T::put(self, out)
            }
        }
    )+};
}

points!(&T, &mut T, Box<T>, Arc<T>, Rc<T>);

impl<S, T: FitsAvro<S> + ToOwned + ?Sized> FitsAvro<S> for Cow<'_, T> {
    #[inline]
    fn put(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        T::put(self, out)
    }
}
