//! First calls while a secret provider takes its time: who waits for it, and who does not.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use kafka_output_options::{OptionId, Value};

use super::BROKERS;
use crate::binding::Binding;
use crate::error::{Error, ErrorKind};
use crate::output::Output;
use crate::runtime::connect::Connect;
use crate::runtime::report::Reporter;
use crate::runtime::state::RuntimeState;
use crate::settings::{NamedProvider, SecretProvider, SecretReference, Settings};
use crate::token::{ProviderFuture, TokenSource};

/// How long a provider is waited for here, and longer than anything else takes.
const LIMIT: Duration = Duration::from_secs(1);
const LONG: Duration = Duration::from_secs(20);

/// An output of this name and topic.
fn output(name: &'static str, topic: &'static str) -> &'static Binding {
    let topic = if topic.contains('%') { Value::Setting(topic) } else { Value::Text(topic) };
    super::output(name, super::declared(&[BROKERS, (OptionId::Topic, topic)]))
}

/// A runtime whose setting `SECRET` is a reference, and no other.
fn state(provider: Box<dyn NamedProvider>, limit: Duration) -> Arc<RuntimeState> {
    let mut settings = Settings::empty();
    settings.give("SECRET".to_owned(), "@Microsoft.KeyVault(VaultName=shop;SecretName=topic)".to_owned());
    settings.fetch_secrets_with(provider);
    settings.secrets = Arc::new(settings.secrets.with_limit(limit));
    RuntimeState::new(settings, Reporter::new(None), Connect::Kafka(TokenSource::default()), false)
}

type Resolved = Receiver<Result<Arc<Output>, Error>>;

/// Resolves an output on a thread of its own.
fn resolve(state: &Arc<RuntimeState>, binding: &'static Binding) -> Resolved {
    let (sender, resolved) = channel();
    let state = Arc::clone(state);
    std::thread::spawn(move || sender.send(state.output(binding)));
    resolved
}

/// Says that it is asked, and never answers: as a future, or as a call that blocks.
struct Hangs {
    asked: Arc<AtomicUsize>,
    blocks: bool,
}

impl Hangs {
    fn new(blocks: bool) -> (Box<Self>, Arc<AtomicUsize>) {
        let asked = Arc::<AtomicUsize>::default();
        (Box::new(Self { asked: Arc::clone(&asked), blocks }), asked)
    }
}

impl SecretProvider for Hangs {
    fn secret<'a>(&'a self, _: &'a SecretReference) -> ProviderFuture<'a, String> {
        Box::pin(async {
            self.asked.fetch_add(1, Ordering::SeqCst);
            if self.blocks {
                std::thread::sleep(LONG * 2);
            }
            std::future::pending().await
        })
    }
}

