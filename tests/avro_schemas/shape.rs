//! Schemas of every kind.

use std::collections::HashMap;

use serde_json::{Value as Json, json};

use crate::named::{Name, Random, kept};

/// A schema, and the records in it by their full names.
#[derive(Debug)]
pub(crate) struct Schema {
    pub(crate) root: Shape,
    pub(crate) records: HashMap<String, Vec<Shape>>,
}

/// What a schema is at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    /// By Avro's name and that of the logical type.
    Plain(&'static str, Option<&'static str>),
    Array(Box<Self>),
    Map(Box<Self>),
    Union(Vec<Self>),
    Record(Name, Vec<Self>),
    /// The record of this name, around this one.
    Again(Name),
    Enum(Name, usize),
    Fixed(Name, usize),
    Duration(Name),
    /// With precision and scale; in a fixed, if it has a name, of a size.
    Decimal(Option<(Name, usize)>, u32, u32),
}

const PLAIN: [Shape; 17] = {
    const fn plain(name: &'static str) -> Shape {
        Shape::Plain(name, None)
    }
    const fn logical(name: &'static str, logical: &'static str) -> Shape {
        Shape::Plain(name, Some(logical))
    }
    [
        plain("long"),
        plain("string"),
        plain("boolean"),
        plain("int"),
        plain("float"),
        plain("double"),
        plain("bytes"),
        plain("null"),
        logical("int", "date"),
        logical("int", "time-millis"),
        logical("long", "time-micros"),
        logical("long", "timestamp-millis"),
        logical("long", "timestamp-micros"),
        logical("long", "local-timestamp-millis"),
        logical("long", "local-timestamp-micros"),
        logical("string", "uuid"),
        logical("long", "no-such-type"),
    ]
};

/// How many bytes the numbers of each count of digits need, from none.
pub(crate) fn size_of(precision: u32) -> usize {
    let bits = 128 - 10_u128.pow(precision).leading_zeros() + 1;
    usize::try_from(bits.div_ceil(8)).unwrap()
}

/// The field of a record at this place.
pub(crate) fn field(at: usize) -> &'static str {
    kept(format!("field{at}"))
}

/// The symbol of an enum at this place.
pub(crate) fn symbol(at: usize) -> &'static str {
    kept(format!("SYMBOL{at}"))
}

impl Schema {
    pub(crate) fn any(random: &mut Random<'_>) -> Self {
        let mut maker = Maker { random, named: 0, around: Vec::new(), records: HashMap::new() };
        let root = maker.shape(0, None);
        Self { root, records: maker.records }
    }

    /// A decimal, alone or in a list, a map, a record or a union of some branches.
    pub(crate) fn any_decimal(random: &mut Random<'_>) -> Self {
        let mut maker = Maker { random, named: 0, around: Vec::new(), records: HashMap::new() };
        let decimal = maker.decimal(None);
        let plain = |at: usize| PLAIN[at].clone();
        let union = Shape::Union(vec![plain(7), decimal.clone(), plain(1), plain(0)]);
        let inner =
            [decimal.clone(), Shape::Union(vec![plain(7), decimal]), union][maker.random.below(3)].clone();
        let root = match maker.random.below(4) {
            0 => inner,
            1 => Shape::Array(Box::new(inner)),
            2 => Shape::Map(Box::new(inner)),
            _ => {
                let (name, fields) = (maker.name(None), vec![plain(0), inner, plain(1)]);
                maker.records.insert(name.full(), fields.clone());
                Shape::Record(name, fields)
            }
        };
        Self { root, records: maker.records }
    }

    pub(crate) fn text(&self) -> String {
        self.root.json(None).to_string()
    }
}

struct Maker<'a, 'r> {
    random: &'a mut Random<'r>,
    named: usize,
    /// The records around this place.
    around: Vec<Name>,
    records: HashMap<String, Vec<Shape>>,
}

impl Maker<'_, '_> {
    fn name(&mut self, around: Option<&str>) -> Name {
        self.named += 1;
        Name::any(self.random, self.named, around)
    }

    fn shape(&mut self, depth: u32, namespace: Option<&str>) -> Shape {
        match self.random.below(if depth > 3 { 12 } else { 24 }) {
            8 => Shape::Enum(self.name(namespace), 1 + self.random.below(4)),
            9 => Shape::Fixed(self.name(namespace), self.random.below(20)),
            10 => Shape::Duration(self.name(namespace)),
            11 => self.decimal(namespace),
            12 | 13 => Shape::Array(Box::new(self.item(depth, namespace))),
            14 | 15 => Shape::Map(Box::new(self.item(depth, namespace))),
            16..20 => self.union(depth, namespace),
            20..24 => self.record(depth, namespace),
            _ => PLAIN[self.random.below(PLAIN.len())].clone(),
        }
    }

    fn decimal(&mut self, namespace: Option<&str>) -> Shape {
        let precision = 1 + u32::try_from(self.random.below(24)).unwrap();
        let scale = u32::try_from(self.random.below(24)).unwrap() % (precision + 1);
        let size = size_of(precision) + self.random.below(4);
        let fixed = self.random.flag().then(|| (self.name(namespace), size));
        Shape::Decimal(fixed, precision, scale)
    }

