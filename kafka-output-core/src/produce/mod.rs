//! The road: a returned value becomes records, and they become deliveries.
//!
//! Generated code calls [`encode_one`] or [`encode_many`], which write the values as bytes and enqueue them while there is
//! space, and hands the [`Sending`] to one of the functions of [`finish`], which sends the rest and waits. Of several outputs
//! each is a [`Sending`], and all of them are [`Together`].

#[cfg(feature = "avro")]
pub(crate) mod by_setting;
mod encode;
mod encode_stream;
mod finish;
mod framing;
mod outcome;
mod refuse;
mod sending;
pub(crate) mod several;
mod spill;
mod stream;
mod together;
mod waiting;

pub use encode::{encode_many, encode_one, schemas};
pub use encode_stream::{encode_results, encode_stream};
pub use finish::{
    confirmed_many, confirmed_one, enqueued, wait_confirmed_many, wait_confirmed_one, wait_enqueued,
};
pub use sending::Sending;
pub use stream::{Streaming, confirmed_results, confirmed_stream};
pub use together::Together;
