//! The behaviour tests, in one program because librdkafka links slowly.

pub mod support;
mod support_works;
