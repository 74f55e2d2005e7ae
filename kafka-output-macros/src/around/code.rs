//! A file's text with blanks in place of its remarks and of what its texts say, so that its words and brackets are the program's.

/// Every byte of code stays where it was, and every line is one.
pub(super) fn code_of(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'/' => remark(bytes, at),
            b'"' => Some(quoted(bytes, at)),
            b'\'' => character(text, at),
            b'r' | b'b' | b'c' if !is_within_word(bytes, at) => raw(bytes, at),
            _ => None,
        };
        let Some(end) = end else {
            at += 1;
            continue;
        };
        for byte in &mut code[at..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = end;
    }
    // Whole characters were replaced.
    String::from_utf8(code).unwrap_or_default()
}

fn is_within_word(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| bytes[before] == b'_' || bytes[before].is_ascii_alphanumeric())
}

/// Where `// …` or `/* … /* … */ */` ends.
fn remark(bytes: &[u8], start: usize) -> Option<usize> {
    match bytes.get(start + 1)? {
        b'/' => Some(find(bytes, start, b"\n")),
        b'*' => {
            let (mut at, mut depth) = (start + 2, 1);
            while depth > 0 && at < bytes.len() {
                let step = match &bytes[at..] {
                    [b'*', b'/', ..] => -1,
                    [b'/', b'*', ..] => 1,
                    _ => 0,
                };
                depth += step;
                at += if step == 0 { 1 } else { 2 };
            }
            Some(at)
        }
        _ => None,
    }
}

/// Where `"…"` ends.
fn quoted(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}

/// Where `'a'` ends; none of a lifetime.
fn character(text: &str, start: usize) -> Option<usize> {
    let mut letters = text.get(start + 1..)?.char_indices();
    let (_, letter) = letters.next()?;
    if letter == '\\' {
        // What is escaped may be the quote itself.
        letters.next()?;
        return letters.find(|(_, letter)| *letter == '\'').map(|(end, _)| start + end + 2);
    }
    let (end, quote) = letters.next()?;
    (quote == '\'').then_some(start + end + 2)
}

/// Where `r#"…"#`, `br"…"` ends; none of what begins another word.
fn raw(bytes: &[u8], start: usize) -> Option<usize> {
    let prefix = if bytes[start] == b'r' { 1 } else { 2 };
    if prefix == 2 && *bytes.get(start + 1)? != b'r' {
        return None;
    }
    let hashes = bytes.get(start + prefix..)?.iter().take_while(|byte| **byte == b'#').count();
    let open = start + prefix + hashes;
    if *bytes.get(open)? != b'"' {
        return None;
    }
    let close = [b"\"".as_slice(), &vec![b'#'; hashes]].concat();
    Some((find(bytes, open + 1, &close) + close.len()).min(bytes.len()))
}

/// Where it begins behind a place; the end where it does not.
fn find(bytes: &[u8], from: usize, wanted: &[u8]) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.windows(wanted.len()).position(|window| window == wanted).map_or(bytes.len(), |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::code_of;

    #[test]
    fn remarks_and_texts_are_blank_and_all_else_is_where_it_was() {
        for (text, code) in [
            ("a // b\nc", "a     \nc"),
            ("a /* b /* c */ d */ e", "a                   e"),
            ("a /* b", "a     "),
            (r#"a("b \" // c") d"#, "a(           ) d"),
            ("a(\"b\nc\");", "a(  \n  );"),
            (r##"r#"b " c"# r#type br"\" for"##, "           r#type       for"),
            (r"'a' '\'' 'b '\u{7d}' '{' '€'", "         'b                   "),
            ("&'static str, fn<'a>() {}", "&'static str, fn<'a>() {}"),
            ("http://é\nb", "http:    \nb"),
            ("for r in bar {}", "for r in bar {}"),
            ("\"é\" \"", "      "),
        ] {
            assert_eq!(code_of(text), code, "{text}");
        }
    }
}
