//! The Parsing Canonical Form, and its fingerprint, as "Parsing Canonical Form for Schemas" and "Schema Fingerprints" of Avro's
//! specification have them.

use std::fmt::Write as _;

use super::{Id, Kind, Logical, Schema};

impl Schema {
    /// The canonical form of one type, by itself: what it names is defined in it.
    #[must_use]
    pub fn canonical_form(&self, id: Id) -> String {
        Form::of(self, id, false)
    }

    /// The CRC-64-AVRO of the canonical form.
    #[must_use]
    pub fn fingerprint(&self, id: Id) -> u64 {
        rabin(self.canonical_form(id).as_bytes())
    }

    /// The same with the logical types told, which change what bytes mean.
    #[must_use]
    pub fn identity(&self, id: Id) -> u64 {
        rabin(Form::of(self, id, true).as_bytes())
    }
}

struct Form<'a> {
    schema: &'a Schema,
    text: String,
    written: Vec<Id>,
    logical: bool,
}

impl<'a> Form<'a> {
    fn of(schema: &'a Schema, id: Id, logical: bool) -> String {
        let mut form = Self { schema, text: String::new(), written: Vec::new(), logical };
        form.write(id);
        form.text
    }

    fn write(&mut self, id: Id) {
        let ty = self.schema.get(id);
        if let Some(name) = &ty.name {
            if self.written.contains(&id) {
                let _ = write!(self.text, "\"{name}\"");
                return;
            }
            self.written.push(id);
            let _ = write!(self.text, "{{\"name\":\"{name}\",\"type\":\"{}\",", ty.kind.word());
        }
        match &ty.kind {
            Kind::Record(fields) => {
                self.list("\"fields\":[", fields, |form, field| {
                    let _ = write!(form.text, "{{\"name\":\"{}\",\"type\":", field.name);
                    form.write(field.ty);
                    form.text.push('}');
                });
                self.text.push('}');
            }
            Kind::Enum(symbols) => {
                self.list("\"symbols\":[", symbols, |form, symbol| {
                    let _ = write!(form.text, "\"{symbol}\"");
                });
                self.text.push('}');
            }
            Kind::Fixed(size) => {
                let _ = write!(self.text, "\"size\":{size}}}");
            }
            Kind::Array(of) => self.one("array", "items", *of),
            Kind::Map(of) => self.one("map", "values", *of),
            Kind::Union(branches) => self.list("[", branches, |form, branch| form.write(*branch)),
            primitive => {
                let _ = write!(self.text, "\"{}\"", primitive.word());
            }
        }
        if let Some(logical) = ty.logical.filter(|_| self.logical) {
            let _ = write!(self.text, "({})", logical.word());
            if let Logical::Decimal { precision, scale } = logical {
                let _ = write!(self.text, "({precision},{scale})");
            }
        }
    }

    fn one(&mut self, word: &str, member: &str, of: Id) {
        let _ = write!(self.text, "{{\"type\":\"{word}\",\"{member}\":");
        self.write(of);
        self.text.push('}');
    }

    fn list<T>(&mut self, open: &str, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.text.push_str(open);
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            write(self, item);
        }
        self.text.push(']');
    }
}

/// CRC-64-AVRO, bit by bit: it is done once for each derive.
fn rabin(bytes: &[u8]) -> u64 {
    const EMPTY: u64 = 0xc15d_213a_a4d7_a795;
    bytes.iter().fold(EMPTY, |fingerprint, byte| {
        let mut low = (fingerprint ^ u64::from(*byte)) & 0xff;
        for _ in 0..8 {
            low = (low >> 1) ^ (EMPTY & (low & 1).wrapping_neg());
        }
        (fingerprint >> 8) ^ low
    })
}
