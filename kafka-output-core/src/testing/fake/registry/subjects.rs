//! What a registry keeps: schemas by id, versions by subject, and each subject's compatibility.

use std::collections::BTreeMap;

use crate::schema_registry::{Level, Newer, SchemaText, SchemaType, misfits};

/// Confluent's own default.
const DEFAULT_LEVEL: &str = "BACKWARD";

#[derive(Debug)]
pub(super) struct Subjects {
    /// The id of each is its place, from 1.
    schemas: Vec<SchemaText>,
    /// The ids of a subject's versions, which count from 1.
    versions: BTreeMap<String, Vec<u32>>,
    level: String,
    levels: BTreeMap<String, String>,
}

impl Default for Subjects {
    fn default() -> Self {
        Self {
            schemas: Vec::new(),
            versions: BTreeMap::new(),
            level: DEFAULT_LEVEL.to_owned(),
            levels: BTreeMap::new(),
        }
    }
}

/// A schema that refers to no other.
pub(super) fn schema(schema_type: SchemaType, text: &str) -> SchemaText {
    SchemaText { schema_type, text: text.to_owned(), name: None, references: Vec::new(), indexes: Vec::new() }
}

/// Version, id, and schema.
pub(super) type Version = (usize, u32, SchemaText);

impl Subjects {
    pub(super) fn names(&self) -> Vec<String> {
        self.versions.keys().cloned().collect()
    }

    pub(super) fn by_id(&self, id: u32) -> Option<&SchemaText> {
        self.schemas.get(usize::try_from(id).ok()?.checked_sub(1)?)
    }

    pub(super) fn versions(&self, subject: &str) -> Vec<Version> {
        let ids = self.versions.get(subject).into_iter().flatten();
        ids.enumerate().filter_map(|(index, id)| Some((index + 1, *id, self.by_id(*id)?.clone()))).collect()
    }

    /// The version of a subject that is this schema.
    pub(super) fn find(&self, subject: &str, schema: &SchemaText) -> Option<Version> {
        self.versions(subject).into_iter().find(|(_, _, known)| same(known, schema))
    }

    /// Adds a version, unless the subject has the schema; its id, which all subjects share.
    pub(super) fn add(&mut self, subject: &str, schema: &SchemaText) -> u32 {
        if let Some((_, id, _)) = self.find(subject, schema) {
            return id;
        }
        let at = self.schemas.iter().position(|known| same(known, schema)).unwrap_or_else(|| {
            self.schemas.push(schema.clone());
            self.schemas.len() - 1
        });
        let id = u32::try_from(at + 1).unwrap_or(u32::MAX);
        self.versions.entry(subject.to_owned()).or_default().push(id);
        id
    }

    /// The compatibility of a subject, or of those that have none of their own.
    pub(super) fn level(&self, subject: Option<&str>) -> &str {
        subject.and_then(|subject| self.own_level(subject)).unwrap_or(&self.level)
    }

    pub(super) fn own_level(&self, subject: &str) -> Option<&str> {
        self.levels.get(subject).map(String::as_str)
    }

    pub(super) fn set_level(&mut self, subject: Option<&str>, word: &str) -> Result<(), String> {
        let word = Level::of(word)?.word.to_owned();
        match subject {
            Some(subject) => _ = self.levels.insert(subject.to_owned(), word),
            None => self.level = word,
        }
        Ok(())
    }

    /// What keeps a new schema from a subject, by its compatibility.
    pub(super) fn incompatible(&self, subject: &str, new: &SchemaText) -> Option<String> {
        let level = Level::of(self.level(Some(subject))).ok()?;
        let versions = self.versions(subject);
        level.against(&versions).find_map(|(number, _, earlier)| {
            let earlier_name = format!("version {number}");
            let backward =
                || Some(misfits(new, earlier).ok()?.first()?.sentence(Newer::Reader, &earlier_name));
            let forward =
                || Some(misfits(earlier, new).ok()?.first()?.sentence(Newer::Writer, &earlier_name));
            level.backward.then(backward).flatten().or_else(|| level.forward.then(forward).flatten())
        })
    }
}

/// Whether two schemas are one: their order of fields counts, blanks do not.
fn same(one: &SchemaText, other: &SchemaText) -> bool {
    let json = |schema: &SchemaText| serde_json::from_str::<serde_json::Value>(&schema.text).ok();
    one.schema_type == other.schema_type
        && one.references == other.references
        && (one.text == other.text || json(one).is_some_and(|one| json(other) == Some(one)))
}
