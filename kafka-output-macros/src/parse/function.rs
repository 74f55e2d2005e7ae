//! The annotated item, with its body left as it was written.

use proc_macro2::{Delimiter, Group, Span, TokenStream};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, ReturnType, Signature, Token, Visibility, braced};

use crate::diagnostics::{Diagnostics, Underline};
use crate::refusal::{NO_BODY, NOT_A_FUNCTION, TWICE};

/// A function, as far as this crate reads it. A slip in the body is rustc's to report, in its place.
#[derive(Debug)]
pub(crate) struct AnnotatedFn {
    /// Documentation and the attributes that stand below ours, in order.
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) sig: Signature,
    /// `#![…]` at the head of the body: they hold for the whole function.
    pub(crate) inner_attrs: Vec<Attribute>,
    /// The braces and what else is in them.
    pub(crate) body: Group,
}

impl AnnotatedFn {
    /// Another `#[kafka_output]` would send what the first one returns; it is taken away once it is reported.
    fn refuse_second_attribute(&mut self, diagnostics: &mut Diagnostics) {
        self.attrs.retain(|attribute| {
            let second =
                attribute.path().segments.last().is_some_and(|segment| segment.ident == "kafka_output");
            if second {
                diagnostics.push(Underline::of(attribute), TWICE.sentence);
            }
            !second
        });
    }

    /// For code of ours that is about the return type.
    pub(crate) fn return_span(&self) -> Span {
        match &self.sig.output {
            ReturnType::Type(_, ty) => Underline::ours(ty),
            ReturnType::Default => Span::mixed_site(),
        }
    }
}

/// What the attribute stands on.
#[derive(Debug)]
pub(crate) enum Annotated {
    /// A function with a body.
    Function(Box<AnnotatedFn>),
    /// Anything else; that is reported. It is emitted as it was.
    NotAFunction(TokenStream),
}

impl Annotated {
    /// Reads the item.
    pub(crate) fn parse(item: TokenStream, diagnostics: &mut Diagnostics) -> Self {
        match parse_function.parse2(item.clone()) {
            Ok(Ok(mut function)) => {
                function.refuse_second_attribute(diagnostics);
                Self::Function(Box::new(function))
            }
            Ok(Err(bodiless)) => {
                diagnostics.push(Underline::of(&bodiless), NO_BODY.sentence);
                Self::NotAFunction(item)
            }
            Err(error) => {
                match what_it_is(&item) {
                    Some((place, what)) => {
                        diagnostics.push(place, NOT_A_FUNCTION.sentence.replace("{}", what));
                    }
                    None => diagnostics.push_syntax(&error),
                }
                Self::NotAFunction(item)
            }
        }
    }
}

/// A function, or the signature of one without a body.
fn parse_function(input: ParseStream<'_>) -> syn::Result<Result<AnnotatedFn, Signature>> {
    let attrs = input.call(Attribute::parse_outer)?;
    let vis = input.parse()?;
    let sig: Signature = input.parse()?;
    if input.peek(Token![;]) {
        let _: Token![;] = input.parse()?;
        return Ok(Err(sig));
    }
    let content;
    let brace = braced!(content in input);
    let inner_attrs = content.call(Attribute::parse_inner)?;
    let mut body = Group::new(Delimiter::Brace, content.parse()?);
    body.set_span(brace.span.join());
    Ok(Ok(AnnotatedFn { attrs, vis, sig, inner_attrs, body }))
}

/// The keyword by which an item that is no function calls itself.
fn what_it_is(item: &TokenStream) -> Option<(Underline, &'static str)> {
    let parser = |input: ParseStream<'_>| {
        let _ = input.call(Attribute::parse_outer)?;
        let _: Visibility = input.parse()?;
        let found = syn::Result::Ok(keyword(input));
        let _: TokenStream = input.parse()?;
        found
    };
    parser.parse2(item.clone()).ok().flatten()
}

fn keyword(input: ParseStream<'_>) -> Option<(Underline, &'static str)> {
    if input.peek(Token![const])
        && (input.peek2(Token![fn]) || input.peek2(Token![async]) || input.peek2(Token![unsafe]))
    {
        return None;
    }
    let unsafe_first = input.peek(Token![unsafe]);
    let tokens = input.cursor().token_stream();
    let mut words = tokens.into_iter();
    let word = if unsafe_first { words.nth(1)? } else { words.next()? };
    let what = match word.to_string().as_str() {
        "struct" => "a struct",
        "enum" => "an enum",
        "union" => "a union",
        "trait" => "a trait",
        "impl" => "an `impl` block",
        "mod" => "a module",
        "const" => "a constant",
        "static" => "a static",
        "type" => "a type",
        "use" => "an import",
        "extern" => "an `extern` item",
        "macro_rules" => "a macro",
        _ => return None,
    };
    Some((Underline::of(&word.to_token_stream()), what))
}
