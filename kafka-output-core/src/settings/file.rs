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
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        let text = Hidden::from(std::fs::read_to_string(path).map_err(|error| {
            let what = match error.kind() {
                std::io::ErrorKind::InvalidData => "is no text in UTF-8; save it as that".to_owned(),
                _ => format!("cannot be read: {error}; check its path, and who may read it"),
            };
            wrong(path, what).with_source(Some(Box::new(error)))
        })?);
        // Windows' editors begin a file with a byte order mark.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        let values = if is_json { read_json(path, text)? } else { read_toml(path, text)? };
        let values = values.into_iter().map(|(name, value)| (name, Hidden::from(value))).collect();
        Ok(Self { path: path.to_owned(), values })
    }

    /// The same file, as it is now.
    pub(super) fn read_again(&self) -> Result<Self, Error> {
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

fn read_json(path: &Path, text: &str) -> Result<BTreeMap<String, String>, Error> {
    // The parser's own text would quote a piece of the file, which may be a secret: its line and column say enough.
    let file: serde_json::Value = serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        wrong(path, format!("is not valid JSON at line {line}, column {column}; look there, or just before, for a comma, a quote or a bracket that is missing or too much"))
    })?;
    if file.get("IsEncrypted").and_then(serde_json::Value::as_bool) == Some(true) {
        return Err(wrong(path, "is encrypted (`IsEncrypted` is true); run `func settings decrypt` first"));
    }
    let Some(values) = file.get("Values").and_then(serde_json::Value::as_object) else {
        return Err(wrong(path, "has no object `Values`; that is where Azure Functions keeps settings"));
    };
    values
        .iter()
        .map(|(name, value)| match value {
            serde_json::Value::String(text) => Ok((name.clone(), text.clone())),
            serde_json::Value::Number(number) => Ok((name.clone(), number.to_string())),
            serde_json::Value::Bool(flag) => Ok((name.clone(), flag.to_string())),
            _ => Err(wrong(
                path,
                format!("has for `{name}` neither text nor a number nor a flag; a setting is one value"),
            )),
        })
        .collect()
}

fn read_toml(path: &Path, text: &str) -> Result<BTreeMap<String, String>, Error> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        wrong(path, format!("is not valid TOML at line {line}; look there for a quote that is missing, or a name that is written twice"))
    })?;
    let mut values = BTreeMap::new();
    flatten(path, "", &table, &mut values)?;
    Ok(values)
}

fn flatten(
    path: &Path,
    prefix: &str,
    table: &toml::Table,
    values: &mut BTreeMap<String, String>,
) -> Result<(), Error> {
    for (key, value) in table {
        let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        let text = match value {
            toml::Value::Table(inner) => {
                flatten(path, &name, inner, values)?;
                continue;
            }
            toml::Value::String(text) => text.clone(),
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Float(number) => number.to_string(),
            toml::Value::Boolean(flag) => flag.to_string(),
            toml::Value::Datetime(time) => time.to_string(),
            toml::Value::Array(_) => {
                return Err(wrong(path, format!("has an array for `{name}`; a setting is one value")));
            }
        };
        values.insert(name, text);
    }
    Ok(())
}
