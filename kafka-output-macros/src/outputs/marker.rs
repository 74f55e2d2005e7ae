//! The words that stand for themselves: `returned`, `nested` and `none`.

use kafka_output_options::suggest::{is_slip, nearest_option};
use kafka_output_options::{find, nearest};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::LitStr;
use syn::ext::IdentExt;

use super::refusal::{BY_ITSELF, STRAY};

/// Each word, and what others say for it.
const MARKERS: [(&str, &[&str]); 3] = [
    ("returned", &["return", "return_value", "returns", "result", "response", "answer", "reply"]),
    ("nested", &["nest", "flatten", "flattened", "inline", "inner", "outputs"]),
    ("none", &["skip", "skipped", "ignore", "ignored", "nothing", "unsent"]),
];

/// A word that stands for itself, as it is written or meant.
#[derive(Debug)]
pub(super) struct Marker {
    /// The word that is meant.
    pub(super) word: &'static str,
    /// Where it is written.
    pub(super) at: Span,
    /// Whether it can be no option's misspelt name: it is the very word, or has no value.
    pub(super) certain: bool,
    /// What is wrong with how it is written.
    pub(super) slip: Option<String>,
}

impl Marker {
    /// ```text
    /// INPUT   returned   retruned                returned = true, "returned", returned()
    /// OUTPUT  returned   returned, with a slip   returned, with a slip
    /// ```
    pub(super) fn read(piece: &TokenStream) -> Option<Self> {
        let mut tokens = piece.to_token_stream().into_iter();
        let (text, at, quoted) = match tokens.next()? {
            TokenTree::Ident(word) => (word.unraw().to_string(), word.span(), false),
            literal @ TokenTree::Literal(_) => {
                let text: LitStr = syn::parse2(literal.into()).ok()?;
                (text.value(), text.span(), true)
            }
            _ => return None,
        };
        let word = meant_marker(&text)?;
        let alone = tokens.next().is_none();
        let slip = if word != text {
            Some(format!("unknown option `{text}`; did you mean `{word}`?"))
        } else if alone && !quoted {
            None
        } else {
            Some(BY_ITSELF.sentence.replace("{}", word))
        };
        Some(Self { word, at, certain: alone || word == text, slip })
    }
}

/// A word that is all an attribute says, and neither one of these nor near to one; what is said of it, and where it is. It stands
/// for itself all the same, so nothing of an output is missing beside it.
pub(super) fn stray(piece: &TokenStream) -> Option<(Span, String)> {
    let mut tokens = piece.to_token_stream().into_iter();
    let (Some(TokenTree::Ident(word)), None) = (tokens.next(), tokens.next()) else { return None };
    let name = word.unraw().to_string();
    // A type is meant as a connection.
    let is_type = name.starts_with(|letter: char| letter.is_ascii_uppercase());
    let is_options = find(&name).is_some() || nearest_option(&name).is_some_and(|near| is_slip(&name, near));
    (!is_type && !is_options).then(|| (word.span(), STRAY.sentence.replace("{}", &name)))
}

/// Whether a name is one of these words.
pub(crate) fn is_marker(name: &str) -> bool {
    MARKERS.iter().any(|(word, _)| *word == name)
}

/// The word that a name is meant for, unless an option is.
fn meant_marker(name: &str) -> Option<&'static str> {
    if let Some((word, _)) = MARKERS.iter().find(|(word, others)| *word == name || others.contains(&name)) {
        return Some(word);
    }
    if find(name).is_some() || nearest_option(name).is_some() {
        return None;
    }
    nearest(name, MARKERS.iter().map(|(word, _)| *word))
}
