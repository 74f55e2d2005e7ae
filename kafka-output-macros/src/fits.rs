//! What types that are written by an Avro schema say of themselves, asked of the compiler for the runtime to hold against that schema.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use crate::ask::{leaf_type, local};
use crate::diagnostics::Underline;
use crate::format::{AvroBy, Format};
use crate::lower::OutputFn;
use crate::shape::Leaf;

/// Whether a schema is one that a type may not fit.
pub(crate) fn may_not_fit(output: &OutputFn) -> bool {
    [&output.value_format, &output.key_format].into_iter().any(|format| schema(format).is_some())
}

/// The schema in the program, or that it comes from a setting.
fn schema(format: &Format) -> Option<TokenStream> {
    match format {
        Format::Avro { by: AvroBy::Schema { name, .. }, .. } => {
            Some(quote::quote!(::core::option::Option::Some(&#name)))
        }
        Format::Avro { by: AvroBy::Setting(_), .. } => Some(quote::quote!(::core::option::Option::None)),
        _ => None,
    }
}

/// ```text
/// let event = (&&leaf::<Order>()).__event();
/// let field = (&&key_path(&event, |value| &value.id).field_type()).__field();
///     [(&&&event.__value()).__avro_shape(Some(&SCHEMA)), None, (&&&field.__key_type()).__avro_shape(None)]
/// ```
/// In `let`s, and the shapes of the value, the event's key and the field that is the key.
pub(crate) fn shapes(output: &OutputFn, leaf: &Leaf, start: &TokenStream) -> (TokenStream, TokenStream) {
    let (at, _) = leaf_type(leaf);
    let [event, value, field] = ["event", "value", "field"].map(|name| local(name, at));
    let none = || quote_spanned!(at=> ::core::option::Option::None);
    let ask = |format: &Format, probe: TokenStream| match schema(format) {
        Some(schema) => quote_spanned!(at=> (&&& #probe).__avro_shape(#schema)),
        None => none(),
    };
    let of_value = ask(&output.value_format, quote_spanned!(at=> #event.__value()));
    let of_key = ask(&output.key_format, quote_spanned!(at=> #event.__key()));
    let (found, of_field) = match &output.key {
        Some(members) if schema(&output.key_format).is_some() => {
            let at = Underline::ours(&members.first());
            let found = quote_spanned! {at=>
                let #field = __kafka::key_path(&#event, |#value| &#value #(.#members)*);
                let #field = (&&#field.field_type()).__field();
            };
            (found, ask(&output.key_format, quote_spanned!(at=> #field.__key_type())))
        }
        _ => (TokenStream::new(), none()),
    };
    let lets = quote_spanned! {at=>
        let #event = (&&#start).__event();
        #found
    };
    (lets, quote_spanned!(at=> [#of_value, #of_key, #of_field]))
}
