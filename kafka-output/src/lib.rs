#![doc = include_str!("docs/crate.md")]
// The manual is prose of names: OpenID, RoundRobinPartitioner.
#![allow(clippy::doc_markdown)]

#[cfg(feature = "avro")]
pub use kafka_output_core::{AvroDecimal, AvroRecord, EncodeError};
pub use kafka_output_core::{
    Builder, CallError, Deliveries, Delivery, DeliveryFailure, Enqueued, Error, ErrorKind, EventParts,
    HeaderValue, Json, KafkaEventData, KafkaOutputs, OutputInfo, ProviderFuture, RecordError, Runtime,
    SecretProvider, SecretReference, ShutdownReport, Token, TokenProvider, outputs,
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

#[cfg(feature = "testing")]
pub mod testing {
    #![doc = include_str!("docs/testing.md")]
    pub use kafka_output_core::testing::*;
}

#[cfg(feature = "testing")]
#[doc = include_str!("docs/test.md")]
pub use kafka_output_macros::test;

#[doc(hidden)]
pub use kafka_output_core::private as __private;

#[doc = include_str!("docs/brokers.md")]
pub mod brokers {}

#[doc = include_str!("docs/security.md")]
pub mod security {}

/// Compiles the snippets of the README, which show what features add.
#[cfg(all(doctest, feature = "avro", feature = "schema-registry"))]
#[doc = include_str!("../../README.md")]
struct Readme;
