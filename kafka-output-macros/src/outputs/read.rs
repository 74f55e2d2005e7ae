//! What the attribute of one field or variant says, before anybody asks whether it may.

use kafka_output_options::{find, nearest};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Meta};

use super::refusal::{ALONE, NO_PARENTHESES, TWO_ATTRIBUTES};
use crate::diagnostics::{Diagnostics, Underline};
use crate::parse::{Args, pieces};

/// What `#[kafka_output(…)]` says.
#[derive(Debug)]
pub(crate) enum Said {
    /// The options of an output.
    Options(Args),
    /// `returned`: the caller gets it.
    Returned(Underline),
    /// `nested`: its own type says where its fields go.
    Nested,
    /// `none`: it sends nothing.
    Nothing,
    /// There is no attribute, or an empty one.
    Silent(Option<Underline>),
    /// It cannot be read; that is reported.
    Unreadable,
}

impl Said {
    /// Reads the attribute among those of a field, variant or type.
    pub(crate) fn read(attributes: &[Attribute], diagnostics: &mut Diagnostics) -> Self {
        let mut ours = attributes.iter().filter(|attribute| attribute.path().is_ident("kafka_output"));
        let Some(attribute) = ours.next() else { return Self::Silent(None) };
        for second in ours {
            diagnostics.push(Underline::of(second), TWO_ATTRIBUTES.sentence);
        }
        let at = Underline::of(attribute);
        let tokens = match &attribute.meta {
            Meta::Path(_) => TokenStream::new(),
            Meta::List(list) => list.tokens.clone(),
            Meta::NameValue(_) => {
                diagnostics.push(at, NO_PARENTHESES.sentence);
                return Self::Unreadable;
            }
        };
        if tokens.is_empty() {
            return Self::Silent(Some(at));
        }
        let pieces = pieces(tokens.clone());
        let Some((word, said)) = pieces.iter().find_map(|piece| marker(piece, at)) else {
            if let Some((word, meant)) = pieces.iter().find_map(misspelt) {
                diagnostics.push(word.span(), format!("unknown option `{word}`; did you mean `{meant}`?"));
                return Self::marked(meant, at).unwrap_or(Self::Unreadable);
            }
            return Self::Options(Args::parse_at(at, tokens, diagnostics));
        };
        if pieces.len() > 1 {
            diagnostics.push(word.span(), ALONE.sentence.replace("{}", &word.to_string()));
        }
        said
    }
}

impl Said {
    /// What a word says by itself.
    fn marked(word: &str, at: Underline) -> Option<Self> {
        match word {
            "returned" => Some(Self::Returned(at)),
            "nested" => Some(Self::Nested),
            "none" => Some(Self::Nothing),
            _ => None,
        }
    }
}

/// A piece that is one word.
fn lone_word(piece: &TokenStream) -> Option<Ident> {
    let mut tokens = piece.to_token_stream().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(word)), None) => Some(word),
        _ => None,
    }
}

/// A word that is meant to stand for itself, and the one that does. What serde calls it is meant, too.
fn misspelt(piece: &TokenStream) -> Option<(Ident, &'static str)> {
    let word = lone_word(piece)?;
    let text = word.to_string();
    if find(&text).is_some() {
        return None;
    }
    let meant = match text.as_str() {
        "skip" | "ignore" => "none",
        "flatten" => "nested",
        _ => nearest(&text, ["returned", "nested", "none"].into_iter())?,
    };
    Some((word, meant))
}

/// A word that stands for itself.
fn marker(piece: &TokenStream, at: Underline) -> Option<(Ident, Said)> {
    let word = lone_word(piece)?;
    let said = Said::marked(&word.to_string(), at)?;
    Some((word, said))
}
