//! `KAFKA_OUTPUT__<NAME>__<OPTION>`: settings that stand in for an option of one output.

use std::collections::BTreeSet;

use kafka_output_options::{Kind, OptionId, OptionSpec, find, unknown_option};

use crate::binding::declared;
use crate::error::{Error, ErrorKind};
use crate::hidden::Hidden;
use crate::settings::{NotText, OVERRIDE, Settings};

/// One override of one output.
pub(super) struct Override {
    /// The setting's whole name.
    pub(super) setting: String,
    pub(super) id: OptionId,
    /// Empty where it is no text.
    pub(super) text: Hidden,
    pub(super) fault: Option<NotText>,
}

/// `order_placed` → `KAFKA_OUTPUT__ORDER_PLACED__`.
pub(super) fn override_prefix(output: &str) -> String {
    format!("{OVERRIDE}{}__", output.to_ascii_uppercase().replace(['-', '.'], "_"))
}

/// The overrides of an output, one for each option.
pub(super) fn overrides_of(settings: &Settings, output: &str) -> Vec<Override> {
    let prefix = override_prefix(output);
    let overrides = settings.overrides().into_iter();
    overrides
        .filter_map(|(setting, text)| {
            let row = find(&setting.to_ascii_uppercase().strip_prefix(&prefix)?.to_ascii_lowercase())?;
            let (text, fault) =
                text.map_or_else(|fault| (Hidden::default(), Some(fault)), |text| (text, None));
            can_be_overridden(row).then_some(Override { setting, id: row.id, text, fault })
        })
        .collect()
}

/// Whether a setting can stand in for the whole option.
fn can_be_overridden(row: &OptionSpec) -> bool {
    !row.compile_time && !matches!(row.kind, Kind::Map)
}

/// The overrides that name no output, no option, or an option that cannot be overridden, and those that are written twice.
pub(crate) fn stray_overrides(settings: &Settings) -> Vec<Error> {
    let prefixes: Vec<(String, &str)> =
        declared().into_iter().map(|binding| (override_prefix(binding.name()), binding.name())).collect();
    let strays = settings.overrides().into_keys().filter_map(|setting| {
        let upper = setting.to_ascii_uppercase();
        // The longest output's name wins, should one be the beginning of another.
        let named = prefixes.iter().filter(|(prefix, _)| upper.starts_with(prefix)).max_by_key(|(prefix, _)| prefix.len());
        let Some((prefix, output)) = named else {
            let known: BTreeSet<&str> = prefixes.iter().map(|(prefix, _)| prefix.as_str()).collect();
            let known: Vec<&str> = known.into_iter().collect();
            let known = if known.is_empty() {
                "it has none".to_owned()
            } else {
                format!("the names for its outputs begin with `{}`", known.join("`, `"))
            };
            return Some(Error::new(
                ErrorKind::Setting,
                format!("the setting `{setting}` overrides an option of an output that this program does not have; {known}"),
            ));
        };
        let option = upper[prefix.len()..].to_ascii_lowercase();
        let sentence = match find(&option) {
            None => unknown_option(&option),
            Some(row) if row.compile_time => kafka_output_options::compile_time_only(row),
            Some(row) if !can_be_overridden(row) => {
                format!("`{}` is a map, which no setting can hold; write `%NAME%` for a value in it", row.name)
            }
            Some(_) => return None,
        };
        Some(Error::new(ErrorKind::Setting, format!("the setting `{setting}`: {sentence}")).of_output(output))
    });
    let doubled = settings.doubled_overrides().into_iter().map(|(one, other)| {
        Error::new(ErrorKind::Setting, format!("the settings `{one}` and `{other}` are one override in two spellings; leave one of the two out"))
    });
    strays.chain(doubled).collect()
}
