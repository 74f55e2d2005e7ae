//! Which runtime a test's calls use: the one entered last on this thread.
//!
//! Nothing here is shared by tests but a count, so that a program without a capture pays one load for each call.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use arc_swap::ArcSwap;

use crate::runtime::state::RuntimeState;

/// The runtime of one test, which another may replace when the test gives a setting.
pub(crate) type Slot = ArcSwap<RuntimeState>;

/// How many scopes are entered, on all threads.
static ENTERED: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    /// The runtimes entered on this thread, the innermost last.
    static STACK: RefCell<Vec<Arc<Slot>>> = const { RefCell::new(Vec::new()) };
}

/// The runtime of the innermost scope of this thread.
pub(crate) fn current() -> Option<Arc<RuntimeState>> {
    // This thread's own scopes are always among those it sees, whatever the others do.
    if ENTERED.load(Ordering::Relaxed) == 0 {
        return None;
    }
    STACK.try_with(|stack| stack.borrow().last().map(|slot| slot.load_full())).ok().flatten()
}

/// Makes calls on this thread use a runtime, until dropped.
pub(crate) fn enter(slot: &Arc<Slot>) -> Scope {
    ENTERED.fetch_add(1, Ordering::Relaxed);
    STACK.with_borrow_mut(|stack| stack.push(Arc::clone(slot)));
    Scope { slot: Arc::clone(slot), of_this_thread: PhantomData }
}

/// The same for a runtime that no other replaces.
#[cfg(test)]
pub(crate) fn enter_state(state: &Arc<RuntimeState>) -> Scope {
    enter(&Arc::new(Slot::new(Arc::clone(state))))
}

/// An entered runtime; stays on its thread.
#[derive(Debug)]
pub(crate) struct Scope {
    slot: Arc<Slot>,
    of_this_thread: PhantomData<*const ()>,
}

impl Drop for Scope {
    fn drop(&mut self) {
        // Not simply the last: guards may be dropped in any order.
        let left = STACK.try_with(|stack| {
            let mut stack = stack.borrow_mut();
            let own = stack.iter().rposition(|slot| Arc::ptr_eq(slot, &self.slot));
            own.map(|index| stack.remove(index))
        });
        ENTERED.fetch_sub(1, Ordering::Relaxed);
        // A state may end here, with threads to wait for; the stack is free again by now.
        drop(left);
    }
}
