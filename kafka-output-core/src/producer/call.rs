//! A call: the records one return value became, and the slots their verdicts are written into.
//!
//! Input: `Call::new(3)` → three slots, `pending` = 3 records + 1 for the caller, who is still enqueuing.
//! Each verdict, and the caller when done, takes its share of `pending`; who takes the last one wakes the task. A ticket is
//! used twice: [`Ticket::acknowledge`] on the broker's thread, as soon as the acknowledgement is there, and
//! [`Ticket::complete`] on the delivery thread, which takes its share of `tickets` too; who takes the last of those gives back
//! the reference through which the tickets reach the call.

// The tickets go through librdkafka as raw pointers, one per record; see the safety notes at each.
#![allow(unsafe_code)]

use std::cell::UnsafeCell;
use std::collections::HashMap;
use std::ffi::c_void;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Waker};

use atomic_waker::AtomicWaker;

use super::fault::Verdict;
use crate::output::Output;

/// Calls of at most so many records are told of acknowledgements by the broker's thread. Larger ones leave that thread its time
/// for requests, which it has more of than the delivery thread.
const DIRECT: usize = 64;

/// The shared state of one call.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) output: Arc<Output>,
    /// Records without a verdict, and one more while the caller enqueues.
    pending: AtomicUsize,
    /// Tickets that may still be used, and one more while the caller enqueues.
    tickets: AtomicUsize,
    waker: AtomicWaker,
    /// Nobody waits any more: failures go to `on_delivery_error`.
    unattended: AtomicBool,
    /// Some record is sent a second time, for which librdkafka's clock starts again.
    sent_again: AtomicBool,
    first: Slot,
    rest: Box<[Slot]>,
    /// What the broker said of refused records, by the address of their slots.
    reasons: Mutex<HashMap<usize, String>>,
}

/// Where the verdict on one record is written, once, by the transport's thread.
#[derive(Debug)]
struct Slot {
    call: UnsafeCell<*const Call>,
    verdict: UnsafeCell<Verdict>,
    state: AtomicU8,
}

/// The states of a slot.
mod state {
    pub(super) const EMPTY: u8 = 0;
    pub(super) const WRITTEN: u8 = 1;
    /// Written, failed, and given to `on_delivery_error`.
    pub(super) const REPORTED: u8 = 2;
}

// SAFETY: `call` is written once in `Call::new`, before any ticket exists. `verdict` is written by the one holder of the slot's
// ticket before `state` leaves `EMPTY` with release, and read by others only after they saw that with acquire.
unsafe impl Send for Slot {}
// SAFETY: as above.
unsafe impl Sync for Slot {}

impl Slot {
    const fn empty() -> Self {
        Self {
            call: UnsafeCell::new(std::ptr::null()),
            verdict: UnsafeCell::new(Verdict::UNKNOWN),
            state: AtomicU8::new(state::EMPTY),
        }
    }
}

impl Slot {
    /// Whether it falls to the caller to report the failure in this slot: true once.
    fn claim_report(&self) -> bool {
        let (from, to) = (state::WRITTEN, state::REPORTED);
        self.state.compare_exchange(from, to, Ordering::SeqCst, Ordering::SeqCst).is_ok()
    }
}

/// The right to complete one record, in the shape librdkafka hands around: a pointer to its slot.
#[derive(Debug)]
pub(crate) struct Ticket(NonNull<Slot>);

impl Call {
    /// A call of this many records, attended by its caller.
    pub(crate) fn new(output: Arc<Output>, records: usize) -> Arc<Self> {
        let call = Arc::new(Self {
            output,
            pending: AtomicUsize::new(records + 1),
            tickets: AtomicUsize::new(records + 1),
            waker: AtomicWaker::new(),
            unattended: AtomicBool::new(false),
            sent_again: AtomicBool::new(false),
            first: Slot::empty(),
            rest: (1..records).map(|_| Slot::empty()).collect(),
            reasons: Mutex::default(),
        });
        // The tickets' own reference, given back by whoever takes the last share of `tickets`.
        let shared = Arc::into_raw(Arc::clone(&call));
        for slot in std::iter::once(&call.first).chain(&call.rest) {
            // SAFETY: no ticket exists yet and `call` has not left this thread, so nobody else looks at the slot.
            unsafe { *slot.call.get() = shared };
        }
        call
    }

