//! A snapshot from its file.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde_json::Value;

use super::{Link, Snapshot, Subject, Version, text_of};
use crate::schema_registry::interned::Interned;
use crate::schema_registry::schema::{Reference, SchemaText, SchemaType};

/// How deep references may go: a registry that is wrong may have a circle of them.
const DEPTH: usize = 32;

impl Snapshot {
    /// Reads a file.
    ///
    /// # Errors
    /// Where it is not there, or is no snapshot, in a sentence.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let shown = path.display();
        let text = std::fs::read_to_string(path).map_err(|error| {
            format!("the snapshot {shown} cannot be read: {error}; pull it with `kafka-output-schemas pull --out {shown}`")
        })?;
        Self::parse(&text).map_err(|why| {
            format!("{shown} is no snapshot of a schema registry: {why}; pull it again with `kafka-output-schemas pull --out {shown}`")
        })
    }

    /// Of a file's text.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let written = value.get("subjects").and_then(Value::as_object).ok_or("it has no `subjects`")?;
        let mut subjects = BTreeMap::new();
        for (name, subject) in written {
            let subject = Subject::parse(subject).map_err(|why| format!("the subject `{name}` {why}"))?;
            subjects.insert(name.clone(), subject);
        }
        let compatibility = text_of(&value, "compatibility").ok_or("it has no `compatibility`")?;
        Ok(Self { compatibility, subjects })
    }

    /// A version with all it refers to.
    ///
    /// # Errors
    /// Where nothing here knows its type, or the snapshot lacks what it refers to.
    pub(crate) fn schema(&self, version: &Version) -> Result<SchemaText, String> {
        self.schema_at(version, DEPTH, &mut HashMap::new())
    }

    /// Many ways may lead to a version that others refer to; it is read once.
    fn schema_at<'a>(
        &'a self,
        version: &'a Version,
        depth: usize,
        read: &mut HashMap<(&'a str, u64), Interned>,
    ) -> Result<SchemaText, String> {
        let schema_type = SchemaType::of(&version.schema_type)
            .ok_or_else(|| format!("schemas of the type `{}` are not known here", version.schema_type))?;
        let mut references = Vec::new();
        for Link { name, subject, version } in &version.references {
            let versions = self.subjects.get(subject).map_or(&[][..], |subject| &subject.versions);
            let found = versions.iter().find(|other| other.number == *version).zip(depth.checked_sub(1));
            let (found, depth) = found.ok_or_else(|| {
                format!("it refers to version {version} of `{subject}`, which the snapshot does not have; pull it again")
            })?;
            let schema = match read.get(&(subject.as_str(), *version)) {
                Some(known) => *known,
                None => self.schema_at(found, depth, read)?.interned(),
            };
            read.insert((subject, *version), schema);
            references.push(Reference { name: name.clone(), subject: subject.clone(), schema });
        }
        let text = version.text.clone();
        Ok(SchemaText { schema_type, text, name: None, references, indexes: Vec::new() })
    }
}

impl Subject {
    fn parse(value: &Value) -> Result<Self, String> {
        let compatibility = text_of(value, "compatibility").ok_or("has no `compatibility`")?;
        let written = value.get("versions").and_then(Value::as_array).ok_or("has no `versions`")?;
        let versions: Option<Vec<_>> = written.iter().map(Version::parse).collect();
        let mut versions = versions
            .ok_or("has a version without a `version`, an `id`, a `type`, or a `schema` or `text`")?;
        versions.sort_by_key(|version| version.number);
        Ok(Self { compatibility, versions })
    }
}

impl Version {
    fn parse(value: &Value) -> Option<Self> {
        let text = match (value.get("schema"), value.get("text")) {
            (Some(schema), _) => schema.to_string(),
            (None, Some(lines)) => {
                let lines: Option<Vec<_>> = lines.as_array()?.iter().map(Value::as_str).collect();
                lines?.join("\n")
            }
            (None, None) => return None,
        };
        let links = value.get("references").and_then(Value::as_array);
        let references: Option<_> = links.into_iter().flatten().map(Link::parse).collect();
        Some(Self {
            number: value.get("version")?.as_u64()?,
            id: value.get("id")?.as_u64()?,
            schema_type: text_of(value, "type")?,
            text,
            references: references?,
        })
    }
}
