//! What a registry is asked for a schema, and what its refusals mean for who reads them.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::config::Mode;
use super::http::{Http, Refusal};
use super::interned::Interned;
use super::latest::is_own;
use super::schema::{Reference, SchemaText, SchemaType};
use super::{Answer, Key};
use crate::error::ErrorKind;
use crate::producer::fault::Fault;

/// How deep references may go: a registry that is wrong may have a circle of them.
const DEPTH: usize = 32;

/// Asks the registry at these URLs.
pub(super) fn answer(http: &Result<Http, String>, key: &Key, urls: &str) -> Result<Answer, Fault> {
    let (refused, kind) = match http {
        Err(why) => (Refusal::Unusable(why.clone()).into(), ErrorKind::Configuration),
        Ok(http) => match http.answer(key) {
            Ok(answer) => return Ok(answer),
            Err(refused) => (refused, ErrorKind::SchemaRegistry),
        },
    };
    Err(Fault { kind, retriable: refused.why.may_pass(), message: sentence(key, urls, &refused) })
}

/// What was refused.
struct Refused {
    why: Refusal,
    /// The subject that was asked for, where it is another one, which the schema refers to.
    referred: Option<String>,
}

impl From<Refusal> for Refused {
    fn from(why: Refusal) -> Self {
        Self { why, referred: None }
    }
}

impl Refused {
    /// Refused for what a schema refers to under this subject, unless it was for what that refers to.
    fn referred(self, subject: &str) -> Self {
        Self { referred: self.referred.or_else(|| Some(subject.to_owned())), ..self }
    }
}

/// One question, and what was learnt on the way: schemas may refer to the same ones by many ways.
struct Question<'a> {
    http: &'a Http,
    normalize: bool,
    mode: Mode,
    /// The version of each schema that others refer to, under its subject.
    versions: HashMap<(&'a str, Interned), u64>,
    /// The schema of each version of a subject that others refer to.
    schemas: HashMap<(String, i64), Interned>,
}

impl Http {
    /// The id of a schema, and with [`Mode::Latest`] the schema itself.
    fn answer(&self, key: &Key) -> Result<Answer, Refused> {
        let Key { ref subject, schema, mode, normalize } = *key;
        let mut question =
            Question { http: self, normalize, mode, versions: HashMap::new(), schemas: HashMap::new() };
        match mode {
            Mode::Register => {
                let body = question.body(schema.get())?;
                Ok(Answer { id: question.register(subject, &body)?, latest: None })
            }
            Mode::LookUp => {
                let body = question.body(schema.get())?;
                Ok(Answer { id: self.id_of(&question.look_up(subject, &body)?)?, latest: None })
            }
            Mode::Latest => {
                let found = self.get(&["subjects", subject, "versions", "latest"])?;
                let latest = question.schema_of(&found, DEPTH)?;
                let own = is_own(&schema, &latest);
                Ok(Answer { id: self.id_of(&found)?, latest: (!own).then_some(latest) })
            }
        }
    }

    fn id_of(&self, found: &Value) -> Result<u32, Refusal> {
        let id = found.get("id").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok());
        id.ok_or_else(|| self.nonsense(found))
    }
}

impl<'a> Question<'a> {
    fn register(&self, subject: &str, body: &Value) -> Result<u32, Refusal> {
        let found = self.http.post(&["subjects", subject, "versions"], normalized(self.normalize), body)?;
        self.http.id_of(&found)
    }

    fn look_up(&self, subject: &str, body: &Value) -> Result<Value, Refusal> {
        self.http.post(&["subjects", subject], normalized(self.normalize), body)
    }

    /// A schema as a request has it. What it refers to is registered, or looked up, before.
    fn body(&mut self, schema: &'a SchemaText) -> Result<Value, Refused> {
        let mut body = json!({ "schema": schema.text });
        // Older registries know no types: they have Avro only.
        if schema.schema_type != SchemaType::Avro {
            body["schemaType"] = json!(schema.schema_type.word());
        }
        let mut references = Vec::new();
        for Reference { name, subject, schema } in &schema.references {
            let version = self.version(subject, *schema).map_err(|refused| refused.referred(subject))?;
            references.push(json!({ "name": name, "subject": subject, "version": version }));
        }
        if !references.is_empty() {
            body["references"] = Value::Array(references);
        }
        Ok(body)
    }

    /// The version of a schema that another refers to.
    fn version(&mut self, subject: &'a str, schema: Interned) -> Result<u64, Refused> {
        if let Some(known) = self.versions.get(&(subject, schema)) {
            return Ok(*known);
        }
        let body = self.body(schema.get())?;
        if self.mode == Mode::Register {
            self.register(subject, &body)?;
        }
        let found = self.look_up(subject, &body)?;
        let version = found.get("version").and_then(Value::as_u64);
        let version = version.ok_or_else(|| self.http.nonsense(&found))?;
        self.versions.insert((subject, schema), version);
        Ok(version)
    }

