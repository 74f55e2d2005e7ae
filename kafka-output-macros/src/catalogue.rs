//! What generated code tells the runtime of an output, as constant data, and the compiler of its connection.

use kafka_output_options::{OptionId, RULES, ViolationKind};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Path;

use crate::chosen::Chosen;
use crate::diagnostics::Underline;
use crate::lower::{Of, OutputFn};
use crate::schema::SideSchema;
use crate::shape::Leaf;
use crate::warm::{known, schemas_in_advance};

/// The output's declaration, and its entry in the list that the linker makes of all.
pub(crate) fn catalogue(output: &OutputFn, leaf: &Leaf, refused: bool) -> TokenStream {
    let (name, within) = (&output.name, where_macros_are(&output.facade));
    let nothing = refused && output.connection.is_none();
    let options = entries(if nothing { &[] } else { &output.options });
    let schemas = output.schemas.iter().map(SideSchema::declaration);
    let advance = if refused { None } else { schemas_in_advance(output, leaf) };
    let more = [place(output), connection(output), advance.as_ref().map(|_| quote!(.telling(__schemas)))];
    let said = quote!(#name, ::core::module_path!(), #options);
    let (declared, binding) = if more.iter().all(Option::is_none) {
        (None, quote!(new(#said)))
    } else {
        let declaration = quote!(__kafka::Declaration::new(#said) #(#more)*);
        let made_by = if matches!(output.of, Of::Field { .. }) { quote!(one_of_several) } else { quote!(of) };
        if output.connection.is_some() {
            let agreement = agreement(output);
            let declared = quote!(const __DECLARED: __kafka::Declaration = #declaration; #agreement);
            (Some(declared), quote!(#made_by(__DECLARED)))
        } else {
            (None, quote!(#made_by(#declaration)))
        }
    };
    let known = known(output, leaf, refused).map(|known| {
        quote! {
            const __TOLD: bool = { __told(); true };
            let #known = __kafka::known::<__TOLD>();
        }
    });
    quote! {
        #(#schemas)*
        #advance
        #declared
        static __OUTPUT: __kafka::Binding = __kafka::Binding::#binding;
        #within::listed!(__ENTRY, __OUTPUT);
        #known
    }
}

/// Macros are looked for before imports are, so by the alias an attribute that nobody knows beside ours would be two errors. By a path that leads
/// nowhere they would be two as well, which the compiler shows as one where the path begins at a crate.
fn where_macros_are(facade: &Path) -> TokenStream {
    let first = facade.segments.first();
    if facade.leading_colon.is_some() || first.is_some_and(|segment| segment.ident == "crate") {
        quote!(#facade::__private)
    } else {
        quote!(__kafka)
    }
}

/// Line and column of a field's attribute, where the compiler would tell those of its type's `derive`.
fn place(output: &OutputFn) -> Option<TokenStream> {
    let Of::Field { at: field, .. } = output.of else { return None };
    let field = proc_macro::is_available().then(|| field.unwrap());
    let [line, column] = field.map_or([0, 0], |field| [field.line(), field.column()]);
    let [line, column] = [line, column].map(Literal::usize_unsuffixed);
    Some(quote!(.at(#line, #column)))
}

/// The options as constant data: `&[(OptionId::Topic, Value::Text("orders"))]`.
pub(crate) fn entries(options: &[(OptionId, Chosen)]) -> TokenStream {
    let options = options.iter().map(|(id, value)| {
        let (id, value) = (id_of(*id), value.to_const());
        quote!((__kafka::OptionId::#id, __kafka::Value::#value))
    });
    quote!(&[#(#options),*])
}

fn id_of(id: OptionId) -> Ident {
    Ident::new(&format!("{id:?}"), Span::mixed_site())
}

/// What the connection's attribute says.
fn connection(output: &OutputFn) -> Option<TokenStream> {
    let path = output.connection.as_ref()?;
    let at = Underline::ours(path);
    let found = quote_spanned!(at=> __kafka::connection::<#path>());
    Some(quote!(.on(#found)))
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
        quote_spanned!(at=> const _: () = __kafka::agree(&__DECLARED, __kafka::OptionId::#id);)
    })
    .collect()
}
