//! The keywords that bound a value: the reader's may not be narrower.

use serde_json::Value;

use super::change::Change;
use super::class::Kind;
use super::compare::Comparison;
use super::document::Node;

/// Which values a reader may have, where the writer has one.
#[derive(Debug, Clone, Copy)]
enum Wider {
    Greater,
    Less,
    /// One that divides the writer's.
    Divisor,
    /// None but the writer's.
    Same,
}

const TEXT: &[(&str, Wider)] =
    &[("maxLength", Wider::Greater), ("minLength", Wider::Less), ("pattern", Wider::Same)];
const NUMBER: &[(&str, Wider)] = &[
    ("maximum", Wider::Greater),
    ("minimum", Wider::Less),
    ("exclusiveMaximum", Wider::Greater),
    ("exclusiveMinimum", Wider::Less),
    ("multipleOf", Wider::Divisor),
];
const OBJECT: &[(&str, Wider)] = &[("maxProperties", Wider::Greater), ("minProperties", Wider::Less)];
const LIST: &[(&str, Wider)] =
    &[("maxItems", Wider::Greater), ("minItems", Wider::Less), ("uniqueItems", Wider::Same)];

impl<'a> Comparison<'a> {
    pub(super) fn limits(&mut self, kind: Kind, reader: Node<'a>, writer: Node<'a>, path: &str) {
        let limits = match kind {
            Kind::Text => TEXT,
            Kind::Number | Kind::Integer => NUMBER,
            Kind::Object => OBJECT,
            Kind::List => LIST,
            Kind::Boolean | Kind::Null => return,
        };
        for (keyword, wider) in limits {
            // What is off, or bounds nothing, is not there.
            let of = |node: Node<'a>| node.get(keyword).filter(|value| !is_idle(keyword, value));
            let (reads, wrote) = (of(reader), of(writer));
            let fits = match (reads, wrote) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(reads), Some(wrote)) => reads == wrote || wider.takes(reads, wrote),
            };
            if !fits {
                let [writer, reader] = [wrote, reads].map(|value| value.map(Value::to_string));
                self.add(path, Change::Limit { keyword, writer, reader });
            }
        }
    }
}

fn is_idle(keyword: &str, value: &Value) -> bool {
    value == &Value::Bool(false) || (keyword.starts_with("min") && keyword != "minimum" && value == 0)
}

impl Wider {
    fn takes(self, reader: &Value, writer: &Value) -> bool {
        let (Some(reader), Some(writer)) = (reader.as_f64(), writer.as_f64()) else { return false };
        match self {
            Self::Greater => reader >= writer,
            Self::Less => reader <= writer,
            Self::Divisor => reader > 0.0 && writer % reader == 0.0,
            Self::Same => false,
        }
    }
}
