//! `name=value` pairs, comma-separated, as librdkafka's `sasl.oauthbearer.extensions` has them.

/// The bytes of the first piece that is no `name=value`.
#[must_use]
pub const fn pairs_fault(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut start = 0;
    loop {
        let mut end = start;
        let mut equals = None;
        while end < bytes.len() && bytes[end] != b',' {
            if bytes[end] == b'=' && equals.is_none() {
                equals = Some(end);
            }
            end += 1;
        }
        match equals {
            Some(at) if at > start => {}
            _ => return Some((start, end)),
        }
        if end == bytes.len() {
            return None;
        }
        start = end + 1;
    }
}
