//! `name=value` pairs, comma-separated, as librdkafka's `sasl.oauthbearer.extensions` has them.

/// The bytes of the first piece that is no `name=value`, of those at or behind a byte where one begins.
#[must_use]
pub const fn pairs_fault(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut start = from;
    while start <= bytes.len() {
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
        start = end + 1;
    }
    None
}
