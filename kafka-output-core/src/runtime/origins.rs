//! Where an option's value comes from, for the sentences about it.

use kafka_output_options::{OptionId, RULES, Template, Value, Violation, ViolationKind, When};

use super::overrides::Override;
use super::values::may_hold_secret;
use crate::binding::{Binding, Connection, Declaration};
use crate::error::{Error, ErrorKind};

/// Where the options of one output stand, and the settings that their values come from.
pub(super) struct Origins<'a> {
    declaration: &'a Declaration,
    settings: Vec<Origin>,
    overrides: Vec<Override>,
}

/// The settings in the text of an option; of a map, in the value of one pair.
struct Origin {
    id: OptionId,
    entry: Option<usize>,
    names: Vec<String>,
}

impl<'a> Origins<'a> {
    pub(super) const fn of(binding: &'a Binding) -> Self {
        Self { declaration: &binding.declaration, settings: Vec::new(), overrides: Vec::new() }
    }

    /// Notes what a declared value refers to.
    pub(super) fn note(&mut self, id: OptionId, value: Value<'_>) {
        match value {
            Value::Setting(text) => self.note_text(id, None, text),
            Value::Map(pairs) => {
                for (index, (_, text)) in pairs.iter().enumerate() {
                    self.note_text(id, Some(index), text);
                }
            }
            _ => {}
        }
    }

    /// Notes an override, which stands in for what is declared.
    pub(super) fn note_override(&mut self, given: Override) {
        // What stands between a secret's own percent signs is a piece of it.
        let hides = |template: &Template| may_hold_secret(given.id, template, &given.text);
        if !Template::parse(&given.text).is_ok_and(|template| hides(&template)) {
            self.note_text(given.id, None, &given.text);
        }
        self.overrides.push(given);
    }

    fn note_text(&mut self, id: OptionId, entry: Option<usize>, text: &str) {
        let Ok(template) = Template::parse(text) else { return };
        let names: Vec<String> = template.references().map(str::to_owned).collect();
        if !names.is_empty() {
            self.settings.push(Origin { id, entry, names });
        }
    }

    fn override_of(&self, id: OptionId) -> Option<&str> {
        self.overrides.iter().find(|given| given.id == id).map(|given| given.setting.as_str())
    }

    /// ` on the connection …`, where that is where the option stands.
    fn on(&self, id: OptionId) -> String {
        let Declaration { options, connection, .. } = self.declaration;
        let brings = |connection: &&&Connection| {
            connection.options.has(id) && !options.has(id) && self.override_of(id).is_none()
        };
        connection
            .as_ref()
            .filter(brings)
            .map_or_else(String::new, |connection| format!(" on the connection `{}`", connection.name))
    }

    /// The settings a value comes from, in words: ``the setting `LINGER` ``.
    pub(super) fn named(&self, id: OptionId, entry: Option<usize>) -> Option<String> {
        let origin = self.settings.iter().find(|origin| origin.id == id && origin.entry == entry);
        let named = origin.map(|Origin { names, .. }| match &names[..] {
            [name] => format!("the setting `{name}`"),
            names => format!("the settings `{}`", names.join("`, `")),
        });
        match (named, self.override_of(id)) {
            (Some(named), Some(given)) => Some(format!("{named}, by `{given}`")),
            (None, Some(given)) => Some(format!("the setting `{given}`")),
            (named, None) => named,
        }
    }

    /// A violation as an error that names the settings, or the connection, its options come from.
    pub(super) fn blame(&self, violation: &Violation) -> Error {
        let on = self.on(violation.option);
        let mut clauses = Vec::new();
        let own = self.named(violation.option, violation.entry);
        let mut from_setting = own.is_some();
        match own {
            Some(named) => clauses.push(format!("the value comes from {named}{on}")),
            None if on.is_empty() || violation.kind == ViolationKind::MissingOption => {}
            None => clauses.push(format!("the option stands{on}")),
        }
        for id in looked_at(violation) {
            let Some(named) = self.named(id, None) else { continue };
            let name = id.name();
            clauses.push(if from_setting {
                format!("that of `{name}` from {named}")
            } else {
                format!("the value of `{name}` comes from {named}")
            });
            from_setting = true;
        }
        let kind = if from_setting { ErrorKind::Setting } else { ErrorKind::Configuration };
        if clauses.is_empty() {
            return Error::new(kind, violation.to_string());
        }
        Error::new(kind, format!("{violation} ({})", clauses.join(", ")))
    }

    /// What is said of a certificate or key that an option names, with the setting or connection it comes from.
    #[cfg(feature = "ssl")]
    pub(super) fn locate(&self, id: OptionId, sentence: &str) -> String {
        let on = self.on(id);
        match self.named(id, None) {
            Some(named) => format!("{sentence} (the value comes from {named}{on})"),
            None if on.is_empty() => sentence.to_owned(),
            None => format!("{sentence} (the option stands{on})"),
        }
    }

    /// What is wrong with a pair of a map, as an error that names the settings its value comes from.
    pub(super) fn blame_entry(&self, id: OptionId, entry: usize, sentence: &str) -> Error {
        match self.named(id, Some(entry)) {
            Some(named) => Error::new(
                ErrorKind::Setting,
                format!("{sentence} (the value comes from {named}{})", self.on(id)),
            ),
            None => Error::new(ErrorKind::Configuration, format!("{sentence}{}", self.on(id))),
        }
    }

    /// What is wrong with a reference, as an error that says where it stands.
    pub(super) fn blame_reference(&self, id: OptionId, sentence: &str) -> Error {
        let (given, on) = (self.override_of(id), self.on(id));
        let place = match given {
            Some(given) => format!(" (in the setting `{given}`)"),
            None if on.is_empty() => on,
            None => format!(" (the option stands{on})"),
        };
        Error::new(ErrorKind::Setting, format!("{sentence}{place}"))
    }
}

/// The other options that broke the rule, or lack the same.
fn looked_at(violation: &Violation) -> Vec<OptionId> {
    let rule = RULES.iter().find(|rule| violation.rule == Some(rule.name));
    let conditions = rule.into_iter().flat_map(|rule| rule.when.iter().chain(rule.unless));
    let asked = conditions.filter(|when| when.asks_for_values()).flat_map(When::options);
    let mut found = Vec::new();
    for id in asked.chain(violation.other).chain(violation.also_of()).filter(|id| *id != violation.option) {
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}
