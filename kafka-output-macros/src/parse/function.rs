//! The annotated item, with its body left as it was written.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Path, ReceiverKind, ReturnType, Signature, Token, Visibility, braced};

use crate::around::{Block, File};
use crate::diagnostics::{Diagnostics, Underline};
use crate::gate::anything;
use crate::parse::Args;
use crate::process;
use crate::refusal::{NO_BODY, NOT_A_FUNCTION, TEST, TWICE};
use crate::types::{has_impl, is_result_without_arguments};

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
    /// Other attributes, which are reported, with options that this one may lack.
    pub(crate) others: Vec<Args>,
}

impl AnnotatedFn {
    /// Another `#[kafka_output]` would send what the first one returns; it is taken away once it is reported.
    fn refuse_second_attribute(&mut self, diagnostics: &mut Diagnostics) {
        self.attrs.retain(|attribute| {
            let second =
                attribute.path().segments.last().is_some_and(|segment| segment.ident == "kafka_output");
            if second {
                diagnostics.push(Underline::of(attribute), TWICE.sentence);
                self.others.extend(Args::of_another(attribute));
            }
            !second
        });
    }

    /// A test is taken for a function; one of the harness would be a second error.
    fn refuse_test(&mut self, diagnostics: &mut Diagnostics) {
        self.attrs.retain(|attribute| {
            let test = attribute.path().segments.last().is_some_and(|segment| segment.ident == "test");
            if test {
                diagnostics.push(Underline::of(attribute), TEST.sentence);
            }
            !test
        });
    }

    /// `-> AppResult` is asked for its two types, and whatever else may be: at places of the user's and of ours the compiler
    /// would say twice that a type is no `Result`. An editor is left the user's own words.
    fn take_alias_as_ours(&mut self) {
        if let ReturnType::Type(_, ty) = &mut self.sig.output
            && is_result_without_arguments(ty)
            && !process::is_editor()
        {
            let at = Underline::ours(ty);
            let tokens = ty.to_token_stream().into_iter().map(|mut token| {
                token.set_span(at);
                token
            });
            if let Ok(ours) = syn::parse2(tokens.collect()) {
                **ty = ours;
            }
        }
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
    /// A trait's method without a body, which is reported.
    Bodiless(Box<Bodiless>),
    /// Anything else; that is reported. It is emitted as it was.
    NotAFunction(TokenStream),
}

impl Annotated {
    /// Reads the item.
    pub(crate) fn parse(item: TokenStream, diagnostics: &mut Diagnostics) -> Self {
        match parse_function.parse2(item.clone()) {
            Ok(Ok(mut function)) => {
                function.refuse_second_attribute(diagnostics);
                function.refuse_test(diagnostics);
                function.take_alias_as_ours();
                Self::Function(Box::new(function))
            }
            Ok(Err(bodiless)) => {
                diagnostics.push(Underline::of(&bodiless.sig), NO_BODY.sentence);
                bodiless.given_a_body(item, diagnostics)
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

/// All of a function but its body.
#[derive(Debug)]
pub(crate) struct Bodiless {
    attrs: Vec<Attribute>,
    vis: Visibility,
    sig: Signature,
}

impl Bodiless {
    /// With some body, since the compiler has errors of its own for a lack of one outside of a trait. With a receiver it may
    /// well stand in a trait, where its type is the implementors' business; else callers see the signature they will have.
    fn given_a_body(self, item: TokenStream, diagnostics: &mut Diagnostics) -> Annotated {
        let is_foreign = File::of_attribute().is_some_and(|file| file.block() == Block::Extern);
        if self.sig.receiver().is_some() && !is_foreign {
            return Annotated::Bodiless(Box::new(self));
        }
        let Self { mut attrs, vis, sig } = self;
        if is_foreign || matches!(&sig.output, ReturnType::Type(_, ty) if has_impl(ty)) {
            return Annotated::NotAFunction(item);
        }
        attrs.push(syn::parse_quote!(#[allow(unused_variables)]));
        let body = Group::new(Delimiter::Brace, quote!(::core::unreachable!()));
        let mut function = AnnotatedFn { attrs, vis, sig, inner_attrs: Vec::new(), body, others: Vec::new() };
        function.refuse_second_attribute(diagnostics);
        Annotated::Function(Box::new(function))
    }
}

impl Bodiless {
    /// With a type that is none, so that neither implementors nor callers are told of another; it tells what is wrong.
    pub(crate) fn emit(self, facade: &Path, errors: &TokenStream) -> TokenStream {
        let Self { attrs, vis, mut sig } = self;
        let beside = if process::is_read() {
            Some(errors)
        } else {
            let anything = anything(facade, errors);
            sig.output = syn::parse_quote!(-> #anything);
            None
        };
        // By value it could be no default.
        let by_value = sig.receiver().is_some_and(|receiver| matches!(receiver.kind, ReceiverKind::Value));
        let body = if by_value { quote!(;) } else { quote!({ ::core::unreachable!() }) };
        quote!(#(#attrs)* #[allow(unused_variables)] #vis #sig #body #beside)
    }
}

/// A function, or one without a body.
fn parse_function(input: ParseStream<'_>) -> syn::Result<Result<AnnotatedFn, Bodiless>> {
    let attrs = input.call(Attribute::parse_outer)?;
    let vis = input.parse()?;
    let sig: Signature = input.parse()?;
    if input.peek(Token![;]) {
        let _: Token![;] = input.parse()?;
        return Ok(Err(Bodiless { attrs, vis, sig }));
    }
    let content;
    let brace = braced!(content in input);
    let inner_attrs = content.call(Attribute::parse_inner)?;
    let mut body = Group::new(Delimiter::Brace, content.parse()?);
    body.set_span(brace.span.join());
    Ok(Ok(AnnotatedFn { attrs, vis, sig, inner_attrs, body, others: Vec::new() }))
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

fn is_of_a_path(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == ':',
        _ => false,
    }
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
        "let" => "a statement",
        _ if words.find(|next| !is_of_a_path(next)).is_some_and(|next| next.to_string() == "!") => {
            "a call of a macro"
        }
        _ => return None,
    };
    Some((Underline::of(&word.to_token_stream()), what))
}
