//! What the attribute of one field or variant says, before anybody asks whether it may.

use proc_macro2::TokenStream;
use syn::{Attribute, Meta};

use super::marker::{Marker, stray};
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
    /// One of these words is meant, and nobody can tell which; that is reported.
    Stray,
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
        let mut more = false;
        for second in ours {
            more = true;
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
        if tokens.is_empty() && more {
            return Self::Unreadable;
        }
        if tokens.is_empty() {
            return Self::Silent(Some(at));
        }
        let pieces = pieces(tokens.clone());
        // Beside other options, what has a value may be meant as one; and what is written well says more than what is only meant.
        let meant = |marker: &Marker| marker.certain || pieces.len() == 1;
        let markers = pieces.iter().filter_map(Marker::read).filter(meant);
        let markers: Vec<Marker> = markers.collect();
        let well = markers.iter().find(|marker| marker.slip.is_none());
        let Some(marker) = well.or_else(|| markers.first()) else {
            if let [piece] = &pieces[..]
                && let Some((at, sentence)) = stray(piece)
            {
                diagnostics.push(at, sentence);
                return Self::Stray;
            }
            let mut args = Args::parse_at(at, tokens, diagnostics);
            // What lacks may be in the other.
            args.nameless |= more;
            return Self::Options(args);
        };
        let alone = || (pieces.len() > 1).then(|| ALONE.sentence.replace("{}", marker.word));
        if let Some(sentence) = marker.slip.clone().or_else(alone) {
            diagnostics.push(marker.at, sentence);
        }
        Self::marked(marker.word, at)
    }
}

impl Said {
    /// Whether nothing else can be meant.
    pub(crate) fn is_output(&self) -> bool {
        matches!(self, Self::Options(args) if !args.nameless)
    }

    /// What a word says by itself.
    fn marked(word: &str, at: Underline) -> Self {
        match word {
            "returned" => Self::Returned(at),
            "nested" => Self::Nested,
            _ => Self::Nothing,
        }
    }
}
