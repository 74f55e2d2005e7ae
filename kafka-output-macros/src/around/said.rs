//! What the words of a file say of names, found in one pass: a file may have many outputs.

use std::collections::{HashMap, HashSet};

/// What they say.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// `type Name = …`, `use … as Name`
    pub(super) aliases: HashSet<String>,
    /// `struct Name`, `enum Name`: the words before it since the last item, among them what it derives.
    pub(super) declared: HashMap<String, Vec<String>>,
    /// `static NAME`, `const NAME`, `fn name`, which are no types: the words before it since the last item.
    pub(super) values: HashMap<String, Vec<String>>,
    /// The words behind `use`, which may be of another file's.
    pub(super) imported: HashSet<String>,
    /// Those behind a `use` of this crate.
    pub(super) imported_of_ours: HashSet<String>,
    /// `impl IntoIterator for Name`, and other traits of that kind.
    pub(super) several: HashSet<String>,
    /// The words in the brackets behind `impl` and `trait Name`.
    pub(super) parameters: HashSet<String>,
    /// One of those is an argument of a macro's, `$item`, which may be any word.
    pub(super) has_open_parameters: bool,
}

impl Said {
    pub(super) fn of(text: &str) -> Self {
        let mut said = Self::default();
        // The words since the last item, and how many of them nothing but blanks stands between.
        let (mut item, mut joined): (Vec<&str>, usize) = (Vec::new(), 0);
        let mut rest = text;
        while let Some(start) = rest.find(is_of_word) {
            let (between, word_on) = rest.split_at(start);
            if between.contains([';', '}']) {
                item.clear();
            }
            joined = if between.trim().is_empty() { joined + 1 } else { 1 };
            let (word, behind) =
                word_on.split_at(word_on.find(|letter| !is_of_word(letter)).unwrap_or(word_on.len()));
            if joined > 1
                && let Some((last, before)) = item.split_last()
            {
                said.note(word, last, if joined > 2 { before } else { &[] }, &item);
            }
            if let Some(parameters) = parameters(word, &item, joined, behind) {
                said.has_open_parameters |= parameters.contains('$');
                said.parameters.extend(words(parameters).map(str::to_owned));
            }
            if item.contains(&"use") {
                said.imported.insert(word.to_owned());
                if item.contains(&"kafka_output") {
                    said.imported_of_ours.insert(word.to_owned());
                }
            }
            item.push(word);
            rest = behind;
        }
        said
    }

    /// Whether the type of this name derives a trait.
    pub(super) fn derives(&self, name: &str, derived: &str) -> bool {
        self.declared.get(name).is_some_and(|before| before.iter().any(|word| word == derived))
    }

    /// Notes what the word before a name says of it.
    fn note(&mut self, name: &str, last: &str, before: &[&str], item: &[&str]) {
        let item = || item.iter().map(|word| (*word).to_owned()).collect();
        match last {
            "static" | "const" | "fn" => _ = self.values.insert(name.to_owned(), item()),
            "mut" if before.last() == Some(&"static") => _ = self.values.insert(name.to_owned(), item()),
            "type" | "as" => _ = self.aliases.insert(name.to_owned()),
            // Of two in modules of their own nobody knows which one is meant.
            "struct" | "enum" if self.declared.contains_key(name) => {
                self.declared.insert(name.to_owned(), Vec::new());
            }
            "struct" | "enum" => _ = self.declared.insert(name.to_owned(), item()),
            "for" if before.last().is_some_and(|of| of.ends_with("Iterator") || of.ends_with("Stream")) => {
                self.several.insert(name.to_owned());
            }
            _ => {}
        }
    }
}

/// `impl<T: Send>` and `trait Sells<T>`: what stands in their brackets.
fn parameters<'a>(word: &str, item: &[&str], joined: usize, behind: &'a str) -> Option<&'a str> {
    let of_trait = joined > 1 && item.last() == Some(&"trait");
    behind.trim_start().strip_prefix('<').filter(|_| word == "impl" || of_trait).map(in_brackets)
}

pub(super) fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter| !is_of_word(letter))
}

/// What stands before the bracket that closes.
fn in_brackets(text: &str) -> &str {
    let (mut depth, mut before) = (1, ' ');
    for (at, letter) in text.char_indices() {
        match letter {
            '<' => depth += 1,
            // `->`, of a function's type.
            '>' if before != '-' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.split_at(at).0;
        }
        before = letter;
    }
    text
}
