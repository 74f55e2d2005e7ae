//! What stands around a function in its file. An attribute is given the function alone, but knows where that is.
//!
//! What is read here is text: it decides what is told of mistakes, and nothing of what is sent.

mod code;
mod elsewhere;
mod said;

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;

use proc_macro2::Span;
use syn::{Field, ItemStruct};

use self::code::code_of;
use self::elsewhere::Question;
use self::said::{Said, is_of_word, words};
use crate::process::is_editor;

/// The file that an attribute stands in.
#[derive(Debug, Clone)]
pub(crate) struct File {
    path: PathBuf,
    source: Rc<Source>,
    /// The line of the attribute, from 1, and how many bytes stand before it there.
    line: usize,
    before: usize,
}

#[derive(Debug)]
struct Source {
    /// Without remarks and texts, all else where it was.
    text: String,
    said: Said,
}

/// What a function stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Block {
    /// `impl Sells for Shop { … }`
    ImplOfTrait,
    /// `unsafe extern "C" { … }`
    Extern,
    /// `trait Sells { … }`
    Trait,
    /// Any other, or none.
    Other,
}

thread_local! {
    /// The one read last: of a file with many outputs each would read it again.
    static LAST: RefCell<Option<(PathBuf, Rc<Source>)>> = const { RefCell::new(None) };
}

impl File {
    /// The one that is compiled; none where a macro's tokens have no place in one.
    pub(crate) fn of_attribute() -> Option<Self> {
        if !proc_macro::is_available() {
            return None;
        }
        let at = Span::call_site().unwrap();
        let path = at.local_file()?;
        let (line, before, last) = (at.line(), at.column().saturating_sub(1), LAST.take());
        let (path, source) = match last {
            // An editor's process outlives what it read.
            Some(last) if last.0 == path && !is_editor() => last,
            _ => (path.clone(), Rc::new(Source::of(&std::fs::read_to_string(path).ok()?))),
        };
        LAST.set(Some((path.clone(), Rc::clone(&source))));
        Some(Self { path, source, line, before })
    }

    /// Whether a word stands in the brackets behind `impl` or `trait Name`; in doubt, as where a `macro_rules!` macro writes them, it does.
    pub(crate) fn has_parameter(&self, name: &str) -> bool {
        self.source.said.has_open_parameters || self.source.said.parameters.contains(name)
    }

    /// Whether a type has this name by `type Name = …` or `use … as Name`.
    pub(crate) fn has_alias(&self, name: &str) -> bool {
        self.source.said.aliases.contains(name)
    }

    /// Whether there is an `impl IntoIterator for Name`, or of another trait of that kind.
    pub(crate) fn makes_several(&self, name: &str) -> bool {
        self.source.said.several.contains(name)
    }

    /// The same of a type that comes from another file of the crate, and of one that derives `KafkaOutputs` there.
    pub(crate) fn imports_several(&self, name: &str) -> bool {
        !self.declares(name) && elsewhere::says(Question::Several, &self.path, name)
    }

    /// Whether a type says itself where its fields are sent, and is nothing else, in this file or another of the crate.
    pub(crate) fn knows_outputs(&self, name: &str) -> bool {
        if self.declares(name) {
            self.derives(name, "KafkaOutputs") && !self.derives(name, "Serialize")
        } else {
            !self.has_alias(name) && elsewhere::says(Question::Outputs, &self.path, name)
        }
    }

    /// Whether `Self` is a type without parameters: that of the `impl` around the attribute.
    pub(crate) fn has_plain_self(&self) -> bool {
        let head = self.head().unwrap_or_default().trim_start();
        let of_impl = head.trim_start_matches("unsafe ").strip_prefix("impl ");
        of_impl
            .is_some_and(|of_type| !of_type.trim_start().starts_with('<') && !of_type.contains(['\'', '$']))
    }

    /// Whether a `struct` or an `enum` has this name, which is no alias then.
    pub(crate) fn declares(&self, name: &str) -> bool {
        self.source.said.declared.contains_key(name)
    }

    /// Whether this is the name of a static, a constant or a function, and of no type.
    pub(crate) fn is_value(&self, name: &str) -> bool {
        let is_type = self.declares(name) || self.has_alias(name) || self.imports(name);
        self.source.said.values.contains_key(name) && !is_type
    }

    /// Whether some attribute or word stands before the value of this name.
    pub(crate) fn is_value_with(&self, name: &str, word: &str) -> bool {
        self.source.said.values.get(name).is_some_and(|before| before.iter().any(|before| before == word))
    }

    /// The fields of the one `struct` of this name that serde writes as they stand here.
    pub(crate) fn written_fields(&self, name: &str) -> Option<Vec<Field>> {
        /// What serde's attribute may say of a whole type, so that it is written as another.
        const OTHERWISE: &[&str] = &["into", "remote", "transparent"];
        let before = self.source.said.declared.get(name)?;
        if !self.derives(name, "Serialize") || before.iter().any(|word| OTHERWISE.contains(&word.as_str())) {
            return None;
        }
        // `#[serde(skip)]`, `#[serde_as(…)]`, or another's that changes how it is written.
        Some(self.fields(name)?.filter(|field| field.attrs.is_empty()).collect())
    }

