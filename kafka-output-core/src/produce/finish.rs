//! The end of the road: wait for the acknowledgements, by await or by blocking this thread.

use std::future::poll_fn;

use super::sending::Sending;
use crate::delivery::{Deliveries, Delivery, Enqueued};
use crate::error::{Error, ErrorKind};
use crate::producer::call::wait;
use crate::runtime::thread;

/// One record, acknowledged.
pub async fn confirmed_one(mut sending: Sending) -> Result<Delivery, Error> {
    poll_fn(|context| sending.poll_delivered(context)).await;
    sending.into_one()
}

/// Many records, acknowledged.
pub async fn confirmed_many(mut sending: Sending) -> Result<Deliveries, Error> {
    poll_fn(|context| sending.poll_delivered(context)).await;
    sending.into_many()
}

/// One or many records, in the local queue.
pub async fn enqueued(mut sending: Sending) -> Result<Enqueued, Error> {
    poll_fn(|context| sending.poll_enqueued(context)).await;
    sending.into_enqueued()
}

/// [`confirmed_one`] for a plain `fn`.
pub fn wait_confirmed_one(sending: Sending) -> Result<Delivery, Error> {
    may_block(&sending)?;
    wait(confirmed_one(sending))
}

/// [`confirmed_many`] for a plain `fn`.
pub fn wait_confirmed_many(sending: Sending) -> Result<Deliveries, Error> {
    may_block(&sending)?;
    wait(confirmed_many(sending))
}

/// [`enqueued`] for a plain `fn`.
pub fn wait_enqueued(sending: Sending) -> Result<Enqueued, Error> {
    may_block(&sending)?;
    wait(enqueued(sending))
}

/// A blocking call on the thread that would end its wait is refused; nothing of it was sent.
fn may_block(sending: &Sending) -> Result<(), Error> {
    may_block_for(sending.binding.name())
}

/// The same of the output of this name.
pub(super) fn may_block_for(output: &str) -> Result<(), Error> {
    if thread::is_ours() {
        return Err(Error::new(
            ErrorKind::Configuration,
            "a plain `fn` was called from a callback or provider, on kafka-output's own thread, where it would wait for itself; \
             nothing was sent; call it from a thread of yours, or make it an `async fn`",
        )
        .of_output(output));
    }
    Ok(())
}
