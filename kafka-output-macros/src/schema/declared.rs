//! What a schema becomes in generated code.

use std::path::{Path, PathBuf};

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::{AvroSchema, Side};

/// The schema of one side.
#[derive(Debug, Clone)]
pub(crate) enum SideSchema {
    Avro(AvroSchema),
    Other(Declared),
}

/// A schema in a `static` of its own.
#[derive(Debug, Clone)]
pub(crate) struct Declared {
    name: Ident,
    declaration: TokenStream,
    /// Whether it is known without the type it describes.
    by_itself: bool,
}

impl Declared {
    /// `static NAME: TYPE = TYPE::new(ARGUMENTS);`
    pub(super) fn new(side: &Side, ty: &str, by_itself: bool, arguments: &TokenStream) -> Self {
        let (name, ty) = (Ident::new(side.name, Span::mixed_site()), Ident::new(ty, Span::mixed_site()));
        let declaration = quote!(static #name: __kafka::#ty = __kafka::#ty::new(#arguments););
        Self { name, declaration, by_itself }
    }

    pub(super) fn name(&self) -> &Ident {
        &self.name
    }
}

impl SideSchema {
    /// The name of its `static`, if it is this side's and known without a type.
    pub(crate) fn of_side(&self, side: &Side) -> Option<&Ident> {
        match self {
            Self::Avro(schema) => schema.of_side(side),
            Self::Other(schema) => (schema.by_itself && schema.name == side.name).then_some(&schema.name),
        }
    }

    /// The `static` that holds it.
    pub(crate) fn declaration(&self) -> TokenStream {
        match self {
            Self::Avro(schema) => schema.declaration(),
            Self::Other(schema) => schema.declaration.clone(),
        }
    }
}

/// The text of a file, included, so that the crate is compiled again when it changes.
pub(crate) fn included(path: &str) -> TokenStream {
    if Path::new(path).is_absolute() {
        return quote!(::core::include_str!(#path));
    }
    quote!(::core::include_str!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", #path)))
}

/// The crate's root.
pub(crate) fn root() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default()
}

/// A file from there.
pub(super) fn read(path: &str) -> Result<String, String> {
    let tried = root().join(path);
    std::fs::read_to_string(&tried).map_err(|error| format!("{} cannot be read: {error}", tried.display()))
}