    /// What may be left out of a value, and so may be a record that is around it.
    fn item(&mut self, depth: u32, namespace: Option<&str>) -> Shape {
        if self.random.below(3) == 1 && !self.around.is_empty() {
            let name = self.around[self.random.below(self.around.len())].clone();
            // A name without a namespace cannot be told where there is one.
            if name.namespace.is_some() || namespace.is_none() {
                return Shape::Again(name);
            }
        }
        self.shape(depth + 1, namespace)
    }

    fn union(&mut self, depth: u32, namespace: Option<&str>) -> Shape {
        let mut branches: Vec<Shape> = Vec::new();
        for _ in 0..=self.random.below(5) {
            let branch = self.item(depth, namespace);
            // Two branches may not be of one type, but for named ones.
            let new = branches.iter().all(|other| other.kind() != branch.kind());
            // serde's types call each decimal `Decimal`, in bytes or fixed, so they could not say which one they mean.
            let is_decimal = |shape: &Shape| matches!(shape, Shape::Decimal(..));
            let new = new && !(is_decimal(&branch) && branches.iter().any(is_decimal));
            // `serde_avro_fast` takes the same value for a duration and for other branches, so it goes with null alone.
            if new && !matches!(branch, Shape::Union(_) | Shape::Duration(_)) {
                branches.push(branch);
            }
        }
        let null = Shape::Plain("null", None);
        if !branches.contains(&null) {
            // What ends a recursion.
            let at = self.random.below(branches.len() + 1);
            branches.insert(at, null);
        }
        Shape::Union(branches)
    }

    fn record(&mut self, depth: u32, namespace: Option<&str>) -> Shape {
        let name = self.name(namespace);
        self.around.push(name.clone());
        let space = name.namespace.clone();
        let fields: Vec<_> =
            (0..self.random.below(6)).map(|_| self.shape(depth + 1, space.as_deref())).collect();
        self.around.pop();
        self.records.insert(name.full(), fields.clone());
        Shape::Record(name, fields)
    }
}

impl Shape {
    /// What a union has only one of.
    fn kind(&self) -> String {
        match self {
            Self::Plain(name, _) => (*name).to_owned(),
            Self::Array(_) => "array".to_owned(),
            Self::Map(_) => "map".to_owned(),
            Self::Union(_) => "union".to_owned(),
            Self::Decimal(None, ..) => "bytes".to_owned(),
            Self::Record(name, _)
            | Self::Again(name)
            | Self::Enum(name, _)
            | Self::Fixed(name, _)
            | Self::Duration(name)
            | Self::Decimal(Some((name, _)), ..) => name.full(),
        }
    }

    fn json(&self, namespace: Option<&str>) -> Json {
        match self {
            Self::Plain(name, None) => json!(name),
            Self::Plain(name, Some(logical)) => json!({"type": name, "logicalType": logical}),
            Self::Array(items) => json!({"type": "array", "items": items.json(namespace)}),
            Self::Map(values) => json!({"type": "map", "values": values.json(namespace)}),
            Self::Union(branches) => branches.iter().map(|branch| branch.json(namespace)).collect(),
            Self::Record(name, fields) => {
                let fields: Vec<Json> =
                    (0..).zip(fields).map(|(at, shape)| field_json(at, shape, name)).collect();
                named(name, json!({"type": "record", "doc": "a record", "fields": fields}))
            }
            Self::Again(name) if name.namespace.as_deref() == namespace => json!(name.short),
            Self::Again(name) => json!(name.full()),
            Self::Enum(name, symbols) => {
                let symbols: Vec<&str> = (0..*symbols).map(symbol).collect();
                named(name, json!({"type": "enum", "symbols": symbols}))
            }
            Self::Fixed(name, size) => named(name, json!({"type": "fixed", "size": size})),
            Self::Duration(name) => {
                named(name, json!({"type": "fixed", "size": 12, "logicalType": "duration"}))
            }
            Self::Decimal(fixed, precision, scale) => {
                let decimal = json!({"type": "bytes", "logicalType": "decimal", "precision": precision, "scale": scale});
                let Some((name, size)) = fixed else { return decimal };
                let mut json = named(name, decimal);
                json["type"] = json!("fixed");
                json["size"] = json!(size);
                json
            }
        }
    }
}

fn field_json(at: usize, shape: &Shape, record: &Name) -> Json {
    let mut json = json!({"name": field(at), "type": shape.json(record.namespace.as_deref())});
    if record.aliases {
        json["aliases"] = json!([format!("once{at}")]);
        let default = match shape {
            Shape::Plain("long" | "int", None) => Some(json!(7)),
            Shape::Plain("string", None) => Some(json!("none")),
            Shape::Array(_) => Some(json!([])),
            Shape::Union(branches) if branches[0] == Shape::Plain("null", None) => Some(Json::Null),
            _ => None,
        };
        if let Some(default) = default {
            json["default"] = default;
        }
    }
    json
}

fn named(name: &Name, mut json: Json) -> Json {
    json["name"] = match &name.namespace {
        Some(space) if name.written && name.dotted => json!(format!("{space}.{}", name.short)),
        _ => json!(name.short),
    };
    if name.written && !name.dotted {
        json["namespace"] = json!(name.namespace);
    }
    if name.aliases {
        json["aliases"] = json!([format!("Once{}", name.short)]);
    }
    json
}