    fn slot(&self, index: usize) -> &Slot {
        if index == 0 { &self.first } else { &self.rest[index - 1] }
    }

    /// The ticket of a record; to be taken once for each index.
    pub(crate) fn ticket(&self, index: usize) -> Ticket {
        Ticket(NonNull::from(self.slot(index)))
    }

    /// The verdict on a record, if there is one yet.
    pub(crate) fn verdict(&self, index: usize) -> Option<Verdict> {
        let slot = self.slot(index);
        // Sequentially consistent for `leave_unattended`; see `Ticket::complete`.
        let state = slot.state.load(Ordering::SeqCst);
        // SAFETY: the state left `EMPTY` with release after the one write of `verdict`.
        (state != state::EMPTY).then(|| unsafe { *slot.verdict.get() })
    }

    /// What the broker said of a refused record, beyond its code.
    pub(crate) fn reason(&self, index: usize) -> Option<String> {
        self.reasons().get(&std::ptr::from_ref(self.slot(index)).addr()).cloned()
    }

    fn reasons(&self) -> MutexGuard<'_, HashMap<usize, String>> {
        self.reasons.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes `shares`, for records that will never be enqueued and for the end of enqueuing.
    pub(crate) fn release(&self, shares: usize) {
        if let Some(waker) = self.settle(shares) {
            waker.wake();
        }
        // SAFETY: `self` is the call its own slots point to, and it is borrowed, so alive.
        unsafe { Self::retire(*self.first.call.get(), shares) };
    }

    /// Takes `shares` of `pending`; with the last one comes the waker of the task.
    fn settle(&self, shares: usize) -> Option<Waker> {
        (shares > 0 && self.pending.fetch_sub(shares, Ordering::AcqRel) == shares)
            .then(|| self.waker.take())
            .flatten()
    }

    /// Takes `shares` of `tickets`.
    ///
    /// # Safety
    /// `call` is the pointer of `Call::new`, and the caller owns `shares` of its `tickets`, which are used no more.
    unsafe fn retire(call: *const Self, shares: usize) {
        // SAFETY: shares of `tickets` are still owned, so the tickets' reference is alive.
        let tickets = unsafe { &(*call).tickets };
        if shares > 0 && tickets.fetch_sub(shares, Ordering::AcqRel) == shares {
            // SAFETY: the last share takes back the reference that `Call::new` turned into `call`.
            drop(unsafe { Arc::from_raw(call) });
        }
    }

    /// Whether every record has its verdict; if not, `context`'s task is woken when it is so.
    pub(crate) fn poll_complete(&self, context: &Context<'_>) -> bool {
        if self.is_complete() {
            return true;
        }
        self.waker.register(context.waker());
        self.is_complete()
    }

    /// Whether some record is sent a second time.
    pub(crate) fn is_sent_again(&self) -> bool {
        self.sent_again.load(Ordering::SeqCst)
    }

    pub(crate) fn is_complete(&self) -> bool {
        self.pending.load(Ordering::Acquire) == 0
    }

    /// Nobody will look at the verdicts: the failed ones are to be reported, also those that came before.
    pub(crate) fn leave_unattended(&self, failed: impl Fn(&Output, usize, Verdict)) {
        self.unattended.store(true, Ordering::SeqCst);
        for (index, slot) in std::iter::once(&self.first).chain(&self.rest).enumerate() {
            match self.verdict(index) {
                Some(verdict) if !verdict.is_acknowledged() && slot.claim_report() => {
                    failed(&self.output, index, verdict);
                }
                _ => {}
            }
        }
    }
}

impl Ticket {
    /// Through librdkafka as the opaque of a message.
    pub(crate) const fn into_opaque(self) -> *mut c_void {
        self.0.as_ptr().cast()
    }

    /// # Safety
    /// `opaque` comes from [`Ticket::into_opaque`]. At most once each it is turned back for [`acknowledge`](Self::acknowledge), and
    /// then for [`complete`](Self::complete); before that, also to note something.
    pub(crate) const unsafe fn from_opaque(opaque: *mut c_void) -> Option<Self> {
        match NonNull::new(opaque.cast()) {
            Some(slot) => Some(Self(slot)),
            None => None,
        }
    }

