//! Wakes tasks on threads that must not end, nor wait: librdkafka's, and the delivery thread.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Waker;

use crate::runtime::thread;

/// Wakes a task, if there is one. A waker is its runtime's code, and may even run the task: a panic ends here, and a blocking call is refused.
pub(crate) fn wake(waker: Option<Waker>) {
    let Some(waker) = waker else { return };
    let _on_library_thread = thread::enter();
    if catch_unwind(AssertUnwindSafe(|| waker.wake())).is_err() {
        let tell =
            || tracing::error!(target: "kafka_output", "a task's waker panicked; its call may never return");
        let _ = catch_unwind(AssertUnwindSafe(tell));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::task::{Wake, Waker};

    use super::wake;
    use crate::runtime::thread;

    struct Panics;

    impl Wake for Panics {
        fn wake(self: Arc<Self>) {
            assert!(!thread::is_ours(), "a waker that panics on a thread of the library's");
        }
    }

    #[test]
    fn a_waker_runs_on_a_thread_of_the_library_and_its_panic_ends_there() {
        wake(Some(Waker::from(Arc::new(Panics))));
        assert!(!thread::is_ours(), "the mark is taken off again");
        let _on_library_thread = thread::enter();
        wake(Some(Waker::from(Arc::new(Panics))));
        assert!(thread::is_ours(), "the mark that was there stays");
    }
}
