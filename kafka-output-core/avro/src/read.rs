//! Text → [`Schema`].

use std::collections::HashMap;

use super::default::bytes_of_default;
use super::near::nearest_type;
use super::{AvroType, Field, Id, Json, Kind, LOGICAL, Logical, Schema, simple};

impl Schema {
    /// Reads a schema; an error is the reason why it is none.
    pub fn read(text: &str) -> Result<Self, String> {
        let json: Json = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let mut reader = Reader { whole: &json, types: Vec::new(), names: HashMap::new(), wrong: Vec::new() };
        let root = reader.any(&json, "").unwrap_or_else(|reason| {
            reader.wrong.push(reason);
            0
        });
        if !reader.wrong.is_empty() {
            return Err(reader.wrong.join(", and "));
        }
        let schema = Self { types: reader.types, root };
        for (_, name) in schema.named() {
            schema.check_defaults(name)?;
        }
        Ok(schema)
    }

    fn check_defaults(&self, name: &str) -> Result<(), String> {
        let ty = self.types.iter().find(|ty| ty.name.as_deref() == Some(name));
        let Some(Kind::Record(fields)) = ty.map(|ty| &ty.kind) else { return Ok(()) };
        for field in fields {
            if let Some(default) = &field.default {
                bytes_of_default(self, field.ty, default).map_err(|reason| {
                    format!("the default of field `{}` of `{name}` {reason}", field.name)
                })?;
            }
        }
        Ok(())
    }
}

struct Reader<'s> {
    whole: &'s Json,
    types: Vec<AvroType>,
    names: HashMap<String, Id>,
    /// What is wrong with fields, which hides nothing of those behind them.
    wrong: Vec<String>,
}

impl Reader<'_> {
    fn add(&mut self, kind: Kind, logical: Option<Logical>) -> Id {
        self.types.push(AvroType { kind, name: None, logical, written: None });
        self.types.len() - 1
    }

    fn any(&mut self, json: &Json, namespace: &str) -> Result<Id, String> {
        match json {
            Json::Text(word) => self.word(word, namespace),
            Json::List(branches) => self.union(branches, namespace),
            Json::Object(_) => self.object(json, namespace),
            _ => Err(format!(
                "`{json}` is no type; a type is a name, an object with `type`, or a list of them"
            )),
        }
    }

    fn word(&mut self, word: &str, namespace: &str) -> Result<Id, String> {
        if let Some(kind) = primitive(word) {
            return Ok(self.add(kind, None));
        }
        if ["record", "enum", "array", "map", "fixed"].contains(&word) {
            return Err(format!(
                "`{word}` alone is no type; it is written as an object with `\"type\": \"{word}\"`"
            ));
        }
        let name = full_name(word, None, namespace);
        if let Some(known) = self.names.get(&name) {
            return Ok(*known);
        }
        let is_elsewhere = self.names.keys().any(|known| simple(known) == simple(&name));
        if !is_elsewhere && defines(self.whole, simple(&name)) {
            return Err(format!("`{name}` is named before it is defined"));
        }
        Err(match nearest_type(word, self.names.keys().map(String::as_str)) {
            Some(near) => format!("there is no type `{name}` (did you mean {near}?)"),
            None => format!("there is no type `{name}`, or it is named before it is defined"),
        })
    }

    fn union(&mut self, branches: &[Json], namespace: &str) -> Result<Id, String> {
        let (mut ids, mut wrong) = (Vec::new(), Vec::new());
        for branch in branches {
            // Each is read, since others may name what it defines.
            match self.any(branch, namespace) {
                Ok(id) => ids.push(id),
                Err(reason) => wrong.push(reason),
            }
        }
        if !wrong.is_empty() {
            return Err(wrong.join(", and "));
        }
        let mut seen = Vec::new();
        for id in &ids {
            let ty = &self.types[*id];
            if matches!(ty.kind, Kind::Union(_)) {
                return Err("a union stands directly in a union".to_owned());
            }
            let word = ty.name.clone().unwrap_or_else(|| ty.kind.word().to_owned());
            if seen.contains(&word) {
                return Err(format!("a union has two branches `{word}`"));
            }
            seen.push(word);
        }
        if ids.is_empty() {
            return Err("a union has no branches".to_owned());
        }
        let id = self.add(Kind::Union(ids), None);
        self.types[id].written = Some((Json::List(branches.to_vec()), namespace.to_owned()));
        Ok(id)
    }

    fn object(&mut self, json: &Json, namespace: &str) -> Result<Id, String> {
        let Some(word) = json.text("type") else {
            return Err(format!("`{json}` has no `type` that is a name"));
        };
        match word {
            "array" | "map" => {
                let member = if word == "array" { "items" } else { "values" };
                let of = json.get(member).ok_or_else(|| format!("a type `{word}` has no `{member}`"))?;
                let of = self.any(of, namespace)?;
                Ok(self.add(if word == "array" { Kind::Array(of) } else { Kind::Map(of) }, None))
            }
            "record" | "error" | "enum" | "fixed" => self.named(json, word, namespace),
            _ => match primitive(word) {
                Some(kind) => {
                    let logical = logical(json, &kind)?;
                    Ok(self.add(kind, logical))
                }
                None => self.word(word, namespace),
            },
        }
    }

    fn named(&mut self, json: &Json, word: &str, namespace: &str) -> Result<Id, String> {
        let name = json.text("name").ok_or_else(|| format!("a type `{word}` has no `name`"))?;
        let name = full_name(name, json.text("namespace"), namespace);
        let mut parts = name.rsplit('.');
        if !parts.next().is_some_and(is_name) || !parts.all(is_of_namespace) {
            return Err(format!("`{name}` is no name: letters, digits and `_`, and no digit first"));
        }
        let id = self.add(Kind::Null, None);
        self.types[id].name = Some(name.clone());
        self.types[id].written = Some((json.clone(), namespace.to_owned()));
        if self.names.insert(name.clone(), id).is_some() {
            return Err(format!("`{name}` is defined twice"));
        }
        let within = name.rsplit_once('.').map_or("", |(namespace, _)| namespace);
        let kind = match word {
            "enum" => Kind::Enum(symbols(json, &name)?),
            "fixed" => {
                Kind::Fixed(json.count("size").ok_or_else(|| format!("the fixed `{name}` has no `size`"))?)
            }
            _ => Kind::Record(self.fields(json, &name, within)?),
        };
        self.types[id].logical = logical(json, &kind)?;
        self.types[id].kind = kind;
        Ok(id)
    }

    fn fields(&mut self, json: &Json, record: &str, namespace: &str) -> Result<Vec<Field>, String> {
        let listed = json.list("fields").ok_or_else(|| format!("the record `{record}` has no `fields`"))?;
        let mut fields: Vec<Field> = Vec::new();
        for field in listed {
            // Read first, since others may name what it defines.
            let ty = field.get("type").ok_or_else(|| "it has no `type`".to_owned());
            let ty = ty.and_then(|ty| self.any(ty, namespace));
            let Some(name) = field.text("name") else {
                self.wrong.push(format!("a field of `{record}` has no `name`"));
                continue;
            };
            let known = fields.iter().any(|known| known.name == name);
            let of = format!("field `{name}` of `{record}`");
            let fault = match ty {
                _ if !is_name(name) => format!("{of}: that is no name"),
                _ if known => format!("`{record}` has two fields `{name}`"),
                Err(reason) => format!("{of}: {reason}"),
                Ok(ty) => {
                    fields.push(Field { name: name.to_owned(), ty, default: field.get("default").cloned() });
                    continue;
                }
            };
            self.wrong.push(fault);
        }
        Ok(fields)
    }
}

