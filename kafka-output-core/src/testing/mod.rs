//! Tests without a broker of your own.
//!
//! [`Capture`] keeps the records of annotated functions in memory, and asserts on them; [`EmbeddedCluster`] is
//! librdkafka's mock cluster in this process, to see the real producer at work, errors and dead brokers included.
//! Both need nothing but the cargo feature `testing`, and both can be used by any number of tests at once.

mod broker_error;
mod capture;
mod cluster;
mod published;
mod read_back;
mod record;
pub(crate) mod scope;
#[cfg(test)]
mod tests;

pub use self::broker_error::BrokerError;
pub use self::capture::{Capture, CaptureHandle, Entered};
pub use self::cluster::EmbeddedCluster;
pub use self::published::Published;
pub use self::record::ReadRecord;
