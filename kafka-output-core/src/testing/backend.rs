//! Where a test's records go, chosen by the environment.

use std::env::VarError;
use std::fmt;

use crate::error::{Error, ErrorKind};

/// Chooses: `memory`, `embedded` or `live`.
pub(super) const VARIABLE: &str = "KAFKA_OUTPUT_TEST";
/// The brokers of `live`.
pub(super) const BROKERS: &str = "KAFKA_OUTPUT_TEST_BROKERS";
/// What the names of its topics begin with.
pub(super) const TOPIC_PREFIX: &str = "KAFKA_OUTPUT_TEST_TOPIC_PREFIX";
/// Without it.
const DEFAULT_PREFIX: &str = "kafka-output-test";

/// Where the records of a [`TestKafka`](super::TestKafka) go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TestBackend {
    /// Into memory, as with [`Capture`](super::Capture).
    Memory,
    /// To an [`EmbeddedCluster`](super::EmbeddedCluster) of the test's own.
    Embedded,
    /// To brokers that are there already, on topics of the test's own.
    Live,
}

impl TestBackend {
    const ALL: [Self; 3] = [Self::Memory, Self::Embedded, Self::Live];

    /// As the environment spells it.
    const fn word(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Embedded => "embedded",
            Self::Live => "live",
        }
    }
}

impl fmt::Display for TestBackend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What the environment says of tests.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    Memory,
    Embedded,
    Live { brokers: String, prefix: String },
}

impl Chosen {
    /// By these variables.
    pub(super) fn by(variable: impl Fn(&str) -> Result<String, VarError>) -> Result<Self, Error> {
        let wrong = |sentence: String| Error::new(ErrorKind::Setting, sentence);
        let read = |name: &str| match variable(name) {
            Ok(text) => Ok(Some(text).filter(|text| !text.is_empty())),
            Err(VarError::NotPresent) => Ok(None),
            Err(VarError::NotUnicode(_)) => {
                Err(wrong(format!("the environment's `{name}` is no UTF-8; write it anew")))
            }
        };
        let Some(word) = read(VARIABLE)? else { return Ok(Self::Memory) };
        let chosen = TestBackend::ALL.into_iter().find(|backend| backend.word() == word);
        match chosen.ok_or_else(|| {
            wrong(format!(
                "the environment's `{VARIABLE}` is `{word}`, and tests run on no such thing; write `memory`, `embedded` or `live`"
            ))
        })? {
            TestBackend::Memory => Ok(Self::Memory),
            TestBackend::Embedded => Ok(Self::Embedded),
            TestBackend::Live => Ok(Self::Live {
                brokers: read(BROKERS)?.ok_or_else(|| {
                    wrong(format!(
                        "`{VARIABLE}=live` needs brokers; write them into `{BROKERS}`, as `localhost:9092`"
                    ))
                })?,
                prefix: read(TOPIC_PREFIX)?.unwrap_or_else(|| DEFAULT_PREFIX.to_owned()),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::env::VarError;

    use super::Chosen;

    fn by(variables: &[(&str, &str)]) -> Result<Chosen, String> {
        let find = |name: &str| variables.iter().find(|(other, _)| *other == name);
        Chosen::by(|name| find(name).map(|(_, text)| (*text).to_owned()).ok_or(VarError::NotPresent))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn memory_is_what_nobody_chooses() {
        assert_eq!(by(&[]), Ok(Chosen::Memory));
        assert_eq!(by(&[("KAFKA_OUTPUT_TEST", "")]), Ok(Chosen::Memory));
        assert_eq!(by(&[("KAFKA_OUTPUT_TEST", "embedded")]), Ok(Chosen::Embedded));
    }

    #[test]
    fn live_needs_brokers() {
        let live = ("KAFKA_OUTPUT_TEST", "live");
        assert_eq!(
            by(&[live]).unwrap_err(),
            "`KAFKA_OUTPUT_TEST=live` needs brokers; write them into `KAFKA_OUTPUT_TEST_BROKERS`, as `localhost:9092`"
        );
        let chosen = by(&[
            live,
            ("KAFKA_OUTPUT_TEST_BROKERS", "a:1"),
            ("KAFKA_OUTPUT_TEST_TOPIC_PREFIX", "team.tests"),
        ]);
        let expected = Chosen::Live { brokers: "a:1".to_owned(), prefix: "team.tests".to_owned() };
        assert_eq!(chosen, Ok(expected));
    }

    #[test]
    fn another_word_is_told() {
        assert_eq!(
            by(&[("KAFKA_OUTPUT_TEST", "mock")]).unwrap_err(),
            "the environment's `KAFKA_OUTPUT_TEST` is `mock`, and tests run on no such thing; write `memory`, `embedded` or `live`"
        );
    }
}
