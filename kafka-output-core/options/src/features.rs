//! The cargo features of `kafka-output` that options and words need.

use crate::bytes::same;
use crate::spec::OptionSpec;

/// A cargo feature that some option or word needs.
#[derive(Clone, Copy, Debug)]
pub struct Feature {
    /// Its name in `Cargo.toml`.
    pub name: &'static str,
    /// Whether this version has it; one that is planned only marks the options that are judged and carried already.
    pub built: bool,
    /// What it is, for a sentence: "Avro".
    pub what: &'static str,
}

const fn built(name: &'static str, what: &'static str) -> Feature {
    Feature { name, built: true, what }
}

const fn planned(name: &'static str, what: &'static str) -> Feature {
    Feature { name, built: false, what }
}

/// Every feature that the option table names.
pub const FEATURES: &[Feature] = &[
    built("ssl", "TLS"),
    built("gssapi", "Kerberos"),
    built("oidc", "OAuth by OpenID Connect"),
    built("gzip", "gzip"),
    built("zstd", "zstd"),
    built("csv", "CSV"),
    built("avro", "Avro"),
    built("protobuf", "Protobuf"),
    built("schema-registry", "the schema registry"),
    planned("transactions", "transactions"),
];

impl OptionSpec {
    /// What the option waits for, where no build of this version has it.
    #[must_use]
    pub fn planned(&self) -> Option<&'static Feature> {
        self.feature.and_then(feature).filter(|feature| !feature.built)
    }
}

/// The row of a feature.
#[must_use]
pub fn feature(name: &str) -> Option<&'static Feature> {
    FEATURES.iter().find(|feature| feature.name == name)
}

/// Which cargo features are on. Names that no option needs are not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features {
    on: u32,
}

impl Features {
    /// None of them.
    pub const NONE: Self = Self { on: 0 };
    /// All of them, the planned too: for tests of the table.
    pub const ALL: Self = Self { on: u32::MAX };

    /// The features of these names.
    #[must_use]
    pub const fn from_enabled(names: &[&str]) -> Self {
        let mut on = 0;
        let mut at = 0;
        while at < names.len() {
            on |= bit(names[at]);
            at += 1;
        }
        Self { on }
    }

    /// Whether the feature of this name is on.
    #[must_use]
    pub const fn has(&self, name: &str) -> bool {
        self.on & bit(name) != 0
    }
}

/// One bit for each row of [`FEATURES`], none for a name that is not there.
const fn bit(name: &str) -> u32 {
    let mut at = 0;
    while at < FEATURES.len() {
        if same(FEATURES[at].name, name) {
            return 1 << at;
        }
        at += 1;
    }
    0
}
