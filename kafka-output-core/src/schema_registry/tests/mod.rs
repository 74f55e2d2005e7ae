//! The client against a registry that answers what a test wants, byte by byte: what a real one does on good days is tested with one.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

mod answers;
mod cache;
pub(super) mod fake;
mod references;
#[cfg(feature = "testing")]
mod verdicts;

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::sync::Arc;

use kafka_output_options::OptionId;

use super::{Asking, Frame, OutputRegistry, RegistryConnection, Schema, SchemaRegistry, Side};
use crate::producer::call::wait;
use crate::producer::fault::Fault;

const ORDER: &str = r#"{"type": "record", "name": "Order", "namespace": "shop", "fields": []}"#;

/// An output's view of the registry at these URLs, with more options.
fn output(urls: &str, options: &[(OptionId, &str)]) -> Arc<OutputRegistry> {
    let mut all = BTreeMap::from([(OptionId::SchemaRegistryUrl, urls.to_owned())]);
    all.extend(options.iter().map(|(id, text)| (*id, (*text).to_owned())));
    let registry = SchemaRegistry::connect(&RegistryConnection::of(&all, &[]).unwrap());
    Arc::new(OutputRegistry::new(registry, Asking::of(&all), "orders"))
}

/// Asks for the frame of a value's schema on the topic `orders`.
fn ask(output: &Arc<OutputRegistry>, schema: &'static str) -> Result<Frame, Fault> {
    let schema = Schema::avro(schema);
    let mut asked = output.ask(Side::Value, schema, "orders");
    wait(poll_fn(|context| asked.poll(context)))?;
    Ok(output.known(Side::Value, schema, "orders").expect("known from now on"))
}
