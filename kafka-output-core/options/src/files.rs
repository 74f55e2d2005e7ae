//! Files that options name and librdkafka opens when the program runs.

use std::path::Path;

use crate::bytes::same;
use crate::grammar::connection_string::is_connection_string;
use crate::secretive::may_be_secret;
use crate::secrets::setting_name;
use crate::spec::{Grammar, Kind, OptionSpec};
use crate::table::OptionId;
use crate::value::Value;

/// The path that a literal gives to librdkafka; none for `probe`, which has it look in the usual places.
#[must_use]
pub const fn literal_path<'a>(spec: &OptionSpec, value: &Value<'a>) -> Option<&'a str> {
    let Value::Text(text) = value else { return None };
    let probes =
        same(text, "probe") && (spec.id.is(OptionId::SslCaLocation) || spec.id.is(OptionId::HttpsCaLocation));
    if spec.compile_time || probes || !matches!(spec.kind, Kind::Text(Grammar::Path)) {
        return None;
    }
    Some(text)
}

/// What is said of a path that names nothing when compiling: where it was looked for, which is absolute.
#[must_use]
pub fn missing_file(spec: &OptionSpec, path: &str, tried: &Path) -> String {
    let (name, tried) = (spec.name, tried.display());
    let in_setting = format!("write a setting, `{name} = \"%{}%\"`", setting_name(spec));
    if let Some(alone) = path.strip_prefix("file://") {
        let alone = if may_be_secret(alone) { "…" } else { alone };
        return format!(
            "`{name}` begins with `file://`, which is no part of a path; write `{name} = \"{alone}\"`, or {in_setting}"
        );
    }
    if path.contains("://") && !is_connection_string(path) {
        return format!(
            "`{name}` names a URL, which is not fetched; write the path of a file, or {in_setting}"
        );
    }
    if path.starts_with("~/") {
        return format!(
            "`{name}` begins with `~`, which no shell expands here; write the whole path, or {in_setting}"
        );
    }
    if may_be_secret(path) {
        return format!(
            "`{name}` names no file that is there while compiling, and is not shown, since it may be a secret; mend the path, or {in_setting}"
        );
    }
    let counts_from = if Path::new(path).is_absolute() {
        ""
    } else {
        " (when the program runs, a relative path counts from the folder it is started in)"
    };
    format!(
        "`{name}` names a file that is not there while compiling, `{tried}`{counts_from}; mend the path, or {in_setting}, \
         if only the machine it runs on has the file"
    )
}
