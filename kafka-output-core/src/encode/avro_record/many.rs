//! Collections and `Option`.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use super::FitsAvro;
use super::shape::{Array, Map, NullFirst, NullLast};
use super::wire::{put_bytes, put_length};
use crate::encode::EncodeError;

/// One block of all, and the end; nothing is only the end.
#[inline]
fn put_block<I: ExactSizeIterator>(
    items: I,
    out: &mut Vec<u8>,
    mut put: impl FnMut(I::Item, &mut Vec<u8>) -> Result<(), EncodeError>,
) -> Result<(), EncodeError> {
    if items.len() > 0 {
        put_length(items.len(), out);
        for item in items {
            put(item, out)?;
        }
    }
    out.push(0);
    Ok(())
}

macro_rules! arrays {
    ($($ty:ty $(, $parameter:ident)?;)+) => {$(
        impl<S, T: FitsAvro<S> $(, $parameter)?> FitsAvro<Array<S>> for $ty {
            #[inline]
            fn put(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
                put_block(self.iter(), out, |item, out| item.put(out))
            }
        }
    )+};
}

arrays! {
    [T];
    Vec<T>;
    VecDeque<T>;
    BTreeSet<T>;
    HashSet<T, H>, H;
}

impl<S, T: FitsAvro<S>, const SIZE: usize> FitsAvro<Array<S>> for [T; SIZE] {
    #[inline]
    fn put(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.as_slice().put(out)
    }
}

macro_rules! maps {
    ($($ty:ty $(, $parameter:ident)?;)+) => {$(
        impl<S, K: AsRef<str>, T: FitsAvro<S> $(, $parameter)?> FitsAvro<Map<S>> for $ty {
            #[inline]
            fn put(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
                put_block(self.iter(), out, |(key, value), out| {
                    put_bytes(key.as_ref().as_bytes(), out);
                    value.put(out)
                })
            }
        }
    )+};
}

maps! {
    BTreeMap<K, T>;
    HashMap<K, T, H>, H;
}

/// The index of a branch, 0 or 1, is one byte: 0 or 2 in zigzag.
macro_rules! options {
    ($($shape:ident: $none:literal, $some:literal;)+) => {$(
        impl<S, T: FitsAvro<S>> FitsAvro<$shape<S>> for Option<T> {
            #[inline]
            fn put(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
                let Some(value) = self else {
                    out.push($none);
                    return Ok(());
                };
                out.push($some);
                value.put(out)
            }
        }
    )+};
}

options! {
    NullFirst: 0, 2;
    NullLast: 2, 0;
}
