//! Where in a schema a part of a value goes, as the writer finds its way.

use serde_avro_fast::schema::{Decimal, Enum, LogicalType, RegularType, SchemaKey, SchemaNode};

use super::names::is_called;
use super::ways::Ways;

/// A place in a schema; nowhere, where no way to anything that is looked at goes on, or the writer's is not known.
#[derive(Debug, Clone, Copy)]
pub(in crate::encode::avro) struct Place<'s> {
    ways: &'s Ways,
    /// The number of a node, or [`NOWHERE`]: small, as it is handed on with every part.
    at: usize,
}

const NOWHERE: usize = usize::MAX;

impl<'s> Place<'s> {
    /// The whole schema.
    pub(in crate::encode::avro) const fn root(ways: &'s Ways) -> Self {
        Self { ways, at: SchemaKey::root().idx() }
    }

    /// Whether what goes here is the writer's alone.
    pub(super) const fn is_nowhere(self) -> bool {
        self.at == NOWHERE
    }

    fn at(self, key: Option<SchemaKey>) -> Self {
        Self { at: key.map_or(NOWHERE, SchemaKey::idx), ..self }
    }

    fn on_the_way(self) -> Self {
        if self.ways.leads(self.at) { self } else { self.nowhere() }
    }

    fn is_union(self) -> bool {
        matches!(self.node().map(|node| &node.type_), Some(RegularType::Union(_)))
    }

