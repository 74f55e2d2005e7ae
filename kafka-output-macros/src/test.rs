//! `#[kafka_output::test]` on a function: a test that is given its Kafka.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, FnArg, ItemFn, Path, Safety, Signature, Token, Type};

use crate::diagnostics::{Diagnostics, Underline};
use crate::facade::facade;
use crate::refusal::TEST;

const NOT_A_FUNCTION: &str =
    "`#[kafka_output::test]` belongs on a function; write it on `async fn name(kafka: &mut TestKafka)`";
const OPTIONS: &str = "`#[kafka_output::test]` takes no options; a test gives settings with `kafka.setting(…)`, and \
    the environment's `KAFKA_OUTPUT_TEST` chooses where it runs";
const GENERIC: &str = "nobody says what a test's type parameters are; leave them out";
const CONST: &str = "a test runs when the program does; remove `const`";
const UNSAFE: &str =
    "nobody can keep the promises of a test that is `unsafe` to call; write an `unsafe` block in its body";
const EXTERN: &str = "a test is called by Rust's own harness; remove `extern`";
const RECEIVER: &str = "a test has no `self`; move it out of the `impl`";
const MORE: &str = "a test is given its Kafka and nothing else; write `kafka: &mut TestKafka` alone";
const OWNED: &str = "a test borrows its Kafka, which ends after it; write `&mut TestKafka`";
const TWICE: &str = "`#[kafka_output::test]` makes a test of the function already; remove this attribute";

/// ```text
/// INPUT   #[kafka_output::test] async fn placed(kafka: &mut TestKafka) -> R { … }
/// OUTPUT  #[test] fn placed() -> R {
///             async fn placed(kafka: &mut TestKafka) -> R { … }
///             run(async |kafka| placed(kafka).await)
///         }
/// ```
pub(crate) fn test(attribute: &TokenStream, item: &TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::new();
    let facade = named_facade(attribute, &mut diagnostics);
    let Ok(mut function) = syn::parse2::<ItemFn>(item.clone()) else {
        diagnostics.push(Underline::of(item).start(), NOT_A_FUNCTION);
        let errors = diagnostics.into_tokens().errors;
        return quote!(#item #errors);
    };
    judge(&function, &mut diagnostics);
    let errors = diagnostics.into_tokens().errors;
    if !errors.is_empty() {
        // The function stays, so that what it names is still used; as a test of the harness it would be a second error.
        function.attrs.retain(|attribute| !is_test(attribute) && !is_output(attribute));
        return quote!(#errors #[allow(dead_code)] #function);
    }
    let attributes = std::mem::take(&mut function.attrs);
    let visibility = std::mem::replace(&mut function.vis, syn::Visibility::Inherited);
    let Signature { ident: name, output, asyncness, inputs, .. } = &function.sig;
    let kafka = Ident::new("kafka", Span::mixed_site());
    // Where the type of the argument is another, it is that which is underlined.
    let given = inputs.first().map(|input| match input {
        FnArg::Typed(typed) => Ident::new("kafka", Underline::ours(&typed.ty)),
        FnArg::Receiver(_) => kafka.clone(),
    });
    let argument = if given.is_some() { quote!(#kafka) } else { quote!(_) };
    let run = if asyncness.is_some() {
        quote!(#facade::__private::testing::run(async |#argument| #name(#given).await))
    } else {
        quote!(#facade::__private::testing::run_blocking(|#argument| #name(#given)))
    };
    // Without Kafka's answers a body may have nothing to wait for.
    let unused = asyncness.map(|_| quote!(#[allow(clippy::unused_async)]));
    quote! {
        #(#attributes)*
        #[::core::prelude::v1::test]
        #visibility fn #name() #output {
            #unused
            #function
            #run
        }
    }
}

/// What `crate = …` says, and nothing else may.
fn named_facade(attribute: &TokenStream, diagnostics: &mut Diagnostics) -> Path {
    if attribute.is_empty() {
        return facade(None);
    }
    let named = |input: syn::parse::ParseStream<'_>| {
        input.parse::<Token![crate]>()?;
        input.parse::<Token![=]>()?;
        let path = input.call(Path::parse_mod_style)?;
        input.parse::<Option<Token![,]>>()?;
        Ok(path)
    };
    let written = syn::parse::Parser::parse2(named, attribute.clone());
    if written.is_err() {
        diagnostics.push(Underline::of(attribute), OPTIONS);
    }
    facade(written.as_ref().ok())
}

/// Everything that cannot be a test.
fn judge(function: &ItemFn, diagnostics: &mut Diagnostics) {
    for attribute in &function.attrs {
        if is_test(attribute) {
            diagnostics.push(Underline::of(attribute), TWICE);
        } else if is_output(attribute) {
            diagnostics.push(Underline::of(attribute), TEST.sentence);
        }
    }
    let Signature { constness, safety, abi, generics, inputs, variadic, .. } = &function.sig;
    refuse(constness.as_ref(), CONST, diagnostics);
    if let Safety::Unsafe(token) = safety {
        refuse(Some(token), UNSAFE, diagnostics);
    }
    refuse(abi.as_ref(), EXTERN, diagnostics);
    refuse(variadic.as_ref(), MORE, diagnostics);
    if !generics.params.is_empty() {
        diagnostics.push(Underline::of(generics), GENERIC);
    }
    let mut inputs = inputs.iter();
    match inputs.next() {
        Some(FnArg::Receiver(receiver)) => diagnostics.push(Underline::of(receiver), RECEIVER),
        Some(FnArg::Typed(typed)) if !matches!(*typed.ty, Type::Reference(_)) => {
            diagnostics.push(Underline::of(&typed.ty), OWNED);
        }
        Some(FnArg::Typed(_)) | None => {}
    }
    for input in inputs {
        diagnostics.push(Underline::of(input), MORE);
    }
}

fn refuse(token: Option<&impl ToTokens>, sentence: &str, diagnostics: &mut Diagnostics) {
    if let Some(token) = token {
        diagnostics.push(Underline::of(token), sentence);
    }
}

/// `#[test]`, `#[tokio::test]`, and what the latter leaves behind where it stands above.
fn is_test(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|segment| segment.ident == "test")
}

/// What the wrapper returns is no test's outcome.
fn is_output(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|segment| segment.ident == "kafka_output")
}
