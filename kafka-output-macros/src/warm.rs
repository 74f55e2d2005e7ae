//! What `start()` is told of formats before any call: the schemas for the registry, and what types say of themselves that an Avro schema is
//! for.
//!
//! They are told by a function that stands beside the wrapper's statics and so cannot name what is generic around it: of types that
//! may be, only the schemas that the attribute itself holds are told, and the rest at the first call.
//!
//! What it asks the compiler, the wrapper asks too, and what is wrong with a type shall be told once. So the wrapper's question goes through a
//! constant that is known only when there is nothing wrong with the first: without it the compiler has no types to say anything of.

use kafka_output_options::OptionId;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use crate::ask::{Asked, ask, ladder, leaf_type, local};
use crate::fits::{may_not_fit, shapes};
use crate::format::{AvroBy, Format};
use crate::lower::{Of, OutputFn};
use crate::shape::Leaf;

/// ```text
/// OUTPUT  const fn __told() -> fn() -> Told { || { let event = …; let value = …; Told::new(schemas(event, value, …)) } }
///         fn __schemas() -> Told { __told()() }
/// ```
/// `None` where no registry is in sight, nor a schema that a type may not fit: most outputs have none, and pay nothing for it.
pub(crate) fn schemas_in_advance(output: &OutputFn, leaf: &Leaf) -> Option<TokenStream> {
    let Sight { registry, ask_schemas, ask_shapes } = in_sight(output, leaf);
    if !registry && !ask_shapes {
        return None;
    }
    let leaf = &without_lifetimes(output, leaf);
    let schemas = if ask_schemas {
        let Asked { lets, answers } = ask(output, leaf, &start(output, leaf));
        quote!({ #lets __kafka::schemas(#answers) })
    } else {
        let [value, key] = output.schema_sides();
        let [value, key] = [value, key].map(|schema| {
            let none = quote!(::core::option::Option::None);
            schema.map_or(none, |name| quote!(::core::option::Option::Some(#name.schema())))
        });
        let rest = formats(output).into_iter().any(is_asked_of_types).then(|| quote!(.and_others()));
        quote!(__kafka::Schemas::new(#value, #key) #rest)
    };
    let body = if ask_shapes {
        let (lets, shapes) = shapes(output, leaf, &start(output, leaf));
        quote!(#lets __kafka::Told::new(#schemas).with_shapes(#shapes))
    } else {
        quote!(__kafka::Told::new(#schemas))
    };
    let (asked, body) = if ask_schemas || ask_shapes {
        (Some(asked(output, &body)), quote!(__told()()))
    } else {
        (None, body)
    };
    Some(quote! {
        #asked
        fn __schemas() -> __kafka::Told {
            #body
        }
    })
}

/// The start of every ladder. Whether an alias is one of a `Result` is the signature's to tell, so it is asked for quietly; but where there is a
/// field to find in the value, its type has to be told.
fn start(output: &OutputFn, leaf: &Leaf) -> TokenStream {
    let (at, _) = leaf_type(leaf);
    match leaf {
        Leaf::ValueOf(alias) if output.key.is_none() => {
            quote_spanned!(at=> (&__kafka::held::held_by::<#alias>()).__held())
        }
        _ => ladder(output, leaf),
    }
}

/// The function whose closure asks, which a constant may call without asking.
fn asked(output: &OutputFn, body: &TokenStream) -> TokenStream {
    // Of a type nobody knows the compiler proposes to make it a parameter behind the item's name: of this one and the user's it is the same.
    let at = match output.of {
        Of::Field { of_type, .. } => of_type,
        Of::Function | Of::Several => output.function.sig.ident.span(),
    };
    let told = local("told", at);
    quote! {
        const fn #told() -> fn() -> __kafka::Told {
            || { #body }
        }
    }
}

/// The element with `'_` for each lifetime of the function's own: what one has to do with another stands in a signature that is not here.
fn without_lifetimes(output: &OutputFn, leaf: &Leaf) -> Leaf {
    let own: Vec<_> = own_lifetimes(output);
    match leaf {
        Leaf::Spelled(tokens) => Leaf::Spelled(unnamed(tokens.clone(), &own)),
        Leaf::ValueOf(tokens) => Leaf::ValueOf(unnamed(tokens.clone(), &own)),
    }
}

fn own_lifetimes(output: &OutputFn) -> Vec<&Ident> {
    output.function.sig.generics.lifetimes().map(|parameter| &parameter.lifetime.ident).collect()
}

fn unnamed(tokens: TokenStream, own: &[&Ident]) -> TokenStream {
    let mut after_tick = false;
    let replaced = tokens.into_iter().map(|token| {
        let is_tick = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'');
        let is_lifetime = std::mem::replace(&mut after_tick, is_tick);
        match token {
            TokenTree::Group(group) => {
                let mut within = Group::new(group.delimiter(), unnamed(group.stream(), own));
                within.set_span(group.span());
                within.into()
            }
            TokenTree::Ident(name) if is_lifetime && own.contains(&&name) => {
                Ident::new("_", name.span()).into()
            }
            other => other,
        }
    });
    replaced.collect()
}

/// The variable by which the wrapper asks, where types are asked in advance.
pub(crate) fn known(output: &OutputFn, leaf: &Leaf, refused: bool) -> Option<Ident> {
    let Sight { ask_schemas, ask_shapes, .. } = in_sight(output, leaf);
    (!refused && (ask_schemas || ask_shapes)).then(|| local("known", Span::mixed_site()))
}

/// What is known of an output without a type.
struct Sight {
    /// A registry may be asked for its schemas.
    registry: bool,
    /// Some of those are the types', which can be named.
    ask_schemas: bool,
    /// A type, which can be named, may not fit a schema.
    ask_shapes: bool,
}

fn in_sight(output: &OutputFn, leaf: &Leaf) -> Sight {
    let named = output.options.iter().any(|(id, _)| *id == OptionId::SchemaRegistryUrl);
    // Snapshots look the same whatever features the workspace is tested with.
    let built = cfg!(any(test, feature = "schema-registry"));
    let registry = built && (named || output.connection.is_some());
    let nameable = may_be_named(output, leaf);
    // What comes from a setting is known to the resolved output.
    let of_setting = |format: &Format| matches!(format, Format::Avro { by: AvroBy::Setting(_), .. });
    let formats = formats(output);
    Sight {
        registry,
        ask_schemas: registry
            && nameable
            && formats.into_iter().any(is_asked_of_types)
            && !formats.into_iter().any(of_setting),
        ask_shapes: cfg!(any(test, feature = "apache-avro")) && nameable && may_not_fit(output),
    }
}

const fn formats(output: &OutputFn) -> [&Format; 2] {
    [&output.value_format, &output.key_format]
}

/// Whether the schema, if any, is the type's.
fn is_asked_of_types(format: &Format) -> bool {
    matches!(format, Format::ByType | Format::Asked(..) | Format::Avro { by: AvroBy::Type, .. })
}

/// Whether an item inside the function can name the type of its elements: not where the function is generic, and not what looks
/// like a parameter of an `impl` around it, which the attribute does not see.
fn may_be_named(output: &OutputFn, leaf: &Leaf) -> bool {
    let (Leaf::Spelled(tokens) | Leaf::ValueOf(tokens)) = leaf;
    is_of_no_parameter(output, tokens)
}

/// The same of any type, which it gives as an item is to name it, if it may.
pub(crate) fn nameable(output: &OutputFn, ty: &TokenStream) -> Option<TokenStream> {
    is_of_no_parameter(output, ty).then(|| unnamed(ty.clone(), &own_lifetimes(output)))
}

fn is_of_no_parameter(output: &OutputFn, ty: &TokenStream) -> bool {
    let generics = &output.function.sig.generics;
    let generic = generics.type_params().next().is_some() || generics.const_params().next().is_some();
    let own = own_lifetimes(output);
    !generic && names_no_parameter(ty.clone(), &own)
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
