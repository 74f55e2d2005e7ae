//! Which threads are the library's own, where a blocking call would wait for itself; and several of them for one job.

use std::cell::Cell;
use std::thread::{Builder, ScopedJoinHandle, scope};

use crate::panics::caught;

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

/// What `run` gives for each item, or what it panicked with. Each has a thread of its own, and this one where none is to be had. Blocks.
pub(crate) fn at_once<T: Sync, R: Send>(
    name: &str,
    items: &[T],
    run: impl Fn(&T) -> R + Sync,
) -> Vec<Result<R, String>> {
    type Begun<'a, R> = Result<ScopedJoinHandle<'a, Result<R, String>>, Result<R, String>>;
    let run = |item| caught(|| run(item));
    scope(|scope| {
        let started: Vec<_> = items
            .iter()
            .map(|item| (item, Builder::new().name(name.to_owned()).spawn_scoped(scope, move || run(item))))
            .collect();
        // Before the others are waited for.
        let begun: Vec<Begun<'_, R>> =
            started.into_iter().map(|(item, started)| started.map_err(|_| run(item))).collect();
        let ended = begun.into_iter().map(|begun| match begun {
            Ok(begun) => begun.join().unwrap_or_else(|_| Err("without a text".to_owned())),
            Err(here) => here,
        });
        ended.collect()
    })
}
