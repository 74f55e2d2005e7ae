//! Bytes by hand, from Avro's specification; the other implementation has its say in the package of tests.

use std::time::{Duration, UNIX_EPOCH};

use super::shape::{
    Array, Bytes, Decimal, DecimalFixed, Double, Fixed, Int, Long, Map, NullFirst, NullLast, Text,
    TimeMillis, TimestampMicros, TimestampMillis,
};
use super::{AvroDecimal, FitsAvro};

fn put<S>(value: &(impl FitsAvro<S> + ?Sized)) -> Vec<u8> {
    let mut out = Vec::new();
    value.put(&mut out).unwrap();
    out
}

fn refused<S>(value: &impl FitsAvro<S>) -> String {
    value.put(&mut Vec::new()).unwrap_err().to_string()
}

#[test]
fn numbers_are_zigzag() {
    for (number, bytes) in [
        (0, &[0][..]),
        (-1, &[1]),
        (1, &[2]),
        (-64, &[0x7f]),
        (64, &[0x80, 1]),
        (8_192, &[0x80, 0x80, 1]),
        (i64::MAX, &[0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]),
        (i64::MIN, &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]),
    ] {
        assert_eq!(put::<Long>(&number), bytes, "{number}");
    }
    assert_eq!(put::<Int>(&i32::MIN), [0xff, 0xff, 0xff, 0xff, 0x0f]);
    assert_eq!(put::<Double>(&1.5_f32), 1.5_f64.to_le_bytes());
}

#[test]
fn the_examples_of_the_specification() {
    assert_eq!(put::<Text>("foo"), [6, 0x66, 0x6f, 0x6f]);
    assert_eq!(put::<Array<Long>>(&[3_i64, 27]), [4, 6, 0x36, 0]);
    assert_eq!(put::<NullLast<Text>>(&None::<String>), [2]);
    assert_eq!(put::<NullLast<Text>>(&Some("a")), [0, 2, 0x61]);
    assert_eq!(put::<NullFirst<Text>>(&Some('a')), [2, 2, 0x61]);
    assert_eq!(put::<Map<Int>>(&std::collections::BTreeMap::from([("a", 1_u8)])), [2, 2, 0x61, 2, 0]);
    assert_eq!(put::<Array<Int>>(&Vec::<u8>::new()), [0]);
    assert_eq!(put::<Bytes>(&vec![7_u8]), [2, 7]);
    assert_eq!(put::<Fixed<2>>(&[7, 8]), [7, 8]);
}

#[test]
fn decimals_take_as_few_bytes_as_they_can() {
    type Price = Decimal<5, 2>;
    assert_eq!(put::<Price>(&AvroDecimal::<2>::new(0)), [2, 0]);
    assert_eq!(put::<Price>(&AvroDecimal::<2>::new(127)), [2, 0x7f]);
    assert_eq!(put::<Price>(&AvroDecimal::<2>::new(128)), [4, 0, 0x80]);
    assert_eq!(put::<Price>(&AvroDecimal::<2>::new(-128)), [2, 0x80]);
    assert_eq!(put::<Price>(&AvroDecimal::<2>::new(-129)), [4, 0xff, 0x7f]);
    assert_eq!(put::<DecimalFixed<4, 5, 2>>(&AvroDecimal::<2>::new(-2)), [0xff, 0xff, 0xff, 0xfe]);
    assert_eq!(put::<Decimal<60, 0>>(&AvroDecimal::<0>::new(i128::MIN))[..2], [32, 0x80]);
    assert!(refused::<Price>(&AvroDecimal::<2>::new(100_000)).contains("precision, 5"));
    assert!(refused::<DecimalFixed<1, 5, 2>>(&AvroDecimal::<2>::new(128)).contains("1 bytes"));
}

#[test]
fn times_are_counted_from_their_beginning() {
    let before = UNIX_EPOCH - Duration::from_nanos(1);
    assert_eq!(put::<TimestampMillis>(&before), [1]);
    assert_eq!(put::<TimestampMicros>(&(UNIX_EPOCH + Duration::from_nanos(1_999))), [2]);
    assert_eq!(put::<TimeMillis>(&Duration::from_micros(1_999)), [2]);
    assert!(refused::<TimeMillis>(&Duration::from_hours(24)).contains("same day"));
    let far = UNIX_EPOCH.checked_add(Duration::from_secs(u64::MAX / 4));
    assert!(far.is_none_or(|far| refused::<TimestampMicros>(&far).contains("1970")));
}
