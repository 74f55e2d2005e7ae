//! What the other files of a crate say of a type: that it is several, by another name.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::Source;
use super::said::Said;

/// How many bytes and how many entries of folders are read at most: what is not known costs a caller a second error, and no more.
const MOST: Left = Left { bytes: 8 << 20, entries: 4096 };

#[derive(Clone, Copy)]
struct Left {
    bytes: u64,
    entries: usize,
}

thread_local! {
    /// The files below one folder, and what was asked about them.
    static CRATE: RefCell<Option<(PathBuf, Sources)>> = const { RefCell::new(None) };
}

/// Texts, those that may say something of a type read, and the answers.
#[derive(Debug, Default)]
struct Sources {
    texts: Vec<(String, OnceCell<Source>)>,
    answers: HashMap<(Question, String), bool>,
}

/// What is asked of a type's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Question {
    /// Is it an alias, an iterator, a stream or a type that derives `KafkaOutputs`?
    Several,
    /// Does it derive `KafkaOutputs`, and is no record by itself?
    Outputs,
}

/// What the files beside this one, or below its `src`, say of a type of this name.
pub(super) fn says(question: Question, file: &Path, name: &str) -> bool {
    let Some(folder) = file.parent() else { return false };
    let root = folder.ancestors().find(|above| above.ends_with("src")).unwrap_or(folder);
    CRATE.with_borrow_mut(|known| {
        if known.as_ref().is_none_or(|(of, _)| of != root) {
            let (mut sources, mut left) = (Sources::default(), MOST);
            sources.read(root, &mut left);
            *known = Some((root.to_owned(), sources));
        }
        known.as_mut().is_some_and(|(_, sources)| sources.say(question, name))
    })
}

impl Sources {
    fn read(&mut self, folder: &Path, left: &mut Left) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let Some(entries) = left.entries.checked_sub(1) else { return };
            left.entries = entries;
            let (path, Ok(about)) = (entry.path(), entry.metadata()) else { continue };
            if about.is_dir() {
                // Where the crate's own folder is read, what cargo and version control keep is none of it.
                let name = entry.file_name();
                if name != "target" && !name.to_string_lossy().starts_with('.') {
                    self.read(&path, left);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && let Some(bytes) = left.bytes.checked_sub(about.len())
            {
                left.bytes = bytes;
                self.texts.extend(std::fs::read_to_string(path).ok().map(|text| (text, OnceCell::new())));
            }
        }
    }

    fn say(&mut self, question: Question, name: &str) -> bool {
        let asked = (question, name.to_owned());
        if let Some(answer) = self.answers.get(&asked) {
            return *answer;
        }
        // Most files only use it.
        let items = ["type", "for", "struct", "enum"].map(|item| format!("{item} {name}"));
        let speaking = self.texts.iter().filter(|(text, _)| items.iter().any(|item| text.contains(item)));
        let mut said = speaking.map(|(text, source)| &source.get_or_init(|| Source::of(text)).said);
        let answer = match question {
            Question::Several => said.any(|said| {
                said.aliases.contains(name)
                    || said.several.contains(name)
                    || said.derives(name, "KafkaOutputs")
            }),
            Question::Outputs => {
                let mut declared = said.filter(|said| said.declared.contains_key(name));
                let is_one =
                    |said: &Said| said.derives(name, "KafkaOutputs") && !said.derives(name, "Serialize");
                declared.next().is_some_and(is_one) && declared.next().is_none()
            }
        };
        self.answers.insert(asked, answer);
        answer
    }
}

#[cfg(test)]
mod tests {
    use std::cell::OnceCell;

    use super::{Question, Sources};

    #[test]
    fn what_is_several_is_told_by_what_declares_it() {
        let text = "pub type Basket<T> = Vec<T>; struct Order; use a::Till;
            impl IntoIterator for Cart { } impl Display for Shop { }
            #[derive(Debug)] pub struct Item; #[derive(KafkaOutputs)]
            pub(crate) enum Placed { } // type Till = u8;
            struct Prototype; struct Later;";
        let mut sources = Sources { texts: vec![(text.to_owned(), OnceCell::new())], ..Sources::default() };
        for several in ["Basket", "Cart", "Placed"] {
            assert!(sources.say(Question::Several, several), "{several}");
        }
        for one in ["Order", "Till", "Shop", "Item", "Later", "Bask", "asket"] {
            assert!(!sources.say(Question::Several, one), "{one}");
        }
        assert!(sources.say(Question::Outputs, "Placed"));
        for other in ["Item", "Cart", "Later", "Place"] {
            assert!(!sources.say(Question::Outputs, other), "{other}");
        }
        // Of two nobody knows which one is meant.
        sources.texts.push(("#[derive(KafkaOutputs)] struct Placed;".to_owned(), OnceCell::new()));
        sources.answers.clear();
        assert!(!sources.say(Question::Outputs, "Placed"));
    }
}
