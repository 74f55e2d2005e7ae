//! Servers that tests ask in place of a schema registry and of an authorization server, over HTTP on this machine's loopback.

#[cfg(feature = "schema-registry")]
mod registry;
mod tokens;

#[cfg(feature = "schema-registry")]
pub use self::registry::FakeRegistry;
pub use self::tokens::FakeTokenEndpoint;
use crate::error::{Error, ErrorKind};

/// A server that could not be started.
fn not_started(what: &str, error: std::io::Error) -> Error {
    Error::new(ErrorKind::Configuration, format!("the {what} could not be started"))
        .with_source(Some(Box::new(error)))
}
