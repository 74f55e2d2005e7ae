//! PEM text: the forms that settings give it, and its blocks.

/// What begins a block, before its label.
pub(super) const BEGIN: &str = "-----BEGIN ";
/// What begins its last line.
const END: &str = "-----END ";
/// What stands around a label.
const DASHES: &str = "-----";
/// How many signs a line of a block holds, by RFC 7468.
const LINE: usize = 64;

/// The text with real line breaks, a dash line in each. A setting of one line spells them out, `\n`, or has spaces in their place, and where one setting
/// follows another in a text, they may be missing. The indentation of a document around it is left out, and the quotes or the name before a
/// block, which a shell or an editor may leave.
pub(crate) fn with_lines(text: &str) -> String {
    let text = text.replace("\\r", "").replace("\\n", "\n").replace('\r', "");
    if !text.contains(BEGIN) {
        return text;
    }
    let (mut lines, mut is_body) = (String::new(), false);
    for line in text.trim().lines().map(str::trim) {
        if !line.contains(BEGIN) && !line.contains(END) {
            lines.extend([line, "\n"]);
            continue;
        }
        // `-----BEGIN A-----` body `-----END A-----`: every second part is a label.
        for (at, part) in line.split(DASHES).enumerate() {
            if at % 2 == 1 {
                lines.extend([DASHES, part, DASHES, "\n"]);
                is_body = part.starts_with("BEGIN ");
            } else if is_body {
                let body: Vec<char> = part.chars().filter(|sign| !sign.is_whitespace()).collect();
                for folded in body.chunks(LINE) {
                    lines.extend(folded);
                    lines.push('\n');
                }
            }
        }
    }
    lines
}

/// A block with its dash lines, as far as the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block<'a> {
    /// `CERTIFICATE`, `RSA PRIVATE KEY`.
    pub(crate) label: &'a str,
    pub(crate) text: &'a str,
}

impl Block<'_> {
    pub(crate) fn is_key(&self) -> bool {
        self.label.ends_with("PRIVATE KEY")
    }

    #[cfg(feature = "ssl")]
    pub(crate) fn is_certificate(&self) -> bool {
        matches!(self.label, "CERTIFICATE" | "X509 CERTIFICATE")
    }

    /// OpenSSL's own form, which says beside a certificate what it is trusted for.
    #[cfg(feature = "ssl")]
    pub(crate) fn is_trusted(&self) -> bool {
        self.label == "TRUSTED CERTIFICATE"
    }
}

/// The blocks of a text, without what stands before the first, such as `Bag Attributes`.
pub(crate) fn blocks(text: &str) -> impl Iterator<Item = Block<'_>> {
    let begins = text.match_indices(BEGIN).map(|(at, _)| at);
    let ends = text.match_indices(BEGIN).map(|(at, _)| at).skip(1).chain([text.len()]);
    begins.zip(ends).filter_map(|(begin, end)| {
        let block = &text[begin..end];
        let (label, _) = block[BEGIN.len()..].split_once(DASHES)?;
        Some(Block { label, text: block })
    })
}

/// The certificates of a text, and its private key: the first is no secret to librdkafka, and must not hold the other.
pub(crate) fn apart(text: &str) -> (String, String) {
    let (keys, certificates): (Vec<_>, Vec<_>) = blocks(text).partition(Block::is_key);
    let texts = |blocks: Vec<Block<'_>>| blocks.iter().map(|block| block.text).collect();
    (texts(certificates), texts(keys))
}

#[cfg(test)]
mod tests {
    use super::{apart, blocks, with_lines};

    const LINES: &str = "-----BEGIN CERTIFICATE-----\nTUlJ\nMA==\n-----END CERTIFICATE-----\n-----BEGIN EC PRIVATE KEY-----\nTUlJ\n-----END EC PRIVATE KEY-----\n";

    #[test]
    fn each_way_to_write_lines_is_read() {
        assert_eq!(with_lines(LINES), LINES);
        assert_eq!(with_lines(&LINES.replace('\n', "\\n")), LINES);
        assert_eq!(with_lines(&LINES.replace('\n', "\\r\\n")), LINES);
        assert_eq!(with_lines(&LINES.replace('\n', "\r\n")), LINES);
        let one_body = LINES.replace("TUlJ\nMA==", "TUlJMA==");
        assert_eq!(with_lines(LINES.replace('\n', " ").trim()), one_body);
        assert_eq!(with_lines(&LINES.replace('\n', "")), one_body);
        let long = format!("-----BEGIN CERTIFICATE-----{}-----END CERTIFICATE-----", "A".repeat(100));
        assert!(with_lines(&long).lines().all(|line| line.len() <= 64), "{}", with_lines(&long));
        assert_eq!(with_lines("no PEM at all"), "no PEM at all");
        assert_eq!(with_lines(&LINES.replace('\n', "\n    ")).trim(), LINES.trim());
        for (before, behind) in [("\"", "\""), ("'", "'\n"), ("KEY=", ""), ("  ", "\n\n")] {
            let quoted = format!("{before}{}{behind}", LINES.trim());
            assert_eq!(with_lines(&quoted).trim(), LINES.trim(), "{quoted}");
        }
        // One setting behind another, of several lines or of one each, and a remark before them.
        let glued = LINES.replace("-----\n-----BEGIN", "----------BEGIN");
        assert_eq!(with_lines(&glued), LINES);
        let lines_of_blocks = LINES.replace('\n', "").replace("----------", "-----\n-----");
        assert_eq!(with_lines(&lines_of_blocks), one_body);
        assert_eq!(
            with_lines(&format!("# of the shop\n{lines_of_blocks}")),
            format!("# of the shop\n{one_body}")
        );
        assert_eq!(with_lines(&LINES.replace("BEGIN CERTIFICATE-----\n", "BEGIN CERTIFICATE-----")), LINES);
        assert_eq!(with_lines(&LINES.replace("MA==\n", "MA==")), LINES);
        let ruled = format!("--------------------\n{LINES}");
        assert_eq!(with_lines(&ruled), ruled);
    }

    #[test]
    fn certificates_and_key_are_told_apart_in_any_order() {
        let block = |label| format!("-----BEGIN {label}-----\nTUlJ\n-----END {label}-----\n");
        let (one, key) = (block("CERTIFICATE"), block("EC PRIVATE KEY"));
        for pem in [format!("{key}{one}{one}"), format!("Bag Attributes\n{one}{key}{one}")] {
            assert_eq!(apart(&pem), (format!("{one}{one}"), key.clone()));
        }
        assert_eq!(
            blocks(LINES).map(|block| block.label).collect::<Vec<_>>(),
            ["CERTIFICATE", "EC PRIVATE KEY"]
        );
    }
}
