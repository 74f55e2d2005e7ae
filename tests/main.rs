//! The behaviour tests, in one program because librdkafka links slowly.

mod delivery;
mod killed;
mod lifecycle;
pub mod support;
mod support_works;
