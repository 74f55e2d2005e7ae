//! The broker and the schema registry of the tests, and what they need; not the whole of their support, which declares outputs of its own.

#[path = "../../tests/support/broker.rs"]
pub(crate) mod broker;
#[path = "../../tests/support/consume.rs"]
mod consume;
#[path = "../../tests/support/kcat.rs"]
mod kcat;
#[path = "../../tests/support/options.rs"]
pub(crate) mod options;
#[path = "../../tests/support/process.rs"]
mod process;
#[path = "../../tests/support/registry.rs"]
pub(crate) mod registry;
#[path = "../../tests/support/topic.rs"]
mod topic;