/// Whether a type of this name, whatever its namespace, is defined anywhere.
fn defines(json: &Json, name: &str) -> bool {
    match json {
        Json::List(items) => items.iter().any(|item| defines(item, name)),
        Json::Object(members) => {
            let is_named = matches!(json.text("type"), Some("record" | "error" | "enum" | "fixed"));
            let defined = is_named && json.text("name").is_some_and(|own| simple(own) == name);
            defined || members.iter().any(|(_, member)| defines(member, name))
        }
        _ => false,
    }
}

fn primitive(word: &str) -> Option<Kind> {
    Some(match word {
        "null" => Kind::Null,
        "boolean" => Kind::Boolean,
        "int" => Kind::Int,
        "long" => Kind::Long,
        "float" => Kind::Float,
        "double" => Kind::Double,
        "bytes" => Kind::Bytes,
        "string" => Kind::Text,
        _ => return None,
    })
}

fn symbols(json: &Json, name: &str) -> Result<Vec<String>, String> {
    let listed = json.list("symbols").ok_or_else(|| format!("the enum `{name}` has no `symbols`"))?;
    let mut symbols: Vec<String> = Vec::new();
    for symbol in listed {
        match symbol.as_text() {
            Some(text) if is_name(text) && !symbols.iter().any(|known| known == text) => {
                symbols.push(text.to_owned());
            }
            _ => return Err(format!("the enum `{name}` has the symbol {symbol} twice, or it is no name")),
        }
    }
    Ok(symbols)
}

/// Valid ones only: any other "must be ignored", says the specification.
fn logical(json: &Json, kind: &Kind) -> Result<Option<Logical>, String> {
    let found =
        json.text("logicalType").and_then(|word| LOGICAL.iter().find(|(logical, _)| logical.word() == word));
    let Some((logical, of)) = found else { return Ok(None) };
    let fits = match logical {
        Logical::Decimal { .. } => matches!(kind, Kind::Bytes | Kind::Fixed(_)),
        Logical::Uuid => matches!(kind, Kind::Text | Kind::Fixed(16)),
        Logical::Duration => matches!(kind, Kind::Fixed(12)),
        _ => kind.word() == *of,
    };
    if !fits {
        return Ok(None);
    }
    if !matches!(logical, Logical::Decimal { .. }) {
        return Ok(Some(*logical));
    }
    let digits = |name| json.count(name).and_then(|count| u32::try_from(count).ok());
    let scale = if json.get("scale").is_some() { digits("scale") } else { Some(0) };
    match (digits("precision"), scale) {
        (Some(precision), Some(scale)) if precision > 0 && scale <= precision => {
            Ok(Some(Logical::Decimal { precision, scale }))
        }
        _ => Err("a decimal has no `precision` above 0, or a `scale` above it".to_owned()),
    }
}

/// A name with a point is full already; an own namespace goes before that of what it stands in.
#[must_use]
pub fn full_name(name: &str, own: Option<&str>, enclosing: &str) -> String {
    match own.unwrap_or(enclosing) {
        _ if name.contains('.') => name.trim_start_matches('.').to_owned(),
        "" => name.to_owned(),
        namespace => format!("{namespace}.{name}"),
    }
}

/// The specification wants names here, too. Java's parser looks at the last part alone, so there are registered schemas with a hyphen,
/// and with a digit first.
fn is_of_namespace(word: &str) -> bool {
    !word.is_empty()
        && word.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'))
}

fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}
