//! What the HTTP client says while it works is not for the program's log.

/// Runs this where no subscriber of `tracing` hears anything.
///
/// `ureq` logs the bytes that it sends and receives at TRACE, credentials and secrets among them, and has no switch for it. What goes to
/// `tracing` by way of the crate `log` is kept from it here; a logger of `log`'s own hears it, as security.md says.
pub(crate) fn unheard<T>(run: impl FnOnce() -> T) -> T {
    tracing::dispatcher::with_default(&tracing::Dispatch::none(), run)
}

#[cfg(all(test, feature = "testing"))]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::unheard;
    use crate::testing::hearing::Hearing;

    #[test]
    fn only_what_is_said_inside_is_not_heard() {
        let heard = Arc::<AtomicUsize>::default();
        let count = Arc::clone(&heard);
        let counting = Hearing(move |_: &tracing::Event<'_>| {
            count.fetch_add(1, Ordering::SeqCst);
        });
        tracing::subscriber::with_default(counting, || {
            tracing::trace!("before");
            unheard(|| tracing::trace!("inside"));
            tracing::trace!("behind");
        });
        assert_eq!(heard.load(Ordering::SeqCst), 2);
    }
}
