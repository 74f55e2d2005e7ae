//! The runtime of [`kafka-output`](https://docs.rs/kafka-output): from a returned value to an acknowledged record.
//!
//! Use it through the crate `kafka-output`, which documents it; `ARCHITECTURE.md` draws it.

#[cfg(any(feature = "azure-identity", feature = "azure-key-vault"))]
mod azure_http;
mod binding;
mod causes;
mod certificates;
mod config;
mod delivery;
mod encode;
mod error;
mod event;
mod files;
mod hidden;
#[cfg(feature = "__http")]
mod http;
#[cfg(any(feature = "testing", all(test, feature = "schema-registry")))]
mod loopback;
mod masks;
mod output;
mod panics;
#[doc(hidden)]
pub mod private;
mod produce;
mod producer;
#[cfg(any(feature = "aws-msk-iam", feature = "azure-identity"))]
pub mod providers;
mod record;
mod runtime;
mod schema_registry;
mod settings;
#[cfg(feature = "testing")]
pub mod testing;
mod thread;
mod token;
pub mod web;

pub use binding::{OutputInfo, outputs};
pub use delivery::{Deliveries, Delivery, Enqueued, StreamSummary};
#[cfg(feature = "avro")]
pub use encode::EncodeError;
#[cfg(feature = "avro")]
pub use encode::avro_record::{AvroDecimal, AvroRecord};
pub use error::{CallError, Error, ErrorKind, RecordError};
pub use event::{Checkpointed, EventParts, HeaderValue, Json, KafkaEventData};
pub use produce::several::KafkaOutputs;
pub use runtime::failure::DeliveryFailure;
pub use runtime::{Builder, ReloadReport, Runtime, ShutdownReport};
#[cfg(feature = "azure-key-vault")]
pub use settings::key_vault;
pub use settings::{EnvironmentSecrets, FileSecrets, SecretProvider, SecretReference};
pub use token::{ProviderFuture, Token, TokenProvider, TokenRequest};
