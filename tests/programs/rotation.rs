//! Sends without a pause, while passwords and certificates change under it. It is told what to do by lines, and answers each with
//! one.

use std::fmt::{self, Write as _};
use std::fs;
use std::io::stdin;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kafka_output::{Error, KafkaEventData, Runtime, kafka_output};
use tokio::task::JoinHandle;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

#[kafka_output(
    broker_list = "%SASL%",
    topic = "%TOPIC%",
    protocol = sasl_plaintext,
    authentication_mode = scram_sha256,
    username = "%TOPIC%",
    password = "%ROTATING_PASSWORD%",
)]
async fn by_password(key: String, number: u32) -> KafkaEventData<String> {
    KafkaEventData::new(number.to_string()).key(key)
}

#[kafka_output(
    broker_list = "%MTLS%",
    topic = "%TOPIC%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_location = "%OWN_CLIENT%",
    ssl_key_location = "%OWN_CLIENT_KEY%",
)]
async fn by_certificate(key: String, number: u32) -> KafkaEventData<String> {
    KafkaEventData::new(number.to_string()).key(key)
}

/// Many records of a call, by the same producer.
#[kafka_output(
    broker_list = "%MTLS%",
    topic = "%TOPIC%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_location = "%OWN_CLIENT%",
    ssl_key_location = "%OWN_CLIENT_KEY%",
)]
async fn by_batch(key: String, number: u32) -> Vec<KafkaEventData<String>> {
    (number * BATCH..(number + 1) * BATCH).map(|at| KafkaEventData::new(at.to_string()).key(&*key)).collect()
}

/// The records of a batch.
const BATCH: u32 = 50;

static STOPPED: AtomicBool = AtomicBool::new(false);
static ACKNOWLEDGED: AtomicU32 = AtomicU32::new(0);
/// What failed, and what was logged.
static SAID: Mutex<String> = Mutex::new(String::new());

fn say(text: &dyn fmt::Display) {
    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = write!(said, "{text} | ");
}

/// Calls with the numbers from 0, each when the one before is acknowledged; how many calls there were.
async fn send<F, D>(key: String, call: impl Fn(String, u32) -> F) -> u32
where
    F: Future<Output = Result<D, Error>>,
{
    let mut number = 0;
    while !STOPPED.load(Ordering::SeqCst) {
        match call(key.clone(), number).await {
            Ok(_) => _ = ACKNOWLEDGED.fetch_add(1, Ordering::SeqCst),
            Err(error) => say(&format_args!("failed: {error}")),
        }
        number += 1;
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    number
}

/// How many producers this process has, those that are being closed too: each has a thread of this name.
fn clients() -> usize {
    let threads = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let names = threads.filter_map(|thread| fs::read_to_string(thread.path().join("comm")).ok());
    names.filter(|name| name.trim_end() == "kafka-output").count()
}

async fn answer(runtime: &Runtime, request: &str) -> String {
    match request {
        "count" => ACKNOWLEDGED.load(Ordering::SeqCst).to_string(),
        "clients" => clients().to_string(),
        "said" => SAID.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        _ => match runtime.reload().await {
            Ok(report) => {
                format!("changed {:?} kept {:?} producers {}", report.changed, report.kept, report.producers)
            }
            Err(error) => format!("refused: {error}"),
        },
    }
}

#[tokio::main]
async fn main() {
    let _ = tracing::subscriber::set_global_default(Ear);
    let argument = |at| std::env::args().nth(at).unwrap_or_default();
    let mut builder = Runtime::builder().settings_file(argument(2));
    if let Ok(seconds) = argument(3).parse() {
        builder = builder.reload_every(Duration::from_secs(seconds));
    }
    let runtime = builder.start().await.unwrap_or_else(|error| panic!("{error}"));
    let by = argument(1);
    let tasks: Vec<JoinHandle<u32>> = (0..8)
        .map(|key| {
            let key = format!("key-{key}");
            match &*by {
                "password" => tokio::spawn(send(key, by_password)),
                "batch" => tokio::spawn(send(key, by_batch)),
                _ => tokio::spawn(send(key, by_certificate)),
            }
        })
        .collect();
    let runtime = Arc::new(runtime);
    for request in stdin().lines().map_while(Result::ok).take_while(|line| line != "stop") {
        println!("{}", answer(&runtime, &request).await.replace('\n', " "));
    }
    STOPPED.store(true, Ordering::SeqCst);
    let mut sent = 0;
    for task in tasks {
        sent += task.await.unwrap_or_default();
    }
    if by == "batch" {
        sent *= BATCH;
    }
    let Some(runtime) = Arc::into_inner(runtime) else { return };
    let report = runtime.shutdown(Duration::from_secs(10)).await;
    println!("{sent} {} {} {}", report.delivered, report.failed, report.undelivered);
}

/// Hears what the library logs.
struct Ear;

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self.0, "{}={value:?} ", field.name());
    }
}

impl Subscriber for Ear {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "kafka_output"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        say(&line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
