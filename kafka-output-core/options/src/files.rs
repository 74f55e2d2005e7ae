//! Files that options name and librdkafka opens when the program runs.

use std::path::Path;

use crate::bytes::same;
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

/// What is said of one that is not there when compiling, at the absolute path where it was looked for.
#[must_use]
pub fn missing_file(spec: &OptionSpec, tried: &Path) -> String {
    let name = spec.name;
    format!(
        "`{name}` names a file that is not there while compiling, `{}` (when the program runs, a relative path counts \
         from the folder it is started in); mend the path, or write a setting, `{name} = \"%{}%\"`, if only the \
         machine it runs on has the file",
        tried.display(),
        setting_name(spec)
    )
}
