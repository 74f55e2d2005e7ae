//! Protobuf schemas for a registry: which files it gets, and where in a file a message stands.
//!
//! The attribute reads `.proto` files (feature `files`), the runtime the descriptors of types and what a registry has (feature
//! `descriptors`), and the check of compatibility compiles what a registry has (both). Not for people: use `kafka-output`.

#[cfg(all(feature = "descriptors", feature = "files"))]
mod compiled;
#[cfg(feature = "descriptors")]
mod descriptors;
#[cfg(all(feature = "descriptors", feature = "files"))]
mod differences;
#[cfg(feature = "files")]
mod files;
#[cfg(any(feature = "descriptors", feature = "files"))]
mod messages;
#[cfg(feature = "descriptors")]
mod text;

#[cfg(all(feature = "descriptors", feature = "files"))]
pub use compiled::{RegisteredFile, RegisteredImport};
#[cfg(feature = "descriptors")]
pub use descriptors::{Described, DescribedFile, described};
#[cfg(all(feature = "descriptors", feature = "files"))]
pub use differences::{Change, Difference, differences};
#[cfg(feature = "files")]
pub use files::{SchemaFile, SchemaFiles, read};
#[cfg(any(feature = "descriptors", feature = "files"))]
pub use messages::Message;
#[cfg(feature = "descriptors")]
pub use prost_reflect::ReflectMessage;
#[cfg(feature = "descriptors")]
pub use text::messages_of_text;

/// Whether a file is one of Google's well-known types, which every registry has.
#[cfg(any(feature = "descriptors", feature = "files"))]
fn is_well_known(name: &str) -> bool {
    name.starts_with("google/protobuf/")
}
