//! A real Kafka broker for the tests, and two clients, independent of ours, that read back what reached it.
//!
//! ```ignore
//! let broker = Broker::shared();
//! let topic = broker.unique_topic("orders", 3);
//! // … send to broker.bootstrap() …
//! let records = read_all(broker.bootstrap(), &topic, 1);
//! assert_eq!(records[0].key.as_deref(), Some(&b"c-42"[..]));
//! ```
//!
//! Kafka's jars lie in `target/kafka/libs`, where `tests/run` puts them.

mod answering;
pub mod broker;
pub mod consume;
pub mod java;
pub mod kcat;
pub mod options;
pub mod process;
pub mod python;
pub mod registry;
pub mod runtime;
pub mod serdes;
pub mod topic;
