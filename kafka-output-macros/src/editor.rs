//! What was written, for editors: rust-analyzer completes and explains an attribute by the names in its expansion.

use kafka_output_options::{Kind, find};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Path;

use crate::parse::{Arg, Args, Written, word};
use crate::process::is_editor;

/// ```text
/// INPUT   topic = "orders", protocol = sasl_ssl, lin
/// OUTPUT  use __private::{attribute::topic as _, attribute::protocol::sasl_ssl as _, attribute::lin as _, …};
/// ```
/// A statement that names each option and word where the user wrote it, and is nothing to rustc. To complete, rust-analyzer
/// expands twice, as it stands and with a letter more, and compares the two at one offset. So this comes first in a
/// function, a mistake stands as any other name, and the end is a path as well, for the name that is not begun.
pub(crate) fn for_editors(args: &Args, facade: &Path) -> TokenStream {
    if !is_editor() {
        return TokenStream::new();
    }
    let names = args.options.iter().filter_map(path);
    // Each path has its own `attribute`: by itself in a list, a half-typed name would be offered `self`.
    quote! {
        // No crate declares this `cfg`, and rustc does not know it, if ever it should be shown this.
        #[allow(unexpected_cfgs, unused_imports)]
        {
            #[cfg(rust_analyzer)]
            use #facade::__private::{#(attribute::#names as _,)* attribute::{}};
        }
    }
}

/// `linger_ms`, or `protocol::sasl_ssl`; none for what no item could be called.
fn path(arg: &Arg) -> Option<TokenStream> {
    let at = arg.key.start();
    let Some(option) = find(&arg.name) else {
        let mut unknown: Ident = syn::parse_str(&arg.name).ok()?;
        unknown.set_span(at);
        return Some(quote!(#unknown));
    };
    let name = Ident::new(if option.name == "crate" { "crate_" } else { option.name }, at);
    let (Kind::Choice(words), Some(Written::Word(ident))) = (option.kind, &arg.value) else {
        return Some(quote!(#name));
    };
    // In the manual's spelling, where it is another of the same word.
    let written = word(ident);
    let spelled = words.iter().find(|word| word.is(&written));
    let word = spelled.map_or_else(|| ident.clone(), |word| Ident::new(word.word, ident.span()));
    Some(quote!(#name::#word))
}
