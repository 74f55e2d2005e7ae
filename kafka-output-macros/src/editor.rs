//! What was written, for editors: rust-analyzer completes and explains an attribute by the names in its expansion.

use std::sync::OnceLock;

use kafka_output_options::{Kind, find};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Path;

use crate::parse::{Arg, Args, Written, word};

/// ```text
/// INPUT   topic = "orders", protocol = sasl_ssl, lin
/// OUTPUT  use __private::{attribute::topic as _, attribute::protocol::sasl_ssl as _, attribute::lin as _, …};
/// ```
/// A statement that names each option and word where the user wrote it, and is nothing to rustc. To complete, rust-analyzer
/// expands twice, as it stands and with a letter more, and compares the two at one offset. So this comes first in a
/// function, a mistake stands as any other name, and the end is a path as well, for the name that is not begun.
pub(crate) fn for_editors(args: &Args, facade: &Path) -> TokenStream {
    let names = args.options.iter().filter_map(path);
    // Each path has its own `attribute`: by itself in a list, a half-typed name would be offered `self`.
    quote! {
        // No crate declares this `cfg`, and rustc does not know it.
        #[allow(unexpected_cfgs, unused_imports)]
        {
            #[cfg(rust_analyzer)]
            use #facade::__private::{#(attribute::#names as _,)* attribute::{}};
        }
    }
}

/// `linger_ms`, or `protocol::sasl_ssl`; none for what no item could be called.
fn path(arg: &Arg) -> Option<TokenStream> {
    let option = named(if arg.name == "crate" { "crate_" } else { &arg.name }, arg.key.start())?;
    match (find(&arg.name).map(|spec| spec.kind), &arg.value) {
        (Some(Kind::Choice(words)), Some(Written::Word(ident))) => {
            let written = word(ident);
            // In the manual's spelling, where it is another of the same word.
            let spelled = words.iter().find(|word| word.is(&written)).map_or(&*written, |word| word.word);
            let word = named(spelled, ident.span())?;
            Some(quote!(#option::#word))
        }
        _ => Some(quote!(#option)),
    }
}

fn named(name: &str, at: Span) -> Option<Ident> {
    let mut ident: Ident = syn::parse_str(name).ok()?;
    ident.set_span(at);
    Some(ident)
}

/// Whether rust-analyzer expands, by what it sets for the process that runs macros. It takes code of ours that stands in the
/// user's place, as rustc needs for its underlines, for what the user meant: "go to definition" would go everywhere.
pub(crate) fn is_expanding() -> bool {
    static ANSWER: OnceLock<bool> = OnceLock::new();
    *ANSWER.get_or_init(|| std::env::var_os("RUST_ANALYZER_INTERNALS_DO_NOT_USE").is_some())
}
