//! Where generated code finds `kafka_output`.

use std::ffi::OsStr;
use std::path::Path as FilePath;

use proc_macro_crate::{FoundCrate, crate_name};
use proc_macro2::{Ident, Span};
use syn::Path;

const OURS: &str = "kafka_output";

/// `crate = …`, else the name that the user's `Cargo.toml` gives the dependency.
pub(crate) fn facade(written: Option<&Path>) -> Path {
    written.cloned().unwrap_or_else(|| {
        let renamed = name_in_manifest().and_then(|name| syn::parse_str::<Ident>(&name).ok());
        let mut name = renamed.unwrap_or_else(|| Ident::new(OURS, Span::mixed_site()));
        name.set_span(Span::mixed_site());
        syn::parse_quote!(::#name)
    })
}

/// What `Cargo.toml` calls us; `None` where nobody can tell, in a build without Cargo or in a crate that has us from another, and
/// where it is our own, whose examples and tests see it as others do.
fn name_in_manifest() -> Option<String> {
    // Our own tests stand in for any crate. A script has its dependencies in itself, whatever lies beside it.
    if !proc_macro::is_available() || is_script() {
        return None;
    }
    match crate_name("kafka-output") {
        Ok(FoundCrate::Name(name)) => Some(name),
        Ok(FoundCrate::Itself) | Err(_) => None,
    }
}

fn is_script() -> bool {
    let manifest = std::env::var_os("CARGO_MANIFEST_PATH");
    manifest.is_some_and(|path| FilePath::new(&path).file_name() != Some(OsStr::new("Cargo.toml")))
}
