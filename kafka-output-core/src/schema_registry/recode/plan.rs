//! Two schemas, walked together: what becomes of each pair of their types.

use std::collections::HashMap;

use super::default::default_of;
use super::{Recode, Source, Step};
use crate::schema_registry::avro::{Avro, Field, Name, Type};

/// A type of the own schema's, and one of the newest's, by their places.
pub(super) type Pair = (usize, usize);

pub(super) struct Planning<'a> {
    pub(super) own: &'a Avro,
    pub(super) latest: &'a Avro,
    /// The step of each pair that was met: types may hold themselves.
    known: HashMap<Pair, usize>,
    steps: Vec<Step>,
}

/// What writes data of one schema by another; else what the newest one has, or has not.
pub(super) fn plan(own: &Avro, latest: &Avro) -> Result<Recode, String> {
    let mut planning = Planning { own, latest, known: HashMap::new(), steps: Vec::new() };
    let root = planning.step((own.root, latest.root), &own.word(own.root))?;
    Ok(Recode { steps: planning.steps, root })
}

impl<'a> Planning<'a> {
    /// The step of a pair, which is at this path.
    fn step(&mut self, pair: Pair, path: &str) -> Result<usize, String> {
        if let Some(known) = self.known.get(&pair) {
            return Ok(*known);
        }
        let place = self.steps.len();
        // Its place is known before it is, which may name itself.
        self.steps.push(Step::Bytes(0));
        self.known.insert(pair, place);
        self.steps[place] = self.of(pair, path)?;
        Ok(place)
    }

    fn of(&mut self, pair: Pair, path: &str) -> Result<Step, String> {
        let (own, latest): (&'a Avro, &'a Avro) = (self.own, self.latest);
        match (own.get(pair.0), latest.get(pair.1)) {
            (Type::Union(branches), Type::Union(others)) => {
                let found = self.branches(branches, others, path)?;
                let steps = branches
                    .iter()
                    .zip(found)
                    .map(|(branch, at)| Ok((at, self.step((*branch, others[at]), path)?)));
                Ok(Step::Union(steps.collect::<Result<_, String>>()?))
            }
            (Type::Union(branches), _) => match branches[..] {
                [only] => Ok(Step::Only(self.step((only, pair.1), path)?)),
                _ => Err(self.differs(pair, path)),
            },
            (_, Type::Union(others)) => match self.branches(&[pair.0], others, path)?[..] {
                [at] => Ok(Step::Branch(at, self.step((pair.0, others[at]), path)?)),
                _ => Err(self.differs(pair, path)),
            },
            _ if !self.means_the_same(pair) => Err(self.differs(pair, path)),
            (Type::Array(items), Type::Array(others)) => {
                Ok(Step::Array(self.step((*items, *others), &format!("{path}[]"))?))
            }
            (Type::Map(values), Type::Map(others)) => {
                Ok(Step::Map(self.step((*values, *others), &format!("{path}{{}}"))?))
            }
            (Type::Fixed { name, size }, Type::Fixed { name: other, size: others })
                if other.takes(name) && size == others =>
            {
                usize::try_from(*size).map(Step::Bytes).map_err(|_| self.differs(pair, path))
            }
            (Type::Enum { name, symbols, .. }, Type::Enum { name: other, symbols: others, default })
                if other.takes(name) =>
            {
                let find = |symbol: &String| {
                    others
                        .iter()
                        .position(|known| known == symbol)
                        .ok_or_else(|| lost_symbol(symbol, other, default.as_deref()))
                };
                Ok(Step::Symbol(symbols.iter().map(find).collect::<Result<_, _>>()?))
            }
            (Type::Record { name, fields }, Type::Record { name: other, fields: others })
                if other.takes(name) =>
            {
                self.record(fields, other, others, path)
            }
            (Type::Primitive(written), Type::Primitive(read)) => {
                primitive(written, read, path).ok_or_else(|| self.differs(pair, path))
            }
            _ => Err(self.differs(pair, path)),
        }
    }

