//! `handler = order_event`: the user's function kept untouched beside the wrapper, and the wrapper's call of it.

use kafka_output_options::OptionId;
use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{
    Attribute, FnArg, GenericParam, Ident, Pat, PatIdent, Path, ReturnType, Safety, Signature, Type,
    Visibility,
};

use crate::around::{Block, File};
use crate::ask::local;
use crate::body::is_unwritten;
use crate::diagnostics::{Diagnostics, Underline, place_for_parameters};
use crate::judge::Judged;
use crate::lower::{OutputFn, is_of_async_trait};
use crate::parse::AnnotatedFn;
use crate::shape;
use crate::signature::is_main;
use crate::types::has_impl;

/// A name for the untouched function.
#[derive(Debug)]
pub(crate) struct Handler {
    pub(crate) name: Ident,
    /// The word `Self` of `Self::name`: an associated function, which only that word tells from a free one.
    pub(crate) associated: Option<Ident>,
}

impl Handler {
    /// ```text
    /// INPUT   async fn order_placed(order: Order) -> Order { BODY }
    /// OUTPUT  async fn order_event(order: Order) -> Order { BODY }
    /// ```
    pub(crate) fn untouched(&self, function: &AnnotatedFn) -> TokenStream {
        let AnnotatedFn { attrs, vis, sig, inner_attrs, body, .. } = function;
        // What a `const fn` may not call is no matter once it is none, as it is told to be.
        let mut sig = Signature { ident: self.name.clone(), constness: None, ..sig.clone() };
        let mut rest = body.stream();
        let mut is_unsized = false;
        if let ReturnType::Type(_, ty) = &mut sig.output
            && shape::is_unsized(ty)
        {
            // That it has no size is told.
            **ty = syn::parse_quote!(::std::boxed::Box<#ty>);
            rest = quote!(::core::unreachable!());
            is_unsized = true;
        }
        let mut whole = Group::new(body.delimiter(), quote!(#(#inner_attrs)* #rest));
        whole.set_span(body.span());
        let may_be_private = matches!(vis, Visibility::Inherited) && sig.receiver().is_none();
        let not_theirs = if sig.asyncness.is_some() {
            // A function that awaits nothing is `async` for the wrapper's sake.
            Some(quote!(#[allow(clippy::unused_async)]))
        } else {
            // Nobody wrote this one, whose place is that of its name.
            (!may_be_private).then(|| quote!(#[allow(clippy::must_use_candidate)]))
        };
        let sig = with_place_for_parameters(&sig, function.sig.ident.span());
        let unused = is_unsized.then(|| quote!(#[allow(unused_variables)]));
        quote!(#not_theirs #unused #(#attrs)* #vis #sig #whole)
    }

    /// ```text
    /// INPUT   async fn order_placed(order: Order) -> Order
    /// OUTPUT  {
    ///             use prelude::*;
    ///             let call = order_event(order);
    ///             (&&handed::<Order, _>(&call)).__handed_later(call)
    ///         }
    ///         .await
    /// ```
    /// Where another function has the name, too, the compiler says so, and nothing more is said of what that one returns. Where an attribute
    /// may change the handler's own type, that is to be told.
    pub(crate) fn returned(&self, sig: &mut Signature, attrs: &[Attribute], facade: &Path) -> TokenStream {
        let call = self.call(sig);
        let dot_await = sig.asyncness.map(|_| quote!(.await));
        let ty = match &sig.output {
            ReturnType::Type(_, ty) if is_told(ty) && attrs.iter().all(keeps_types) => ty.clone(),
            _ => return quote!(#call #dot_await),
        };
        let (at, called) = (Underline::ours(&ty), local("call", Span::mixed_site()));
        let ladder = Ident::new(if dot_await.is_some() { "__handed_later" } else { "__handed" }, at);
        let same = quote_spanned!(at=> (&&#facade::__private::handed::<#ty, _>(&#called)).#ladder(#called));
        quote! {
            {
                use #facade::__private::prelude::*;
                let #called = #call;
                #same
            }
            #dot_await
        }
    }

    /// ```text
    /// INPUT   &self, Json(cart): Json<Cart>, note: String
    /// OUTPUT  Self::order_event(self, __argument_1, note)
    /// ```
    /// Names the arguments of `sig` so that they can be passed on, and passes them on.
    fn call(&self, sig: &mut Signature) -> TokenStream {
        let mut passed = Vec::new();
        for (at, input) in sig.inputs.iter_mut().enumerate() {
            passed.push(match input {
                FnArg::Receiver(receiver) => {
                    receiver.mutability = None;
                    receiver.self_token.to_token_stream()
                }
                FnArg::Typed(argument) => {
                    let cfgs: Vec<&Attribute> =
                        argument.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg")).collect();
                    let name = self.argument_name(&argument.pat, at);
                    let passed = quote!(#(#cfgs)* #name);
                    *argument.pat = Pat::Ident(PatIdent {
                        attrs: Vec::new(),
                        by_ref: None,
                        mutability: None,
                        ident: name,
                        subpat: None,
                    });
                    passed
                }
            });
        }
        let name = &self.name;
        // Where there is no `Self`, the compiler says so of the one that is written.
        let path = match &self.associated {
            Some(this) => quote!(#this::#name),
            None if sig.receiver().is_some() => {
                let this = quote_spanned!(name.span()=> Self);
                quote!(#this::#name)
            }
            None => quote!(#name),
        };
        let generics = turbofish(sig);
        let call = quote!(#path #generics (#(#passed),*));
        match sig.safety {
            Safety::Unsafe(unsafe_token) => quote!(#unsafe_token { #call }),
            _ => call,
        }
    }

    /// The argument's own name where it has one; a reserved one in place of a pattern, of a name that says it is not
    /// used, and of one that would hide the function.
    fn argument_name(&self, pattern: &Pat, at: usize) -> Ident {
        match pattern {
            Pat::Ident(PatIdent { ident, subpat: None, .. })
                if *ident != self.name && !ident.to_string().starts_with('_') =>
            {
                ident.clone()
            }
            _ => format_ident!("__argument_{at}", span = Span::mixed_site()),
        }
    }
}

/// ```text
/// INPUT   fn order_event(order: Order) -> Vec<Ordr>
/// OUTPUT  fn order_event<>(order: Order) -> Vec<Ordr>
/// ```
/// With the wrapper's place for parameters.
fn with_place_for_parameters(sig: &Signature, name: Span) -> TokenStream {
    let mut tokens = sig.to_token_stream();
    let Some(place) = place_for_parameters(name, &sig.generics) else { return tokens };
    let head = tokens
        .clone()
        .into_iter()
        .take_while(|token| !matches!(token, TokenTree::Ident(word) if *word == sig.ident));
    let head: Vec<TokenTree> = head.collect();
    let arguments = tokens.into_iter().skip(head.len() + 1);
    tokens = head.into_iter().collect();
    let name = &sig.ident;
    tokens.extend(quote!(#name));
    tokens.extend(place);
    tokens.extend(arguments);
    tokens
}

/// Whether another type could not be this one.
fn is_told(ty: &Type) -> bool {
    !matches!(ty, Type::Never(_) | Type::Infer(_)) && !has_impl(ty)
}

/// An attribute of the compiler's, or one that is known to leave a function's type as it is.
fn keeps_types(attribute: &Attribute) -> bool {
    const KEEPING: &[&str] = &[
        "allow",
        "cfg",
        "cold",
        "debug_handler",
        "deny",
        "deprecated",
        "doc",
        "expect",
        "forbid",
        "inline",
        "instrument",
        "must_use",
        "track_caller",
        "warn",
    ];
    let last = attribute.path().segments.last();
    last.is_some_and(|last| KEEPING.iter().any(|name| last.ident == name))
}

/// `::<T, N>`; nothing where an `impl Trait` argument forbids it.
fn turbofish(sig: &Signature) -> TokenStream {
    let opaque = sig.inputs.iter().any(|input| match input {
        FnArg::Typed(argument) => has_impl(&argument.ty),
        FnArg::Receiver(_) => false,
    });
    let names: Vec<&Ident> = sig
        .generics
        .params
        .iter()
        .filter_map(|parameter| match parameter {
            GenericParam::Type(parameter) => Some(&parameter.ident),
            GenericParam::Const(parameter) => Some(&parameter.ident),
            GenericParam::Lifetime(_) => None,
        })
        .collect();
    if opaque || names.is_empty() { TokenStream::new() } else { quote!(::<#(#names),*>) }
}

/// `order_event`, or `Self::order_event`.
pub(crate) fn handler_of(
    judged: &Judged,
    function: &Ident,
    diagnostics: &mut Diagnostics,
) -> Option<Handler> {
    let Some(path) = judged.item(OptionId::Handler) else {
        // What is wrong with it is told already, and callers may well call it.
        let meant = judged.meant_item(OptionId::Handler)?;
        return named_or_meant(&meant, function);
    };
    let handler = named_by(path);
    let sentence = match &handler {
        Some(handler) if handler.name.unraw() == function.unraw() => {
            "`handler` is the function's own name, which the sending function keeps; write another"
        }
        Some(_) if is_of_trait() => {
            "`handler` makes a new function beside this one, and the `impl` of a trait takes no other than the trait has; \
             annotate a function of the type's own `impl`, and call that one from here"
        }
        Some(_) => return handler,
        None => {
            "`handler` names a new function beside this one; write `handler = a_name`, \
             or `handler = Self::a_name` in an `impl`"
        }
    };
    diagnostics.push(Underline::of(path), sentence);
    if handler.is_none() { meant_by(path) } else { None }
}

/// Those that are told to be too many, which tests may well call.
pub(crate) fn handlers_besides(handler: Option<&Handler>, judged: &Judged, function: &Ident) -> Vec<Handler> {
    let mut besides: Vec<Handler> = Vec::new();
    for path in judged.handlers.iter().filter(|_| !is_of_trait()) {
        let Some(named) = named_or_meant(path, function).filter(|named| is_called(&named.name)) else {
            continue;
        };
        if handler.into_iter().chain(&besides).all(|known| known.name != named.name) {
            besides.push(named);
        }
    }
    besides
}

/// A refused function whose body has no place in the wrapper, beside it: what is wrong in the body is told all the same. Not where nobody may add
/// another function.
pub(crate) fn kept_beside(output: &OutputFn) -> Option<TokenStream> {
    let AnnotatedFn { sig, body, .. } = &output.function;
    if output.wrappable || output.handler.is_some() {
        return None;
    }
    let is_told_itself = sig.variadic.is_some()
        || is_main(&output.function)
        || is_unwritten(body)
        || is_of_async_trait(sig)
        || output.shape.leaf.as_ref().err().is_some_and(|refused| !refused.sized);
    let is_free = || File::of_attribute().is_some_and(|file| file.block() == Block::Other);
    if is_told_itself || !is_free() {
        return None;
    }
    let handler =
        Handler { name: format_ident!("__{}", sig.ident.unraw(), span = sig.ident.span()), associated: None };
    let untouched = handler.untouched(&output.function);
    Some(quote!(#[allow(dead_code, improper_ctypes_definitions)] #untouched))
}

fn named_or_meant(path: &Path, function: &Ident) -> Option<Handler> {
    let handler = named_by(path).or_else(|| meant_by(path));
    handler.filter(|handler| handler.name.unraw() != function.unraw())
}

/// The name at the end of a path that leads too far, by which tests may well call it.
fn meant_by(path: &Path) -> Option<Handler> {
    let mut backwards = path.segments.iter().rev().map(|segment| &segment.ident);
    let name = backwards.next()?.clone();
    // `Shop::order_event`, in an `impl` of `Shop`.
    let of_type = backwards.next().filter(|of| of.to_string().starts_with(char::is_uppercase));
    let associated = of_type.map(|of| Ident::new("Self", of.span()));
    (is_called(&name) && !is_path_keyword(&name)).then_some(Handler { name, associated })
}

/// Who calls it by no name needs none.
fn is_called(name: &Ident) -> bool {
    File::of_attribute().is_some_and(|file| file.calls(&name.to_string()))
}

fn is_of_trait() -> bool {
    File::of_attribute().is_some_and(|file| file.block() == Block::ImplOfTrait)
}

fn named_by(path: &Path) -> Option<Handler> {
    let plain =
        path.leading_colon.is_none() && path.segments.iter().all(|segment| segment.arguments.is_none());
    let mut segments = path.segments.iter().map(|segment| &segment.ident);
    let handler = match (segments.next(), segments.next(), segments.next()) {
        (Some(name), None, None) => Some(Handler { name: name.clone(), associated: None }),
        (Some(first), Some(name), None) if first == "Self" => {
            Some(Handler { name: name.clone(), associated: Some(first.clone()) })
        }
        _ => None,
    };
    handler.filter(|handler| plain && !is_path_keyword(&handler.name))
}

/// A word that only a path may hold.
fn is_path_keyword(name: &Ident) -> bool {
    ["Self", "self", "super", "crate"].iter().any(|word| name == word)
}
