//! What a registry answers, path by path.

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::subjects::{Subjects, Version};
use crate::loopback::{Answer, HttpRequest};
use crate::schema_registry::{Reference, SchemaText, SchemaType};

/// A refusal, with the interface's own code.
#[derive(Debug)]
pub(super) struct Refused {
    status: u16,
    code: u32,
    message: String,
}

impl Refused {
    pub(super) fn new(status: u16, code: u32, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    pub(super) fn answer(self) -> Answer {
        (self.status, json!({"error_code": self.code, "message": self.message}).to_string())
    }
}

/// Does what a request says.
pub(super) fn answer(subjects: &mut Subjects, request: &HttpRequest) -> Result<Value, Refused> {
    let path = request.target.split('?').next().unwrap_or_default();
    let parts: Vec<String> = path
        .split('/')
        .filter(|part| !part.is_empty())
        .map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned())
        .collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    match (request.method.as_str(), &parts[..]) {
        ("GET", ["subjects"]) => Ok(json!(subjects.names())),
        ("GET", ["subjects", subject, "versions"]) => {
            let versions = known(subjects, subject)?;
            Ok(json!(versions.iter().map(|(number, ..)| number).collect::<Vec<_>>()))
        }
        ("GET", ["subjects", subject, "versions", number]) => version(subjects, subject, number),
        ("POST", ["subjects", subject, "versions"]) => {
            let schema = schema_of(subjects, request)?;
            register(subjects, subject, &schema)
        }
        ("POST", ["subjects", subject]) => {
            let schema = schema_of(subjects, request)?;
            known(subjects, subject)?;
            let found = subjects.find(subject, &schema);
            found
                .map(|found| told(subjects, subject, &found))
                .ok_or_else(|| Refused::new(404, 40403, "Schema not found"))
        }
        ("GET", ["schemas", "ids", id]) => {
            let found = id.parse().ok().and_then(|id| subjects.by_id(id));
            found
                .map(|schema| body(subjects, schema))
                .ok_or_else(|| Refused::new(404, 40403, format!("Schema {id} not found")))
        }
        ("GET", ["config"]) => Ok(json!({"compatibilityLevel": subjects.level(None)})),
        ("GET", ["config", subject]) => {
            let or_global = request.target.ends_with("?defaultToGlobal=true");
            let level = subjects.own_level(subject).or_else(|| or_global.then(|| subjects.level(None)));
            let missing = || {
                let what =
                    format!("Subject '{subject}' does not have subject-level compatibility configured");
                Refused::new(404, 40408, what)
            };
            Ok(json!({"compatibilityLevel": level.ok_or_else(missing)?}))
        }
        ("PUT", ["config"]) => set_level(subjects, None, request),
        ("PUT", ["config", subject]) => set_level(subjects, Some(subject), request),
        _ => Err(Refused::new(404, 404, format!("HTTP 404: the fake registry has no {}", request.line()))),
    }
}

fn register(subjects: &mut Subjects, subject: &str, schema: &SchemaText) -> Result<Value, Refused> {
    if subjects.find(subject, schema).is_none()
        && let Some(why) = subjects.incompatible(subject, schema)
    {
        let level = subjects.level(Some(subject));
        let message = format!("Schema being registered is incompatible, as {level} asks: {why}");
        return Err(Refused::new(409, 409, message));
    }
    Ok(json!({"id": subjects.add(subject, schema)}))
}

fn known(subjects: &Subjects, subject: &str) -> Result<Vec<Version>, Refused> {
    let versions = subjects.versions(subject);
    if versions.is_empty() {
        return Err(Refused::new(404, 40401, format!("Subject '{subject}' not found.")));
    }
    Ok(versions)
}

fn version(subjects: &Subjects, subject: &str, number: &str) -> Result<Value, Refused> {
    let versions = known(subjects, subject)?;
    let found = match number {
        "latest" | "-1" => versions.last(),
        number => versions.iter().find(|(known, ..)| known.to_string() == number),
    };
    found
        .map(|found| told(subjects, subject, found))
        .ok_or_else(|| Refused::new(404, 40402, format!("Version {number} not found.")))
}

fn told(subjects: &Subjects, subject: &str, (number, id, schema): &Version) -> Value {
    let mut told = body(subjects, schema);
    told["subject"] = json!(subject);
    told["version"] = json!(number);
    told["id"] = json!(id);
    told
}

fn body(subjects: &Subjects, schema: &SchemaText) -> Value {
    let mut body = json!({"schema": schema.text});
    // The interface leaves Avro out.
    if schema.schema_type != SchemaType::Avro {
        body["schemaType"] = json!(schema.schema_type.word());
    }
    if !schema.references.is_empty() {
        let references = schema.references.iter().map(|Reference { name, subject, schema }| {
            let version = subjects.find(subject, schema).map(|(number, ..)| number);
            json!({"name": name, "subject": subject, "version": version})
        });
        body["references"] = references.collect();
    }
    body
}

fn set_level(
    subjects: &mut Subjects,
    subject: Option<&str>,
    request: &HttpRequest,
) -> Result<Value, Refused> {
    let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
    let word = body.get("compatibility").and_then(Value::as_str).unwrap_or_default();
    subjects.set_level(subject, word).map_err(|why| Refused::new(422, 42203, why))?;
    Ok(json!({"compatibility": word}))
}

/// The schema in a request, with those it refers to.
fn schema_of(subjects: &Subjects, request: &HttpRequest) -> Result<SchemaText, Refused> {
    let invalid = |why: &str| Refused::new(422, 42201, format!("Invalid schema: {why}"));
    let body: Value = serde_json::from_str(&request.body).map_err(|_| invalid("the request is no JSON"))?;
    let field = |name: &str| body.get(name).and_then(Value::as_str);
    let text = field("schema").ok_or_else(|| invalid("the request has no `schema`"))?;
    let word = field("schemaType").unwrap_or(SchemaType::Avro.word());
    let schema_type = SchemaType::of(word).ok_or_else(|| invalid("no such `schemaType`"))?;
    let mut schema = super::subjects::schema(schema_type, text);
    if schema_type != SchemaType::Protobuf && serde_json::from_str::<Value>(text).is_err() {
        return Err(invalid("it is no JSON"));
    }
    for reference in body.get("references").and_then(Value::as_array).into_iter().flatten() {
        let part = |name: &str| reference.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let number = reference.get("version").map(Value::to_string).unwrap_or_default();
        let (name, subject) = (part("name"), part("subject"));
        let found = subjects.versions(&subject).into_iter().find(|(known, ..)| known.to_string() == number);
        let (_, _, referred) = found.ok_or_else(|| {
            invalid(&format!("version {number} of subject `{subject}` is not there to refer to"))
        })?;
        schema.references.push(Reference { name, subject, schema: referred.interned() });
    }
    Ok(schema)
}
