//! IP addresses, those of version 6 as RFC 4291 writes them; `std`'s own parser is no `const fn`.

/// Whether this is `%` and the name of a zone, of the characters RFC 6874 has for it.
const fn is_zone(text: &[u8]) -> bool {
    let mut at = 1;
    while at < text.len()
        && (text[at].is_ascii_alphanumeric() || matches!(text[at], b'-' | b'.' | b'_' | b'~'))
    {
        at += 1;
    }
    at > 1 && at == text.len()
}

/// Whether these bytes are an IPv6 address, with a zone (`%eth0`) or without.
#[must_use]
pub const fn is_ipv6(text: &[u8]) -> bool {
    let (address, zone) = text.split_at(find(text, b'%'));
    if !zone.is_empty() && !is_zone(zone) {
        return false;
    }
    let mut groups = 0;
    let mut gap = false;
    let mut at = 0;
    if starts_gap(address, 0) {
        gap = true;
        at = 2;
    }
    while at < address.len() {
        let end = at + hex_digits(address, at);
        if end < address.len() && address[end] == b'.' {
            groups += 2;
            return is_ipv4_tail(address, at) && complete(groups, gap);
        }
        if end == at || end - at > 4 {
            return false;
        }
        groups += 1;
        if end == address.len() {
            break;
        }
        if starts_gap(address, end) {
            if gap {
                return false;
            }
            gap = true;
            at = end + 2;
        } else if address[end] == b':' && end + 1 < address.len() {
            at = end + 1;
        } else {
            return false;
        }
    }
    complete(groups, gap)
}

const fn complete(groups: usize, gap: bool) -> bool {
    if gap { groups < 8 } else { groups == 8 }
}

/// Where the byte first stands, or the length.
const fn find(text: &[u8], byte: u8) -> usize {
    let mut at = 0;
    while at < text.len() && text[at] != byte {
        at += 1;
    }
    at
}

const fn starts_gap(text: &[u8], at: usize) -> bool {
    at + 1 < text.len() && text[at] == b':' && text[at + 1] == b':'
}

const fn hex_digits(text: &[u8], from: usize) -> usize {
    let mut end = from;
    while end < text.len() && text[end].is_ascii_hexdigit() {
        end += 1;
    }
    end - from
}

/// Whether a host's name is meant to be an IPv4 address and is none: nothing but digits and points, as in `256.1.1.1`.
pub(super) const fn is_broken_ipv4(host: &[u8]) -> bool {
    let mut points = 0;
    let mut at = 0;
    while at < host.len() {
        if host[at] == b'.' {
            points += 1;
        } else if !host[at].is_ascii_digit() {
            return false;
        }
        at += 1;
    }
    points > 0 && !is_ipv4_tail(host, 0)
}

/// Whether the rest of the text is four numbers up to 255, without a zero in front.
const fn is_ipv4_tail(text: &[u8], from: usize) -> bool {
    let mut at = from;
    let mut parts = 0;
    loop {
        let start = at;
        let mut number = 0_u32;
        while at < text.len() && text[at].is_ascii_digit() && at - start < 3 {
            number = number * 10 + (text[at] - b'0') as u32;
            at += 1;
        }
        if at == start || number > 255 || (at - start > 1 && text[start] == b'0') {
            return false;
        }
        parts += 1;
        if at == text.len() {
            return parts == 4;
        }
        if text[at] != b'.' || parts == 4 {
            return false;
        }
        at += 1;
    }
}
