//! A snapshot from the registry itself.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::Value;

use super::{Link, Snapshot, Subject, Version, text_of};
use crate::schema_registry::http::{Http, Refusal};
use crate::schema_registry::schema::SchemaType;

/// A refusal, and what was asked for.
pub(super) struct Refused {
    pub(super) asked: String,
    pub(super) why: Refusal,
}

/// Asks for all subjects that are wanted, and for those that they refer to.
pub(super) fn pull(http: &Http, is_wanted: impl Fn(&str) -> bool) -> Result<Snapshot, Refused> {
    let registry = Asked { http };
    let compatibility = registry.level("the compatibility", &["config"], "")?;
    let all = registry.get("the list of subjects", &["subjects"], "")?;
    let names = all.as_array().ok_or_else(|| registry.nonsense("the list of subjects", &all))?;
    let mut wanted: Vec<String> =
        names.iter().filter_map(Value::as_str).filter(|name| is_wanted(name)).map(str::to_owned).collect();
    let mut subjects = BTreeMap::new();
    while let Some(name) = wanted.pop() {
        if let Entry::Vacant(entry) = subjects.entry(name) {
            let subject = registry.subject(entry.key(), &compatibility)?;
            let links = subject.versions.iter().flat_map(|version| &version.references);
            wanted.extend(links.map(|link| link.subject.clone()));
            entry.insert(subject);
        }
    }
    Ok(Snapshot { compatibility, subjects })
}

struct Asked<'a> {
    http: &'a Http,
}

impl Asked<'_> {
    fn get(&self, asked: &str, path: &[&str], query: &str) -> Result<Value, Refused> {
        self.http.get_with(path, query).map_err(|why| Refused { asked: asked.to_owned(), why })
    }

    fn level(&self, asked: &str, path: &[&str], query: &str) -> Result<String, Refused> {
        let found = self.get(asked, path, query)?;
        text_of(&found, "compatibilityLevel").ok_or_else(|| self.nonsense(asked, &found))
    }

    fn subject(&self, name: &str, global: &str) -> Result<Subject, Refused> {
        let asked = format!("the compatibility of `{name}`");
        let compatibility = match self.level(&asked, &["config", name], "?defaultToGlobal=true") {
            // A registry that knows the query only by its absence: the subject has none of its own.
            Err(Refused { why: Refusal::Status { status: 404, .. }, .. }) => global.to_owned(),
            other => other?,
        };
        let asked = format!("the versions of `{name}`");
        let found = self.get(&asked, &["subjects", name, "versions"], "")?;
        let numbers: Option<Vec<u64>> =
            found.as_array().and_then(|numbers| numbers.iter().map(Value::as_u64).collect());
        let mut numbers = numbers.ok_or_else(|| self.nonsense(&asked, &found))?;
        numbers.sort_unstable();
        let versions = numbers.into_iter().map(|number| self.version(name, number));
        Ok(Subject { compatibility, versions: versions.collect::<Result<_, _>>()? })
    }

    fn version(&self, name: &str, number: u64) -> Result<Version, Refused> {
        let asked = format!("version {number} of `{name}`");
        let found = self.get(&asked, &["subjects", name, "versions", &number.to_string()], "")?;
        let links = found.get("references").and_then(Value::as_array);
        let references: Option<_> = links.into_iter().flatten().map(Link::parse).collect();
        let version = || {
            Some(Version {
                number,
                id: found.get("id")?.as_u64()?,
                schema_type: text_of(&found, "schemaType")
                    .unwrap_or_else(|| SchemaType::Avro.word().to_owned()),
                text: text_of(&found, "schema")?,
                references: references?,
            })
        };
        version().ok_or_else(|| self.nonsense(&asked, &found))
    }

    fn nonsense(&self, asked: &str, answer: &Value) -> Refused {
        Refused { asked: asked.to_owned(), why: self.http.nonsense(answer) }
    }
}
