//! What the other files of a crate say of a type: that it is several, by another name.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::Source;

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
    answers: HashMap<String, bool>,
}

/// Whether a type of this name is an alias, an iterator, a stream or one that derives `KafkaOutputs`, by a file beside this one or below its `src`.
pub(super) fn says_several(file: &Path, name: &str) -> bool {
    let Some(folder) = file.parent() else { return false };
    let root = folder.ancestors().find(|above| above.ends_with("src")).unwrap_or(folder);
    CRATE.with_borrow_mut(|known| {
        if known.as_ref().is_none_or(|(of, _)| of != root) {
            let (mut sources, mut left) = (Sources::default(), MOST);
            sources.read(root, &mut left);
            *known = Some((root.to_owned(), sources));
        }
        known.as_mut().is_some_and(|(_, sources)| sources.say_several(name))
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

    fn say_several(&mut self, name: &str) -> bool {
        if let Some(answer) = self.answers.get(name) {
            return *answer;
        }
        // Most files only use it.
        let items = ["type", "for", "struct", "enum"].map(|item| format!("{item} {name}"));
        let answer = self.texts.iter().filter(|(text, _)| items.iter().any(|item| text.contains(item))).any(
            |(text, source)| {
                let said = &source.get_or_init(|| Source::of(text)).said;
                said.aliases.contains(name)
                    || said.several.contains(name)
                    || said.derives(name, "KafkaOutputs")
            },
        );
        self.answers.insert(name.to_owned(), answer);
        answer
    }
}

#[cfg(test)]
mod tests {
    use std::cell::OnceCell;

    use super::Sources;

    #[test]
    fn what_is_several_is_told_by_what_declares_it() {
        let text = "pub type Basket<T> = Vec<T>; struct Order; use a::Till;
            impl IntoIterator for Cart { } impl Display for Shop { }
            #[derive(Debug)] pub struct Item; #[derive(KafkaOutputs)]
            pub(crate) enum Placed { } // type Till = u8;
            struct Prototype; struct Later;";
        let mut sources = Sources { texts: vec![(text.to_owned(), OnceCell::new())], ..Sources::default() };
        for several in ["Basket", "Cart", "Placed"] {
            assert!(sources.say_several(several), "{several}");
        }
        for one in ["Order", "Till", "Shop", "Item", "Later", "Bask", "asket"] {
            assert!(!sources.say_several(one), "{one}");
        }
    }
}
