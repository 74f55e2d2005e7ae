//! What a registry would say of an output's schemas, by a snapshot of it alone.

use serde_json::Value;

use super::compatible::{Level, Newer, misfits};
use super::config::{Asking, Mode};
use super::interned::Interned;
use super::latest;
use super::schema::{Reference, SchemaText, SchemaType};
use super::snapshot::{Snapshot, Subject, Version};
use super::{Key, Schemas};
use crate::producer::fault::Fault;

/// What becomes of a schema that nothing is wrong with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The subject has it already.
    Registered { version: u64 },
    /// It fits with these versions, as the subject's compatibility asks.
    Compatible { level: String, versions: Vec<u64> },
    /// It reads and writes by this version, the newest, which is another.
    Adapts { version: u64 },
    /// There is nothing under the subject.
    New { level: String },
    /// Nobody here can tell.
    Unchecked(String),
}

/// A schema's subject, and what becomes of the schema there, or all that is wrong with it.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) subject: String,
    /// The schema, if it would be registered, and is not yet.
    fresh: Option<Interned>,
    pub(crate) verdict: Result<Verdict, Vec<String>>,
}

/// Each schema of an output, and of what they refer to: its subject, and what is wrong with it.
pub(crate) fn verdicts(
    snapshot: &Snapshot,
    asking: &Asking,
    schemas: Schemas,
    topic: &str,
) -> Vec<Result<Judged, Fault>> {
    let mut keys = Vec::new();
    let mut found = Vec::new();
    for (side, schema) in schemas.sides() {
        match asking.key(side, schema, topic) {
            Ok(key) => collect(key, &mut keys),
            Err(fault) => found.push(Err(fault)),
        }
    }
    found.extend(keys.into_iter().map(|key| {
        let verdict = verdict(snapshot, &key);
        let registered = matches!(verdict, Ok(Verdict::Registered { .. }));
        let fresh = (key.mode == Mode::Register && !registered).then_some(key.schema);
        Ok(Judged { subject: key.subject, fresh, verdict })
    }));
    found
}

/// What is wrong with two new schemas of one subject, of which the registry may get either first.
pub(crate) fn contradiction(
    snapshot: &Snapshot,
    judged: &Judged,
    other: &Judged,
    other_output: &str,
) -> Option<String> {
    let (own, theirs) = (judged.fresh?, other.fresh?);
    if judged.subject != other.subject || same(&own, &theirs) {
        return None;
    }
    let subject = snapshot.subjects.get(&judged.subject);
    let word = subject.map_or(&snapshot.compatibility, |subject| &subject.compatibility);
    let level = Level::of(word).ok().filter(|level| level.backward || level.forward)?;
    let found =
        [misfits(&own, &theirs), misfits(&theirs, &own)].into_iter().zip([Newer::Reader, Newer::Writer]);
    let (found, newer) =
        found.into_iter().find_map(|(found, newer)| Some((found.ok()?.into_iter().next()?, newer)))?;
    let sentence = found.sentence(newer, &format!("that of output `{other_output}`"));
    Some(format!(
        "output `{other_output}` has another new schema for it, and one of both is not compatible with the other, as {} asks: {sentence}, or give each a topic of its own",
        level.word
    ))
}

/// What a schema refers to is registered, or looked up, as well, and before it.
fn collect(key: Key, keys: &mut Vec<Key>) {
    // Before all it refers to: there may be more ways to that than can be walked.
    if keys.contains(&key) {
        return;
    }
    if key.mode != Mode::Latest {
        for reference in &key.schema.references {
            let subject = reference.subject.clone();
            collect(Key { subject, schema: reference.schema, ..key }, keys);
        }
    }
    keys.push(key);
}

fn verdict(snapshot: &Snapshot, key: &Key) -> Result<Verdict, Vec<String>> {
    let subject = snapshot.subjects.get(&key.subject);
    let Some((subject, last)) = subject.and_then(|subject| Some((subject, subject.versions.last()?))) else {
        let level = subject.map_or(&snapshot.compatibility, |subject| &subject.compatibility).clone();
        return match missing(key.mode) {
            Some(why) => Err(vec![why.to_owned()]),
            None => Ok(Verdict::New { level }),
        };
    };
    if key.mode == Mode::Latest {
        return by_latest(snapshot, &key.schema, last);
    }
    let same = |version: &&Version| snapshot.schema(version).is_ok_and(|other| same(&key.schema, &other));
    if let Some(Version { number: version, .. }) = subject.versions.iter().rev().find(same) {
        return Ok(Verdict::Registered { version: *version });
    }
    let judged = by_level(snapshot, &key.schema, subject);
    if key.mode == Mode::Register || matches!(judged, Ok(Verdict::Unchecked(_))) {
        return judged;
    }
    let unknown = "the snapshot does not have this schema, and `auto_register_schemas = false` registers none; register it, and pull the snapshot again";
    Err([unknown.to_owned()].into_iter().chain(judged.err().unwrap_or_default()).collect())
}

