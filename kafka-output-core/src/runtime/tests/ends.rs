//! What a runtime's end waits for: the callback, but neither for ever nor for itself.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::output::FailedRecord;
use crate::producer::fault::{Fault, Verdict};
use crate::runtime::connect::Connect;
use crate::runtime::failure::DeliveryFailure;
use crate::runtime::report::Reporter;
use crate::runtime::state::RuntimeState;
use crate::runtime::{Runtime, ShutdownReport};
use crate::settings::Settings;
use crate::token::TokenSource;

/// Longer than anything here takes.
const LONG: Duration = Duration::from_secs(20);

fn state(callback: impl Fn(&DeliveryFailure) + Send + Sync + 'static) -> Arc<RuntimeState> {
    let reporter = Reporter::new(Some(Box::new(callback)));
    RuntimeState::new(Settings::empty(), reporter, Connect::Kafka(TokenSource::default()), false)
}

fn failure() -> DeliveryFailure {
    failure_of(None)
}

fn failure_of(value: Option<Vec<u8>>) -> DeliveryFailure {
    let record = FailedRecord {
        verdict: Verdict::UNKNOWN,
        reason: None,
        topic: "orders".to_owned(),
        key: None,
        value,
    };
    DeliveryFailure::new("placed", Fault::shut_down().into_record_error(), record)
}

#[test]
fn a_callback_that_never_comes_back_is_not_waited_for_beyond_the_time() {
    let state = state(|_| std::thread::sleep(LONG * 2));
    state.reporter.report(failure());
    let (closed, ended) = channel();
    std::thread::spawn(move || closed.send(state.close(Duration::from_millis(100))));
    assert!(ended.recv_timeout(LONG).is_ok(), "the end waits for the callback");
}

#[test]
fn a_callback_has_a_second_to_hear_of_every_failure() {
    let heard = Arc::<AtomicUsize>::default();
    let counted = Arc::clone(&heard);
    let state = state(move |_| {
        std::thread::sleep(Duration::from_millis(20));
        counted.fetch_add(1, Ordering::SeqCst);
    });
    for _ in 0..5 {
        state.reporter.report(failure());
    }
    state.close(Duration::ZERO);
    assert_eq!(heard.load(Ordering::SeqCst), 5);
}

#[test]
fn what_waits_for_a_callback_has_its_bounds_and_is_told_all_the_same() {
    const MIB: usize = 1024 * 1024;
    let (go_on, stopped) = channel::<()>();
    let (heard, told) = channel();
    let stopped = Mutex::new(stopped);
    let state = state(move |failure| {
        let _ = stopped.lock().unwrap().recv();
        let size = failure.value().map(<[u8]>::len);
        heard.send((size, failure.to_string().ends_with("(its key and value were not kept)"))).unwrap();
    });
    for _ in 0..100 {
        state.reporter.report(failure_of(Some(vec![7; MIB])));
    }
    assert_eq!(state.reporter.failures(), 100);
    drop(go_on);
    let all: Vec<_> = told.iter().take(100).collect();
    assert_eq!(all[..64], [(Some(MIB), false); 64]);
    assert_eq!(all[64..], [(None, true); 36]);
    // It has caught up.
    while state.reporter.waiting_bytes() > 0 {
        std::thread::sleep(Duration::from_millis(1));
    }
    state.reporter.report(failure_of(Some(vec![7; MIB])));
    assert_eq!(told.recv_timeout(LONG).unwrap(), (Some(MIB), false));
}

/// Shuts the runtime down as a callback may: with a great deal of time.
fn shut_down_in_callback(wait: fn(Runtime, Sender<ShutdownReport>)) -> Duration {
    let running = Arc::<Mutex<Option<Runtime>>>::default();
    let (of_callback, (sender, ended)) = (Arc::clone(&running), channel());
    let state = state(move |_| {
        let runtime = of_callback.lock().unwrap().take();
        if let Some(runtime) = runtime {
            wait(runtime, sender.clone());
        }
    });
    *running.lock().unwrap() = Some(Runtime { state: Some(Arc::clone(&state)) });
    let started = Instant::now();
    state.reporter.report(failure());
    ended.recv_timeout(LONG).expect("they wait for each other");
    started.elapsed()
}

fn block_on(runtime: Runtime, sender: &Sender<ShutdownReport>, timeout: Duration) {
    let own = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let _ = sender.send(own.block_on(runtime.shutdown(timeout)));
}

#[test]
fn a_callback_may_await_the_end() {
    let took = shut_down_in_callback(|runtime, sender| block_on(runtime, &sender, LONG * 3));
    assert!(took < LONG, "{took:?}");
    // On another thread it cannot be known who waits, and the time is over at last.
    shut_down_in_callback(|runtime, sender| {
        let awaiting = std::thread::spawn(move || block_on(runtime, &sender, Duration::from_millis(100)));
        awaiting.join().unwrap();
    });
}