    /// The schema of an answer, with all it refers to.
    fn schema_of(&mut self, found: &Value, depth: usize) -> Result<SchemaText, Refused> {
        let http = self.http;
        let nonsense = || http.nonsense(found);
        let text = found.get("schema").and_then(Value::as_str).ok_or_else(nonsense)?;
        let schema_type = match found.get("schemaType").and_then(Value::as_str) {
            None => SchemaType::Avro,
            Some(word) => SchemaType::of(word).ok_or_else(nonsense)?,
        };
        let mut references = Vec::new();
        for reference in found.get("references").and_then(Value::as_array).into_iter().flatten() {
            let text = |field: &str| reference.get(field).and_then(Value::as_str);
            let version = reference.get("version").and_then(Value::as_i64);
            let (Some(name), Some(subject), Some(version)) = (text("name"), text("subject"), version) else {
                return Err(nonsense().into());
            };
            let depth = depth.checked_sub(1).ok_or_else(nonsense)?;
            let schema = self.referred(subject, version, depth);
            let schema = schema.map_err(|refused| refused.referred(subject))?;
            references.push(Reference { name: name.to_owned(), subject: subject.to_owned(), schema });
        }
        Ok(SchemaText { schema_type, text: text.to_owned(), name: None, references, indexes: Vec::new() })
    }

    /// The schema of a version of a subject, as another refers to it.
    fn referred(&mut self, subject: &str, version: i64, depth: usize) -> Result<Interned, Refused> {
        let key = (subject.to_owned(), version);
        if let Some(known) = self.schemas.get(&key) {
            return Ok(*known);
        }
        let found = self.http.get(&["subjects", subject, "versions", &version.to_string()])?;
        let schema = self.schema_of(&found, depth)?.interned();
        self.schemas.insert(key, schema);
        Ok(schema)
    }
}

const fn normalized(normalize: bool) -> &'static str {
    if normalize { "?normalize=true" } else { "" }
}

/// What a refusal means, and what to do, for the reader of an error.
fn sentence(key: &Key, urls: &str, refused: &Refused) -> String {
    let Key { subject, mode, .. } = key;
    let Refused { why: refusal, referred } = refused;
    let said = match referred {
        None => format!("subject `{subject}` at the schema registry {urls}"),
        Some(referred) => format!(
            "subject `{referred}` at the schema registry {urls}, to which the schema of subject `{subject}` refers"
        ),
    };
    match refusal {
        Refusal::Status { status: 401, message, .. } => format!(
            "{said}: it does not know who asks (401: {message}); check `schema_registry_username` and `schema_registry_password`, `schema_registry_token`, or the user in `schema_registry_url`"
        ),
        Refusal::Status { status: 403, message, .. } => format!(
            "{said}: it does not allow this (403: {message}); give the user the right to {}",
            if *mode == Mode::Register {
                "register schemas, or write `auto_register_schemas = false`"
            } else {
                "read them"
            }
        ),
        // A registry has a longer code for what it lacks itself.
        Refusal::Status { status: 404, code: 404, message } => format!(
            "{said}: nothing is there (404: {message}); check that `schema_registry_url` is where the registry's interface begins, such as `/apis/ccompat/v7` of Apicurio{}",
            match mode {
                Mode::Register => "",
                Mode::LookUp | Mode::Latest => ", and that the schema is registered",
            }
        ),
        Refusal::Status { status: 404, code, message } => match mode {
            Mode::LookUp => format!(
                "{said}: it does not have this schema ({code}: {message}); register it first, or write `auto_register_schemas = true`"
            ),
            Mode::Latest if referred.is_some() => format!(
                "{said}: it does not have that version ({code}: {message}); register the newest schema again, with what it refers to, or leave `use_latest_version` out"
            ),
            Mode::Latest => format!(
                "{said}: it has no schema there to use ({code}: {message}); register one first, or leave `use_latest_version` out"
            ),
            Mode::Register => format!(
                "{said}: it does not find what it was asked for ({code}: {message}); look at its log, and call again"
            ),
        },
        Refusal::Status { status: 409, message, .. } => format!(
            "{said}: the schema is incompatible with the subject's earlier ones (409: {message}); change it so that consumers of the earlier ones can go on, or change the subject's compatibility"
        ),
        Refusal::Status { status: 422, code, message } => format!(
            "{said}: it cannot use the schema ({code}: {message}); mend the schema, or the references in it"
        ),
        Refusal::Status { status, message, .. } if refusal.may_pass() => format!(
            "{said}: it is in trouble ({status}: {message}), also after several tries; look at its log, and call again"
        ),
        Refusal::Status { status, message, .. } => {
            format!("{said}: it refused ({status}: {message}); check `schema_registry_url` and the schema")
        }
        Refusal::Nonsense(text) => format!(
            "{said}: it answered what is no answer of a schema registry ({text}); check `schema_registry_url`"
        ),
        Refusal::Silent(why) => format!(
            "{said}: it does not answer ({why}), also after several tries; check `schema_registry_url`, the network, and that it runs"
        ),
        Refusal::Untrusted(why) | Refusal::Unusable(why) => format!("{said}: {why}"),
    }
}
