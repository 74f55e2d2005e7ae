//! Sends one record by Kerberos, whose settings a process has one set of: the realm, and the cache of its tickets.
//! Prints the offset, or the error's kind, its text and how long it took.

use std::time::Instant;

use kafka_output::{Delivery, Error, KafkaEventData, kafka_output};

#[kafka_output(
    broker_list = "%SASL%",
    topic = "security",
    protocol = sasl_plaintext,
    authentication_mode = gssapi,
    kerberos_principal = "orders@KAFKA.TEST",
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

fn tell(called: Instant, sent: Result<Delivery, Error>) {
    match sent {
        Ok(delivery) => println!("{}", delivery.offset()),
        Err(error) => println!("{:?}\n{error}\n{}", error.kind(), called.elapsed().as_millis()),
    }
}

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let called = Instant::now();
    let sent = match std::env::args().nth(1).as_deref() {
        Some("tls") => runtime.block_on(gssapi_by_tls()),
        _ => runtime.block_on(gssapi()),
    };
    tell(called, sent);
}