    fn node(self) -> Option<&'s SchemaNode> {
        self.ways.schema.get(SchemaKey::from_idx(self.at))
    }

    /// The branches of a union; of anything else, itself.
    fn branches(self) -> impl Iterator<Item = Self> {
        let (own, keys) = match self.node().map(|node| &node.type_) {
            Some(RegularType::Union(union)) => (None, union.variants.as_slice()),
            _ => (Some(self).filter(|place| !place.is_nowhere()), &[][..]),
        };
        own.into_iter().chain(keys.iter().map(move |key| self.at(Some(*key))))
    }

    /// The only branch of this kind.
    fn only(self, is: impl Fn(&RegularType) -> bool) -> Self {
        if !self.is_union() {
            return if self.node().is_some_and(|node| is(&node.type_)) { self } else { self.at(None) };
        }
        let mut found = self.branches().filter(|branch| branch.node().is_some_and(|node| is(&node.type_)));
        let (first, second) = (found.next(), found.next());
        first.filter(|_| second.is_none()).unwrap_or_else(|| self.at(None))
    }

    /// Where a variant or a newtype of this name goes: to the branch that is called so, else where its content goes.
    pub(super) fn branch(self, name: &str) -> Self {
        if !self.is_union() {
            return self;
        }
        // Of several that are called so the writer knows the last.
        let named = self.branches().filter(|branch| branch.node().is_some_and(|node| is_called(node, name)));
        named.last().unwrap_or(self).on_the_way()
    }

    /// Where the elements of a list go.
    pub(super) fn items(self) -> Self {
        let array = self.only(|kind| matches!(kind, RegularType::Array(_)));
        match array.node().map(|node| &node.type_) {
            Some(RegularType::Array(array)) => self.at(Some(array.items)).on_the_way(),
            _ => self.at(None),
        }
    }

    /// The record or the map that a struct or a map becomes.
    pub(super) fn fields(self) -> Self {
        self.only(|kind| matches!(kind, RegularType::Record(_) | RegularType::Map(_))).on_the_way()
    }

    /// Of a record, the fields by which a way goes on; none of anything else.
    #[inline]
    pub(super) fn ways(self) -> &'s [(String, SchemaKey)] {
        self.ways.fields(self.at)
    }

    /// Nowhere.
    #[inline]
    pub(super) const fn nowhere(self) -> Self {
        Self { ways: self.ways, at: NOWHERE }
    }

    /// Where one of them goes.
    #[inline]
    pub(super) fn way(self, key: SchemaKey) -> Self {
        self.at(Some(key))
    }

    /// Where the entries of a map go.
    pub(super) fn values(self) -> Self {
        match self.node().map(|node| &node.type_) {
            Some(RegularType::Map(map)) => self.at(Some(map.values)).on_the_way(),
            _ => self.at(None),
        }
    }

    /// The decimal or, where there is none, the enum that an integer becomes. A `big-decimal` it does not become.
    pub(super) fn of_integer(self) -> Option<Number<'s>> {
        let is_whole = |kind: &RegularType| matches!(kind, RegularType::Int | RegularType::Long);
        let decimal = || {
            let to = self.decimal_unless(is_whole)?;
            matches!(to, Decimals::Fixed(_)).then_some(Number::Decimal(to))
        };
        match &self.node()?.type_ {
            RegularType::Enum(symbols) => Some(Number::Enum(symbols)),
            RegularType::Union(_) => decimal().or_else(|| self.enum_of_integer(is_whole)),
            _ => decimal(),
        }
    }

    fn enum_of_integer(self, better: impl Fn(&RegularType) -> bool) -> Option<Number<'s>> {
        let is = |node: &SchemaNode| Decimals::of(node).is_some() || better(&node.type_);
        if self.branches().filter_map(Self::node).any(is) {
            return None;
        }
        match &self.only(|kind| matches!(kind, RegularType::Enum(_))).node()?.type_ {
            RegularType::Enum(symbols) => Some(Number::Enum(symbols)),
            _ => None,
        }
    }

    /// The decimal, or the `float`, that a double becomes.
    pub(super) fn of_double(self) -> Option<Double<'s>> {
        let mut branches = self.branches().filter_map(Self::node);
        if branches.any(|node| matches!(node.type_, RegularType::Double)) {
            return None;
        }
        if self.branches().filter_map(Self::node).any(|node| matches!(node.type_, RegularType::Float)) {
            return Some(Double::Float);
        }
        self.decimal_unless(|_| false).map(Double::Decimal)
    }

    /// The decimal that a text becomes.
    pub(super) fn of_text(self) -> Option<Decimals<'s>> {
        self.decimal_unless(|kind| {
            use RegularType::{Bytes, Enum, Fixed, String};
            matches!(kind, String | Bytes | Enum(_) | Fixed(_))
        })
    }

    /// The only decimal here, unless there is what the writer likes better.
    fn decimal_unless(self, better: impl Fn(&RegularType) -> bool) -> Option<Decimals<'s>> {
        let mut found = None;
        for node in self.branches().filter_map(Self::node) {
            match Decimals::of(node) {
                Some(_) if found.is_some() => return None,
                Some(decimal) => found = Some(decimal),
                None if better(&node.type_) => return None,
                None => {}
            }
        }
        found
    }
}

/// What a number becomes that is given as text.
#[derive(Clone, Copy)]
pub(super) enum Decimals<'s> {
    /// Of digits by the schema.
    Fixed(&'s Decimal),
    /// Of digits by the number.
    Big,
}

impl<'s> Decimals<'s> {
    pub(super) fn of(node: &'s SchemaNode) -> Option<Self> {
        match (&node.logical_type, &node.type_) {
            (Some(LogicalType::Decimal(decimal)), RegularType::Bytes | RegularType::Fixed(_)) => {
                Some(Self::Fixed(decimal))
            }
            (Some(LogicalType::BigDecimal), RegularType::Bytes) => Some(Self::Big),
            _ => None,
        }
    }

    /// The writer's name of such a branch of a union.
    pub(super) const fn branch(self) -> &'static str {
        match self {
            Self::Fixed(_) => "Decimal",
            Self::Big => "BigDecimal",
        }
    }
}

/// What an integer is looked at for.
pub(super) enum Number<'s> {
    Decimal(Decimals<'s>),
    Enum(&'s Enum),
}

/// What a double is looked at for.
pub(super) enum Double<'s> {
    Decimal(Decimals<'s>),
    Float,
}