    /// All fields of the one `struct` of this name.
    pub(crate) fn fields(&self, name: &str) -> Option<impl Iterator<Item = Field> + use<>> {
        // Of two nobody knows which one is meant.
        if self.imports(name) || self.source.said.declared.get(name)?.is_empty() {
            return None;
        }
        let text = &self.source.text;
        let declared = text.match_indices("struct").find_map(|(at, word)| {
            let behind = text.get(at + word.len()..)?.trim_start().strip_prefix(name)?;
            (!behind.starts_with(is_of_word)).then(|| text.get(at..))?
        })?;
        let mut depth = 0_usize;
        let end = declared.char_indices().find_map(|(at, sign)| {
            match sign {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                ';' if depth == 0 => return Some(at + 1),
                _ => {}
            }
            (sign == '}' && depth == 0).then_some(at + 1)
        })?;
        let item: ItemStruct = syn::parse_str(declared.get(..end)?).ok()?;
        Some(item.fields.into_iter())
    }

    /// Whether a `use` has this name, by which it may be another's than what the file declares in some module.
    pub(crate) fn imports(&self, name: &str) -> bool {
        self.source.said.imported.contains(name)
    }

    /// Whether it is one of ours by a `use`.
    pub(crate) fn imports_of_ours(&self, name: &str) -> bool {
        self.source.said.imported_of_ours.contains(name) && !self.declares(name)
    }

    /// Whether an `enum` has this name.
    pub(crate) fn is_enum(&self, name: &str) -> bool {
        let before = self.source.said.declared.get(name).filter(|_| !self.imports(name));
        before.is_some_and(|before| before.last().is_some_and(|word| word == "enum"))
    }

    /// Whether the type of this name derives a trait: `#[derive(…, Trait)] pub struct Name`.
    pub(crate) fn derives(&self, name: &str, derived: &str) -> bool {
        self.source.said.derives(name, derived)
    }

    /// Whether a function of this name is called.
    pub(crate) fn calls(&self, name: &str) -> bool {
        self.source.text.match_indices(name).any(|(at, _)| {
            let (before, rest) = self.source.text.split_at(at);
            !before.ends_with(is_of_word) && rest.split_at(name.len()).1.starts_with('(')
        })
    }

    /// What the attribute stands in: the innermost brackets that are open there.
    pub(crate) fn block(&self) -> Block {
        self.head().map_or(Block::Other, block_of)
    }

    /// What stands before those brackets, back to the last item.
    fn head(&self) -> Option<&str> {
        let text = &self.source.text;
        let lines = text.split_inclusive('\n').take(self.line.saturating_sub(1)).map(str::len).sum::<usize>();
        let above = text.get(..lines + self.before)?;
        // Each open bracket, and where its head begins: behind the last item or attribute.
        let mut open: Vec<(char, usize, usize)> = Vec::new();
        let mut head = 0;
        for (at, sign) in above.char_indices() {
            match sign {
                '{' | '(' | '[' => {
                    open.push((sign, head, at));
                    if sign == '{' {
                        head = at + 1;
                    }
                }
                '}' | ')' | ']' => {
                    let before = open.pop().map_or(0, |(_, _, before)| before);
                    let is_attribute =
                        sign == ']' && text.get(..before).is_some_and(|text| text.ends_with(['#', '!']));
                    if sign == '}' || is_attribute {
                        head = at + 1;
                    }
                }
                ';' if open.last().is_none_or(|(bracket, ..)| *bracket == '{') => head = at + 1,
                _ => {}
            }
        }
        let innermost = open.iter().rfind(|(bracket, ..)| *bracket == '{');
        innermost.and_then(|(_, head, end)| text.get(*head..*end))
    }
}

/// What a head begins: `unsafe impl<T> Sells<T> for Shop<T>`.
fn block_of(head: &str) -> Block {
    let mut of_head = words(head).filter(|word| !word.is_empty() && *word != "unsafe");
    if words(head).any(|word| word == "trait") {
        return Block::Trait;
    }
    match of_head.next() {
        Some("impl") if has_for(head) => Block::ImplOfTrait,
        Some("extern") if of_head.all(|word| word != "fn") => Block::Extern,
        _ => Block::Other,
    }
}

/// Whether a trait is for something; `for<'a>` is of a bound.
fn has_for(head: &str) -> bool {
    head.match_indices("for").any(|(at, word)| {
        let (before, behind) = (head.split_at(at).0, head.split_at(at + word.len()).1);
        let is_word = !before.ends_with(is_of_word) && !behind.starts_with(is_of_word);
        is_word && !behind.trim_start().starts_with('<')
    })
}

impl Source {
    fn of(text: &str) -> Self {
        let text = code_of(text);
        let said = Said::of(&text);
        Self { text, said }
    }
}

#[cfg(test)]
mod tests;
