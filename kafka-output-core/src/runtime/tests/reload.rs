//! What a reload replaces, what it keeps, and what becomes of calls that had begun before it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use kafka_output_options::{OptionId, Value};

use super::{BROKERS, TOPIC, output};
use crate::binding::Binding;
use crate::error::ErrorKind;
use crate::output::Output;
use crate::producer::call::Call;
use crate::producer::fault::Verdict;
use crate::producer::memory::Memory;
use crate::record::Record;
use crate::runtime::connect::Connect;
use crate::runtime::report::Reporter;
use crate::runtime::state::RuntimeState;
use crate::settings::{SecretProvider, SecretReference, Settings, SettingsFile};
use crate::token::ProviderFuture;

/// A settings file, and the runtime in memory that reads it.
struct World {
    file: PathBuf,
    state: Arc<RuntimeState>,
    memory: Arc<Memory>,
}

impl World {
    fn of(name: &str, text: &str) -> Self {
        let file =
            std::env::temp_dir().join(format!("kafka-output-reload-{}-{name}.toml", std::process::id()));
        std::fs::write(&file, text).unwrap();
        let mut settings = Settings::empty();
        settings.add_file(SettingsFile::read(&file).unwrap());
        settings.fetch_secrets_with(Box::new(Counting::default()));
        let memory = Arc::<Memory>::default();
        let connect = Connect::Memory(Arc::clone(&memory));
        Self { file, state: RuntimeState::new(settings, Reporter::new(None), connect, false), memory }
    }

    fn write(&self, text: &str) {
        std::fs::write(&self.file, text).unwrap();
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.file);
    }
}

/// Gives another secret each time.
#[derive(Default)]
struct Counting(AtomicU32);

impl SecretProvider for Counting {
    fn secret<'a>(&'a self, _: &'a SecretReference) -> ProviderFuture<'a, String> {
        let secret = format!("secret-{}", self.0.fetch_add(1, Ordering::SeqCst));
        Box::pin(async { Ok(secret) })
    }
}

