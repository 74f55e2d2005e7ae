//! The ways in a schema to what has to be looked at, found once.

use serde_avro_fast::schema::{RegularType, SchemaKey, SchemaMut, SchemaNode};

use super::place::Decimals;

/// A schema with such ways in it; every other part of a value is left to the writer.
#[derive(Debug)]
pub(in crate::encode::avro) struct Ways {
    pub(super) schema: SchemaMut,
    /// Whether a way goes through a node.
    leads: Vec<bool>,
    /// The fields of a record by which one goes on.
    fields: Vec<Vec<(String, SchemaKey)>>,
}

impl Ways {
    /// None where the writer does all by itself.
    pub(in crate::encode::avro) fn of(schema: &SchemaMut) -> Option<Self> {
        let nodes = schema.nodes();
        let mut leads: Vec<bool> = nodes.iter().map(is_looked_at).collect();
        // A type may hold itself, so once more until nothing is new.
        while let Some(at) = (0..nodes.len())
            .find(|at| !leads[*at] && inner(&nodes[*at]).any(|key| leads.get(key.idx()) == Some(&true)))
        {
            leads[at] = true;
        }
        let leading = |node: &SchemaNode| match &node.type_ {
            RegularType::Record(record) => {
                let fields = record.fields.iter().map(|field| (field.name.clone(), field.type_));
                fields.filter(|(_, key)| leads.get(key.idx()) == Some(&true)).collect()
            }
            _ => Vec::new(),
        };
        let fields = nodes.iter().map(leading).collect();
        let is_needed = leads.first() == Some(&true);
        is_needed.then(|| Self { schema: schema.clone(), leads, fields })
    }

    pub(super) fn leads(&self, at: usize) -> bool {
        self.leads.get(at) == Some(&true)
    }

    /// Of a record; none of anything else.
    #[inline]
    pub(super) fn fields(&self, at: usize) -> &[(String, SchemaKey)] {
        self.fields.get(at).map_or(&[], Vec::as_slice)
    }
}

/// Whether the writer would write other values than its own as this.
fn is_looked_at(node: &SchemaNode) -> bool {
    Decimals::of(node).is_some() || matches!(node.type_, RegularType::Enum(_) | RegularType::Float)
}

fn inner(node: &SchemaNode) -> Box<dyn Iterator<Item = SchemaKey> + '_> {
    match &node.type_ {
        RegularType::Array(array) => Box::new(std::iter::once(array.items)),
        RegularType::Map(map) => Box::new(std::iter::once(map.values)),
        RegularType::Union(union) => Box::new(union.variants.iter().copied()),
        RegularType::Record(record) => Box::new(record.fields.iter().map(|field| field.type_)),
        _ => Box::new(std::iter::empty()),
    }
}
