//! What `start()` is told of formats before any call: the schemas for the registry, and what types say of themselves that an Avro schema is
//! for.
//!
//! They are told by a function that stands beside the wrapper's statics and so cannot name what is generic around it: of types that
//! may be, only the schemas that the attribute itself holds are told, and the rest at the first call.

use kafka_output_options::OptionId;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use crate::emit::{Asked, ask};
use crate::fits::{may_not_fit, shapes};
use crate::lower::{AvroBy, Format, OutputFn};
use crate::shape::Leaf;

/// ```text
/// OUTPUT  fn __kafka_output_schemas() -> Told { let event = …; let value = …; Told::new(schemas(event, value, …)) }
/// ```
/// `None` where no registry is in sight, nor a schema that a type may not fit: most outputs have none, and pay nothing for it.
pub(crate) fn schemas_in_advance(output: &OutputFn, leaf: &Leaf) -> Option<TokenStream> {
    let named = output.options.iter().any(|(id, _)| *id == OptionId::SchemaRegistryUrl);
    // Snapshots look the same whatever features the workspace is tested with.
    let built = cfg!(any(test, feature = "schema-registry"));
    let for_registry = built && (named || output.connection.is_some());
    let nameable = may_be_named(output, leaf);
    let for_shapes = cfg!(any(test, feature = "apache-avro")) && nameable && may_not_fit(output);
    if !for_registry && !for_shapes {
        return None;
    }
    let formats = [&output.value_format, &output.key_format];
    // What comes from a setting is known to the resolved output.
    let of_setting =
        formats.iter().any(|format| matches!(format, Format::Avro { by: AvroBy::Setting(_), .. }));
    let all_written = !formats.into_iter().any(is_asked_of_types);
    let known = if for_registry && !all_written && !of_setting && nameable {
        let Asked { lets, answers, .. } = ask(output, leaf);
        quote!({ #lets __kafka_output::schemas(#answers) })
    } else {
        let [value, key] = output.schema_sides();
        let [value, key] = [value, key].map(|schema| {
            let none = quote!(::core::option::Option::None);
            schema.map_or(none, |name| quote!(::core::option::Option::Some(#name.schema())))
        });
        let rest = (!all_written).then(|| quote!(.and_others()));
        quote!(__kafka_output::Schemas::new(#value, #key) #rest)
    };
    let body = if for_shapes {
        let (lets, shapes) = shapes(output, leaf);
        quote!(#lets __kafka_output::Told::new(#known).with_shapes(#shapes))
    } else {
        quote!(__kafka_output::Told::new(#known))
    };
    let lifetimes = output.function.sig.generics.lifetimes().map(|parameter| &parameter.lifetime);
    Some(quote! {
        fn __kafka_output_schemas<#(#lifetimes),*>() -> __kafka_output::Told {
            #body
        }
    })
}

/// Whether the schema, if any, is the type's.
fn is_asked_of_types(format: &Format) -> bool {
    matches!(format, Format::ByType | Format::Asked(..) | Format::Avro { by: AvroBy::Type, .. })
}

/// Whether an item inside the function can name the type of its elements: not where the function is generic, and not what looks
/// like a parameter of an `impl` around it, which the attribute does not see.
fn may_be_named(output: &OutputFn, leaf: &Leaf) -> bool {
    let (Leaf::Spelled(tokens) | Leaf::ValueOf(tokens)) = leaf;
    let generics = &output.function.sig.generics;
    let generic = generics.type_params().next().is_some() || generics.const_params().next().is_some();
    let own: Vec<&Ident> = generics.lifetimes().map(|parameter| &parameter.lifetime.ident).collect();
    !generic && names_no_parameter(tokens.clone(), &own)
}

/// Of lifetimes only those that are the function's own are none of an `impl`.
fn names_no_parameter(tokens: TokenStream, own: &[&Ident]) -> bool {
    let mut after_tick = false;
    tokens.into_iter().all(|token| {
        let is_tick = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'');
        let is_lifetime = std::mem::replace(&mut after_tick, is_tick);
        match token {
            TokenTree::Group(group) => names_no_parameter(group.stream(), own),
            TokenTree::Ident(name) if is_lifetime => name == "static" || name == "_" || own.contains(&&name),
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                let shouts = !name.is_empty() && name.chars().all(|letter| !letter.is_lowercase());
                !shouts && name != "Self" && name != "impl" && name != "_"
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => true,
        }
    })
}
