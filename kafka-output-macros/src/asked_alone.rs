//! What the compiler is asked of a function that cannot be wrapped, so that this mistake hides none of its types.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::ask::{Asked, ask, ladder, leaf_type, local};
use crate::catalogue::catalogue;
use crate::lower::OutputFn;
use crate::shape::Leaf;
use crate::stream::mention_traits;

/// ```text
/// INPUT   const fn placed() -> Order { BODY }
/// OUTPUT  let _ = || { STATIC; …; encode_one(&STATIC, unreachable!(), …) };
/// ```
/// A closure, since a `const fn` may hold one that nobody could call there.
pub(crate) fn ask_alone(output: &OutputFn, leaf: &Leaf) -> TokenStream {
    let facade = &output.facade;
    let catalogue = catalogue(output, leaf, true);
    let mentioned = mention_traits(&output.function.sig.output);
    let (at, _) = leaf_type(leaf);
    let Asked { lets, answers } = ask(output, leaf, &ladder(output, leaf));
    let never = local("never", Span::mixed_site());
    let encoded = quote_spanned!(at=> __kafka::encode_one(&__OUTPUT, #never, #answers));
    quote! {
        #[allow(unreachable_code)]
        let _ = || {
            use #facade::__private::all as __kafka;
            #mentioned
            #catalogue
            #lets
            let #never = ::core::unreachable!();
            #encoded
        };
    }
}
