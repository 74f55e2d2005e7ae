//! What is fetched, when, and who waits for it; each argument is one scene, without any broker.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use kafka_output::{Builder, Runtime, kafka_output};
use kafka_output::{ProviderFuture, SecretProvider, SecretReference};
use serde::Serialize;
use tokio::sync::Semaphore;

const SCHEMA: &str = r#"{"type": "record", "name": "Visit", "fields": [{"name": "page", "type": "string"}]}"#;
const SECRET: &str = "@Microsoft.KeyVault(VaultName=shop;SecretName=it)";

#[derive(Serialize)]
struct Visit {
    page: &'static str,
}

#[kafka_output(broker_list = "127.0.0.1:1", topic = "visits", avro_schema = "%SCHEMA%", delivery = enqueued)]
async fn visited() -> Visit {
    Visit { page: "/" }
}

#[kafka_output(broker_list = "127.0.0.1:1", topic = "visits", avro_schema = "%SCHEMA%", delivery = enqueued)]
fn visited_plainly() -> Visit {
    Visit { page: "/" }
}

/// Lets bodies end.
static OPENED: Semaphore = Semaphore::const_new(0);

#[kafka_output(broker_list = "127.0.0.1:1", topic = "visits", avro_schema = "%SCHEMA%", delivery = enqueued)]
async fn visited_late() -> Visit {
    OPENED.acquire().await.expect("open").forget();
    Visit { page: "/" }
}

#[kafka_output(broker_list = "127.0.0.1:1", topic = "%TOPIC%", message_timeout_ms = 300)]
async fn first() -> &'static str {
    "first"
}

#[kafka_output(broker_list = "127.0.0.1:1", topic = "%TOPIC%", message_timeout_ms = 300)]
async fn second() -> &'static str {
    "second"
}

/// Answers with the help of a task of the program's own.
#[derive(Clone)]
struct Vault {
    asked: Arc<AtomicUsize>,
    answer: Result<&'static str, &'static str>,
    program: tokio::runtime::Handle,
}

impl Vault {
    fn of(answer: Result<&'static str, &'static str>) -> Self {
        Self { asked: Arc::default(), answer, program: tokio::runtime::Handle::current() }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl SecretProvider for Vault {
    fn secret<'a>(&'a self, _: &'a SecretReference) -> ProviderFuture<'a, String> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        Box::pin(async {
            self.program.spawn(tokio::time::sleep(Duration::from_secs(1))).await?;
            Ok(self.answer?.to_owned())
        })
    }
}

/// Answers as one vault when asked first, then as another.
struct Either {
    first: Vault,
    then: Vault,
}

impl SecretProvider for Either {
    fn secret<'a>(&'a self, reference: &'a SecretReference) -> ProviderFuture<'a, String> {
        if self.first.asked() == 0 { self.first.secret(reference) } else { self.then.secret(reference) }
    }
}

fn builder(schema: &str, topic: &str) -> Builder {
    Runtime::builder().setting("SCHEMA", schema).setting("TOPIC", topic)
}

async fn others_run_while_a_first_call_waits_for_its_schema() {
    let vault = Vault::of(Ok(SCHEMA));
    let runtime = builder(SECRET, "orders").secret_provider(vault.clone()).lazy().expect("it starts");
    let mut ticks = 0;
    let ticking = async {
        loop {
            tokio::time::sleep(Duration::from_millis(10)).await;
            ticks += 1;
        }
    };
    let called = tokio::select! {
        called = visited() => called.expect("enqueued").len(),
        () = ticking => 0,
    };
    println!("called {called} ticked {} asked {}", ticks > 20, vault.asked());
    drop(runtime);
}

async fn a_call_that_cannot_have_its_schema_asks_once() {
    for plainly in [false, true] {
        let vault = Vault::of(Err("closed today"));
        let runtime = builder(SECRET, "orders").secret_provider(vault.clone()).lazy().expect("it starts");
        let called = if plainly {
            let call = tokio::task::spawn_blocking(visited_plainly);
            call.await.expect("no panic")
        } else {
            visited().await
        };
        println!("{} / asked {}", called.expect_err("no schema"), vault.asked());
        runtime.shutdown(Duration::ZERO).await;
    }
}

/// The vault is out when the first call asks for the schema, and back when the second does, while the first one's body still runs.
async fn a_schema_that_came_while_the_body_ran_is_used() {
    let vault = Vault::of(Err("closed for a moment"));
    let back = Vault { answer: Ok(SCHEMA), ..vault.clone() };
    let runtime = builder(SECRET, "orders")
        .secret_provider(Either { first: vault.clone(), then: back })
        .lazy()
        .expect("it starts");
    let early = tokio::spawn(visited_late());
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let late = tokio::spawn(visited_late());
    tokio::time::sleep(Duration::from_millis(1500)).await;
    OPENED.add_permits(2);
    for call in [early, late] {
        println!("{:?}", call.await.expect("no panic").map(|enqueued| enqueued.len()));
    }
    println!("asked {}", vault.asked());
    drop(runtime);
}

async fn a_start_asks_once_for_all_outputs() {
    let vault = Vault::of(Ok("orders"));
    let builder = builder(SCHEMA, SECRET).secret_provider(vault.clone()).secret_ttl(Duration::ZERO);
    let runtime = builder.start().await.expect("it starts");
    println!("asked {}", vault.asked());
    runtime.shutdown(Duration::ZERO).await;
}

/// The topics by which a file is read again, though the process has read it before.
async fn a_file_is_read_by_each_runtime(path: PathBuf) {
    let reference = format!("@File({})", path.display());
    for (topic, starts) in [("one", true), ("two", true), ("three", false)] {
        fs::write(&path, topic).expect("written");
        let builder = builder(SCHEMA, &reference);
        let runtime = if starts { builder.start().await } else { builder.lazy() }.expect("it starts");
        println!("{}", first().await.expect_err("there is no broker").topic().unwrap_or_default());
        runtime.shutdown(Duration::ZERO).await;
    }
    fs::remove_file(&path).expect("removed");
    println!("{}", builder(SCHEMA, &reference).lazy().expect_err("there is no file"));
    fs::write(&path, "four").expect("written");
    builder(SCHEMA, &reference).lazy().expect("there is one").shutdown(Duration::ZERO).await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("waiting") => others_run_while_a_first_call_waits_for_its_schema().await,
        Some("failing") => a_call_that_cannot_have_its_schema_asks_once().await,
        Some("recovering") => a_schema_that_came_while_the_body_ran_is_used().await,
        Some("starting") => a_start_asks_once_for_all_outputs().await,
        _ => a_file_is_read_by_each_runtime(arguments.next().expect("a path").into()).await,
    }
    // Both are declared, and one is called.
    let _ = second;
}
