//! What generated code tells the runtime of an output, as constant data, and the compiler of its connection.

use kafka_output_options::{OptionId, RULES, ViolationKind};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Path;

use crate::chosen::Chosen;
use crate::diagnostics::Underline;
use crate::lower::{Of, OutputFn};
use crate::schema::SideSchema;
use crate::shape::Leaf;
use crate::warm::schemas_in_advance;

/// The output's declaration, and its entry in the list that the linker makes of all.
pub(crate) fn catalogue(output: &OutputFn, leaf: &Leaf, refused: bool) -> TokenStream {
    let (name, within) = (&output.name, where_macros_are(&output.facade));
    let nothing = refused && output.connection.is_none();
    let options =
        option_set(if nothing { &[] } else { &output.options }, &Ident::new("new", Span::mixed_site()));
    let schemas = output.schemas.iter().map(SideSchema::declaration);
    let found = connection(output);
    let advance = if refused { None } else { schemas_in_advance(output, leaf) };
    let in_advance = if advance.is_some() {
        quote!(::core::option::Option::Some(__kafka_output_schemas))
    } else {
        quote!(::core::option::Option::None)
    };
    let (line, column) = place(output);
    let made_by = Ident::new(
        if matches!(output.of, Of::Field(_)) { "one_of_several" } else { "new" },
        Span::mixed_site(),
    );
    let declaration = quote! {
        __kafka_output::Declaration {
            name: #name,
            module: ::core::module_path!(),
            file: ::core::file!(),
            line: #line,
            column: #column,
            options: #options,
            connection: #found,
            schemas: #in_advance,
        }
    };
    let (declared, declaration) = if output.connection.is_some() {
        let agreement = agreement(output);
        let declared =
            quote!(const __KAFKA_OUTPUT_DECLARED: __kafka_output::Declaration = #declaration; #agreement);
        (declared, quote!(__KAFKA_OUTPUT_DECLARED))
    } else {
        (TokenStream::new(), declaration)
    };
    quote! {
        #(#schemas)*
        #advance
        #declared
        static __KAFKA_OUTPUT: __kafka_output::Binding = __kafka_output::Binding::#made_by(#declaration);
        #within::listed!(__KAFKA_OUTPUT_ENTRY, __KAFKA_OUTPUT);
    }
}

/// Macros are looked for before imports are, so by the alias an attribute that nobody knows beside ours would be two errors. By a path that leads
/// nowhere they would be two as well, which the compiler shows as one where the path begins at a crate.
fn where_macros_are(facade: &Path) -> TokenStream {
    let first = facade.segments.first();
    if facade.leading_colon.is_some() || first.is_some_and(|segment| segment.ident == "crate") {
        quote!(#facade::__private)
    } else {
        quote!(__kafka_output)
    }
}

/// Line and column of the attribute. Of a field the compiler would tell those of its type's `derive`.
fn place(output: &OutputFn) -> (TokenStream, TokenStream) {
    if let Of::Field(field) = output.of
        && proc_macro::is_available()
    {
        let field = field.unwrap();
        let number = |number| Literal::usize_unsuffixed(number).into_token_stream();
        return (number(field.line()), number(field.column()));
    }
    (quote!(::core::line!()), quote!(::core::column!()))
}

/// The options as constant data: `OptionSet::new(&[(OptionId::Topic, Value::Text("orders"))])`.
pub(crate) fn option_set(options: &[(OptionId, Chosen)], made_by: &Ident) -> TokenStream {
    let options = options.iter().map(|(id, value)| {
        let (id, value) = (id_of(*id), value.to_const());
        quote!((__kafka_output::OptionId::#id, __kafka_output::Value::#value))
    });
    quote!(__kafka_output::OptionSet::#made_by(&[#(#options),*]))
}

fn id_of(id: OptionId) -> Ident {
    Ident::new(&format!("{id:?}"), Span::mixed_site())
}

/// What the connection's attribute says.
fn connection(output: &OutputFn) -> TokenStream {
    let Some(path) = &output.connection else { return quote!(::core::option::Option::None) };
    let at = Underline::ours(path);
    quote_spanned!(at=> ::core::option::Option::Some(__kafka_output::connection::<#path>()))
}

/// One constant for each option of the function's in which it and its connection may contradict each other: what is wrong is
/// underlined there.
fn agreement(output: &OutputFn) -> TokenStream {
    let concerned = |id: &OptionId| {
        *id == OptionId::Connection
            || RULES.iter().any(|rule| rule.kind != ViolationKind::MissingOption && rule.names(*id))
    };
    let keys = output.keys.iter().filter(|(id, _)| concerned(id));
    keys.map(|(id, key)| {
        let (id, at) = (id_of(*id), key.of_ours());
        quote_spanned!(at=> const _: () = __kafka_output::agree(&__KAFKA_OUTPUT_DECLARED, __kafka_output::OptionId::#id);)
    })
    .collect()
}
