//! Numbers as Kafka's own serializers write them: big-endian, at their own width.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use super::{Encode, EncodeError};

/// Writes a number big-endian, as `org.apache.kafka.common.serialization`'s serializers do.
#[derive(Debug, Clone, Copy)]
pub struct BigEndian;

#[diagnostic::do_not_recommend]
impl<T: NumberValue> Encode<T> for BigEndian {
    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        value.put(out);
        Ok(())
    }
}

/// The numbers for which Kafka has a serializer: short, integer, long, float, double; behind a pointer too.
pub trait NumberValue {
    /// Appends the number, big-endian.
    fn put(&self, out: &mut Vec<u8>);
}

macro_rules! number_value {
    ($($number:ty)*) => {$(
        impl NumberValue for $number {
            fn put(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_be_bytes());
            }
        }
    )*};
}

number_value!(i16 i32 i64 f32 f64);

macro_rules! behind_a_pointer {
    ($($pointer:ty),*) => {$(
        impl<T: NumberValue + ?Sized> NumberValue for $pointer {
            fn put(&self, out: &mut Vec<u8>) {
                (**self).put(out);
            }
        }
    )*};
}

behind_a_pointer!(&T, Box<T>, Arc<T>, Rc<T>);

impl<T: NumberValue + ToOwned + ?Sized> NumberValue for Cow<'_, T> {
    fn put(&self, out: &mut Vec<u8>) {
        (**self).put(out);
    }
}
