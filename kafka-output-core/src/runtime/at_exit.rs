//! The end of a program that did not shut its runtime down, or not to the end: what is still queued gets its chance, and what is left is
//! told.

// Registers a function with the C library's `atexit`: there is no safe way to run at a program's end.
#![allow(unsafe_code)]

use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Once};
use std::time::Duration;

use super::end::{CALLBACK, Stage};
use super::state::RuntimeState;
use super::{CURRENT, DROPPED};
use crate::producer::LAST;

/// What giving up, the callback and telling of it may take beyond the wait for deliveries.
const GRACE: Duration = LAST.saturating_add(CALLBACK).saturating_add(Duration::from_secs(1));

/// Makes the end of the program wait for what is queued, up to five seconds. Once is enough.
pub(super) fn flush_at_exit() {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| {
        // SAFETY: the function takes nothing, returns nothing, and does not unwind.
        unsafe { libc::atexit(flush) };
    });
}

extern "C" fn flush() {
    let Some(state) = CURRENT.load_full() else { return };
    // The program may exit on a thread that its end waits for: in `on_delivery_error`.
    state.reporter.note_who_waits();
    // On a thread of its own: this one's thread-locals may be gone already. A panic ends with that thread, and the wait has an end.
    let (flushed, done) = channel();
    let flush = move || {
        let _flushed: Sender<()> = flushed;
        end(&state);
    };
    if std::thread::Builder::new().name("kafka-output-exit".to_owned()).spawn(flush).is_ok() {
        // Nothing is ever sent: it ends when the thread drops its end.
        let _ = done.recv_timeout(DROPPED + GRACE);
    }
}

/// What would have helped where somebody ended the runtime.
const UNAWAITED: &str = "await `Runtime::shutdown` before its end";

fn end(state: &Arc<RuntimeState>) {
    if state.end.begin() {
        let report = state.end_deliveries(DROPPED);
        tell(report.undelivered, "call `Runtime::shutdown` before its end");
        return state.end_callback(Duration::ZERO);
    }
    // Somebody ends it already, who may not live to hear how it went.
    match state.end.wait_while(DROPPED, |stage| matches!(stage, Stage::Delivering)) {
        Stage::Delivering => tell(state.in_flight(), UNAWAITED),
        Stage::Counted(report) => {
            tell(report.undelivered, UNAWAITED);
            state.end.wait_while(CALLBACK, |stage| !matches!(stage, Stage::Finished));
        }
        Stage::Finished => {}
    }
}

/// No subscriber can be counted on any more.
fn tell(undelivered: u64, how: &str) {
    if undelivered > 0 {
        eprintln!("kafka-output: the program ended with {undelivered} records not delivered; {how}");
    }
}
