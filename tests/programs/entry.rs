//! Ways in that need a process of their own: Kerberos, of whose settings a process has one set (the realm, and the cache of its
//! tickets), a start that verifies the brokers, a sender whose broker is restarted, one that is shut down at once, and one that
//! is not.

// Asks OpenSSL's C interface what it does at the end.
#![allow(unsafe_code)]

use std::time::{Duration, Instant};

use kafka_output::{Delivery, Error, KafkaEventData, Runtime, kafka_output};

#[kafka_output(
    broker_list = "%SASL%",
    topic = "security",
    protocol = sasl_plaintext,
    authentication_mode = gssapi,
    kerberos_principal = "${PRINCIPAL:orders@KAFKA.TEST}",
    kerberos_keytab = "%KEYTAB%",
)]
async fn gssapi() -> KafkaEventData<&'static str> {
    KafkaEventData::new("gssapi")
}

#[kafka_output(
    broker_list = "%SASLTLS%",
    topic = "security",
    protocol = sasl_ssl,
    authentication_mode = gssapi,
    kerberos_service_name = "${SERVICE:kafka}",
    kerberos_principal = "orders@KAFKA.TEST",
    kerberos_keytab = "%KEYTAB%",
    ssl_ca_location = "%CA%",
)]
async fn gssapi_by_tls() -> KafkaEventData<&'static str> {
    KafkaEventData::new("gssapi_by_tls")
}

#[kafka_output(
    broker_list = "%STEADY%",
    topic = "steady",
    protocol = sasl_plaintext,
    username = "%USER%",
    password = "%PASSWORD%",
    message_timeout_ms = 60000,
)]
async fn steady(number: u32) -> String {
    number.to_string()
}

#[kafka_output(
    broker_list = "%STEADY%",
    topic = "steady",
    protocol = sasl_plaintext,
    username = "%USER%",
    password = "%PASSWORD%",
    delivery = enqueued,
)]
async fn leaving() -> &'static str {
    "leaving"
}

/// The offset, or the error's kind, its text, and the milliseconds it took.
fn tell(called: Instant, sent: Result<i64, Error>) {
    match sent {
        Ok(offset) => println!("{offset}"),
        Err(error) => println!("{:?}\n{error}\n{}", error.kind(), called.elapsed().as_millis()),
    }
}

async fn send_steadily() {
    for number in 0..200 {
        match steady(number).await {
            Ok(_) => println!("{number}"),
            Err(error) => println!("failed {error}"),
        }
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
}

/// Shut down at once: what failed, the report, and the milliseconds it took.
async fn leave() {
    let builder = Runtime::builder().on_delivery_error(|failure| println!("{:?} {failure}", failure.kind()));
    let runtime = builder.lazy().expect("it starts");
    leaving().await.expect("enqueued");
    let called = Instant::now();
    let report = runtime.shutdown(Duration::from_secs(20)).await;
    println!("delivered {} failed {} undelivered {}", report.delivered, report.failed, report.undelivered);
    println!("{}", called.elapsed().as_millis());
}

unsafe extern "C" {
    safe fn OPENSSL_atexit(handler: extern "C" fn()) -> i32;
}

extern "C" fn cleans_up() {
    println!("OpenSSL cleans up");
}

/// Ends, and says whether OpenSSL cleans up after itself, under threads that may still use it.
async fn end() {
    leaving().await.expect("enqueued");
    assert_eq!(OPENSSL_atexit(cleans_up), 1);
    println!("ends");
}

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let called = Instant::now();
    let offset = |delivery: Delivery| delivery.offset();
    match std::env::args().nth(1).as_deref() {
        Some("tls") => tell(called, runtime.block_on(gssapi_by_tls()).map(offset)),
        Some("verify") => {
            let started = runtime.block_on(Runtime::builder().verify_brokers().start());
            tell(called, started.map(|_| 0));
        }
        Some("leave") => runtime.block_on(leave()),
        Some("end") => runtime.block_on(end()),
        Some("steady") => runtime.block_on(send_steadily()),
        _ => tell(called, runtime.block_on(gssapi()).map(offset)),
    }
}
