//! `csv`: the fields of a flat value, by serde, quoted as RFC 4180 asks.

mod fields;
mod whole;

use csv_core::WriterBuilder;
use serde::Serialize;

use self::fields::Fields;
use super::{Encode, EncodeError};

/// Writes one line of CSV, and a line of names before it if asked to: `value_format = csv`.
#[derive(Debug, Clone, Copy)]
pub struct Csv {
    delimiter: u8,
    header: bool,
}

impl Csv {
    /// Fields divided by an ASCII character; `header` puts a line of the fields' names into each record.
    #[must_use]
    pub const fn new(delimiter: u8, header: bool) -> Self {
        Self { delimiter, header }
    }
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> Encode<T> for Csv {
    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        let mut fields = Fields::default();
        value.serialize(&mut fields).map_err(|refused| EncodeError::new(refused.to_string()))?;
        if self.header {
            let names = fields.names().ok_or_else(|| {
                EncodeError::new(
                    "it has no names for its fields, which `csv_header` asks for; send a struct with named fields",
                )
            })?;
            self.line(names, out);
            // RFC 4180's end of a line; the last line has none.
            out.extend_from_slice(b"\r\n");
        }
        self.line(fields.texts(), out);
        Ok(())
    }
}

impl Csv {
    fn line<'a>(self, texts: impl Iterator<Item = &'a [u8]>, out: &mut Vec<u8>) {
        let mut writer = WriterBuilder::new().delimiter(self.delimiter).build();
        for (at, text) in texts.enumerate() {
            // Every byte may be a quote, which is doubled; two quotes around, one before them, and the delimiter.
            let room = text.len() * 2 + 4;
            if at > 0 {
                append(out, room, |out| writer.delimiter(out).1);
            }
            append(out, room, |out| writer.field(text, out).2);
        }
        append(out, 4, |out| writer.finish(out).1);
    }
}

/// Appends what `write` writes into `room` bytes; it returns how many it used.
fn append(out: &mut Vec<u8>, room: usize, write: impl FnOnce(&mut [u8]) -> usize) {
    let start = out.len();
    out.resize(start + room, 0);
    let used = write(&mut out[start..]);
    out.truncate(start + used);
}

#[cfg(test)]
mod tests;
