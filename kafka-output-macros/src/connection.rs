//! `#[kafka_connection(…)]` on a type: options that several outputs share.

use kafka_output_options::OptionId;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, DeriveInput, Token};

use crate::catalogue::entries;
use crate::diagnostics::{Diagnostics, Told, Underline};
use crate::editor::for_editors;
use crate::facade::facade;
use crate::judge::{On, judge};
use crate::parse::Args;

const NOT_A_TYPE: &str = "`#[kafka_connection]` belongs on a type; write it on `pub struct Confluent;`, \
    and `connection = Confluent` on the functions";
const TWICE: &str = "a type is one connection; leave one of its two `#[kafka_connection]` out";
const GENERIC: &str = "a connection is one type, so it cannot be generic; leave the parameters out";

/// ```text
/// INPUT   #[kafka_connection(broker_list = "%BROKERS%")] pub struct Confluent;
/// OUTPUT  pub struct Confluent;
///         const _: () = { impl IsConnection for Confluent { const CONNECTION: … = …; } };
/// ```
pub(crate) fn kafka_connection(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::new();
    let args = Args::parse(attribute, &mut diagnostics);
    let judged = judge(&args, On::Connection, &mut diagnostics);
    let facade = facade(judged.item(OptionId::Crate));
    let Ok(mut input) = syn::parse2::<DeriveInput>(item.clone()) else {
        diagnostics.push(Underline::of(item).start(), NOT_A_TYPE);
        let errors = diagnostics.into_tokens().errors;
        return quote!(#item #errors);
    };
    let before = diagnostics.len();
    input.attrs.retain(|attribute| {
        let second = is_connection(attribute);
        if second {
            diagnostics.push(Underline::of(attribute), TWICE);
        }
        !second
    });
    if !input.generics.params.is_empty() {
        diagnostics.push(Underline::of(&input.generics.params), GENERIC);
        for parameter in input.generics.type_params_mut().filter(|parameter| parameter.default.is_none()) {
            // Functions name it without.
            parameter.default = Some((<Token![=]>::default(), syn::parse_quote!(())));
        }
    }
    let item = if diagnostics.len() == before { item.clone() } else { input.to_token_stream() };
    let (ty, name) = (&input.ident, input.ident.to_string());
    let editors = for_editors(&args, &facade);
    let Told { errors, warnings } = diagnostics.into_tokens();
    let readable = judged.readable;
    let options = entries(&judged.for_the_runtime());
    // Of what is refused the functions are still held against what was read.
    let options = if readable {
        quote!(__kafka::OptionSet::of_connection(#options))
    } else {
        quote!(__kafka::OptionSet::of_unreadable_connection(#options))
    };
    let (of, parameters, bounds) = input.generics.split_for_impl();
    let implementation = quote! {
        impl #of __kafka::IsConnection for #ty #parameters #bounds {
            const CONNECTION: &'static __kafka::Connection = &__kafka::Connection {
                name: #name,
                options: #options,
            };
        }
    };
    quote! {
        #item
        const _: () = {
            #editors
            use #facade::__private::all as __kafka;
            #errors
            #implementation
            #warnings
        };
    }
}

fn is_connection(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|segment| segment.ident == "kafka_connection")
}
