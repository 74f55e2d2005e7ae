//! Which threads are the library's own: there a blocking call would wait for itself.

use std::cell::Cell;

thread_local! {
    static OURS: Cell<bool> = const { Cell::new(false) };
}

/// Marks this thread as the library's until dropped; then it is what it was before.
#[derive(Debug)]
pub(crate) struct OnLibraryThread {
    before: bool,
}

pub(crate) fn enter() -> OnLibraryThread {
    OnLibraryThread { before: OURS.replace(true) }
}

impl Drop for OnLibraryThread {
    fn drop(&mut self) {
        OURS.set(self.before);
    }
}

/// Whether this is a thread of the library's.
pub(crate) fn is_ours() -> bool {
    OURS.get()
}
