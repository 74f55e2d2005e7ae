//! Which branch of a union becomes which.

use super::plan::Planning;
use crate::schema_registry::avro::{Name, Type};

/// How near two types may be, from the nearest: the same, then by an alias, then by a name without its namespace, then by the
/// promotions, the one that loses nothing first.
const RANKS: u8 = 7;

impl Planning<'_> {
    /// For each branch one of the others', which no other branch becomes: what had two branches would not be told apart in one.
    pub(super) fn branches(
        &self,
        branches: &[usize],
        others: &[usize],
        path: &str,
    ) -> Result<Vec<usize>, String> {
        let mut found: Vec<Option<usize>> = vec![None; branches.len()];
        for rank in 0..RANKS {
            for (at, branch) in branches.iter().enumerate() {
                if found[at].is_some() {
                    continue;
                }
                let is_near = |other: &usize| {
                    !found.contains(&Some(*other)) && self.nearness(*branch, others[*other]) == Some(rank)
                };
                let near: Vec<usize> = (0..others.len()).filter(is_near).collect();
                match near[..] {
                    [] => {}
                    [only] => found[at] = Some(only),
                    _ => {
                        let branch = self.own.word(*branch);
                        return Err(format!("has several branches at `{path}` that `{branch}` could become"));
                    }
                }
            }
        }
        let lost = |(branch, found): (&usize, Option<usize>)| {
            found.ok_or_else(|| {
                let branch = self.own.word(*branch);
                format!("has no branch of its own for `{branch}` at `{path}`, so that it would be lost")
            })
        };
        branches.iter().zip(found).map(lost).collect()
    }

    fn nearness(&self, own: usize, latest: usize) -> Option<u8> {
        match (self.own.get(own), self.latest.get(latest)) {
            (Type::Record { name, .. }, Type::Record { name: other, .. })
            | (Type::Enum { name, .. }, Type::Enum { name: other, .. })
            | (Type::Fixed { name, .. }, Type::Fixed { name: other, .. }) => by_name(name, other),
            (Type::Array(_), Type::Array(_)) | (Type::Map(_), Type::Map(_)) => Some(0),
            (Type::Primitive(written), Type::Primitive(read)) => match (*written, *read) {
                (written, read) if written == read => Some(0),
                ("int", "long") => Some(3),
                ("int" | "long" | "float", "double") => Some(4),
                ("int" | "long", "float") => Some(5),
                ("string", "bytes") | ("bytes", "string") => Some(6),
                _ => None,
            },
            _ => None,
        }
    }
}

fn by_name(own: &Name, latest: &Name) -> Option<u8> {
    if own.full == latest.full {
        Some(0)
    } else if latest.aliases.contains(&own.full) {
        Some(1)
    } else {
        latest.takes(own).then_some(2)
    }
}
