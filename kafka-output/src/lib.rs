#![doc = include_str!("docs/crate.md")]
// The manual is prose of names: OpenID, RoundRobinPartitioner.
#![allow(clippy::doc_markdown)]

#[cfg(feature = "avro")]
pub use kafka_output_core::{AvroDecimal, AvroRecord, EncodeError};
pub use kafka_output_core::{
    Builder, CallError, Checkpointed, Deliveries, Delivery, DeliveryFailure, Enqueued, EnvironmentSecrets,
    Error, ErrorKind, EventParts, FileSecrets, HeaderValue, Json, KafkaEventData, KafkaOutputs, OutputInfo,
    ProviderFuture, RecordError, ReloadReport, Runtime, SecretProvider, SecretReference, ShutdownReport,
    StreamSummary, Token, TokenProvider, TokenRequest, outputs,
};
#[cfg_attr(feature = "avro", doc = include_str!("docs/avro.md"))]
pub use kafka_output_macros::AvroRecord;
#[doc = include_str!("docs/outputs.md")]
pub use kafka_output_macros::KafkaOutputs;
#[doc = include_str!("docs/connection.md")]
pub use kafka_output_macros::kafka_connection;
#[doc = include_str!("docs/attribute.md")]
#[doc = include_str!("docs/formats.md")]
#[cfg_attr(all(feature = "avro", feature = "schema-registry"), doc = include_str!("docs/registry.md"))]
#[cfg_attr(all(feature = "schema-registry", feature = "testing"), doc = include_str!("docs/compatibility.md"))]
#[doc = include_str!("docs/options.md")]
#[doc = include_str!("docs/errors.md")]
pub use kafka_output_macros::kafka_output;

#[cfg(feature = "azure-key-vault")]
pub use kafka_output_core::key_vault;
#[cfg(feature = "testing")]
pub mod testing {
    #![doc = include_str!("docs/testing.md")]
    pub use kafka_output_core::testing::*;
}

#[cfg(feature = "testing")]
#[doc = include_str!("docs/test.md")]
pub use kafka_output_macros::test;

#[cfg(feature = "aws-msk-iam")]
pub use kafka_output_core::providers::aws;
#[cfg(feature = "azure-identity")]
pub use kafka_output_core::providers::azure;

#[doc(hidden)]
pub use kafka_output_core::private as __private;

#[doc = include_str!("docs/azure_functions.md")]
pub mod azure_functions {}

#[doc = include_str!("docs/brokers.md")]
pub mod brokers {}

#[doc = include_str!("docs/security.md")]
pub mod security {}

#[cfg_attr(feature = "axum", doc = include_str!("docs/web.md"))]
/// What web services answer when records fail; the page about it is there with the feature `axum`.
pub mod web {
    pub use kafka_output_core::web::Problem;
}

/// Compiles the snippets of the README, which show what features add.
#[cfg(all(doctest, feature = "avro", feature = "schema-registry", feature = "testing"))]
#[doc = include_str!("../../README.md")]
struct Readme;

/// What the compiler takes is refused when it is built: a field for a key that nothing can write, in a value that is written without it.
/// ```compile_fail,E0080
/// use kafka_output::kafka_output;
/// use serde::{Serialize, Serializer};
///
/// struct Opaque;
/// struct Json<T>(T);
///
/// impl<T> Serialize for Json<T> {
///     fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
///         serializer.serialize_unit()
///     }
/// }
///
/// #[kafka_output(broker_list = "a:1", topic = "orders", key = 0)]
/// fn placed() -> Json<Opaque> {
///     Json(Opaque)
/// }
///
/// fn main() {
///     let _ = placed();
/// }
/// ```
/// Without the key it is built:
/// ```no_run
/// use kafka_output::kafka_output;
/// use serde::{Serialize, Serializer};
///
/// struct Opaque;
/// struct Json<T>(T);
///
/// impl<T> Serialize for Json<T> {
///     fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
///         serializer.serialize_unit()
///     }
/// }
///
/// #[kafka_output(broker_list = "a:1", topic = "orders")]
/// fn placed() -> Json<Opaque> {
///     Json(Opaque)
/// }
///
/// fn main() {
///     let _ = placed();
/// }
/// ```
#[cfg(doctest)]
mod refused_when_built {}
