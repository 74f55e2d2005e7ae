//! Protobuf's wire format, where no type says what the fields mean: as `protoc --decode_raw` shows it.

use std::fmt::Write as _;

/// How deep messages inside messages are looked for.
const DEPTH: usize = 16;

/// What follows the message indexes of Confluent's wire format: a count and as many numbers, or a single zero.
pub(super) fn after_message_indexes(mut bytes: &[u8]) -> Option<&[u8]> {
    let count = zigzag(varint(&mut bytes)?);
    for _ in 0..count {
        varint(&mut bytes)?;
    }
    Some(bytes)
}

/// `{1: "c-42", 2: 5, 3: {1: 7}}`; `None` where it is no message.
pub(super) fn shown(bytes: &[u8]) -> Option<String> {
    message(bytes, DEPTH)
}

fn message(mut bytes: &[u8], depth: usize) -> Option<String> {
    let mut text = String::from("{");
    while !bytes.is_empty() {
        let tag = varint(&mut bytes)?;
        let field = tag >> 3;
        if field == 0 {
            return None;
        }
        let value = match tag & 7 {
            0 => varint(&mut bytes)?.to_string(),
            1 => format!("0x{:016x}", u64::from_le_bytes(taken(&mut bytes)?)),
            2 => {
                let length = usize::try_from(varint(&mut bytes)?).ok()?;
                let (part, rest) = bytes.split_at_checked(length)?;
                bytes = rest;
                part_shown(part, depth)
            }
            5 => format!("0x{:08x}", u32::from_le_bytes(taken(&mut bytes)?)),
            // Groups are of the first version of Protobuf, and nobody writes them.
            _ => return None,
        };
        let comma = if text.len() > 1 { ", " } else { "" };
        let _ = write!(text, "{comma}{field}: {value}");
    }
    Some(text + "}")
}

/// Text, a message, or bytes: the wire does not tell.
fn part_shown(bytes: &[u8], depth: usize) -> String {
    match str::from_utf8(bytes) {
        Ok(text) if !text.contains(char::is_control) => format!("{text:?}"),
        _ => depth
            .checked_sub(1)
            .and_then(|depth| message(bytes, depth))
            .unwrap_or_else(|| format!("b\"{}\"", bytes.escape_ascii())),
    }
}

fn taken<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (chunk, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*chunk)
}

/// A number of seven bits a byte, the lowest first.
fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// The count of indexes, which Confluent writes in zigzag.
const fn zigzag(value: u64) -> u64 {
    (value >> 1) ^ (value & 1).wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::{after_message_indexes, shown};

    #[test]
    fn fields_are_shown_by_number() {
        let bytes = [0x0A, 4, b'c', b'-', b'4', b'2', 0x10, 0x96, 0x01, 0x1A, 2, 0x08, 7, 0x25, 1, 0, 0, 0];
        assert_eq!(shown(&bytes).as_deref(), Some(r#"{1: "c-42", 2: 150, 3: {1: 7}, 4: 0x00000001}"#));
        assert_eq!(shown(&[]).as_deref(), Some("{}"));
        assert_eq!(shown(&[0x0A, 9, 1]), None);
        assert_eq!(shown(&[0x00]), None);
    }

    #[test]
    fn indexes_are_a_zero_or_a_count_and_numbers() {
        assert_eq!(after_message_indexes(&[0, 9]), Some(&[9][..]));
        assert_eq!(after_message_indexes(&[4, 2, 0, 9]), Some(&[9][..]));
        assert_eq!(after_message_indexes(&[4, 2]), None);
    }
}
