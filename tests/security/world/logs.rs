//! Every line that is logged, at every level, and the search for secrets in it.

use std::fmt::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

static LINES: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn lines() -> MutexGuard<'static, Vec<String>> {
    LINES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Hears everything from now on.
pub fn listen() {
    let _ = tracing::subscriber::set_global_default(Ear);
}

/// Remembers what else a user may see.
pub fn remember(text: String) {
    lines().push(text);
}

/// How many lines there are so far that hold this text.
#[must_use]
pub fn count(text: &str) -> usize {
    count_of(&[text])
}

/// How many there are that hold each of these.
#[must_use]
pub fn count_of(texts: &[&str]) -> usize {
    lines().iter().filter(|line| texts.iter().all(|text| line.contains(text))).count()
}

/// Asserts that no line holds any of these.
///
/// # Panics
/// When one does; the line is shown.
pub fn assert_without(secrets: &[String]) {
    for secret in secrets {
        // As it is, as `Debug` writes it, and as it stands in a URL.
        let debug = format!("{secret:?}");
        let debug = debug.trim_matches('"');
        for form in [secret.as_str(), debug] {
            let found = lines().iter().find(|line| line.contains(form)).cloned();
            assert_eq!(found, None, "a secret is seen: {form}");
        }
    }
}

struct Ear;

impl Subscriber for Ear {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut line = Line(String::new());
        attributes.record(&mut line);
        lines().push(line.0);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line(String::new());
        values.record(&mut line);
        lines().push(line.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(format!("{} {}", event.metadata().level(), event.metadata().target()));
        event.record(&mut line);
        lines().push(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}
