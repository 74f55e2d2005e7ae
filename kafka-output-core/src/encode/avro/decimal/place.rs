//! Where in a schema a part of a value goes, as the writer finds its way.

use serde_avro_fast::schema::{Decimal, LogicalType, RegularType, SchemaKey, SchemaMut, SchemaNode};

/// A place in a schema; nowhere, where the writer's way is not known, and left to it.
#[derive(Debug, Clone, Copy)]
pub(in crate::encode::avro) struct Place<'s> {
    schema: &'s SchemaMut,
    at: Option<SchemaKey>,
}

impl<'s> Place<'s> {
    /// The whole schema.
    pub(in crate::encode::avro) const fn root(schema: &'s SchemaMut) -> Self {
        Self { schema, at: Some(SchemaKey::root()) }
    }

    /// Whether there is a decimal anywhere in the schema.
    pub(in crate::encode::avro) fn has_decimals(schema: &SchemaMut) -> bool {
        schema.nodes().iter().any(|node| decimal(node).is_some())
    }

    fn at(self, key: Option<SchemaKey>) -> Self {
        Self { at: key, ..self }
    }

    fn node(self) -> Option<&'s SchemaNode> {
        self.schema.get(self.at?)
    }

    /// The branches of a union; of anything else, itself.
    fn branches(self) -> impl Iterator<Item = Self> {
        let (own, keys) = match self.node().map(|node| &node.type_) {
            Some(RegularType::Union(union)) => (None, union.variants.as_slice()),
            _ => (self.at, &[][..]),
        };
        own.into_iter().chain(keys.iter().copied()).map(move |key| self.at(Some(key)))
    }

    /// The only branch of this kind.
    fn only(self, is: impl Fn(&RegularType) -> bool) -> Self {
        let mut found = self.branches().filter(|branch| branch.node().is_some_and(|node| is(&node.type_)));
        let (first, second) = (found.next(), found.next());
        first.filter(|_| second.is_none()).unwrap_or_else(|| self.at(None))
    }

    /// Where a variant or a newtype of this name goes: to the branch that is called so, else where its content goes.
    pub(super) fn branch(self, name: &str) -> Self {
        let is = |node: &SchemaNode| match (&node.type_, &node.logical_type) {
            (_, Some(LogicalType::Decimal(_))) if name == "Decimal" => true,
            (RegularType::Array(_), _) => name == "Array",
            (RegularType::Map(_), _) => name == "Map",
            (kind, _) => {
                kind.name().is_some_and(|known| known.name() == name || known.fully_qualified_name() == name)
            }
        };
        self.branches().find(|branch| branch.node().is_some_and(is)).unwrap_or(self)
    }

    /// Where the elements of a list go.
    pub(super) fn items(self) -> Self {
        let array = self.only(|kind| matches!(kind, RegularType::Array(_)));
        match array.node().map(|node| &node.type_) {
            Some(RegularType::Array(array)) => self.at(Some(array.items)),
            _ => self.at(None),
        }
    }

    /// The record or the map that a struct or a map becomes.
    pub(super) fn fields(self) -> Self {
        self.only(|kind| matches!(kind, RegularType::Record(_) | RegularType::Map(_)))
    }

    /// Where a field of it goes, or an entry.
    pub(super) fn field(self, name: &str) -> Self {
        self.at(match self.node().map(|node| &node.type_) {
            Some(RegularType::Record(record)) => {
                record.fields.iter().find(|field| field.name == name).map(|field| field.type_)
            }
            Some(RegularType::Map(map)) => Some(map.values),
            _ => None,
        })
    }

    /// The decimal that an integer becomes.
    pub(super) fn of_integer(self) -> Option<&'s Decimal> {
        self.decimal_unless(|kind| matches!(kind, RegularType::Int | RegularType::Long))
    }

    /// The decimal that a text becomes.
    pub(super) fn of_text(self) -> Option<&'s Decimal> {
        self.decimal_unless(|kind| {
            use RegularType::{Bytes, Enum, Fixed, String};
            matches!(kind, String | Bytes | Enum(_) | Fixed(_))
        })
    }

    /// The only decimal here, unless there is what the writer likes better.
    fn decimal_unless(self, better: impl Fn(&RegularType) -> bool) -> Option<&'s Decimal> {
        let mut found = None;
        for node in self.branches().filter_map(Self::node) {
            match decimal(node) {
                Some(_) if found.is_some() => return None,
                Some(decimal) => found = Some(decimal),
                None if better(&node.type_) => return None,
                None => {}
            }
        }
        found
    }
}

fn decimal(node: &SchemaNode) -> Option<&Decimal> {
    match &node.logical_type {
        Some(LogicalType::Decimal(decimal)) => Some(decimal),
        _ => None,
    }
}
