//! Two schemas, held against each other.

use std::collections::HashSet;

use serde_json::Value;

use super::change::Change;
use super::class::{Class, Criterion, Kind, Part, Says};
use super::document::{Document, Node};

/// What a pair is told from others by.
type Pair = ((*const Value, Says), (*const Value, Says));

pub(super) struct Comparison<'a> {
    reader: &'a Document,
    writer: &'a Document,
    pub(super) found: Vec<(String, Change)>,
    /// Why nobody can tell of a part.
    pub(super) unsure: Option<String>,
    /// The pairs that are being compared: a schema may hold itself.
    within: HashSet<Pair>,
}

impl<'a> Comparison<'a> {
    pub(super) fn of(reader: &'a Document, writer: &'a Document) -> Self {
        Self { reader, writer, found: Vec::new(), unsure: None, within: HashSet::new() }
    }

    pub(super) fn add(&mut self, path: &str, change: Change) {
        self.found.push((path.to_owned(), change));
    }

    pub(super) fn compare(&mut self, reader: Node<'a>, writer: Node<'a>, path: &str) {
        self.parts(reader.into(), writer.into(), path);
    }

    /// What is found of two schemas when they are compared for themselves.
    pub(super) fn aside(&mut self, reader: Part<'a>, writer: Part<'a>, path: &str) -> Aside {
        let within = self.within.clone();
        let mut aside = Self { within, ..Self::of(self.reader, self.writer) };
        aside.parts(reader, writer, path);
        Aside { found: aside.found, unsure: aside.unsure }
    }

    /// What a comparison aside has found is so.
    pub(super) fn take(&mut self, aside: Aside) {
        self.found.extend(aside.found);
        self.unsure = self.unsure.take().or(aside.unsure);
    }

    /// Whether a schema takes anything, as no schema does.
    pub(super) fn is_anything(&self, node: Node<'a>, of_reader: bool) -> bool {
        let document = if of_reader { self.reader } else { self.writer };
        matches!(Part::from(node).class(document), Ok((_, Class::Anything)))
    }

    pub(super) fn is_nothing(&self, node: Node<'a>) -> bool {
        matches!(Part::from(node).class(self.writer), Ok((_, Class::Nothing)))
    }

    pub(super) fn parts(&mut self, reader: Part<'a>, writer: Part<'a>, path: &str) {
        if reader.says == writer.says && reader.node.is_same(writer.node) {
            return;
        }
        let both = reader.class(self.reader).and_then(|reads| Ok((reads, writer.class(self.writer)?)));
        let ((reader, reads), (writer, wrote)) = match both {
            Ok(both) => both,
            Err(why) => {
                self.unsure.get_or_insert(why);
                return;
            }
        };
        let of = |part: Part<'_>| (std::ptr::from_ref(part.node.json), part.says);
        let pair = (of(reader), of(writer));
        if self.within.insert(pair) {
            self.classes((reader, &reads), (writer, &wrote), path);
            self.within.remove(&pair);
        }
    }

    fn classes(
        &mut self,
        (reader, reads): (Part<'a>, &Class<'a>),
        (writer, wrote): (Part<'a>, &Class<'a>),
        path: &str,
    ) {
        match (reads, wrote) {
            (Class::Anything, _) | (_, Class::Nothing) => {}
            (Class::Combined(reads, of), Class::Combined(wrote, others)) => {
                self.combined((*reads, of), (*wrote, others), path);
            }
            // One of the schemas to choose from is enough, and of all that hold one that fits.
            (Class::Combined(criterion, parts), _) if *criterion != Criterion::All || parts.len() == 1 => {
                self.one_of(parts.iter().map(|part| (*part, writer)), (reads, wrote), path);
            }
            (_, Class::Combined(criterion, parts)) if *criterion == Criterion::All || parts.len() == 1 => {
                self.one_of(parts.iter().map(|part| (reader, *part)), (reads, wrote), path);
            }
            (Class::Typed(read, typed), Class::Typed(written, other))
                if read == written || (read.is_number() && written.is_number()) =>
            {
                if (*typed && !other) || (*read == Kind::Integer && *written == Kind::Number) {
                    self.add(path, Change::Types { writer: word(wrote), reader: word(reads) });
                }
                self.typed(*read, reader.node, writer.node, path);
            }
            (Class::Enum(reads), Class::Enum(wrote)) => {
                let lost: Vec<_> = wrote.iter().filter(|value| !reads.contains(value)).collect();
                if !lost.is_empty() {
                    let lost = lost.into_iter().map(Value::to_string).collect();
                    self.add(path, Change::Values(lost));
                }
            }
            (Class::Const(reads), Class::Const(wrote)) => {
                if reads != wrote {
                    self.add(path, Change::Values(vec![wrote.to_string()]));
                }
            }
            _ => self.add(path, Change::Types { writer: word(wrote), reader: word(reads) }),
        }
    }

    /// At least one of these pairs fits.
    fn one_of(
        &mut self,
        pairs: impl Iterator<Item = (Part<'a>, Part<'a>)>,
        (reads, wrote): (&Class<'a>, &Class<'a>),
        path: &str,
    ) {
        let mut others: Vec<_> = pairs.map(|(reads, wrote)| self.aside(reads, wrote, path)).collect();
        if others.iter().any(Aside::fits) {
            return;
        }
        match &mut others[..] {
            [_] => self.take(others.remove(0)),
            _ => match others.iter_mut().find_map(|aside| aside.unsure.take()) {
                Some(why) => _ = self.unsure.get_or_insert(why),
                None => self.add(path, Change::Types { writer: word(wrote), reader: word(reads) }),
            },
        }
    }

    fn typed(&mut self, kind: Kind, reader: Node<'a>, writer: Node<'a>, path: &str) {
        self.limits(kind, reader, writer, path);
        match kind {
            Kind::Object => self.object(reader, writer, path),
            Kind::List => self.list(reader, writer, path),
            _ => {}
        }
    }
}

/// What was found aside.
pub(super) struct Aside {
    pub(super) found: Vec<(String, Change)>,
    pub(super) unsure: Option<String>,
}

impl Aside {
    pub(super) fn fits(&self) -> bool {
        self.found.is_empty() && self.unsure.is_none()
    }
}

/// A schema in a sentence.
pub(super) fn word(class: &Class<'_>) -> String {
    match class {
        Class::Anything => "anything".to_owned(),
        Class::Nothing => "nothing".to_owned(),
        Class::Typed(kind, true) => kind.word().to_owned(),
        Class::Typed(kind, false) => format!("anything, if {} then such", kind.word()),
        Class::Enum(_) => "enum".to_owned(),
        Class::Const(_) => "const".to_owned(),
        Class::Combined(criterion, parts) => {
            let types: Option<Vec<_>> = parts
                .iter()
                .map(|part| match part.says {
                    Says::Type(kind, true) => Some(kind.word()),
                    Says::Enum => Some("enum"),
                    _ => None,
                })
                .collect();
            types.map_or_else(|| criterion.word().to_owned(), |types| format!("[{}]", types.join(", ")))
        }
    }
}