fn wait_until_asked(asked: &AtomicUsize) {
    let started = Instant::now();
    while asked.load(Ordering::SeqCst) == 0 {
        assert!(started.elapsed() < LONG, "the provider is never asked");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_provider_that_hangs_holds_up_neither_other_outputs_nor_the_end() {
    let (provider, asked) = Hangs::new(false);
    let state = state(provider, LONG * 3);
    let hanging = resolve(&state, output("hanging", "%SECRET%"));
    wait_until_asked(&asked);
    let other = resolve(&state, output("other", "orders"));
    assert!(other.recv_timeout(LONG).expect("it waits for the provider").is_ok());
    assert_eq!(state.producers(), 1);
    let (closing, (closed, ended)) = (Arc::clone(&state), channel());
    std::thread::spawn(move || closed.send(closing.close(Duration::from_secs(1))));
    assert!(ended.recv_timeout(LONG).is_ok(), "the end waits for the provider");
    assert!(hanging.try_recv().is_err(), "it hangs still");
}

#[test]
fn a_provider_that_never_answers_is_given_up_and_named() {
    for blocks in [false, true] {
        let (provider, asked) = Hangs::new(blocks);
        let state = state(provider, LIMIT);
        let waiting = [(); 3].map(|()| resolve(&state, output("hanging", "%SECRET%")));
        for waiting in waiting {
            let error = waiting.recv_timeout(LONG).expect("it waits for ever").unwrap_err();
            let text = error.to_string();
            for part in [
                "output `hanging`: `topic`: the setting `SECRET`",
                "`https://shop.vault.azure.net/secrets/topic` could not be fetched",
                "first_calls::Hangs` has not answered for 1 s; ",
            ] {
                assert!(text.contains(part), "{part}\nis not in\n{text}");
            }
        }
        // Those who waited together have one answer.
        assert_eq!(asked.load(Ordering::SeqCst), 1, "blocks: {blocks}");
    }
}

struct Panics;

impl SecretProvider for Panics {
    fn secret<'a>(&'a self, _: &'a SecretReference) -> ProviderFuture<'a, String> {
        panic!("no vault today")
    }
}

#[test]
fn a_provider_that_panics_is_an_error_in_its_own_words() {
    let error = state(Box::new(Panics), LONG).output(output("panics", "%SECRET%")).unwrap_err();
    let text = error.to_string();
    assert!(text.contains("first_calls::Panics` panicked: no vault today"), "{text}");
}

/// Asks for outputs of its own runtime before it answers.
struct Asks {
    state: std::sync::OnceLock<Arc<RuntimeState>>,
    first: &'static Binding,
}

impl SecretProvider for Arc<Asks> {
    fn secret<'a>(&'a self, _: &'a SecretReference) -> ProviderFuture<'a, String> {
        let resolved = resolve(self.state.get().unwrap(), self.first);
        Box::pin(async move {
            while resolved.try_recv().is_err_and(|error| error == std::sync::mpsc::TryRecvError::Empty) {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            Ok("orders".to_owned())
        })
    }
}

#[test]
fn a_provider_may_wait_for_an_output_and_one_that_waits_for_itself_is_an_error() {
    for (topic, is_resolved) in [("audit", true), ("%SECRET%", false)] {
        let asks = Arc::new(Asks { state: std::sync::OnceLock::new(), first: output("audit", topic) });
        let state = state(Box::new(Arc::clone(&asks)), LIMIT);
        asks.state.set(Arc::clone(&state)).unwrap();
        let outer = resolve(&state, output("outer", "%SECRET%"));
        let outer = outer.recv_timeout(LONG).expect("they wait for each other");
        assert_eq!(outer.is_ok(), is_resolved, "{outer:?}");
        if let Err(error) = outer {
            assert!(
                error.to_string().contains("let it not wait for an output that needs this secret"),
                "{error}"
            );
        }
    }
}

#[test]
fn a_runtime_that_closes_while_an_output_is_resolved_makes_no_producer() {
    struct Late(Duration);
    impl SecretProvider for Late {
        fn secret<'a>(&'a self, _: &'a SecretReference) -> ProviderFuture<'a, String> {
            Box::pin(async {
                tokio::time::sleep(self.0).await;
                Ok("orders".to_owned())
            })
        }
    }
    let state = state(Box::new(Late(Duration::from_millis(300))), LONG);
    let late = resolve(&state, output("late", "%SECRET%"));
    std::thread::sleep(Duration::from_millis(50));
    state.close(Duration::ZERO);
    let error = late.recv_timeout(LONG).unwrap().unwrap_err();
    assert_eq!((error.kind(), state.producers()), (ErrorKind::Shutdown, 0));
}

#[test]
fn two_first_calls_of_one_output_make_one_producer() {
    struct Slow;
    impl SecretProvider for Slow {
        fn secret<'a>(&'a self, _: &'a SecretReference) -> ProviderFuture<'a, String> {
            Box::pin(async {
                tokio::time::sleep(Duration::from_millis(100)).await;
                Ok("orders".to_owned())
            })
        }
    }
    let (state, placed) = (state(Box::new(Slow), LONG), output("placed", "%SECRET%"));
    let outputs = [(); 4].map(|()| resolve(&state, placed));
    let outputs = outputs.map(|resolved| resolved.recv_timeout(LONG).unwrap().unwrap());
    assert!(outputs.iter().all(|output| Arc::ptr_eq(output, &outputs[0])));
    assert_eq!(state.producers(), 1);
    state.close(Duration::ZERO);
}

#[test]
fn the_secrets_of_an_output_are_fetched_at_the_same_time() {
    /// Answers only when both are asked for.
    struct Both(tokio::sync::Barrier);
    impl SecretProvider for Both {
        fn secret<'a>(&'a self, _: &'a SecretReference) -> ProviderFuture<'a, String> {
            Box::pin(async {
                self.0.wait().await;
                Ok("orders".to_owned())
            })
        }
    }
    let state = state(Box::new(Both(tokio::sync::Barrier::new(2))), LONG);
    let mut settings = (*state.settings()).clone();
    settings.give("OTHER".to_owned(), "@Microsoft.KeyVault(VaultName=shop;SecretName=other)".to_owned());
    state.take_settings(settings);
    let resolved = resolve(&state, output("placed", "%SECRET%-%OTHER%"));
    let resolved = resolved.recv_timeout(LONG).expect("one waits for the other").unwrap();
    assert_eq!(&*resolved.topic.name, "orders-orders");
    state.close(Duration::ZERO);
}
