//! `check_schemas`: the schemas of annotated functions against a snapshot of the registry.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Error, ErrorKind};
use crate::producer::memory::Memory;
use crate::runtime::connect::Connect;
use crate::runtime::report::Reporter;
use crate::runtime::state::{RuntimeState, all};
use crate::schema_registry::{Judged, Snapshot, Verdict, contradiction, verdicts};
use crate::settings::{Settings, SettingsFile};

/// Holds the schemas of every output declared in this program against a snapshot of the schema registry, as
/// [`SchemaCheck::run`] does; for outputs whose topics and schemas need no settings.
pub fn check_schemas(snapshot: impl Into<PathBuf>) -> Result<SchemaReport, Error> {
    SchemaCheck::new(snapshot).run()
}

/// Holds the schemas of every output declared in this program against a snapshot of the schema registry, which
/// `kafka-output-schemas pull` writes and the project commits. Nothing is asked over a network.
///
/// ```text
/// #[test]
/// fn schemas_fit_the_registry() {
///     let report = SchemaCheck::new("schemas/registry.json").setting("TOPIC", "orders").run().unwrap();
///     assert_eq!(report.not_checked().count(), 0, "{report}");
/// }
/// ```
///
/// It reads no environment: settings are those given here, and only what names topics, subjects and schemas needs any. An output takes
/// part if it, or its connection, names a schema registry.
#[derive(Debug)]
#[must_use = "nothing is checked until `run`"]
pub struct SchemaCheck {
    snapshot: PathBuf,
    settings: Settings,
    files: Vec<PathBuf>,
}

/// What [`SchemaCheck::run`] looked at, where nothing is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaReport {
    findings: Vec<SchemaFinding>,
}

/// One schema of one output.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SchemaFinding {
    /// The output's name.
    pub output: String,
    /// The subject of its value, of its key, or of a schema that these refer to; `None` where no schema of the output is known without a call.
    pub subject: Option<String>,
    /// What the snapshot says of it.
    pub verdict: SchemaVerdict,
}

/// What a snapshot says of a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemaVerdict {
    /// The subject has this schema, as this version.
    Registered(u64),
    /// The schema is another than the subject's, and fits with these of its versions, newest first, as its compatibility asks: none
    /// with `NONE`, the last or all with the others.
    Compatible {
        /// The subject's compatibility, such as `BACKWARD`.
        level: String,
        /// The versions it was held against.
        versions: Vec<u64>,
    },
    /// With `use_latest_version = true`, what the output's own schema writes can be written by this version, the newest.
    Adapts(u64),
    /// The snapshot has nothing under this subject, which the registry will make.
    New {
        /// The compatibility that the subject will have.
        level: String,
    },
    /// Not checked, and why.
    NotChecked(String),
}

impl SchemaCheck {
    /// A check against the snapshot at this path, from the root of the crate whose test it is (`CARGO_MANIFEST_DIR`).
    pub fn new(snapshot: impl Into<PathBuf>) -> Self {
        Self { snapshot: snapshot.into(), settings: Settings::empty(), files: Vec::new() }
    }

