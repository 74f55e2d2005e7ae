//! The crates that are built: the same functions, annotated and by hand. Their text is in `crates/`.

use std::path::Path;

/// A crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contestant {
    /// The types of the records alone: what is subtracted from the others.
    Types,
    /// Annotated functions.
    Ours,
    /// Each function written out.
    WrittenOut,
    /// Each function by way of one the user has written for all.
    ThroughHelper,
}

/// How many types the records are of.
const TYPES: usize = 20;

impl Contestant {
    /// What ours are measured against.
    pub(super) const RIVALS: &[Self] = &[Self::WrittenOut, Self::ThroughHelper];

    /// Every crate.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        [Self::Types, Self::Ours].into_iter().chain(Self::RIVALS.iter().copied())
    }

    /// The crate's name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Types => "build-cost-types",
            Self::Ours => "build-cost-ours",
            Self::WrittenOut => "build-cost-written-out",
            Self::ThroughHelper => "build-cost-through-helper",
        }
    }

    /// In words.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Types => "the types alone",
            Self::Ours => "annotated",
            Self::WrittenOut => "FutureProducer, each written out",
            Self::ThroughHelper => "FutureProducer, one helper for all",
        }
    }

    /// The crate's `Cargo.toml`.
    pub(super) fn manifest(self, repository: &Path) -> String {
        let facade = repository.join("kafka-output").display().to_string();
        format!(
            "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             futures = {{ version = \"0.3\", default-features = false, features = [\"std\", \"async-await\"] }}\n\
             kafka-output = {{ path = {facade:?} }}\n\
             rdkafka = {{ version = \"0.39\", default-features = false, features = [\"tokio\"] }}\n\
             serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n",
            name = self.name(),
        )
    }

    /// The crate's source, with so many functions: what it begins with, and its shapes of functions in turn.
    pub(super) fn source(self, functions: usize) -> String {
        let types = (0..TYPES).map(|at| include_str!("crates/types.rs").replace("AT", &at.to_string()));
        let template = match self {
            Self::Types => "",
            Self::Ours => include_str!("crates/ours.rs"),
            Self::WrittenOut => include_str!("crates/written_out.rs"),
            Self::ThroughHelper => include_str!("crates/through_helper.rs"),
        };
        let mut parts = template.split("// ---\n");
        let head = parts.next().unwrap_or_default();
        let shapes: Vec<&str> = parts.collect();
        let functions = shapes.iter().cycle().enumerate().take(functions).map(|(at, shape)| {
            shape.replace("TYPE", &(at % TYPES).to_string()).replace("AT", &at.to_string())
        });
        head.to_owned() + &types.chain(functions).collect::<String>()
    }
}

#[cfg(test)]
mod tests {
    use super::Contestant;

    #[test]
    fn each_crate_has_the_same_functions() {
        for contestant in Contestant::all().filter(|one| *one != Contestant::Types) {
            let source = contestant.source(200);
            for at in 0..200 {
                assert_eq!(source.matches(&format!("fn placed_{at}(")).count(), 1, "{contestant:?}");
            }
            assert!(!source.contains("_AT") && !source.contains("TYPE"), "{contestant:?}");
        }
        assert_eq!(Contestant::Ours.source(200).matches("#[kafka_output(").count(), 200);
        assert!(!Contestant::Types.source(200).contains("fn "));
    }
}