    /// A record's fields are told by their names, or by the newest's aliases; each has to have its place there.
    fn record(
        &mut self,
        fields: &[Field],
        name: &Name,
        others: &[Field],
        path: &str,
    ) -> Result<Step, String> {
        let record = &name.full;
        let mut targets: Vec<Option<usize>> =
            fields.iter().map(|field| others.iter().position(|other| other.name == field.name)).collect();
        for (at, other) in others.iter().enumerate() {
            if !targets.contains(&Some(at)) {
                let renamed = |(field, target): (&Field, &Option<usize>)| {
                    target.is_none() && other.aliases.contains(&field.name)
                };
                if let Some(field) = fields.iter().zip(&targets).position(renamed) {
                    targets[field] = Some(at);
                }
            }
        }
        let mut steps = Vec::new();
        for (field, target) in fields.iter().zip(&targets) {
            let Some(other) = target.map(|target| &others[target]) else {
                let field = &field.name;
                return Err(format!(
                    "has no field `{field}` in `{record}`, so that what the output's own has there would be lost"
                ));
            };
            steps.push(self.step((field.place, other.place), &format!("{path}.{}", field.name))?);
        }
        let source =
            |(at, other): (usize, &Field)| match targets.iter().position(|target| *target == Some(at)) {
                Some(field) => Ok(Source::Field(field)),
                None => default_of(self.latest, other).map(Source::Default).ok_or_else(|| {
                    let field = &other.name;
                    format!("needs a field `{field}` in `{record}`, which has no default to write")
                }),
            };
        let made_of = others.iter().enumerate().map(source).collect::<Result<Vec<_>, _>>()?;
        let order = made_of.iter().filter_map(|source| match source {
            Source::Field(field) => Some(*field),
            Source::Default(_) => None,
        });
        let in_order = order.is_sorted();
        Ok(Step::Record { fields: steps, made_of, in_order })
    }

    /// Bytes of one logical type are not another's, though the specification would resolve them; text has none that bytes have.
    fn means_the_same(&self, (own, latest): Pair) -> bool {
        match (self.own.logical(own), self.latest.logical(latest)) {
            (Some(own), Some(latest)) => own == latest,
            (None, None) => true,
            _ => {
                let kinds = [self.own.get(own).kind(), self.latest.get(latest).kind()];
                kinds[0] == kinds[1] || !kinds.contains(&"bytes")
            }
        }
    }

    pub(super) fn differs(&self, (own, latest): Pair, path: &str) -> String {
        let word = |schema: &Avro, place: usize| match (schema.logical(place), schema.get(place)) {
            (Some(logical), _) => format!("{} ({logical})", schema.word(place)),
            (None, Type::Fixed { name, size }) => format!("{} of {size} bytes", name.full),
            _ => schema.word(place),
        };
        let (own, latest) = (word(self.own, own), word(self.latest, latest));
        format!("has `{latest}` at `{path}`, which cannot hold all that is `{own}` in the output's own")
    }
}

fn lost_symbol(symbol: &str, name: &Name, default: Option<&str>) -> String {
    let what =
        default.map_or("could not be written".to_owned(), |default| format!("would become `{default}`"));
    format!("has no symbol `{symbol}` in `{}`, so that it {what}", name.full)
}

/// What becomes of a primitive, by the specification's promotions.
fn primitive(written: &str, read: &str, path: &str) -> Option<Step> {
    let path = path.to_owned();
    Some(match (written, read) {
        ("null", "null") => Step::Bytes(0),
        ("boolean", "boolean") => Step::Bytes(1),
        ("int", "int" | "long") | ("long", "long") => Step::Number,
        ("int" | "long", "float" | "double") => Step::Real { double: read == "double", path },
        ("float", "float") => Step::Bytes(4),
        ("float", "double") => Step::Widened,
        ("double", "double") => Step::Bytes(8),
        ("string", "string" | "bytes") | ("bytes", "bytes") => Step::Sized,
        ("bytes", "string") => Step::Text { path },
        _ => return None,
    })
}
