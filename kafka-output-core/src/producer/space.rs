//! Where calls wait while the local queue is full.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::task::Waker;
use std::time::Instant;

use super::wake::wake;

/// The calls that wait, first come first woken. The transport's thread wakes them as records leave the queue.
#[derive(Debug, Default)]
pub(crate) struct Space {
    count: AtomicUsize,
    waiting: Mutex<VecDeque<Waiting>>,
}

#[derive(Debug)]
struct Waiting {
    waker: Waker,
    deadline: Option<Instant>,
}

impl Space {
    /// Waits for space or for the deadline. The caller tries once more after this, lest it missed the last record leaving.
    pub(crate) fn wait(&self, waker: &Waker, deadline: Option<Instant>) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(same) = waiting.iter_mut().find(|other| other.waker.will_wake(waker)) {
            // One task may await several calls: the first to run out of time must be woken in time.
            same.deadline = match (same.deadline, deadline) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
            return;
        }
        waiting.push_back(Waiting { waker: waker.clone(), deadline });
        self.count.store(waiting.len(), Ordering::SeqCst);
    }

    pub(crate) fn is_waited_for(&self) -> bool {
        self.count.load(Ordering::SeqCst) > 0
    }

    /// Wakes up to `places` calls, and all whose time is over.
    pub(crate) fn wake(&self, places: usize) {
        if !self.is_waited_for() {
            return;
        }
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let woken = places.min(waiting.len());
        let mut wakers: Vec<Waker> = waiting.drain(..woken).map(|call| call.waker).collect();
        let now = Instant::now();
        waiting.retain(|call| {
            let over = call.deadline.is_some_and(|deadline| deadline <= now);
            if over {
                wakers.push(call.waker.clone());
            }
            !over
        });
        self.count.store(waiting.len(), Ordering::SeqCst);
        drop(waiting);
        for waker in wakers {
            wake(Some(waker));
        }
    }
}