fn by_setting(name: &'static str) -> &'static Binding {
    output(name, &[BROKERS, TOPIC, (OptionId::ClientId, Value::Setting("%ID%"))])
}

/// Sends one record as a call that has found this output does.
fn send(output: &Arc<Output>, value: &str) {
    let call = Call::new(Arc::clone(output), 1);
    output.transport.announce(1);
    output
        .transport
        .enqueue(&output.topic, &Record::bare(Some(value.as_bytes()), None), call.ticket(0))
        .unwrap();
    call.release(1);
    assert!(call.verdict(0).is_some_and(Verdict::is_acknowledged), "{value}");
}

fn values(memory: &Memory) -> Vec<String> {
    memory.records().iter().filter_map(|record| record.value_text().map(str::to_owned)).collect()
}

#[test]
fn what_came_out_different_gets_another_producer_and_the_old_one_ends_with_its_calls() {
    let world = World::of("different", "ID = 'one'");
    let (changed, kept) = (by_setting("changed"), output("kept", &[BROKERS, TOPIC]));
    let (old, same) = (world.state.output(changed).unwrap(), world.state.output(kept).unwrap());
    assert_eq!(world.state.producers(), 2);

    let report = world.state.reload().unwrap();
    assert_eq!((&*report.changed, &*report.kept, report.producers), (&[][..], &["changed", "kept"][..], 0));
    assert!(Arc::ptr_eq(&world.state.output(changed).unwrap(), &old));

    world.write("ID = 'two'");
    let report = world.state.reload().unwrap();
    assert_eq!((&*report.changed, &*report.kept, report.producers), (&["changed"][..], &["kept"][..], 1));
    let new = world.state.output(changed).unwrap();
    assert!(!Arc::ptr_eq(&new.transport, &old.transport));
    assert!(Arc::ptr_eq(&world.state.output(kept).unwrap(), &same));
    assert_eq!(world.state.producers(), 2);

    // A call that had found the old output may take its time.
    std::thread::sleep(Duration::from_millis(100));
    send(&old, "by the old one");
    send(&new, "by the new one");
    drop(old);
    let dropped = Instant::now();
    while !world.state.pool().retired.is_empty() {
        assert!(dropped.elapsed() < Duration::from_secs(20), "the old producer is never closed");
        std::thread::sleep(Duration::from_millis(5));
    }
    send(&new, "after it");
    assert_eq!(values(&world.memory), ["by the old one", "by the new one", "after it"]);
    assert_eq!(world.state.close(Duration::ZERO).delivered, 3);
    assert_eq!(world.state.reload().unwrap_err().kind(), ErrorKind::Shutdown);
}

#[test]
fn a_runtime_that_closes_counts_the_records_of_replaced_producers_too() {
    let world = World::of("closes", "ID = 'one'");
    let binding = by_setting("closes");
    let old = world.state.output(binding).unwrap();
    send(&old, "1");
    world.write("ID = 'two'");
    world.state.reload().unwrap();
    send(&world.state.output(binding).unwrap(), "2");
    send(&old, "3");
    assert_eq!(world.state.close(Duration::ZERO).delivered, 3);
}

#[test]
fn what_is_no_part_of_the_connection_keeps_the_producer() {
    let world = World::of("topic", "TO = 'orders'");
    let binding = output("moved", &[BROKERS, (OptionId::Topic, Value::Setting("%TO%"))]);
    let old = world.state.output(binding).unwrap();
    world.write("TO = 'purchases'");
    let report = world.state.reload().unwrap();
    assert_eq!((&*report.changed, report.producers), (&["moved"][..], 0));
    let new = world.state.output(binding).unwrap();
    assert!(Arc::ptr_eq(&new.transport, &old.transport));
    assert_eq!(&*new.topic.name, "purchases");
    assert!(world.state.pool().retired.is_empty());
}

#[test]
fn wrong_settings_leave_all_as_it_was_and_all_of_them_are_told() {
    let world = World::of("wrong", "ID = 'one'\nLINGER = '5'");
    let one = by_setting("one");
    let two = output("two", &[BROKERS, TOPIC, (OptionId::LingerMs, Value::Setting("%LINGER%"))]);
    let (old_one, old_two) = (world.state.output(one).unwrap(), world.state.output(two).unwrap());
    let assert_as_before = |parts: &[&str]| {
        let text = world.state.reload().unwrap_err().to_string();
        println!("{text}");
        for part in parts {
            assert!(text.contains(part), "{part}\nis not in\n{text}");
        }
        assert!(Arc::ptr_eq(&world.state.output(one).unwrap(), &old_one));
        assert!(Arc::ptr_eq(&world.state.output(two).unwrap(), &old_two));
        assert_eq!((world.state.producers(), world.state.pool().retired.len()), (2, 0));
        // A first call after it finds the old settings, too.
        assert!(world.state.effective(two).is_ok());
    };
    world.write("LINGER = 'soon'");
    assert_as_before(&["2 things are wrong", "output `one`", "`ID`", "output `two`", "`LINGER`", "soon"]);
    world.write("ID = ");
    assert_as_before(&["is not valid TOML at line 1"]);
    std::fs::remove_file(&world.file).unwrap();
    assert_as_before(&["the settings file", "cannot be read"]);
    world.write("ID = 'one'\nLINGER = '6'");
    let report = world.state.reload().unwrap();
    assert_eq!((&*report.changed, &*report.kept), (&["two"][..], &["one"][..]));
}

#[cfg(feature = "schema-registry")]
#[test]
fn a_registry_that_is_asked_otherwise_is_asked_by_another_client() {
    let world = World::of("registry", "TOKEN = 'one'");
    let binding = output(
        "registered",
        &[
            BROKERS,
            TOPIC,
            (OptionId::SchemaRegistryUrl, Value::Text("http://localhost:8081")),
            (OptionId::SchemaRegistryToken, Value::Setting("%TOKEN%")),
        ],
    );
    let old = world.state.output(binding).unwrap();
    world.write("TOKEN = 'two'");
    let report = world.state.reload().unwrap();
    assert_eq!((&*report.changed, report.producers), (&["registered"][..], 0));
    let new = world.state.output(binding).unwrap();
    assert!(Arc::ptr_eq(&new.transport, &old.transport) && !Arc::ptr_eq(&new, &old));
    assert_eq!(world.state.pool().clients.registries.len(), 1);
}

#[test]
fn secrets_are_fetched_again() {
    let world = World::of("secrets", "PASSWORD = '@Microsoft.KeyVault(VaultName=shop;SecretName=kafka)'");
    let binding = output(
        "secret",
        &[
            BROKERS,
            TOPIC,
            (OptionId::Protocol, Value::Word("sasl_plaintext")),
            (OptionId::Username, Value::Text("ada")),
            (OptionId::Password, Value::Setting("%PASSWORD%")),
        ],
    );
    let password = || {
        world.state.output(binding).unwrap();
        let pool = world.state.pool();
        let resolved = pool.outputs.values().next().unwrap();
        resolved.ingredients.effective.producer.properties["sasl.password"].clone()
    };
    assert_eq!((password(), password()), ("secret-0".to_owned(), "secret-0".to_owned()));
    assert_eq!(world.state.reload().unwrap().changed, ["secret"]);
    assert_eq!(password(), "secret-1");
}

#[test]
fn a_first_call_finds_the_settings_of_the_last_reload() {
    let world = World::of("first", "ID = 'one'");
    world.write("ID = 'two'");
    assert_eq!(world.state.reload().unwrap(), crate::ReloadReport::default());
    world.state.output(by_setting("later")).unwrap();
    let pool = world.state.pool();
    let resolved = pool.outputs.values().next().unwrap();
    assert_eq!(resolved.ingredients.effective.producer.properties["client.id"], "two");
}

#[test]
fn other_content_of_a_file_is_another_connection() {
    let folder = std::env::temp_dir().join(format!("kafka-output-contents-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("ca.pem");
    std::fs::write(&file, "one").unwrap();
    for path in [&file, &folder] {
        let world = World::of("contents", &format!("CA = '{}'", path.display()));
        let binding = output(
            "contents",
            &[
                BROKERS,
                TOPIC,
                (OptionId::Protocol, Value::Word("ssl")),
                (OptionId::SslCaLocation, Value::Setting("%CA%")),
            ],
        );
        std::fs::write(&file, "one").unwrap();
        let found = world.state.output(binding);
        if !cfg!(feature = "ssl") {
            assert!(found.is_err());
            continue;
        }
        assert!(world.state.reload().unwrap().changed.is_empty());
        std::fs::write(&file, "two").unwrap();
        assert_eq!(world.state.reload().unwrap().producers, 1, "{}", path.display());
    }
}

#[cfg(feature = "ssl")]
#[test]
fn a_first_call_during_a_reload_and_the_reload_make_one_producer() {
    let file = std::env::temp_dir().join(format!("kafka-output-during-{}.pem", std::process::id()));
    std::fs::write(&file, "one").unwrap();
    let world = World::of("during", &format!("CA = '{}'", file.display()));
    let by_file = |name| {
        output(
            name,
            &[
                BROKERS,
                TOPIC,
                (OptionId::Protocol, Value::Word("ssl")),
                (OptionId::SslCaLocation, Value::Setting("%CA%")),
            ],
        )
    };
    let (reloaded, first) = (by_file("reloaded"), by_file("first"));
    let old = world.state.output(reloaded).unwrap();
    std::fs::write(&file, "two").unwrap();

    let held = world.memory.verifying.held.lock().unwrap();
    let state = Arc::clone(&world.state);
    let reload = std::thread::spawn(move || state.reload());
    let started = Instant::now();
    while world.memory.verifying.begun.load(Ordering::SeqCst) == 0 {
        assert!(started.elapsed() < Duration::from_secs(20), "nothing is verified");
        std::thread::sleep(Duration::from_millis(1));
    }
    let new_of_first = world.state.output(first).unwrap();
    drop(held);
    let report = reload.join().unwrap().unwrap();
    assert_eq!((&*report.changed, &*report.kept), (&["reloaded"][..], &["first"][..]));

    let new = world.state.output(reloaded).unwrap();
    assert!(!Arc::ptr_eq(&new.transport, &old.transport));
    assert!(Arc::ptr_eq(&new.transport, &new_of_first.transport), "one of them is unknown to the runtime");
    assert_eq!(world.state.producers(), 1);
    send(&old, "1");
    send(&new, "2");
    send(&new_of_first, "3");
    assert_eq!(world.state.close(Duration::ZERO).delivered, 3);
    let _ = std::fs::remove_file(&file);
}

#[test]
fn one_thread_looks_after_all_replaced_producers() {
    let world = World::of("drains", "ID = '0'");
    let binding = by_setting("drains");
    let mut held = vec![world.state.output(binding).unwrap()];
    for id in 1..=5 {
        world.write(&format!("ID = '{id}'"));
        assert_eq!(world.state.reload().unwrap().producers, 1);
        held.push(world.state.output(binding).unwrap());
    }
    assert_eq!(world.state.pool().retired.len(), 5);
    // Each such thread has the runtime.
    assert_eq!(Arc::strong_count(&world.state), 2);
    let drained = |left: usize| {
        let started = Instant::now();
        while world.state.pool().retired.len() > left || Arc::strong_count(&world.state) > 1 + left.min(1) {
            assert!(started.elapsed() < Duration::from_secs(20), "a replaced producer is never closed");
            std::thread::sleep(Duration::from_millis(5));
        }
    };
    held.truncate(1);
    drained(1);
    held.clear();
    drained(0);
    // And the next one is started when it is needed.
    let held = world.state.output(binding).unwrap();
    world.write("ID = '6'");
    world.state.reload().unwrap();
    assert_eq!(Arc::strong_count(&world.state), 2);
    drop(held);
    drained(0);
}

#[test]
fn reloads_by_themselves_end_with_the_runtime() {
    let world = World::of("interval", "ID = 'one'");
    let binding = by_setting("interval");
    let old = world.state.output(binding).unwrap();
    world.state.reload_every(Duration::ZERO).unwrap();
    world.write("ID = 'two'");
    let written = Instant::now();
    while Arc::ptr_eq(&world.state.output(binding).unwrap(), &old) {
        assert!(written.elapsed() < Duration::from_secs(30), "nothing is reloaded");
        std::thread::sleep(Duration::from_millis(20));
    }
    drop(old);
    world.state.close(Duration::ZERO);
    let closed = Instant::now();
    while Arc::strong_count(&world.state) > 1 {
        assert!(closed.elapsed() < Duration::from_secs(20), "a thread still has the runtime");
        std::thread::sleep(Duration::from_millis(5));
    }
}
