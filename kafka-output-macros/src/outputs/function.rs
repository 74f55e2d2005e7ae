//! A function with a bare `#[kafka_output]`, whose return type says what is sent.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Generics, Path, ReturnType, TypeParamBound, WherePredicate};

use crate::around::File;
use crate::ask::local;
use crate::diagnostics::Underline;
use crate::emit::unwrap;
use crate::gate::answer_of;
use crate::lower::OutputFn;
use crate::shape::{Count, Leaf, shape_of};

/// ```text
/// INPUT   async fn place_order(…) -> PlaceOrder { BODY }
/// OUTPUT  let call = (&&outputs_of::<PlaceOrder>()).several(returned);
///         call.confirmed().await
/// ```
pub(crate) fn send_several(output: &OutputFn, leaf: &Leaf) -> TokenStream {
    let facade = &output.facade;
    let call = local("call", Span::mixed_site());
    let returned = local("returned", output.function.return_span());
    let (unwrapped, ty) = (unwrap(output), spelled(facade, leaf));
    let wait = output.function.sig.asyncness.is_none();
    let answer = format_ident!("{}confirmed", if wait { "wait_" } else { "" }, span = Span::mixed_site());
    let dot_await = (!wait).then(|| quote!(.await));
    let mut answer = quote!(#call.#answer() #dot_await);
    if output.shape.count == Count::Maybe {
        answer = quote!(::core::result::Result::map(#answer, ::core::option::Option::Some));
    }
    if output.shape.fails.is_some() {
        answer = quote!(::core::result::Result::map_err(#answer, #facade::CallError::Output));
    }
    let at = place(leaf);
    let several = quote_spanned!(at=> (&&__kafka::outputs::outputs_of::<#ty>()).__several(#returned));
    quote! {
        let #call = {
            use #facade::__private::all as __kafka;
            {
                use #facade::__private::prelude::*;
                #unwrapped
                #several
            }
        };
        return #answer
    }
}

/// `<PlaceOrder as KafkaOutputs>::Answer`
pub(crate) fn answer_of_several(output: &OutputFn, leaf: &Leaf) -> TokenStream {
    answer_of(output, &spelled(&output.facade, leaf), place(leaf))
}

/// Whether the crate says of what is returned that its fields are outputs, and that it is nothing else: what options are on the function is then
/// too much, not too little.
pub(crate) fn is_said_by_type(output: &ReturnType) -> bool {
    let Ok(Leaf::Spelled(ty)) = shape_of(output, Underline::attribute()).leaf else { return false };
    // A path may lead to another file.
    let Ok(name) = syn::parse2::<Path>(ty).and_then(|path| path.require_ident().map(Ident::to_string)) else {
        return false;
    };
    File::of_attribute().is_some_and(|file| file.knows_outputs(&name))
}

/// Whether a function without options returns what is no outputs for sure: a parameter of its own, of which no constant may ask, with bounds of others
/// alone.
pub(crate) fn says_nothing(leaf: &TokenStream, generics: &Generics) -> bool {
    /// Traits of std's and serde's, which are not ours under another name.
    const OF_OTHERS: &[&str] = &[
        "Send",
        "Sync",
        "Sized",
        "Clone",
        "Copy",
        "Debug",
        "Display",
        "Default",
        "Unpin",
        "Eq",
        "PartialEq",
        "Ord",
        "PartialOrd",
        "Hash",
        "Serialize",
        "Deserialize",
        "DeserializeOwned",
        "Error",
    ];
    let name = leaf.to_string();
    let Some(parameter) = generics.type_params().find(|parameter| parameter.ident == name) else {
        return false;
    };
    let predicates = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let of_it = predicates.filter_map(|predicate| match predicate {
        WherePredicate::Type(bounded) if bounded.bounded_ty.to_token_stream().to_string() == name => {
            Some(&bounded.bounds)
        }
        _ => None,
    });
    let mut bounds = parameter.bounds.iter().chain(of_it.flatten());
    bounds.all(|bound| match bound {
        TypeParamBound::Trait(bound) => {
            bound.path.segments.last().is_some_and(|last| OF_OTHERS.iter().any(|name| last.ident == name))
        }
        _ => true,
    })
}

/// Where all that is wrong with the type is told.
pub(crate) fn place(leaf: &Leaf) -> Span {
    match leaf {
        Leaf::Spelled(ty) | Leaf::ValueOf(ty) => Underline::ours(ty),
    }
}

fn spelled(facade: &Path, leaf: &Leaf) -> TokenStream {
    match leaf {
        Leaf::Spelled(ty) => ty.clone(),
        Leaf::ValueOf(alias) => {
            let at = Underline::ours(alias);
            quote_spanned!(at=> <#alias as #facade::__private::Fallible>::Ok)
        }
    }
}
