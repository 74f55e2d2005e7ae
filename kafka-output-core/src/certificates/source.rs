//! Where a PEM text stands, a file or an option's own text, and what is wrong with it as such.

use std::path::Path;

use kafka_output_options::{OptionId, OptionSet, Value};
use openssl::x509::X509;

use super::pem::{BEGIN, Block, blocks, with_lines};

/// An option's fault: its sentence begins with the option's name.
pub(super) type Fault = (OptionId, String);

/// A PEM text, with the option it comes from.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) option: OptionId,
    /// The file's path as it may be shown, or that it is the option's own text.
    place: String,
    text: String,
}

/// The text of an option that is written.
pub(super) fn text_of<'a>(set: &'a OptionSet<'_>, id: OptionId) -> Option<&'a str> {
    match set.get(id) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

/// The path that an option holds, in backticks, unless it was fetched or may be no path but a secret.
pub(super) fn shown(set: &OptionSet<'_>, option: OptionId, path: &str) -> String {
    if set.shows(option) { format!("`{path}`") } else { "the file it names".to_owned() }
}

impl Source {
    /// The file that `location` names, or the text of `text`.
    pub(super) fn of(set: &OptionSet<'_>, location: OptionId, text: OptionId) -> Option<Result<Self, Fault>> {
        match text_of(set, location) {
            Some(path) => Some(Self::read(location, path, &shown(set, location, path))),
            None => Self::text(set, text).map(Ok),
        }
    }

    /// The text of an option that holds it itself.
    pub(super) fn text(set: &OptionSet<'_>, option: OptionId) -> Option<Self> {
        let text = with_lines(text_of(set, option)?);
        Some(Self { option, place: "its text".to_owned(), text })
    }

    fn read(option: OptionId, path: &str, shown: &str) -> Result<Self, Fault> {
        let mut source = Self { option, place: shown.to_owned(), text: String::new() };
        match crate::files::read(Path::new(path)) {
            Err(error) => Err(source.says(&format!(
                "cannot be read: {error}; write the path of a PEM file that this program may read"
            ))),
            Ok(bytes) if is_der(&bytes) => Err(source.says(
                "is in DER or PKCS#12, not in PEM; write it anew with `openssl x509 -inform der`, `openssl pkey -inform der` or `openssl \
                 pkcs12 -nodes`",
            )),
            Ok(bytes) => {
                source.text = String::from_utf8_lossy(&bytes).into_owned();
                Ok(source)
            }
        }
    }

    /// A fault of it: the option, where its text stands, and what is wrong.
    pub(super) fn says(&self, what: &str) -> Fault {
        (self.option, format!("`{}`: {} {what}", self.option.name(), self.place))
    }

    /// Certificates in a form that OpenSSL reads, and this does not.
    pub(super) fn is_left_to_openssl(&self) -> bool {
        blocks(&self.text).any(|block| block.is_trusted())
    }

    /// Its certificates, in order; at least one.
    pub(super) fn certificates(&self) -> Result<Vec<X509>, Fault> {
        let read = |(at, text): (usize, &str)| {
            X509::from_pem(text.as_bytes()).map_err(|_| {
                self.says(&format!(
                    "holds a certificate, number {}, that cannot be read, as one that was cut short or changed on its way; get it anew",
                    at + 1
                ))
            })
        };
        let found = blocks(&self.text).filter(Block::is_certificate).map(|block| block.text);
        let certificates = found.enumerate().map(read).collect::<Result<Vec<_>, _>>()?;
        if certificates.is_empty() {
            return Err(self.lacks("certificate", "CERTIFICATE"));
        }
        Ok(certificates)
    }

    /// Its private key in PEM, encrypted or not.
    pub(super) fn key(&self) -> Result<&str, Fault> {
        let mut keys = blocks(&self.text).filter(Block::is_key);
        let key = keys.next().ok_or_else(|| self.lacks("private key", "PRIVATE KEY"))?;
        if keys.next().is_some() {
            return Err(self.says(
                "holds more than one private key; keep the certificate's own, and take the others out",
            ));
        }
        Ok(key.text)
    }

    fn lacks(&self, wanted: &str, label: &str) -> Fault {
        let labels: Vec<&str> = blocks(&self.text).map(|block| block.label).collect();
        let what = match labels.first() {
            None => format!("holds no PEM block; give it one that begins with `-----BEGIN {label}-----`"),
            Some(first) => format!(
                "holds no {wanted}, but a block `{first}`; give it one that begins with `-----BEGIN {label}-----`"
            ),
        };
        self.says(&what)
    }
}

/// DER begins with a sequence, whose sign is also the character `0`, which may stand before a PEM block.
fn is_der(bytes: &[u8]) -> bool {
    bytes.first() == Some(&0x30) && !bytes.windows(BEGIN.len()).any(|window| window == BEGIN.as_bytes())
}
