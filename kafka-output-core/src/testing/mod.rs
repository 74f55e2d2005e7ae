//! Tests without a broker of your own.
//!
//! [`Capture`] keeps the records of annotated functions in memory, and asserts on them; [`EmbeddedCluster`] is
//! librdkafka's mock cluster in this process, to see the real producer at work, errors and dead brokers included.
//! Both need nothing but the cargo feature `testing`, and both can be used by any number of tests at once.
//! With the feature `schema-registry` as well, `check_schemas` holds the schemas of annotated functions against a committed
//! snapshot of the registry.

mod backend;
mod broker_error;
mod capture;
mod cluster;
mod decode;
mod fake;
mod handle;
#[cfg(test)]
pub(crate) mod hearing;
pub(crate) mod kit;
mod on_cluster;
mod published;
mod read_back;
mod record;
#[cfg(feature = "schema-registry")]
mod schemas;
pub(crate) mod scope;
#[cfg(test)]
mod tests;

pub use self::backend::TestBackend;
pub use self::broker_error::BrokerError;
pub use self::capture::Capture;
pub use self::cluster::EmbeddedCluster;
#[cfg(feature = "schema-registry")]
pub use self::fake::FakeRegistry;
pub use self::fake::FakeTokenEndpoint;
pub use self::handle::{CaptureHandle, Entered};
pub use self::kit::TestKafka;
pub(crate) use self::on_cluster::TestCluster;
pub use self::published::Published;
pub use self::record::ReadRecord;
#[cfg(feature = "schema-registry")]
pub use self::schemas::{SchemaCheck, SchemaFinding, SchemaReport, SchemaVerdict, check_schemas};
pub use crate::loopback::HttpRequest;
