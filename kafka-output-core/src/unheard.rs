//! What the HTTP client says while it works is not for the program's log.

/// Runs this where no subscriber of `tracing` hears anything.
///
/// `ureq` logs the bytes that it sends and receives at TRACE, credentials and secrets among them, and has no switch for it. What goes to
/// `tracing` by way of the crate `log` is kept from it here; a logger of `log`'s own hears it, as security.md says.
pub(crate) fn unheard<T>(run: impl FnOnce() -> T) -> T {
    tracing::dispatcher::with_default(&tracing::Dispatch::none(), run)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tracing::span::{Attributes, Id, Record};
    use tracing::{Event, Metadata, Subscriber};

    use super::unheard;

    /// Counts events.
    struct Counting(Arc<AtomicUsize>);

    impl Subscriber for Counting {
        fn enabled(&self, _: &Metadata<'_>) -> bool {
            true
        }
        fn new_span(&self, _: &Attributes<'_>) -> Id {
            Id::from_u64(1)
        }
        fn record(&self, _: &Id, _: &Record<'_>) {}
        fn record_follows_from(&self, _: &Id, _: &Id) {}
        fn event(&self, _: &Event<'_>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
        fn enter(&self, _: &Id) {}
        fn exit(&self, _: &Id) {}
    }

    #[test]
    fn only_what_is_said_inside_is_not_heard() {
        let heard = Arc::new(AtomicUsize::new(0));
        tracing::subscriber::with_default(Counting(Arc::clone(&heard)), || {
            tracing::trace!("before");
            unheard(|| tracing::trace!("inside"));
            tracing::trace!("behind");
        });
        assert_eq!(heard.load(Ordering::SeqCst), 2);
    }
}
