//! A runtime from its start to its end; each argument is one scene, and what it prints is judged by the test.

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kafka_output::{DeliveryFailure, ErrorKind, KafkaEventData, Runtime, kafka_output, outputs};

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "lifecycle")]
async fn first() -> &'static str {
    "first"
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "%KAFKA_OTHER_TOPIC%")]
async fn second() -> &'static str {
    "second"
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "lifecycle", linger_ms = 7)]
async fn other_linger() -> &'static str {
    "third"
}

#[kafka_output(broker_list = "127.0.0.1:1", topic = "nowhere", delivery = enqueued, message_timeout_ms = 600)]
async fn to_nowhere() -> Vec<KafkaEventData<&'static str>> {
    // The second waits outside librdkafka's queue for a broker that may be too old for its header.
    vec![KafkaEventData::new("lost"), KafkaEventData::new("lost").header("source", "shop")]
}

#[kafka_output(broker_list = "127.0.0.1:1", topic = "nowhere", delivery = enqueued, headers = { "source" = "shop" })]
async fn stuck() -> &'static str {
    "stuck"
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "${KAFKA_LEFT_TOPIC:left}", delivery = enqueued)]
fn left_behind() -> impl Iterator<Item = String> {
    (0..20).map(|number| number.to_string())
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "lifecycle")]
fn plain() -> &'static str {
    "plain"
}

fn builder() -> kafka_output::Builder {
    Runtime::builder().setting("KAFKA_OTHER_TOPIC", "lifecycle")
}

async fn producers_are_shared() {
    let runtime = builder().lazy().expect("it starts");
    println!("at first {}", runtime.producers());
    for _ in 0..3 {
        first().await.expect("sent");
        second().await.expect("sent");
    }
    println!("two alike {}", runtime.producers());
    other_linger().await.expect("sent");
    println!("another {}", runtime.producers());
    let report = runtime.shutdown(Duration::from_secs(10)).await;
    println!("delivered {} failed {} undelivered {}", report.delivered, report.failed, report.undelivered);
    println!("after {:?}", first().await.expect_err("it is shut down").kind());
    let again = builder().start().await.expect("another one starts");
    println!("all {}", again.producers());
    println!("again {}", first().await.is_ok());
    drop(again);
}

async fn failures_nobody_waits_for() {
    let (failures, heard) = channel();
    let runtime = builder()
        .on_delivery_error(move |failure| {
            // A blocking call here would wait for itself.
            let blocked = plain().expect_err("it is refused");
            let value = failure.value().map(|value| String::from_utf8_lossy(value).into_owned());
            let text = format!(
                "{} {} {:?} {value:?} / {:?}",
                failure.output(),
                failure.topic(),
                failure.kind(),
                blocked.kind()
            );
            let _ = failures.send(text);
        })
        .lazy()
        .expect("it starts");
    println!("enqueued {}", to_nowhere().await.expect("enqueued").len());
    for _ in 0..2 {
        println!("{}", heard.recv_timeout(Duration::from_secs(10)).expect("the failure is told"));
    }
    println!("unattended {}", runtime.unattended_failures());
    stuck().await.expect("enqueued");
    let report = runtime.shutdown(Duration::from_millis(200)).await;
    println!("delivered {} failed {} undelivered {}", report.delivered, report.failed, report.undelivered);
    println!("{}", heard.recv_timeout(Duration::from_secs(10)).expect("the failure is told"));
}

async fn brokers_are_verified() {
    match builder().verify_brokers().start().await {
        Ok(_) => println!("started"),
        Err(error) => println!("{error}"),
    }
}

async fn one_at_a_time() {
    let runtime = builder().lazy().expect("it starts");
    println!("{}", builder().start().await.expect_err("one runs already"));
    runtime.shutdown(Duration::from_secs(1)).await;
}

fn blocking_needs_no_runtime() {
    let runtime = builder().lazy().expect("it starts");
    println!("plain {}", plain().is_ok());
    let single = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    println!("inside one {}", single.block_on(async { plain().is_ok() }));
    drop(runtime);
    println!("dropped {:?}", plain().err().map(|error| error.kind() == ErrorKind::Shutdown));
}

/// The program ends on the thread that its own end waits for, while further records are queued.
async fn exit_in_the_callback() {
    let runtime = builder().on_delivery_error(|_| std::process::exit(3)).lazy().expect("it starts");
    left_behind().expect("enqueued");
    to_nowhere().await.expect("enqueued");
    tokio::time::sleep(Duration::from_mins(1)).await;
    drop(runtime);
}

/// The callback ends the runtime, which would wait for the callback.
async fn shutdown_in_the_callback() {
    let running = Arc::<Mutex<Option<Runtime>>>::default();
    let (of_callback, (ended, report)) = (Arc::clone(&running), channel());
    let on_failure = move |_: &DeliveryFailure| {
        let runtime = of_callback.lock().expect("nobody panics").take();
        let Some(runtime) = runtime else { return };
        let own = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let _ = ended.send(own.block_on(runtime.shutdown(Duration::from_mins(5))));
    };
    let runtime = builder().on_delivery_error(on_failure).lazy().expect("it starts");
    *running.lock().expect("nobody panics") = Some(runtime);
    to_nowhere().await.expect("enqueued");
    let report = report.recv_timeout(Duration::from_mins(1)).expect("the shutdown comes back");
    println!("delivered {} failed {} undelivered {}", report.delivered, report.failed, report.undelivered);
}

/// Neither started nor shut down: the default runtime, and a program that just ends.
fn just_end() {
    println!("enqueued {}", left_behind().expect("enqueued").len());
}

/// The program ends while another thread still shuts its runtime down.
fn end_during_the_shutdown() {
    let runtime = builder().lazy().expect("it starts");
    left_behind().expect("enqueued");
    std::thread::spawn(move || {
        let own = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        own.block_on(runtime.shutdown(Duration::from_mins(1)))
    });
    std::thread::sleep(Duration::from_millis(200));
}

/// Nobody awaits the shutdown any longer, and then the program ends.
async fn end_after_a_shutdown_given_up() {
    let runtime = builder().lazy().expect("it starts");
    left_behind().expect("enqueued");
    let shutdown = runtime.shutdown(Duration::from_mins(1));
    tokio::time::timeout(Duration::from_millis(200), shutdown).await.expect_err("there is no broker");
}

fn catalogue() {
    for output in outputs() {
        let options: Vec<String> = output.options().map(|(name, value)| format!("{name}={value}")).collect();
        println!("{} {} {} {}", output.name(), output.module(), output.place().0, options.join(" "));
    }
}

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    match std::env::args().nth(1).as_deref() {
        Some("producers") => runtime.block_on(producers_are_shared()),
        Some("failures") => runtime.block_on(failures_nobody_waits_for()),
        Some("verify") => runtime.block_on(brokers_are_verified()),
        Some("one") => runtime.block_on(one_at_a_time()),
        Some("shutdown") => runtime.block_on(shutdown_in_the_callback()),
        Some("exit") => runtime.block_on(exit_in_the_callback()),
        Some("end") => just_end(),
        Some("end-during") => end_during_the_shutdown(),
        Some("end-after") => runtime.block_on(end_after_a_shutdown_given_up()),
        Some("blocking") => blocking_needs_no_runtime(),
        _ => catalogue(),
    }
}