/// What is wrong with a subject that has no schema.
const fn missing(mode: Mode) -> Option<&'static str> {
    match mode {
        Mode::Register => None,
        Mode::LookUp => Some(
            "the snapshot does not have the subject, and `auto_register_schemas = false` registers none; register the schema, and pull the snapshot again",
        ),
        Mode::Latest => Some(
            "the snapshot does not have the subject, and `use_latest_version = true` needs a schema there; register one, and pull the snapshot again",
        ),
    }
}

fn by_latest(snapshot: &Snapshot, own: &SchemaText, last: &Version) -> Result<Verdict, Vec<String>> {
    let version = last.number;
    let latest = match snapshot.schema(last) {
        Ok(latest) => latest,
        Err(why) => return Ok(Verdict::Unchecked(format!("version {version}: {why}"))),
    };
    if same(own, &latest) {
        return Ok(Verdict::Registered { version });
    }
    match latest::adapt(own, &latest) {
        Ok(_) => Ok(Verdict::Adapts { version }),
        Err(why) => Err(vec![format!("version {version}: {why}")]),
    }
}

fn by_level(snapshot: &Snapshot, own: &SchemaText, subject: &Subject) -> Result<Verdict, Vec<String>> {
    let level = match Level::of(&subject.compatibility) {
        Ok(level) => level,
        Err(why) => return Ok(Verdict::Unchecked(why)),
    };
    let (mut versions, mut wrong, mut unchecked) = (Vec::new(), Vec::new(), None);
    for version in level.against(&subject.versions) {
        let number = version.number;
        let earlier = format!("version {number}");
        let both = snapshot.schema(version).and_then(|other| {
            let backward = if level.backward { misfits(own, &other)? } else { Vec::new() };
            let forward = if level.forward { misfits(&other, own)? } else { Vec::new() };
            Ok([(Newer::Reader, backward), (Newer::Writer, forward)])
        });
        match both {
            Ok(both) => {
                versions.push(number);
                for (newer, misfit) in
                    both.iter().flat_map(|(newer, found)| found.iter().map(move |it| (*newer, it)))
                {
                    wrong.push(format!(
                        "not compatible with {earlier}, as {} asks: {}, or change the subject's compatibility at the registry",
                        level.word,
                        misfit.sentence(newer, &earlier)
                    ));
                }
            }
            Err(why) => unchecked = unchecked.or(Some(format!("{earlier}: {why}"))),
        }
    }
    match (wrong.is_empty(), unchecked) {
        (false, _) => Err(wrong),
        (true, Some(why)) => Ok(Verdict::Unchecked(why)),
        (true, None) => Ok(Verdict::Compatible { level: level.word.to_owned(), versions }),
    }
}

/// Whether two schemas are one, however they are laid out.
fn same(own: &SchemaText, other: &SchemaText) -> bool {
    fn subjects(schema: &SchemaText) -> impl Iterator<Item = &str> {
        schema.references.iter().map(|Reference { subject, .. }| subject.as_str())
    }
    own.is_throughout(other, |own, other| {
        own.schema_type == other.schema_type && subjects(own).eq(subjects(other)) && same_texts(own, other)
    })
}

fn same_texts(own: &SchemaText, other: &SchemaText) -> bool {
    match own.schema_type {
        SchemaType::Protobuf => own.text.split_whitespace().eq(other.text.split_whitespace()),
        SchemaType::Avro | SchemaType::Json => {
            let read = |text: &str| serde_json::from_str::<Value>(text).map(plain).ok();
            read(&own.text).is_some_and(|own| read(&other.text) == Some(own))
        }
    }
}

/// `{"type": "string"}` is `"string"`.
fn plain(schema: Value) -> Value {
    match schema {
        Value::Array(parts) => Value::Array(parts.into_iter().map(plain).collect()),
        Value::Object(mut fields) => match fields.remove("type") {
            Some(only) if fields.is_empty() => plain(only),
            kind => {
                let kind = kind.map(|kind| ("type".to_owned(), kind));
                Value::Object(
                    fields.into_iter().chain(kind).map(|(name, part)| (name, plain(part))).collect(),
                )
            }
        },
        other => other,
    }
}
