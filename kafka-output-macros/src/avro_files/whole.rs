//! Several files → one schema, with each type where it is first named.

use super::AvroFile;
use super::names::{Names, Spelled, name_of, namespace_of};
use kafka_output_avro::{Json, full_name};

/// The schema of the first file, with what it refers to.
pub(super) fn of(files: &[AvroFile]) -> String {
    let Some(first) = files.first() else { return String::new() };
    Whole { files, written: vec![0] }.any(&first.json, "", first).to_string()
}

struct Whole<'a> {
    files: &'a [AvroFile],
    written: Vec<usize>,
}

impl Whole<'_> {
    fn any(&mut self, json: &Json, namespace: &str, file: &AvroFile) -> Json {
        match (Spelled::of(json, namespace), json) {
            (Spelled::Name(word), _) => {
                let name = full_name(word, None, namespace);
                self.named(&name, namespace, file).unwrap_or_else(|| json.clone())
            }
            (Spelled::Definition(name), Json::Object(members)) => {
                let inner = namespace_of(&name);
                let fields = |fields: &[Json], whole: &mut Self| {
                    Json::List(
                        fields.iter().map(|field| whole.members(field, &["type"], inner, file)).collect(),
                    )
                };
                let members = members.iter().map(|(member, value)| match value {
                    Json::List(list) if member == "fields" => (member.clone(), fields(list, self)),
                    _ => (member.clone(), value.clone()),
                });
                Json::Object(members.collect())
            }
            (Spelled::Other, Json::List(branches)) => {
                Json::List(branches.iter().map(|branch| self.any(branch, namespace, file)).collect())
            }
            _ => self.members(json, &["type", "items", "values"], namespace, file),
        }
    }

    /// An object whose members of these names are types.
    fn members(&mut self, json: &Json, types: &[&str], namespace: &str, file: &AvroFile) -> Json {
        let Json::Object(members) = json else { return json.clone() };
        let members = members.iter().map(|(member, value)| {
            let is_type = types.contains(&member.as_str());
            (member.clone(), if is_type { self.any(value, namespace, file) } else { value.clone() })
        });
        Json::Object(members.collect())
    }

    /// What stands for a name: the definition, or, after that, the name; nothing where the file itself defines it.
    fn named(&mut self, name: &str, around: &str, file: &AvroFile) -> Option<Json> {
        if Names::of(&file.json).defined.contains(name) {
            return None;
        }
        let at = *file.imports.iter().find(|at| self.files[**at].name == name)?;
        if self.written.contains(&at) {
            return Some(Json::Text(name.to_owned()));
        }
        self.written.push(at);
        let files = self.files;
        let found = self.any(&files[at].json, "", &files[at]);
        let Json::Object(mut members) = found else { return Some(found) };
        // In a file of its own no namespace stands around it.
        if !around.is_empty() && name_of(&files[at].json, around).as_deref() != Some(name) {
            members.retain(|(member, _)| member != "namespace");
            members.push(("namespace".to_owned(), Json::Text(String::new())));
        }
        Some(Json::Object(members))
    }
}
