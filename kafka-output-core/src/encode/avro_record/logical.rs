//! Logical types: the raw number, text or bytes always fits, and std's own types where there are any.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::FitsAvro;
use super::plain::fits;
use super::shape::{
    Date, Decimal, DecimalFixed, TimeMicros, TimeMillis, TimestampMicros, TimestampMillis, TimestampNanos,
    Uuid, UuidFixed,
};
use super::wire::{put_bytes, put_long};
use crate::encode::EncodeError;

fits! {
    i32 as Date, TimeMillis: |days, out| put_long(i64::from(*days), out);
    i64 as TimeMicros, TimestampMillis, TimestampMicros, TimestampNanos: |time, out| put_long(*time, out);
    SystemTime as TimestampMillis: |time, out| put_long(since_epoch(*time, 1_000_000)?, out);
    SystemTime as TimestampMicros: |time, out| put_long(since_epoch(*time, 1_000)?, out);
    SystemTime as TimestampNanos: |time, out| put_long(since_epoch(*time, 1)?, out);
    Duration as TimeMillis: |time, out| put_long(since_midnight(*time, 1_000_000)?, out);
    Duration as TimeMicros: |time, out| put_long(since_midnight(*time, 1_000)?, out);
    str as Uuid: |text, out| put_bytes(text.as_bytes(), out);
    String as Uuid: |text, out| put_bytes(text.as_bytes(), out);
    [u8; 16] as UuidFixed: |bytes, out| out.extend_from_slice(bytes);
}

/// The count of whole units of so many nanoseconds; before the epoch it is rounded down too, so that no instant jumps ahead.
fn since_epoch(time: SystemTime, unit: i128) -> Result<i64, EncodeError> {
    let nanos = |duration: Duration| i128::try_from(duration.as_nanos()).unwrap_or(i128::MAX);
    let since = match time.duration_since(UNIX_EPOCH) {
        Ok(after) => nanos(after),
        Err(before) => -nanos(before.duration()),
    };
    i64::try_from(since.div_euclid(unit)).map_err(|_| {
        EncodeError::new("a time is too far from 1970 for the unit that its Avro schema counts in")
    })
}

fn since_midnight(time: Duration, unit: u128) -> Result<i64, EncodeError> {
    if time >= Duration::from_hours(24) {
        return Err(EncodeError::new(format!("{time:?} since midnight is not on the same day")));
    }
    Ok(i64::try_from(time.as_nanos() / unit).unwrap_or(i64::MAX))
}

/// A number with `SCALE` digits after the point, for the logical type `decimal`: `AvroDecimal::<2>::new(1999)` is 19.99.
///
/// The scale is the schema's, or the program does not compile; more digits than the schema's precision are an error when it is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AvroDecimal<const SCALE: u32> {
    /// The number without its point.
    pub unscaled: i128,
}

impl<const SCALE: u32> AvroDecimal<SCALE> {
    /// The number with these digits.
    #[must_use]
    pub const fn new(unscaled: i128) -> Self {
        Self { unscaled }
    }

    fn check(self, precision: u32) -> Result<(), EncodeError> {
        // An `i128` has at most 39 digits; what cannot be counted in one has more than any.
        let fits = 10_u128.checked_pow(precision).is_none_or(|limit| self.unscaled.unsigned_abs() < limit);
        fits.then_some(()).ok_or_else(|| {
            let unscaled = self.unscaled;
            EncodeError::new(format!(
                "the decimal {unscaled}e-{SCALE} has more digits than its Avro schema's precision, {precision}"
            ))
        })
    }
}

impl<const PRECISION: u32, const SCALE: u32> FitsAvro<Decimal<PRECISION, SCALE>> for AvroDecimal<SCALE> {
    fn put(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.check(PRECISION)?;
        let bytes = self.unscaled.to_be_bytes();
        put_bytes(&bytes[16 - shortest(self.unscaled)..], out);
        Ok(())
    }
}

impl<const SIZE: usize, const PRECISION: u32, const SCALE: u32> FitsAvro<DecimalFixed<SIZE, PRECISION, SCALE>>
    for AvroDecimal<SCALE>
{
    fn put(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.check(PRECISION)?;
        let needed = shortest(self.unscaled);
        if needed > SIZE {
            let unscaled = self.unscaled;
            return Err(EncodeError::new(format!(
                "the decimal {unscaled}e-{SCALE} needs more than {SIZE} bytes"
            )));
        }
        let sign = if self.unscaled < 0 { 0xff } else { 0 };
        let bytes = self.unscaled.to_be_bytes();
        out.extend(std::iter::repeat_n(sign, SIZE - needed));
        out.extend_from_slice(&bytes[16 - needed..]);
        Ok(())
    }
}

/// The bytes that a number takes in two's complement, its sign bit included.
const fn shortest(number: i128) -> usize {
    let bits = if number < 0 { (!number).leading_zeros() } else { number.leading_zeros() };
    (128 - bits as usize) / 8 + 1
}

/// The unscaled number as it stands, in two's complement and big-endian.
macro_rules! raw_decimals {
    ($($ty:ty $(, $size:ident)?;)+) => {$(
        impl<$(const $size: usize,)? const PRECISION: u32, const SCALE: u32> FitsAvro<Decimal<PRECISION, SCALE>> for $ty {
            #[inline]
            fn put(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
                put_bytes(self, out);
                Ok(())
            }
        }
    )+};
}

raw_decimals! {
    [u8];
    Vec<u8>;
    bytes::Bytes;
    [u8; SIZE], SIZE;
}

impl<const SIZE: usize, const PRECISION: u32, const SCALE: u32> FitsAvro<DecimalFixed<SIZE, PRECISION, SCALE>>
    for [u8; SIZE]
{
    #[inline]
    fn put(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.extend_from_slice(self);
        Ok(())
    }
}
