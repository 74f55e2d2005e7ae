//! What generated code asks the compiler about types, by the ladders of `kafka-output-core/src/event/leaf.rs`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Member, ReturnType};

use crate::diagnostics::Underline;
use crate::format::{AvroBy, Format};
use crate::lower::{Of, OutputFn};
use crate::shape::Leaf;
use crate::types::{argument_of, argument_of_event, bare};

/// What the ladders are asked, in `let`s, and the variables of their answers, which are comma-separated.
pub(crate) struct Asked {
    pub(crate) lets: TokenStream,
    pub(crate) answers: TokenStream,
}

/// Asks, from the start of every ladder.
pub(crate) fn ask(output: &OutputFn, leaf: &Leaf, start: &TokenStream) -> Asked {
    let (at, ty) = leaf_type(leaf);
    let event = local("event", at);
    // What is wrong with the key's type is told besides what is wrong with the value's only where it is told at another place.
    let [at_value, at_key] = [0, 1].map(|nth| place_in(&ty, nth, at));
    let (value, key) = (local("value", at_value), local("key", at_key));
    let one = (!matches!(output.value_format, Format::ByType))
        .then(|| quote_spanned!(at_value=> let #event = (&&&&&#event).__one();));
    let value_format = format_of(output, &output.value_format, &quote!(#event.__value()), at_value);
    let key_format = format_of(output, &output.key_format, &quote!(#event.__key()), at_key);
    let (key_path, key_of) = key_path(output, &ty);
    let keyed = output.keyless.map(|place| {
        let event = local("event", at);
        quote_spanned!(place.of_ours()=> (&&#event.__key()).__keyed();)
    });
    let lets = quote_spanned! {at=>
        let #event = (&&#start).__event();
        #one
        #keyed
        let #value = #value_format;
        let #key = #key_format;
        #key_path
    };
    Asked { lets, answers: quote_spanned!(at=> #event, #value, #key, #key_of) }
}

/// Asks no more than whether the value is one, as [`ask`] does.
pub(crate) fn ask_kind(output: &OutputFn, leaf: &Leaf) -> TokenStream {
    let (at, ty) = leaf_type(leaf);
    let (event, at_value) = (local("event", at), place_in(&ty, 0, at));
    let start = ladder(output, leaf);
    let asked = if let Format::ByType = &output.value_format {
        format_of(output, &output.value_format, &quote!(#event.__value()), at_value)
    } else {
        quote_spanned!(at_value=> (&&&&&#event).__one())
    };
    quote_spanned! {at=>
        let #event = (&&#start).__event();
        let _ = #asked;
    }
}

/// Where the type of an event's value or key is written; of any other type, itself.
fn place_in(ty: &TokenStream, nth: usize, at: Span) -> Span {
    argument_of_event(ty, nth).map_or(at, |ty| Underline::ours(&ty))
}

/// The element's type, and where it is underlined.
pub(crate) fn leaf_type(leaf: &Leaf) -> (Span, TokenStream) {
    match leaf {
        Leaf::Spelled(ty) => (Underline::ours(ty), ty.clone()),
        Leaf::ValueOf(alias) => {
            let at = Underline::ours(alias);
            (at, quote_spanned!(at=> <#alias as __kafka::Fallible>::Ok))
        }
    }
}

/// ```text
/// INPUT   Order               order: Order, a field        orders: Vec<Order>, a field
/// OUTPUT  leaf::<Order>()     <Order as HasLeaf>::LEAF     leaf::<Order>()
/// ```
/// Of a field's type, the derive's item speaks as the user's.
pub(crate) fn ladder(output: &OutputFn, leaf: &Leaf) -> TokenStream {
    let (at, ty) = leaf_type(leaf);
    let is_whole = matches!(&output.function.sig.output, ReturnType::Type(_, whole)
        if whole.to_token_stream().to_string() == ty.to_string());
    if matches!(output.of, Of::Field { .. }) && is_whole {
        return quote_spanned!(at=> <#ty as __kafka::HasLeaf>::LEAF);
    }
    quote_spanned!(at=> __kafka::leaf::<#ty>())
}

/// ```text
/// INPUT   key = customer.id
/// OUTPUT  let path = key_path(&event, |value| &value.customer.id);
///         let field = (&&path.field_type()).__field();
///         let format = (&&&&&&&&field.__key_type()).__format();         path.with(field, format)
/// ```
fn key_path(output: &OutputFn, ty: &TokenStream) -> (TokenStream, TokenStream) {
    let Some(members) = &output.key else {
        return (TokenStream::new(), quote!(()));
    };
    let at = Underline::ours(&members.first());
    let [event, value, path, field, format] =
        ["event", "value", "path", "field", "field_format"].map(|name| local(name, at));
    let mut key_type = quote!(#field.__key_type());
    if matches!(output.key_format, Format::ByType) && is_whole(members, ty) {
        key_type = quote_spanned!(at=> (&&#key_type).__whole());
    }
    let field_format = format_of(output, &output.key_format, &key_type, at);
    let found = quote_spanned! {at=>
        let #path = __kafka::key_path(&#event, |#value| &#value #(.#members)*);
        let #field = (&&#path.field_type()).__field();
        let #format = #field_format;
    };
    (found, quote_spanned!(at=> #path.with(#field, #format)))
}

/// Whether the key is all that the value holds: `key = 0` of a `Json<CustomerId>`.
fn is_whole(members: &[Member], ty: &TokenStream) -> bool {
    let value = argument_of_event(ty, 0).or_else(|| syn::parse2(ty.clone()).ok());
    matches!(members, [Member::Unnamed(first)] if first.index == 0)
        && value.is_some_and(|value| argument_of(bare(&value), &["Json"]).is_some())
}

/// The rungs of the ladder by type, `kafka-output-core/src/event/leaf/by_type.rs`: two of them come with features. In our own tests
/// all are there, so that what they show does not depend on features.
const RUNGS: usize = 6
    + cfg!(any(test, feature = "schema-registry")) as usize
    + cfg!(any(test, all(feature = "schema-registry", feature = "protobuf"))) as usize;

fn format_of(output: &OutputFn, format: &Format, probe: &TokenStream, at: Span) -> TokenStream {
    match format {
        Format::ByType => {
            let rungs = std::iter::repeat_n(quote_spanned!(at=> &), RUNGS);
            quote_spanned!(at=> (#(#rungs)* #probe).__format())
        }
        Format::Written(name) => quote_spanned!(at=> __kafka::format::#name),
        Format::Avro { by: AvroBy::Schema { name, identity }, single_object } => {
            quote_spanned!(at=> (&&&& #probe.__by::<#identity>()).__avro(&#name, #single_object))
        }
        Format::Avro { by: AvroBy::Type, single_object } => {
            quote_spanned!(at=> (&&& #probe).__avro_by_type(#single_object))
        }
        Format::Avro { by: AvroBy::Setting(id), single_object } => {
            let resolved = if output.waits_to_be_resolved() {
                local("resolved", Span::mixed_site()).into_token_stream()
            } else {
                quote_spanned!(at=> __kafka::resolved_now(&__OUTPUT))
            };
            quote_spanned! {at=>
                (&&& #probe).__avro_of_setting(#resolved.schema(__kafka::OptionId::#id), #single_object)
            }
        }
        Format::Unreadable => quote_spanned!(at=> __kafka::format::Unreadable),
        Format::Asked(ladder, with) => quote_spanned!(at=> (&&& #probe).#ladder #with),
    }
}

/// A variable of ours; `at` is where the compiler underlines what is wrong with it.
pub(crate) fn local(name: &str, at: Span) -> Ident {
    format_ident!("__{name}", span = at)
}
