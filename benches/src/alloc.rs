//! A global allocator that counts what Rust code asks for; what librdkafka takes from C's `malloc` does not count.

// An allocator is an unsafe trait; this one hands everything on to the system's.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Off while time is measured: a counter that every thread writes would slow whoever allocates most.
static ENABLED: AtomicBool = AtomicBool::new(false);
static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

struct Counting;

impl Counting {
    fn note() {
        if ENABLED.load(Ordering::Relaxed) {
            ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        }
    }
}

// SAFETY: every request goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        Self::note();
        // SAFETY: the caller's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        Self::note();
        // SAFETY: the caller's.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        Self::note();
        // SAFETY: the caller's.
        unsafe { System.realloc(pointer, layout, size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// Counts the allocations of all threads while `work` runs; one that grows counts again.
pub(crate) async fn counted<F: Future>(work: F) -> (F::Output, u64) {
    ALLOCATIONS.store(0, Ordering::SeqCst);
    ENABLED.store(true, Ordering::SeqCst);
    let output = work.await;
    ENABLED.store(false, Ordering::SeqCst);
    (output, ALLOCATIONS.load(Ordering::SeqCst))
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn an_allocation_is_counted() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let (kept, count) = runtime.block_on(counted(async { Box::new([1_u8; 100]) }));
        assert_eq!(kept[99], 1);
        assert!(count >= 1, "{count}");
    }
}
