//! How a test reaches its spawned tasks and threads.

use std::fmt;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;

use super::scope::{self, Scope, Slot};

/// Carries a [`Capture`](super::Capture) or a [`TestKafka`](super::TestKafka) into spawned tasks and threads; cheap to clone.
///
/// ```
/// # use kafka_output_core::testing::Capture;
/// # fn order_placed() {}
/// let capture = Capture::new();
/// let handle = capture.handle();
/// std::thread::spawn(move || handle.run_blocking(|| order_placed())).join().unwrap();
/// ```
#[derive(Clone)]
pub struct CaptureHandle {
    slot: Arc<Slot>,
}

impl CaptureHandle {
    pub(super) fn new(slot: &Arc<Slot>) -> Self {
        Self { slot: Arc::clone(slot) }
    }

    /// Runs a future, and returns what it returns; the annotated functions it calls send where the test looks. The future
    /// it gives borrows nothing, so it can be spawned: `tokio::spawn(handle.run(work()))`.
    pub fn run<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        let slot = Arc::clone(&self.slot);
        async move {
            let mut future = pin!(future);
            // Entered for each poll alone: between two of them the task may change its thread, and the thread its task.
            poll_fn(|context| {
                let _scope = scope::enter(&slot);
                future.as_mut().poll(context)
            })
            .await
        }
    }

    /// Calls a closure, and returns what it returns; the annotated functions it calls send where the test looks.
    pub fn run_blocking<T>(&self, f: impl FnOnce() -> T) -> T {
        let _scope = scope::enter(&self.slot);
        f()
    }

    /// The same on this thread until the guard is dropped.
    ///
    /// Not to be held across an `.await`, where the thread may go on with another task: use [`run`](Self::run) there.
    #[must_use = "the capture ends when the guard is dropped"]
    pub fn enter(&self) -> Entered {
        Entered { _scope: scope::enter(&self.slot) }
    }
}

impl fmt::Debug for CaptureHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CaptureHandle").finish_non_exhaustive()
    }
}

/// The guard of [`CaptureHandle::enter`]; stays on its thread.
#[derive(Debug)]
pub struct Entered {
    _scope: Scope,
}
