//! One type of a schema as a schema by itself: what it names is defined where it is named first.

use super::read::full_name;
use super::{Id, Json, Schema};

impl Schema {
    /// The JSON of a named type or a union, all names in full; of any other, nothing.
    #[must_use]
    pub fn by_itself(&self, id: Id) -> Option<String> {
        let mut whole = Whole { schema: self, written: Vec::new() };
        let named = whole.definition(id, "");
        let (json, namespace) = self.get(id).written.as_ref()?;
        Some(named.unwrap_or_else(|| whole.any(json, namespace)).to_string())
    }
}

struct Whole<'a> {
    schema: &'a Schema,
    written: Vec<Id>,
}

impl Whole<'_> {
    fn definition(&mut self, id: Id, enclosing: &str) -> Option<Json> {
        let ty = self.schema.get(id);
        let (name, (written, _)) = (ty.name.as_ref()?, ty.written.as_ref()?);
        self.written.push(id);
        let Json::Object(members) = written else { return None };
        let namespace = name.rsplit_once('.').map_or("", |(namespace, _)| namespace);
        let mut whole = Vec::new();
        for (member, value) in members {
            match (member.as_str(), value) {
                ("namespace", _) => {}
                ("name", _) => {
                    whole.push((member.clone(), Json::Text(name.clone())));
                    // Without a point the name would be in the namespace around it.
                    if namespace.is_empty() && !enclosing.is_empty() {
                        whole.push(("namespace".to_owned(), Json::Text(String::new())));
                    }
                }
                ("fields", Json::List(fields)) => {
                    let fields = fields.iter().map(|field| self.field(field, namespace)).collect();
                    whole.push((member.clone(), Json::List(fields)));
                }
                _ => whole.push((member.clone(), value.clone())),
            }
        }
        Some(Json::Object(whole))
    }

    fn field(&mut self, field: &Json, namespace: &str) -> Json {
        self.members(field, &["type"], namespace)
    }

    /// An object whose members of these names are types.
    fn members(&mut self, object: &Json, types: &[&str], namespace: &str) -> Json {
        let Json::Object(members) = object else { return object.clone() };
        let rewritten = members.iter().map(|(name, value)| {
            let value =
                if types.contains(&name.as_str()) { self.any(value, namespace) } else { value.clone() };
            (name.clone(), value)
        });
        Json::Object(rewritten.collect())
    }

    fn any(&mut self, json: &Json, namespace: &str) -> Json {
        match json {
            Json::Text(word) => {
                self.reference(&full_name(word, None, namespace), namespace).unwrap_or_else(|| json.clone())
            }
            Json::List(branches) => {
                Json::List(branches.iter().map(|branch| self.any(branch, namespace)).collect())
            }
            Json::Object(_) => self.object(json, namespace).unwrap_or_else(|| json.clone()),
            _ => json.clone(),
        }
    }

    /// As it is read: the word of `type` says which other members count.
    fn object(&mut self, json: &Json, namespace: &str) -> Option<Json> {
        let name = match json.text("type")? {
            "array" | "map" => return Some(self.members(json, &["items", "values"], namespace)),
            "record" | "error" | "enum" | "fixed" => {
                full_name(json.text("name")?, json.text("namespace"), namespace)
            }
            // A name in an object of its own, which has nothing more to say.
            word => full_name(word, None, namespace),
        };
        self.reference(&name, namespace)
    }

    fn reference(&mut self, name: &str, enclosing: &str) -> Option<Json> {
        let (id, _) = self.schema.named().find(|(_, known)| *known == name)?;
        if self.written.contains(&id) {
            return Some(Json::Text(name.to_owned()));
        }
        self.definition(id, enclosing)
    }
}
