//! Avro data of one schema, written anew by another, byte by byte.
//!
//! The two schemas are walked together once, by the specification's rules of resolution, and what becomes of each pair of their
//! types is a step ([`plan`]); a datum then takes these steps ([`walk`]). Where a field, a branch of a union or a symbol would be lost,
//! there is no plan.

mod branches;
mod default;
mod plan;
mod walk;

#[cfg(all(test, feature = "avro"))]
mod tests;

use super::avro::Avro;
use super::schema::SchemaText;
use walk::Walk;

/// Reads by the output's own schema, writes by the registry's newest.
#[derive(Debug)]
pub(crate) struct Recode {
    steps: Vec<Step>,
    root: usize,
}

/// What becomes of a value of one type of the own schema's. Steps name each other by their places.
#[derive(Debug)]
enum Step {
    /// So many bytes, as they are.
    Bytes(usize),
    /// An `int` or a `long`.
    Number,
    /// A length, and as many bytes.
    Sized,
    /// The same, which has to be UTF-8.
    Text {
        path: String,
    },
    /// An `int` or a `long` that becomes a `float` or a `double`.
    Real {
        double: bool,
        path: String,
    },
    /// A `float` that becomes a `double`.
    Widened,
    /// The newest's position for each symbol.
    Symbol(Vec<usize>),
    Array(usize),
    Map(usize),
    /// The newest's branch for each of a union's, and what becomes of the value.
    Union(Vec<(usize, usize)>),
    /// What is no union becomes this branch of one.
    Branch(usize, usize),
    /// A union of one branch becomes what it holds.
    Only(usize),
    /// What becomes of each field, and what the newest's fields are made of, in their order.
    Record {
        fields: Vec<usize>,
        made_of: Vec<Source>,
        in_order: bool,
    },
}

/// What a field of the newest schema's is made of.
#[derive(Debug)]
enum Source {
    /// The own schema's field at this position.
    Field(usize),
    /// Its default, written.
    Default(Vec<u8>),
}

impl Recode {
    /// What writes data of one schema by another; `None` where both write the same bytes. An error where the newest cannot hold all
    /// that the own one has.
    pub(super) fn between(own: &SchemaText, latest: &SchemaText) -> Result<Option<Self>, String> {
        let way_out = "write the output's values by the newest schema, or leave `use_latest_version` out";
        let own = Avro::of(own).map_err(|why| format!("the output's own schema cannot be read: {why}"))?;
        let latest = Avro::of(latest)
            .map_err(|why| format!("its newest schema cannot be read: {why}; mend it there, or {way_out}"))?;
        let planned =
            plan::plan(&own, &latest).map_err(|why| format!("its newest schema {why}; {way_out}"))?;
        Ok((!planned.steps.iter().all(Step::keeps)).then_some(planned))
    }

    /// The bytes by the newest schema.
    pub(crate) fn recode(&self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let written = Walk::through(&self.steps, self.root, bytes);
        written.map_err(|why| format!("it does not fit the registry's newest schema: {why}"))
    }
}

impl Step {
    /// Whether it leaves the bytes as they are, if those it names do.
    fn keeps(&self) -> bool {
        match self {
            Self::Bytes(_) | Self::Number | Self::Sized | Self::Array(_) | Self::Map(_) => true,
            Self::Text { .. } | Self::Real { .. } | Self::Widened | Self::Branch(..) | Self::Only(_) => false,
            Self::Symbol(positions) => positions.iter().enumerate().all(|(at, position)| at == *position),
            Self::Union(branches) => branches.iter().enumerate().all(|(at, (branch, _))| at == *branch),
            Self::Record { made_of, .. } => {
                let kept =
                    |(at, source): (usize, &Source)| matches!(source, Source::Field(field) if *field == at);
                made_of.iter().enumerate().all(kept)
            }
        }
    }
}