    /// Gives a setting its value, also an override such as `KAFKA_OUTPUT__ORDER_PLACED__TOPIC`; wins over settings files.
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.give(name.into(), value.into());
        self
    }

    /// Adds a settings file: Azure Functions' `local.settings.json`, or TOML. An earlier file wins over a later one.
    pub fn settings_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.files.push(path.into());
        self
    }

    /// Checks, and reports what was looked at.
    ///
    /// Fails, with everything that is wrong at once, with [`ErrorKind::Setting`] where a setting is missing or unfit, with
    /// [`ErrorKind::Configuration`] where the snapshot cannot be read, and with [`ErrorKind::SchemaRegistry`] where a schema does not fit
    /// its subject: by the subject's compatibility, or because the output registers none and the snapshot does not have it.
    pub fn run(mut self) -> Result<SchemaReport, Error> {
        let mut faults = Vec::new();
        for path in &self.files {
            match SettingsFile::read(path) {
                Ok(file) => self.settings.add_file(file),
                Err(wrong) => faults.extend(wrong),
            }
        }
        let connect = Connect::Memory(Arc::<Memory>::default());
        let (questions, wrong) =
            RuntimeState::new(self.settings, Reporter::new(None), connect, false).questions();
        faults.extend(wrong);
        let snapshot = match Snapshot::read(&in_crate(&self.snapshot)) {
            Ok(snapshot) => snapshot,
            Err(why) => {
                faults.push(Error::new(ErrorKind::Configuration, why));
                return Err(all(faults));
            }
        };
        let mut findings = Vec::new();
        let mut earlier: Vec<(&str, Judged)> = Vec::new();
        for question in questions {
            let output = question.output;
            let found = verdicts(&snapshot, &question.asking, question.schemas, &question.topic);
            if found.is_empty() {
                let why = "it has no schema, or one that is known only at a call".to_owned();
                findings.push(SchemaFinding::of(output, None, Verdict::Unchecked(why)));
            }
            for judged in found {
                let judged = match judged {
                    Ok(judged) => judged,
                    Err(fault) => {
                        faults.push(fault.into_error(output, &question.topic));
                        continue;
                    }
                };
                let subject = &judged.subject;
                let clashes =
                    earlier.iter().filter_map(|(name, other)| contradiction(&snapshot, &judged, other, name));
                let wrong = judged.verdict.clone().err().into_iter().flatten().chain(clashes);
                faults.extend(wrong.map(|why| {
                    let sentence = format!("subject `{subject}`: {why}");
                    Error::new(ErrorKind::SchemaRegistry, sentence).of_output(output)
                }));
                if let Ok(verdict) = &judged.verdict {
                    findings.push(SchemaFinding::of(output, Some(subject.clone()), verdict.clone()));
                }
                earlier.push((output, judged));
            }
        }
        if faults.is_empty() { Ok(SchemaReport { findings }) } else { Err(all(faults)) }
    }
}

/// A path from the crate's root; where cargo does not run the test, from the working directory.
fn in_crate(path: &Path) -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| path.to_owned(), |root| Path::new(&root).join(path))
}

impl SchemaFinding {
    fn of(output: &str, subject: Option<String>, verdict: Verdict) -> Self {
        let verdict = match verdict {
            Verdict::Registered { version } => SchemaVerdict::Registered(version),
            Verdict::Compatible { level, versions } => SchemaVerdict::Compatible { level, versions },
            Verdict::Adapts { version } => SchemaVerdict::Adapts(version),
            Verdict::New { level } => SchemaVerdict::New { level },
            Verdict::Unchecked(why) => SchemaVerdict::NotChecked(why),
        };
        Self { output: output.to_owned(), subject, verdict }
    }
}

impl SchemaReport {
    /// Every schema, by the place of its output.
    #[must_use]
    pub fn findings(&self) -> &[SchemaFinding] {
        &self.findings
    }

    /// Those that were held against the snapshot.
    pub fn checked(&self) -> impl Iterator<Item = &SchemaFinding> {
        self.findings.iter().filter(|finding| {
            !matches!(finding.verdict, SchemaVerdict::New { .. } | SchemaVerdict::NotChecked(_))
        })
    }

    /// Those whose subjects the snapshot does not have.
    pub fn new_subjects(&self) -> impl Iterator<Item = &SchemaFinding> {
        self.findings.iter().filter(|finding| matches!(finding.verdict, SchemaVerdict::New { .. }))
    }

    /// Those that could not be checked.
    pub fn not_checked(&self) -> impl Iterator<Item = &SchemaFinding> {
        self.findings.iter().filter(|finding| matches!(finding.verdict, SchemaVerdict::NotChecked(_)))
    }
}

impl fmt::Display for SchemaReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (checked, new) = (self.checked().count(), self.new_subjects().count());
        write!(f, "{checked} checked, {new} new, {} not checked", self.not_checked().count())?;
        self.findings.iter().try_for_each(|finding| write!(f, "\n  - {finding}"))
    }
}

impl fmt::Display for SchemaFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "output `{}`", self.output)?;
        if let Some(subject) = &self.subject {
            write!(f, ", subject `{subject}`")?;
        }
        match &self.verdict {
            SchemaVerdict::Registered(version) => write!(f, ": registered as version {version}"),
            SchemaVerdict::Compatible { level, versions } if versions.is_empty() => {
                write!(f, ": new, and {level} asks for nothing")
            }
            SchemaVerdict::Compatible { level, versions } => {
                let versions: Vec<_> = versions.iter().map(u64::to_string).collect();
                write!(f, ": {level} compatible with version {}", versions.join(", "))
            }
            SchemaVerdict::Adapts(version) => write!(f, ": can be written by version {version}"),
            SchemaVerdict::New { level } => write!(f, ": new, and will be {level}"),
            SchemaVerdict::NotChecked(why) => write!(f, ": not checked, since {why}"),
        }
    }
}
