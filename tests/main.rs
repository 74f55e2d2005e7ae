//! The behaviour tests, in one program because librdkafka links slowly.

mod avro;
mod azure;
mod cluster;
mod connections;
mod csv;
mod delivery;
mod events;
mod functions;
mod keys;
mod killed;
mod lifecycle;
mod outputs;
mod pairs;
mod partitioners;
mod protobuf;
mod registry;
mod returns;
mod streams;
pub mod support;
mod support_works;
mod too_large;
mod values;
