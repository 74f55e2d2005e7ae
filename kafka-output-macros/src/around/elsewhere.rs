//! What the other files of a crate say of a type: that it is several, by another name.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::said::is_of_word;

/// How many bytes are read at most: what is not known costs a caller a second error, and no more.
const MOST: u64 = 8 << 20;

thread_local! {
    /// The files below one folder, and what was asked about them.
    static CRATE: RefCell<Option<(PathBuf, Sources)>> = const { RefCell::new(None) };
}

#[derive(Debug, Default)]
struct Sources {
    texts: Vec<String>,
    answers: HashMap<String, bool>,
}

/// Whether a type of this name is an alias, an iterator, a stream or one that derives `KafkaOutputs`, by a file beside this one or below its `src`.
pub(super) fn says_several(file: &Path, name: &str) -> bool {
    let Some(folder) = file.parent() else { return false };
    let root = folder.ancestors().find(|above| above.ends_with("src")).unwrap_or(folder);
    CRATE.with_borrow_mut(|known| {
        let known = known.get_or_insert_with(|| (PathBuf::new(), Sources::default()));
        if known.0 != root {
            let mut texts = Vec::new();
            read(root, &mut texts, &mut MOST.clone());
            *known = (root.to_owned(), Sources { texts, answers: HashMap::new() });
        }
        let Sources { texts, answers } = &mut known.1;
        if let Some(answer) = answers.get(name) {
            return *answer;
        }
        let answer = texts.iter().any(|text| is_several(text, name));
        answers.insert(name.to_owned(), answer);
        answer
    })
}

fn read(folder: &Path, texts: &mut Vec<String>, left: &mut u64) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, Ok(about)) = (entry.path(), entry.metadata()) else { continue };
        if about.is_dir() {
            read(&path, texts, left);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && let Some(rest) = left.checked_sub(about.len())
        {
            *left = rest;
            texts.extend(std::fs::read_to_string(path).ok());
        }
    }
}

/// By the words before its name: `type Basket`, `Iterator for Basket`, `#[derive(KafkaOutputs)] struct Basket`.
fn is_several(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let (before, behind) = (text.split_at(at).0, text.split_at(at + name.len()).1);
        if behind.starts_with(is_of_word) || !before.ends_with(char::is_whitespace) {
            return false;
        }
        let before = before.trim_end();
        let is_last = |word: &str| {
            before.strip_suffix(word).filter(|rest| !rest.ends_with(is_of_word)).map(str::trim_end)
        };
        let item = || before.rsplit([';', '}']).next().unwrap_or_default();
        is_last("type").is_some()
            || is_last("for").is_some_and(|of| of.ends_with("Iterator") || of.ends_with("Stream"))
            || (is_last("struct").or_else(|| is_last("enum")).is_some() && item().contains("KafkaOutputs"))
    })
}

#[cfg(test)]
mod tests {
    use super::is_several;

    #[test]
    fn what_is_several_is_told_by_the_words_before_its_name() {
        let text = "pub type Basket<T> = Vec<T>; struct Order; use a::Till;
            impl IntoIterator for Cart { } impl Display for Shop { }
            #[derive(Debug)] pub struct Item; #[derive(KafkaOutputs)]
            pub(crate) enum Placed { }
            struct Prototype Later;";
        for several in ["Basket", "Cart", "Placed"] {
            assert!(is_several(text, several), "{several}");
        }
        for one in ["Order", "Till", "Shop", "Item", "Later", "Bask", "asket"] {
            assert!(!is_several(text, one), "{one}");
        }
    }
}
