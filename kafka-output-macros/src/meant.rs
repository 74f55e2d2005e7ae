//! What a value that is told to be wrong was meant to be: callers depend on it, and are told nothing besides.

use kafka_output_options::suggest::nearest_words;
use kafka_output_options::{Kind, OptionId, Word, spec};
use proc_macro2::Span;
use quote::ToTokens;
use syn::Path;

use crate::parse::{Arg, Written, word};

/// The value, as text.
#[derive(Debug)]
pub(crate) struct Meant {
    text: String,
    at: Span,
}

impl Meant {
    pub(crate) fn of(arg: &Arg) -> Option<Self> {
        let text = match arg.value.as_ref()? {
            Written::Word(ident) => word(ident),
            Written::Text(text) => text.clone(),
            Written::Path(path) | Written::Call(path) => path.to_token_stream().to_string(),
            _ => return None,
        };
        Some(Self { text, at: arg.place.start() })
    }

    /// An item's path: `"order_event"`, which has quotes too many.
    pub(crate) fn item(&self) -> Option<Path> {
        let mut path: Path = syn::parse_str(&self.text).ok()?;
        for segment in &mut path.segments {
            segment.ident.set_span(self.at);
        }
        Some(path)
    }

    /// A word of the option's, in the manual's spelling: that of `"enqueued"` or `enqueud`.
    pub(crate) fn word(&self, id: OptionId) -> Option<&'static str> {
        let Kind::Choice(words) = spec(id).kind else { return None };
        // Of an enum's path, the variant.
        nearest_word(self.text.rsplit("::").next()?.trim(), words)
    }
}

/// The word that a text is, however joined, or is near to.
pub(crate) fn nearest_word(text: &str, words: &'static [Word]) -> Option<&'static str> {
    let is = words.iter().find(|word| word.is(text)).map(|word| word.word);
    is.or_else(|| nearest_words(text, words).first().copied())
}
