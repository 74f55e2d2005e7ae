//! The end of a program that did not shut its runtime down: what is still queued gets its chance, and what is left is told.

// Registers a function with the C library's `atexit`: there is no safe way to run at a program's end.
#![allow(unsafe_code)]

use std::sync::Once;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use super::{CURRENT, DROPPED};

/// What giving up and telling of it may take beyond the wait for deliveries.
const GRACE: Duration = Duration::from_secs(1);

/// Makes the end of the program wait for what is queued, up to five seconds. Once is enough.
pub(super) fn flush_at_exit() {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| {
        // SAFETY: the function takes nothing, returns nothing, and does not unwind.
        unsafe { libc::atexit(flush) };
    });
}

extern "C" fn flush() {
    // On a thread of its own: this one's thread-locals may be gone already. A panic ends with that thread. The wait has an end: the
    // program may exit on a thread that the flush waits for, such as in `on_delivery_error`.
    let (flushed, done) = channel();
    let flush = move || {
        let _flushed: Sender<()> = flushed;
        let Some(state) = CURRENT.load_full().filter(|state| !state.is_closed()) else { return };
        let undelivered = state.close(DROPPED).undelivered;
        if undelivered > 0 {
            // No subscriber can be counted on any more.
            eprintln!(
                "kafka-output: the program ended with {undelivered} records not delivered; call `Runtime::shutdown` before its end"
            );
        }
    };
    if std::thread::Builder::new().name("kafka-output-exit".to_owned()).spawn(flush).is_ok() {
        // Nothing is ever sent: it ends when the thread drops its end.
        let _ = done.recv_timeout(DROPPED + GRACE);
    }
}
