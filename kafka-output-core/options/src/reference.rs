//! The two outputs whose settings our options take after, and what stands for each of their settings here.

const LIST: &str = include_str!("../reference-options.txt");

/// One setting of another system's Kafka output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferenceSetting {
    /// The system: `Azure Functions` or `Stream Analytics`.
    pub system: &'static str,
    /// The setting's name, as that system spells it.
    pub name: &'static str,
    /// What stands for it here.
    pub here: Here,
}

/// What stands for another system's setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    /// The option of this name, whose row names the setting.
    Option(&'static str),
    /// No option, for the reason that this sentence tells.
    Sentence(&'static str),
}

/// Every setting of both systems, in the order of `reference-options.txt`; a line that says neither what nor why is
/// left out, and the test of that file tells so.
pub fn reference_settings() -> impl Iterator<Item = ReferenceSetting> {
    let mut system = "";
    lines().filter_map(move |line| {
        if let Some(heading) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            system = heading;
            return None;
        }
        // The mark that comes first counts: a sentence may hold the other.
        let (equals, colon) = (line.split_once(" = "), line.split_once(": "));
        let (name, here) = match (equals, colon) {
            (Some((name, option)), colon) if colon.is_none_or(|(other, _)| name.len() < other.len()) => {
                (name, Here::Option(option))
            }
            (_, Some((name, sentence))) => (name, Here::Sentence(sentence)),
            _ => return None,
        };
        Some(ReferenceSetting { system, name, here })
    })
}

/// The lines that are neither blank nor remarks.
fn lines() -> impl Iterator<Item = &'static str> {
    LIST.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// How many lines of `reference-options.txt` should be settings: all but remarks and headings.
#[must_use]
pub fn reference_lines() -> usize {
    lines().filter(|line| !line.starts_with('[')).count()
}
