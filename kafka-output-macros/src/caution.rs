//! What compiles, but had better not stay so: a secret in the source, a file that is not there. And what only looks like a reference.

use std::path::{Path, PathBuf};

use kafka_output_options::{
    OptionId, Value, broken_reference, is_literal_secret, is_literal_secret_pair, literal_path,
    literal_secret, literal_secret_pair, meant_reference_in, missing_file, spec,
};

use crate::chosen::Chosen;
use crate::diagnostics::Diagnostics;
use crate::parse::Arg;

/// Warns of options that are well written, and refuses secrets that were meant to stand elsewhere.
pub(crate) fn caution(
    options: &[(OptionId, Chosen)],
    written: &[(OptionId, &Arg)],
    diagnostics: &mut Diagnostics,
) {
    // Badly written it was meant to allow them.
    let allows_secrets = options.iter().any(|(id, chosen)| {
        *id == OptionId::AllowLiteralSecrets && matches!(chosen, Chosen::Flag(true) | Chosen::Unusable)
    });
    for (id, chosen) in options {
        let Some((_, arg)) = written.iter().find(|(written, _)| written == id) else { continue };
        let (row, value) = (spec(*id), chosen.value(&[]));
        if let Some(fault) = meant_reference_in(row, &value).or_else(|| broken_reference(text_of(&value)?)) {
            diagnostics.push(arg.place, format!("`{}` {fault}", row.name));
        } else if !allows_secrets && is_literal_secret(row, &value) {
            diagnostics.warn(arg.place, "literal_secret", literal_secret(row));
        }
        for (at, pair) in chosen.pairs().into_iter().enumerate() {
            let place = arg.entry(at).unwrap_or(arg.place);
            if let Some(fault) = broken_reference(pair.1) {
                diagnostics.push(place, format!("`{}`: the value of `{}` {fault}", row.name, pair.0));
            } else if !allows_secrets && is_literal_secret_pair(row, pair) {
                let sentence = literal_secret_pair(row, pair.0);
                diagnostics.warn(place, "literal_secret", sentence);
            }
        }
        if let Some(path) = literal_path(row, &value)
            && let Some(tried) = absent(path)
        {
            diagnostics.warn(arg.place, "missing_file", missing_file(row, path, &tried));
        }
    }
}

fn text_of<'a>(value: &Value<'a>) -> Option<&'a str> {
    match value {
        Value::Text(text) | Value::Setting(text) => Some(text),
        _ => None,
    }
}

/// Where a file was looked for in vain. A relative path counts, when the program runs, from the folder it is started in:
/// under cargo mostly the crate's root, or the workspace's, where the compiler itself is started.
fn absent(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR")?;
    let tried = Path::new(&root).join(path);
    (!tried.exists() && !Path::new(path).exists()).then_some(tried)
}