    /// Notes what the broker says of the record, in place of what it said before.
    pub(crate) fn note_reason(&self, reason: Option<String>) {
        // SAFETY: the ticket owns a share of `tickets`, so the call and its slots are alive.
        let call = unsafe { &**self.0.as_ref().call.get() };
        let mut reasons = call.reasons();
        match reason {
            Some(reason) => reasons.insert(self.0.as_ptr().addr(), reason),
            None => reasons.remove(&self.0.as_ptr().addr()),
        };
    }

    /// What was noted of it.
    pub(crate) fn reason(&self) -> Option<String> {
        // SAFETY: as for `note_reason`.
        let call = unsafe { &**self.0.as_ref().call.get() };
        call.reasons().get(&self.0.as_ptr().addr()).cloned()
    }

    /// Notes that the record is sent a second time: the call's task is woken to keep its own time from here on.
    pub(crate) fn note_sent_again(&self) -> Option<Waker> {
        // SAFETY: the ticket owns a share of `pending`, so the call and its slots are alive.
        let call = unsafe { &**self.0.as_ref().call.get() };
        let first = !call.sent_again.swap(true, Ordering::SeqCst);
        first.then(|| call.waker.take()).flatten()
    }

    /// Whether the call is one whose task should know of acknowledgements at once.
    pub(crate) fn is_direct(&self) -> bool {
        // SAFETY: the ticket owns a share of `tickets`, so the call and its slots are alive.
        let call = unsafe { &**self.0.as_ref().call.get() };
        call.rest.len() < DIRECT
    }

    /// Writes the verdict of an acknowledged record. Returns the task's waker where this was the call's last record.
    /// [`complete`](Self::complete) is still to follow.
    #[must_use = "the task waits for its waker"]
    pub(crate) fn acknowledge(&self, verdict: Verdict) -> Option<Waker> {
        // SAFETY: the ticket owns a share of `tickets`, so the call and its slots are alive; it is the only one that writes this
        // slot, and this is the first of its two uses.
        unsafe {
            let slot = self.0.as_ref();
            *slot.verdict.get() = verdict;
            slot.state.store(state::WRITTEN, Ordering::Release);
            let call = &**slot.call.get();
            call.settle(1)
        }
    }

    /// Writes the verdict, unless it was [acknowledged](Self::acknowledge) already. `failed` is asked for the record's bytes when
    /// nobody waits for them and it was not acknowledged. Returns the task's waker where this was the call's last record.
    #[must_use = "the task waits for its waker"]
    pub(crate) fn complete(self, verdict: Verdict, failed: impl FnOnce(&Output, Verdict)) -> Option<Waker> {
        // SAFETY: the ticket owns a share of `tickets`, so the call and its slots are alive until `retire`, and
        // it is the only one that writes this slot.
        unsafe {
            let slot = self.0.as_ref();
            let call = *slot.call.get();
            if slot.state.load(Ordering::Relaxed) != state::EMPTY {
                Call::retire(call, 1);
                return None;
            }
            *slot.verdict.get() = verdict;
            if verdict.is_acknowledged() {
                slot.state.store(state::WRITTEN, Ordering::Release);
            } else {
                // Sequentially consistent with `leave_unattended`: one of the two sees the other, so nothing goes unreported.
                slot.state.store(state::WRITTEN, Ordering::SeqCst);
                if (*call).unattended.load(Ordering::SeqCst) && slot.claim_report() {
                    failed(&(*call).output, verdict);
                }
            }
            let waker = (*call).settle(1);
            Call::retire(call, 1);
            waker
        }
    }
}

/// Wakes the thread that blocks in [`wait`].
struct Unpark(std::thread::Thread);

impl std::task::Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.unpark();
    }
}

/// Drives a future on this thread until it is ready: a plain `fn` needs no async runtime.
pub(crate) fn wait<F: Future>(future: F) -> F::Output {
    thread_local! {
        static WAKER: Waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    }
    let mut future = std::pin::pin!(future);
    WAKER.with(|waker| {
        let mut context = Context::from_waker(waker);
        loop {
            if let std::task::Poll::Ready(output) = future.as_mut().poll(&mut context) {
                return output;
            }
            std::thread::park();
        }
    })
}
