//! Settings files: Azure Functions' `local.settings.json`, and TOML.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind};
use crate::hidden::Hidden;

/// A settings file, read.
#[derive(Clone)]
pub(crate) struct SettingsFile {
    path: PathBuf,
    values: BTreeMap<String, Hidden>,
}

impl SettingsFile {
    /// Reads a file: JSON by its ending `.json`, with the settings under `Values` as Azure Functions has them; else TOML, where
    /// the settings of a table `[kafka]` are named `kafka.brokers`.
    pub(crate) fn read(path: &Path) -> Result<Self, Vec<Error>> {
        let text = Hidden::from(std::fs::read_to_string(path).map_err(|error| {
            let what = match error.kind() {
                std::io::ErrorKind::InvalidData => "is no text in UTF-8; save it as that".to_owned(),
                _ => format!("cannot be read: {error}; check its path, and who may read it"),
            };
            vec![wrong(path, what).with_source(Some(Box::new(error)))]
        })?);
        // Windows' editors begin a file with a byte order mark.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        let values = if is_json { read_json(path, text)? } else { read_toml(path, text)? };
        let values = values.into_iter().map(|(name, value)| (name, Hidden::from(value))).collect();
        Ok(Self { path: path.to_owned(), values })
    }

    /// The same file, as it is now.
    pub(super) fn read_again(&self) -> Result<Self, Vec<Error>> {
        Self::read(&self.path)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|value| &**value)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (String, Hidden)> {
        self.values.iter().map(|(name, value)| (name.clone(), value.clone()))
    }
}

impl fmt::Debug for SettingsFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.path, f)
    }
}

fn wrong(path: &Path, what: impl fmt::Display) -> Error {
    Error::new(ErrorKind::Setting, format!("the settings file `{}` {what}", path.display()))
}

/// What a file has that is no setting, by its name.
struct NoSetting(String);

impl NoSetting {
    fn errors(path: &Path, found: &[Self]) -> Vec<Error> {
        let sentence = |Self(name): &Self| {
            format!(
                "has for `{name}` neither text nor a number nor a flag; write one value in quotes, with commas where it is a list"
            )
        };
        found.iter().map(|found| wrong(path, sentence(found))).collect()
    }
}

fn read_json(path: &Path, text: &str) -> Result<BTreeMap<String, String>, Vec<Error>> {
    // The parser's own text would quote a piece of the file, which may be a secret: its line and column say enough.
    let file: serde_json::Value = serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        vec![wrong(path, format!("is not valid JSON at line {line}, column {column}; look there, or just before, for a comma, a quote or a bracket that is missing or too much"))]
    })?;
    if file.get("IsEncrypted").and_then(serde_json::Value::as_bool) == Some(true) {
        return Err(vec![wrong(
            path,
            "is encrypted (`IsEncrypted` is true); run `func settings decrypt` first",
        )]);
    }
    let Some(entries) = file.get("Values").and_then(serde_json::Value::as_object) else {
        return Err(vec![wrong(
            path,
            "has no object `Values`, where Azure Functions keeps settings; put them in one",
        )]);
    };
    let (mut values, mut wrong) = (BTreeMap::new(), Vec::new());
    for (name, value) in entries {
        let text = match value {
            serde_json::Value::String(text) => text.clone(),
            serde_json::Value::Number(number) => number.to_string(),
            serde_json::Value::Bool(flag) => flag.to_string(),
            _ => {
                wrong.push(NoSetting(name.clone()));
                continue;
            }
        };
        values.insert(name.clone(), text);
    }
    if wrong.is_empty() { Ok(values) } else { Err(NoSetting::errors(path, &wrong)) }
}

fn read_toml(path: &Path, text: &str) -> Result<BTreeMap<String, String>, Vec<Error>> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let other = if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) {
            ""
        } else {
            "; a file is read as JSON where its name ends in `.json`, and else as TOML"
        };
        vec![wrong(path, format!("is not valid TOML at line {line}; look there for a quote that is missing, or a name that is written twice{other}"))]
    })?;
    let (mut values, mut wrong) = (BTreeMap::new(), Vec::new());
    flatten("", &table, &mut values, &mut wrong);
    if wrong.is_empty() { Ok(values) } else { Err(NoSetting::errors(path, &wrong)) }
}

fn flatten(
    prefix: &str,
    table: &toml::Table,
    values: &mut BTreeMap<String, String>,
    wrong: &mut Vec<NoSetting>,
) {
    for (key, value) in table {
        let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        let text = match value {
            toml::Value::Table(inner) => {
                flatten(&name, inner, values, wrong);
                continue;
            }
            toml::Value::String(text) => text.clone(),
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Float(number) => number.to_string(),
            toml::Value::Boolean(flag) => flag.to_string(),
            toml::Value::Datetime(time) => time.to_string(),
            toml::Value::Array(_) => {
                wrong.push(NoSetting(name));
                continue;
            }
        };
        values.insert(name, text);
    }
}
