//! The runtime of [`kafka-output`](https://docs.rs/kafka-output): from a returned value to an acknowledged record.
//!
//! Use it through the crate `kafka-output`, which documents it; `ARCHITECTURE.md` draws it.

mod binding;
mod config;
mod delivery;
mod encode;
mod error;
mod event;
#[cfg(any(feature = "testing", all(test, feature = "schema-registry")))]
mod loopback;
mod output;
#[doc(hidden)]
pub mod private;
mod produce;
mod producer;
mod record;
mod runtime;
mod schema_registry;
mod settings;
#[cfg(feature = "testing")]
pub mod testing;

pub use binding::{OutputInfo, outputs};
pub use delivery::{Deliveries, Delivery, Enqueued};
#[cfg(feature = "avro")]
pub use encode::EncodeError;
#[cfg(feature = "avro")]
pub use encode::avro_record::{AvroDecimal, AvroRecord};
pub use error::{CallError, Error, ErrorKind, RecordError};
pub use event::{EventParts, HeaderValue, Json, KafkaEventData};
pub use produce::several::KafkaOutputs;
pub use runtime::report::DeliveryFailure;
pub use runtime::{Builder, Runtime, ShutdownReport};
pub use settings::{ProviderFuture, SecretProvider, SecretReference, Token, TokenProvider};
