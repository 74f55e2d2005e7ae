//! Panics of the program's own code on the library's threads: each ends as an error, and no thread with it.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::{BROKERS, TOPIC};
use crate::binding::{Binding, Told};
use crate::producer::memory::Memory;
use crate::runtime::connect::Connect;
use crate::runtime::report::Reporter;
use crate::runtime::resolve::Resolving;
use crate::runtime::state::RuntimeState;
use crate::settings::{SecretProvider, SecretReference, Settings};
use crate::testing::hearing::Hearing;
use crate::token::ProviderFuture;
use kafka_output_options::{OptionId, Value};

fn binding(schemas: Option<fn() -> Told>) -> &'static Binding {
    let mut binding = super::binding(&[BROKERS, TOPIC, (OptionId::ClientId, Value::Setting("%ID%"))]);
    binding.declaration.schemas = schemas;
    Box::leak(Box::new(binding))
}

/// A runtime in memory whose setting `ID` is a secret of this provider's.
fn state(provider: impl SecretProvider) -> Arc<RuntimeState> {
    let mut settings = Settings::empty();
    settings.give("ID".to_owned(), "@Microsoft.KeyVault(VaultName=shop;SecretName=id)".to_owned());
    settings.fetch_secrets_with(Box::new(provider));
    let connect = Connect::Memory(Arc::<Memory>::default());
    RuntimeState::new(settings, Reporter::new(None), connect, false)
}

/// Gives another secret each time.
#[derive(Default)]
struct Counting(std::sync::atomic::AtomicUsize);

impl SecretProvider for Counting {
    fn secret<'a>(&'a self, _: &'a SecretReference) -> ProviderFuture<'a, String> {
        let secret = format!("id-{}", self.0.fetch_add(1, Ordering::SeqCst));
        Box::pin(async { Ok(secret) })
    }
}

#[cfg(feature = "apache-avro")]
#[test]
fn a_first_call_says_that_something_panicked() {
    let state = state(Counting::default());
    let _scope = crate::testing::scope::enter_state(&state);
    let mut resolving = Resolving::start(binding(Some(|| panic!("no schema today"))));
    let own = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let error = own.block_on(poll_fn(|context| resolving.poll(context))).unwrap_err();
    let text = error.to_string();
    assert!(text.starts_with("output `placed`: its settings could not be resolved"), "{text}");
    assert!(text.ends_with("panicked: no schema today"), "{text}");
}

#[cfg(feature = "apache-avro")]
#[test]
fn reloads_by_themselves_go_on_after_a_panic() {
    static PANICS: AtomicBool = AtomicBool::new(false);
    static PANICKED: AtomicBool = AtomicBool::new(false);
    let state = state(Counting::default());
    let placed = binding(Some(|| {
        let panics = PANICS.load(Ordering::SeqCst);
        PANICKED.fetch_or(panics, Ordering::SeqCst);
        assert!(!panics, "no schema now");
        Told::new(crate::schema_registry::Schemas::default())
    }));
    let old = state.output(placed).unwrap();
    PANICS.store(true, Ordering::SeqCst);
    state.reload_every(Duration::ZERO).unwrap();
    let started = Instant::now();
    while Arc::ptr_eq(&state.output(placed).unwrap(), &old) {
        assert!(started.elapsed() < Duration::from_secs(30), "nothing is reloaded any more");
        if PANICKED.load(Ordering::SeqCst) {
            PANICS.store(false, Ordering::SeqCst);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    state.close(Duration::ZERO);
}

#[test]
fn a_reload_that_cannot_be_logged_has_happened() {
    let state = state(Counting::default());
    state.output(binding(None)).unwrap();
    let full = Hearing(|_: &tracing::Event<'_>| panic!("the log is full"));
    let reloaded = tracing::subscriber::with_default(full, || state.reload_aloud());
    assert_eq!(reloaded.unwrap().changed, ["placed"]);
}
