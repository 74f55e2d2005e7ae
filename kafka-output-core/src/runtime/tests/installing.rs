//! One runtime is installed while another's calls, or its own, are the first.

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use super::{BROKERS, TOPIC, binding, state};
use crate::binding::Binding;
use crate::runtime::{CURRENT, install_with, remember};

/// Longer than anything here takes.
const LONG: Duration = Duration::from_secs(20);

#[test]
fn a_runtime_is_installed_while_a_first_call_keeps_what_it_resolved() {
    let placed: &'static Binding = Box::leak(Box::new(binding(&[BROKERS, TOPIC])));
    let state = state(&[]);
    let output = state.output(placed).unwrap();
    let (done, ended) = channel();
    // A first call that has the pool, and is about to remember its output.
    let pool = state.pool();
    let (installing, told) = (Arc::clone(&state), done.clone());
    std::thread::spawn(move || {
        install_with(&installing, &[placed]).unwrap();
        let _ = told.send("installed");
    });
    std::thread::sleep(Duration::from_millis(100));
    let (of, kept) = (Arc::clone(&state), Arc::clone(&output));
    std::thread::spawn(move || {
        remember(&of, placed, &kept);
        let _ = done.send("remembered");
    });
    assert_eq!(ended.recv_timeout(LONG), Ok("remembered"), "they wait for each other");
    drop(pool);
    assert_eq!(ended.recv_timeout(LONG), Ok("installed"));
    assert!(placed.output.load_full().is_some_and(|known| Arc::ptr_eq(&known, &output)));
    state.close(Duration::ZERO);
    CURRENT.store(None);
    placed.remember_output(None);
}
