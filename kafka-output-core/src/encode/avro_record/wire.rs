//! The parts of a datum. Most numbers are small and most texts short, so one byte is the fast road.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "seven bits at a time, and no length is above `isize::MAX`"
)]

/// An `int`, a `long`, a branch, or a count: zigzag, in as few bytes as it takes.
#[inline]
pub fn put_long(number: i64, out: &mut Vec<u8>) {
    let zigzag = ((number << 1) ^ (number >> 63)) as u64;
    if zigzag < 0x80 {
        out.push(zigzag as u8);
    } else {
        put_varint(zigzag, out);
    }
}

fn put_varint(mut rest: u64, out: &mut Vec<u8>) {
    // 64 bits are at most ten times seven; one write to the vector is one look at its space.
    let mut bytes = [0; 10];
    let mut length = 0;
    while rest >= 0x80 {
        bytes[length] = rest as u8 | 0x80;
        rest >>= 7;
        length += 1;
    }
    bytes[length] = rest as u8;
    out.extend_from_slice(&bytes[..=length]);
}

/// A count of bytes or items: never more than `isize::MAX`.
#[inline]
pub fn put_length(length: usize, out: &mut Vec<u8>) {
    put_long(length as i64, out);
}

/// `bytes` or a `string`: the length and then what it is.
#[inline]
pub fn put_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    put_length(bytes.len(), out);
    out.extend_from_slice(bytes);
}
