//! What the attribute of one field or variant says, before anybody asks whether it may.

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
            return Self::Options(Args::parse_at(at, tokens, diagnostics));
        };
        if pieces.len() > 1 {
            diagnostics.push(word.span(), ALONE.sentence.replace("{}", &word.to_string()));
        }
        said
    }
}

/// A word that stands for itself.
fn marker(piece: &TokenStream, at: Underline) -> Option<(Ident, Said)> {
    let mut tokens = piece.to_token_stream().into_iter();
    let (Some(TokenTree::Ident(word)), None) = (tokens.next(), tokens.next()) else { return None };
    let said = match word.to_string().as_str() {
        "returned" => Said::Returned(at),
        "nested" => Said::Nested,
        "none" => Said::Nothing,
        _ => return None,
    };
    Some((word, said))
}
