//! A registry's subjects as a file, to be committed and checked against without a network.

mod command;
mod layout;
mod pull;
#[cfg(feature = "testing")]
mod read;
#[cfg(all(test, feature = "testing"))]
mod tests;
mod words;

pub use command::run as schemas_command;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::schema::SchemaType;

/// What a registry had when it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Snapshot {
    /// The compatibility of subjects that have none of their own, and of those that are new.
    pub(crate) compatibility: String,
    pub(crate) subjects: BTreeMap<String, Subject>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subject {
    /// The one that holds, be it its own or the registry's.
    pub(crate) compatibility: String,
    /// The oldest first.
    pub(crate) versions: Vec<Version>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) number: u64,
    pub(crate) id: u64,
    /// As the registry spells it.
    pub(crate) schema_type: String,
    pub(crate) text: String,
    pub(crate) references: Vec<Link>,
}

/// A reference to a schema that is in the snapshot too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) name: String,
    pub(crate) subject: String,
    pub(crate) version: u64,
}

impl Snapshot {
    /// The file: the same text of the same subjects, with schemas that are JSON as such and others line by line.
    pub(crate) fn text(&self) -> String {
        let mut compact =
            format!(r#"{{"compatibility":{},"subjects":{{"#, Value::from(self.compatibility.as_str()));
        for (index, (name, subject)) in self.subjects.iter().enumerate() {
            let comma = if index > 0 { "," } else { "" };
            let versions: Vec<String> = subject.versions.iter().map(Version::text).collect();
            let _ = write!(
                compact,
                r#"{comma}{}:{{"compatibility":{},"versions":[{}]}}"#,
                Value::from(name.as_str()),
                Value::from(subject.compatibility.as_str()),
                versions.join(",")
            );
        }
        compact.push_str("}}");
        layout::lines(&compact)
    }
}

impl Version {
    fn text(&self) -> String {
        let Self { number, id, schema_type, text, references } = self;
        let is_json =
            schema_type != SchemaType::Protobuf.word() && serde_json::from_str::<Value>(text).is_ok();
        let schema = if is_json {
            // Its own text: the order of what is in it is the writer's.
            format!(r#""schema":{text}"#)
        } else {
            format!(r#""text":{}"#, Value::from(text.split('\n').collect::<Vec<_>>()))
        };
        let links: Vec<String> = references
            .iter()
            .map(|link| {
                let (name, subject) = (json!(link.name), json!(link.subject));
                format!(r#"{{"name":{name},"subject":{subject},"version":{}}}"#, link.version)
            })
            .collect();
        let references =
            if links.is_empty() { String::new() } else { format!(r#","references":[{}]"#, links.join(",")) };
        format!(r#"{{"version":{number},"id":{id},"type":{},{schema}{references}}}"#, json!(schema_type))
    }
}

impl Link {
    /// In a snapshot, and in a registry's answer.
    fn parse(value: &Value) -> Option<Self> {
        let (name, subject) = (text_of(value, "name")?, text_of(value, "subject")?);
        Some(Self { name, subject, version: value.get("version")?.as_u64()? })
    }
}

fn text_of(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}
