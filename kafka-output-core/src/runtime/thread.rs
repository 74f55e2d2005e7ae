//! Which threads are the library's own: there a blocking call would wait for itself.

use std::cell::Cell;

thread_local! {
    static OURS: Cell<bool> = const { Cell::new(false) };
}

/// Marks this thread as the library's until dropped.
#[derive(Debug)]
pub(crate) struct OnLibraryThread(());

pub(crate) fn enter() -> OnLibraryThread {
    OURS.set(true);
    OnLibraryThread(())
}

impl Drop for OnLibraryThread {
    fn drop(&mut self) {
        OURS.set(false);
    }
}

/// Whether this is a thread of the library's.
pub(crate) fn is_ours() -> bool {
    OURS.get()
}
