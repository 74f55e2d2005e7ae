//! Avro's schema resolution, asked of two schemas alone: the specification's chapter of that name, as Java's `SchemaCompatibility`,
//! which the registries use, reads it.
//!
//! Types may hold themselves, so what can be read is a greatest fixed point: every pair of types that is met counts as readable until
//! something in it is not.

use std::collections::{HashMap, HashSet};

use super::misfit::{Misfit, What};
use crate::schema_registry::avro::{Avro, Field, Name, Type};

/// A reader's type and a writer's, by their places.
type Pair = (usize, usize);

/// What reading one pair takes.
#[derive(Default)]
struct Needs {
    /// What is wrong whatever the types inside are, each below a path.
    wrong: Vec<(String, What)>,
    /// All of these, each below a path.
    all: Vec<(String, Pair)>,
    /// One of these, where there is a choice.
    any: Option<Vec<Pair>>,
}

struct Reading<'a> {
    reader: &'a Avro,
    writer: &'a Avro,
    readable: HashMap<Pair, bool>,
}

/// What keeps a schema from data of another.
pub(super) fn misfits(reader: &Avro, writer: &Avro) -> Vec<Misfit> {
    let root = (reader.root, writer.root);
    let mut reading = Reading { reader, writer, readable: HashMap::new() };
    reading.settle(root);
    let mut found = Vec::new();
    let begin = reader.word(reader.root);
    reading.explain(root, &begin, &mut HashSet::new(), &mut found);
    found
}

impl Reading<'_> {
    /// Finds out of each pair whether it can be read.
    fn settle(&mut self, root: Pair) {
        self.readable.insert(root, true);
        loop {
            let mut changed = false;
            let pairs: Vec<Pair> =
                self.readable.iter().filter(|(_, ok)| **ok).map(|(pair, _)| *pair).collect();
            for pair in pairs {
                let Needs { wrong, all, any } = self.needs(pair);
                let mut ok = |pair: &Pair| {
                    *self.readable.entry(*pair).or_insert_with(|| {
                        changed = true;
                        true
                    })
                };
                // Each is asked, also behind one that cannot be read: what is wrong there is told too.
                let all = all.iter().fold(true, |sum, (_, pair)| ok(pair) && sum);
                let any = any.is_none_or(|any| any.iter().any(ok));
                if !(wrong.is_empty() && all && any) {
                    self.readable.insert(pair, false);
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    fn is_readable(&self, pair: Pair) -> bool {
        self.readable.get(&pair).copied().unwrap_or(true)
    }

    /// Says what is wrong in a pair, and where.
    fn explain(&self, pair: Pair, path: &str, told: &mut HashSet<Pair>, found: &mut Vec<Misfit>) {
        if self.is_readable(pair) || !told.insert(pair) {
            return;
        }
        let Needs { wrong, all, any } = self.needs(pair);
        found.extend(wrong.into_iter().map(|(below, what)| Misfit { path: format!("{path}{below}"), what }));
        for (below, pair) in all {
            self.explain(pair, &format!("{path}{below}"), told, found);
        }
        let Some(any) = any else { return };
        let same = |pair: &&Pair| self.reader.get(pair.0).kind() == self.writer.get(pair.1).kind();
        if let [meant] = any.iter().filter(same).collect::<Vec<_>>()[..] {
            // Of a union's types, the one that was meant.
            self.explain(*meant, path, told, found);
        } else {
            let what = What::Branch { writer: self.writer.word(pair.1), reader: self.reader.word(pair.0) };
            found.push(Misfit { path: path.to_owned(), what });
        }
    }

    fn needs(&self, (reader, writer): Pair) -> Needs {
        let mut needs = Needs::default();
        match (self.reader.get(reader), self.writer.get(writer)) {
            (_, Type::Union(branches)) => {
                needs.all = branches.iter().map(|branch| (String::new(), (reader, *branch))).collect();
            }
            (Type::Union(branches), _) => {
                needs.any = Some(branches.iter().map(|branch| (*branch, writer)).collect());
            }
            (Type::Array(read), Type::Array(written)) => needs.all.push(("[]".to_owned(), (*read, *written))),
            (Type::Map(read), Type::Map(written)) => needs.all.push(("{}".to_owned(), (*read, *written))),
            (Type::Fixed { name, size }, Type::Fixed { name: written, size: other }) => {
                needs.names(name, written);
                if size != other {
                    needs.wrong.push((String::new(), What::Size { writer: *other, reader: *size }));
                }
            }
            (Type::Enum { name, symbols, default }, Type::Enum { name: written, symbols: others, .. }) => {
                needs.names(name, written);
                let unknown: Vec<_> =
                    others.iter().filter(|symbol| !symbols.contains(symbol)).cloned().collect();
                if !unknown.is_empty() && default.is_none() {
                    needs.wrong.push((String::new(), What::Symbols(unknown)));
                }
            }
            (Type::Record { name, fields }, Type::Record { name: written, fields: others }) => {
                needs.names(name, written);
                for field in fields {
                    needs.field(field, others);
                }
            }
            (Type::Primitive(read), Type::Primitive(written)) if promotes(written, read) => {}
            _ => {
                let what = What::Types { writer: self.writer.word(writer), reader: self.reader.word(reader) };
                needs.wrong.push((String::new(), what));
            }
        }
        needs
    }
}

impl Needs {
    fn names(&mut self, reader: &Name, writer: &Name) {
        if !reader.takes(writer) {
            let what = What::Names { writer: writer.full.clone(), reader: reader.full.clone() };
            self.wrong.push((String::new(), what));
        }
    }

    /// A reader's field, with the writer's of its name or of one of its aliases.
    fn field(&mut self, field: &Field, others: &[Field]) {
        let below = format!(".{}", field.name);
        let mut same =
            others.iter().filter(|other| other.name == field.name || field.aliases.contains(&other.name));
        match (same.next(), same.next()) {
            (Some(other), None) => self.all.push((below, (field.place, other.place))),
            (Some(one), Some(other)) => {
                self.wrong.push((below, What::TwoFields(one.name.clone(), other.name.clone())));
            }
            (None, _) if field.default.is_none() => self.wrong.push((below, What::NoDefault)),
            (None, _) => {}
        }
    }
}

/// Whether a reader's primitive takes a writer's.
fn promotes(written: &str, read: &str) -> bool {
    written == read
        || match written {
            "int" => matches!(read, "long" | "float" | "double"),
            "long" => matches!(read, "float" | "double"),
            "float" => read == "double",
            "string" => read == "bytes",
            "bytes" => read == "string",
            _ => false,
        }
}
