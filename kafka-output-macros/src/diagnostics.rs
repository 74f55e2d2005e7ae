//! Every mistake of one attribute, and every warning, collected, and shown in one compile.

use std::fmt::Display;

use darling::error::Accumulator;
use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::Generics;

use crate::process;

/// What is underlined: from the first token to the last.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Underline {
    start: Span,
    end: Span,
}

impl Underline {
    /// All of `tokens`; the attribute itself where there are none.
    pub(crate) fn of(tokens: &impl ToTokens) -> Self {
        let mut tokens = tokens.to_token_stream().into_iter();
        let first = tokens.next();
        let last = tokens.last().or_else(|| first.clone());
        let start = first.map_or_else(Span::call_site, |token| written(&token, |mut given| given.next()));
        Self { start, end: last.map_or(start, |token| written(&token, Iterator::last)) }
    }

    /// A span for code of ours that stands where the name of a type or path does: what the compiler finds wrong with that
    /// code, it underlines there.
    pub(crate) fn ours(tokens: &impl ToTokens) -> Span {
        let whole = Self::of(tokens);
        let start = head(tokens.to_token_stream()).unwrap_or(whole.start);
        Self { start, ..whole }.of_ours()
    }

    /// A span for code of ours that stands where this begins. An editor shows there what the user wrote, and nothing of ours.
    pub(crate) fn of_ours(self) -> Span {
        let nowhere = Span::mixed_site();
        if process::is_editor() { nowhere } else { nowhere.located_at(self.start) }
    }

    /// The attribute: for what is missing from it.
    pub(crate) fn attribute() -> Self {
        Self::from(Span::call_site())
    }

    /// From one token to another.
    pub(crate) fn between(start: Span, end: Span) -> Self {
        Self { start, end }
    }

    /// Where it begins.
    pub(crate) fn start(self) -> Span {
        self.start
    }
}

/// Where a token was written: what a `macro_rules!` macro was given stands in its call, not at the `$name` in its definition.
fn written(token: &TokenTree, which: fn(IntoIter) -> Option<TokenTree>) -> Span {
    let within = match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => which(group.stream().into_iter()),
        _ => None,
    };
    within.map_or_else(|| token.span(), |within| written(&within, which))
}

/// ```text
/// INPUT   &'a mut std::vec::Vec<Order>
/// OUTPUT                    Vec
/// ```
/// One token, since no more can be underlined by a span of ours on stable Rust.
fn head(tokens: TokenStream) -> Option<Span> {
    let mut tokens = tokens.into_iter().peekable();
    let mut found = None;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '\'' => drop(tokens.next()),
            TokenTree::Punct(punct) if matches!(punct.as_char(), '&' | ':') => {}
            TokenTree::Ident(word) if word == "mut" => {}
            TokenTree::Ident(word) => {
                found = Some(word.span());
                if !matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == ':') {
                    break;
                }
            }
            _ => break,
        }
    }
    found
}

impl From<Span> for Underline {
    fn from(span: Span) -> Self {
        Self { start: span, end: span }
    }
}

/// ```text
/// INPUT   Placed, of `struct Placed { orders: Vec<Ordr> }`
/// OUTPUT  <>
/// ```
/// Of a type nobody knows the compiler proposes to make it a parameter, behind the item's name. An item of ours that holds the type too proposes it
/// there as well with this, or it would be told twice.
pub(crate) fn place_for_parameters(name: Span, generics: &Generics) -> Option<TokenStream> {
    if !generics.params.is_empty() || !proc_macro::is_available() || process::is_editor() {
        return None;
    }
    let at = Span::from(name.unwrap().end());
    Some(quote_spanned!(at=> <>))
}

/// darling's accumulator, and beside each error the end of its underline, which darling's one span cannot hold on
/// stable Rust.
#[derive(Debug)]
pub(crate) struct Diagnostics {
    errors: Accumulator,
    ends: Vec<Span>,
    warnings: Vec<Warning>,
}

/// What compiles, but had better not stay so.
#[derive(Debug)]
struct Warning {
    name: &'static str,
    place: Span,
    sentence: String,
}

/// What was collected, as statements.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub(crate) errors: TokenStream,
    pub(crate) warnings: TokenStream,
}

impl Diagnostics {
    pub(crate) fn new() -> Self {
        Self { errors: darling::Error::accumulator(), ends: Vec::new(), warnings: Vec::new() }
    }

    /// Adds one mistake.
    pub(crate) fn push(&mut self, place: impl Into<Underline>, sentence: impl Display) {
        let Underline { start, end } = place.into();
        self.errors.push(darling::Error::custom(sentence).with_span(&start));
        self.ends.push(end);
    }

    /// Adds a warning about one token. The compiler shows it as "use of deprecated macro `name`: sentence".
    pub(crate) fn warn(&mut self, place: Underline, name: &'static str, sentence: String) {
        self.warnings.push(Warning { name, place: place.start, sentence });
    }

    /// Adds what syn could not parse, at the place where it gave up.
    pub(crate) fn push_syntax(&mut self, error: &syn::Error) {
        for one in error.clone() {
            self.push(one.span(), one);
        }
    }

    /// How many mistakes there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// One `compile_error!` for each mistake, in the order of the source, and what stands in for each warning; nothing
    /// where there is none.
    pub(crate) fn into_tokens(self) -> Told {
        let mut errors: Vec<_> = self.errors.into_inner().into_iter().zip(self.ends).collect();
        errors.sort_by_key(|(error, _)| position(error.span()));
        let errors = errors.iter().map(|(error, end)| compile_error(error.span(), *end, error)).collect();
        Told { errors, warnings: self.warnings.iter().map(deprecated_macro).collect() }
    }
}

/// Line and column; all alike in a unit test, where no compiler knows any.
fn position(span: Span) -> (usize, usize) {
    if !proc_macro::is_available() {
        return (0, 0);
    }
    let span = span.unwrap();
    (span.line(), span.column())
}

#[cfg(test)]
impl Diagnostics {
    /// What they say.
    pub(crate) fn sentences(self) -> Vec<String> {
        self.errors.into_inner().iter().map(ToString::to_string).collect()
    }

    /// What is warned of.
    pub(crate) fn warnings(self) -> Vec<String> {
        assert_eq!(self.ends.len(), 0, "nothing is wrong");
        drop(self.errors.into_inner());
        self.warnings.into_iter().map(|warning| warning.sentence).collect()
    }
}

/// ```text
/// INPUT   password = "hush"
/// OUTPUT  { #[deprecated(note = "`password` is …")] macro_rules! literal_secret { () => {} } literal_secret! {} }
/// ```
/// A macro of ours cannot warn on stable Rust, but rustc warns of what is deprecated, in the words given. Of all such items
/// a macro is the one whose message names no path into generated code.
fn deprecated_macro(warning: &Warning) -> TokenStream {
    let Warning { name, place, sentence } = warning;
    let name = Ident::new(name, *place);
    quote!({ #[deprecated(note = #sentence)] macro_rules! #name { () => {} } #name! {} })
}

/// syn underlines from the first of the given tokens to the last, so two tokens stand in for the range.
fn compile_error(start: Span, end: Span, sentence: &impl Display) -> TokenStream {
    let (start, end) = (Ident::new("start", start), Ident::new("end", end));
    syn::Error::new_spanned(quote!(#start #end), sentence).into_compile_error()
}
