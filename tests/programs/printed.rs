//! `printed SOURCE [FILE]`: prints everything that can be printed, of outputs whose secrets come from one source; the test looks for them.
//!
//! Of the settings `PLANT_…`, the source `setting` gives those that come by standard input, `file` those of the file; the others are in the
//! environment, as is all that overrides.

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::fmt::{self, Debug, Write as _};
use std::time::Duration;

use kafka_output::key_vault::KeyVault;
use kafka_output::testing::{Capture, SchemaCheck};
use kafka_output::{
    Builder, DeliveryFailure, EnvironmentSecrets, Error, FileSecrets, ProviderFuture, Runtime,
    SecretProvider, SecretReference, Token, kafka_output, outputs,
};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

#[kafka_output(
    broker_list = "%NOBODY%",
    topic = "orders",
    protocol = sasl_ssl,
    username = "ann",
    password = "%PLANT_PASSWORD%",
    message_timeout_ms = 1500,
    properties = { "debug" = "all" },
)]
async fn by_password() -> &'static str {
    "order"
}

#[kafka_output(
    broker_list = "%NOBODY%",
    topic = "orders",
    protocol = ssl,
    ssl_certificate_pem = "%CERTIFICATE%",
    ssl_key_pem = "%PLANT_SSL_KEY_PEM%",
    ssl_key_password = "%PLANT_SSL_KEY_PASSWORD%",
    message_timeout_ms = 1500,
    properties = { "debug" = "all" },
)]
async fn by_key() -> &'static str {
    "order"
}

#[kafka_output(
    broker_list = "%NOBODY%",
    topic = "orders",
    protocol = ssl,
    ssl_certificate_and_key_pem = "%PLANT_SSL_CERTIFICATE_AND_KEY_PEM%",
    message_timeout_ms = 1500,
    properties = { "debug" = "all" },
)]
async fn by_pair() -> &'static str {
    "order"
}

/// A vault's text with the key before the certificate, where a certificate alone is asked for.
#[kafka_output(
    broker_list = "%NOBODY%",
    topic = "orders",
    protocol = ssl,
    ssl_certificate_pem = "%PLANT_SSL_CERTIFICATE_AND_KEY_PEM%",
    ssl_key_pem = "%PLANT_SSL_CERTIFICATE_AND_KEY_PEM%",
    ssl_ca_pem = "%PLANT_SSL_CERTIFICATE_AND_KEY_PEM%",
    message_timeout_ms = 1500,
    properties = { "debug" = "all" },
)]
async fn by_pair_twice() -> &'static str {
    "order"
}

#[kafka_output(
    broker_list = "%NOBODY%",
    topic = "orders",
    protocol = sasl_plaintext,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "orders",
    oauth_bearer_client_secret = "%PLANT_OAUTH_BEARER_CLIENT_SECRET%",
    oauth_bearer_token_endpoint_url = "%SERVER%/token",
    message_timeout_ms = 1500,
    properties = { "debug" = "all" },
)]
async fn by_token() -> &'static str {
    "order"
}

#[kafka_output(
    broker_list = "%NOBODY%",
    topic = "orders",
    avro_schema = "\"string\"",
    schema_registry_url = "%SERVER%",
    schema_registry_username = "ann",
    schema_registry_password = "%PLANT_SCHEMA_REGISTRY_PASSWORD%",
    message_timeout_ms = 1500
)]
async fn by_registry() -> &'static str {
    "order"
}

#[kafka_output(
    broker_list = "%NOBODY%",
    topic = "orders",
    avro_schema = "\"string\"",
    schema_registry_url = "%SERVER%",
    schema_registry_token = "%PLANT_SCHEMA_REGISTRY_TOKEN%",
    schema_registry_certificate_pem = "%CERTIFICATE%",
    schema_registry_key_pem = "%PLANT_SCHEMA_REGISTRY_KEY_PEM%",
    message_timeout_ms = 1500
)]
async fn by_registry_token() -> &'static str {
    "order"
}

#[kafka_output(
    broker_list = "%NOBODY%",
    topic = "orders",
    avro_schema = "\"string\"",
    schema_registry_url = "http://ann:%PLANT_IN_URL%@127.0.0.1:1,%SERVER%",
    message_timeout_ms = 1500
)]
async fn by_registry_url() -> &'static str {
    "order"
}

/// Wrong in many ways: secrets where something else should stand.
#[kafka_output(
    broker_list = "%NOBODY%",
    topic = "orders",
    protocol = "${WRONG_PROTOCOL:ssl}",
    ssl_ca_pem = "%WRONG_PEM%",
    linger_ms = "${WRONG_NUMBER:5}",
    message_timeout_ms = 1500,
    properties = { "ssl.keystore.password" = "%PLANT_PASSWORD%", "debug" = "all" },
)]
async fn by_property() -> &'static str {
    "order"
}

#[kafka_output(
    broker_list = "%NOBODY%",
    topic = "orders",
    protocol = sasl_ssl,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "orders",
    oauth_bearer_client_secret = "planted-literal-client+secret/1=",
    oauth_bearer_token_endpoint_url = "%SERVER%/token",
    schema_registry_url = "%SERVER%",
    schema_registry_username = "ann",
    schema_registry_password = "planted-literal-registry+password/1=",
    avro_schema = "\"string\"",
    allow_literal_secrets = true,
    message_timeout_ms = 1500,
)]
async fn by_literals() -> &'static str {
    "order"
}

#[kafka_output(
    broker_list = "%NOBODY%",
    topic = "orders",
    protocol = sasl_ssl,
    username = "ann",
    password = "planted-literal-password+1/=",
    ssl_certificate_pem = "-----BEGIN CERTIFICATE-----\ncGxhbnRlZC1saXRlcmFsLTE=\n-----END CERTIFICATE-----\n",
    ssl_key_pem = "-----BEGIN PRIVATE KEY-----\ncGxhbnRlZC1saXRlcmFsLTM=\n-----END PRIVATE KEY-----\n",
    ssl_key_password = "planted-literal-phrase+1/=",
    schema_registry_url = "%SERVER%",
    schema_registry_token = "planted-literal-token+1/=",
    schema_registry_certificate_pem = "-----BEGIN CERTIFICATE-----\ncGxhbnRlZC1saXRlcmFsLTE=\n-----END CERTIFICATE-----\n",
    schema_registry_key_pem = "-----BEGIN PRIVATE KEY-----\ncGxhbnRlZC1saXRlcmFsLTQ=\n-----END PRIVATE KEY-----\n",
    avro_schema = "\"string\"",
    allow_literal_secrets = true,
    message_timeout_ms = 1500,
)]
async fn by_other_literals() -> &'static str {
    "order"
}

#[kafka_output(
    broker_list = "%NOBODY%",
    topic = "orders",
    protocol = ssl,
    ssl_certificate_and_key_pem = "-----BEGIN CERTIFICATE-----\ncGxhbnRlZC1saXRlcmFsLTE=\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\ncGxhbnRlZC1saXRlcmFsLTI=\n-----END PRIVATE KEY-----\n",
    allow_literal_secrets = true,
    message_timeout_ms = 1500,
)]
async fn by_literal_pair() -> &'static str {
    "order"
}

#[kafka_output(broker_list = "%NOBODY%", topic = "orders", message_timeout_ms = 1500, delivery = enqueued)]
async fn panicking() -> String {
    panic!("a panic of the function's own")
}

/// Prints every line that is logged, by `tracing` or `log`.
struct Printer;

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

impl Subscriber for Printer {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut line = Line("span".to_owned());
        attributes.record(&mut line);
        println!("{}", line.0);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line("record".to_owned());
        values.record(&mut line);
        println!("{}", line.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(format!("{} {}", event.metadata().level(), event.metadata().target()));
        event.record(&mut line);
        println!("{}", line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

impl log::Log for Printer {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let thread = std::thread::current().id();
        println!("log {} {} {thread:?} {}", record.level(), record.target(), record.args());
    }

    fn flush(&self) {}
}

/// Prints a value of a public type in both forms that `Debug` has.
fn show(value: &dyn Debug) {
    println!("{value:?}\n{value:#?}");
}

fn show_error(error: &Error) {
    show(error);
    println!("error {:?} {error} {:?} {:?}", error.kind(), error.output(), error.topic());
    for outcome in error.outcomes() {
        show(outcome);
        if let Err(fault) = outcome {
            println!("{fault}");
        }
    }
    let mut cause = error.source();
    while let Some(error) = cause {
        println!("because {error} {error:?}");
        cause = error.source();
    }
}

/// Panics, as somebody's provider may.
struct Panicking;

impl SecretProvider for Panicking {
    fn secret<'a>(&'a self, reference: &'a SecretReference) -> ProviderFuture<'a, String> {
        show(reference);
        println!("{reference} {} {} {:?}", reference.vault_url(), reference.name(), reference.version());
        panic!("a panic of the provider's own, asked for {reference}")
    }
}

fn builder(source: &str, given: &BTreeMap<String, String>) -> Builder {
    let builder = Runtime::builder().on_delivery_error(|failure: &DeliveryFailure| show(failure));
    let builder = builder.setting("WRONG_PEM", std::env::var("CERTIFICATE").unwrap_or_default());
    let builder = given.iter().fold(builder, |builder, (name, value)| builder.setting(name, value));
    match source {
        "file" => builder.settings_file(std::env::args().nth(2).unwrap_or_default()),
        _ => builder,
    }
}

/// Calls every output, and prints what each call comes to.
async fn call_all() {
    macro_rules! call {
        ($($output:ident),*) => {
            tokio::join!($(async {
                match $output().await {
                    Ok(delivery) => show(&delivery),
                    Err(error) => show_error(&error),
                }
            }),*)
        };
    }
    call!(by_password, by_key, by_pair, by_pair_twice, by_token, by_registry, by_registry_token);
    call!(by_registry_url, by_property, by_literals, by_literal_pair, by_other_literals);
    println!("{}", tokio::spawn(async { panicking().await.map(|_| ()) }).await.is_err());
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    tracing::subscriber::set_global_default(Printer)?;
    log::set_logger(&Printer).map_err(|error| error.to_string())?;
    log::set_max_level(log::LevelFilter::Trace);
    let source = std::env::args().nth(1).unwrap_or_default();
    let mut given: BTreeMap<String, String> = serde_json::from_reader(std::io::stdin())?;
    show(&builder(&source, &given));
    show(&outputs());
    show(&(KeyVault::new(), FileSecrets::of_folder("/run/secrets"), EnvironmentSecrets::default()));
    if let Some(secret) = given.values().next() {
        let token = Token::new(secret.clone(), 1).principal("ann");
        show(&token);
        show(&Capture::new().setting("A", secret));
        show(&SchemaCheck::new("snapshot").setting("A", secret));
    }
    // What a start says; with everything right, and with secrets where they do not belong.
    match builder(&source, &given).start().await {
        Ok(runtime) => {
            show(&runtime);
            show(&runtime.shutdown(Duration::from_secs(1)).await);
        }
        Err(error) => show_error(&error),
    }
    let one = given.get("PLANT_PASSWORD").or(given.values().next()).cloned();
    let one = one.or_else(|| std::env::var("PLANT_PASSWORD").ok()).unwrap_or_default();
    let misplaced: BTreeMap<_, _> = given.keys().map(|name| (name.clone(), one.clone())).collect();
    for given in [&given, &misplaced] {
        // A word that an option does not have is shown, unless it was fetched.
        let fetched: &[&str] = &["WRONG_PEM", "WRONG_PROTOCOL", "WRONG_NUMBER", "NOBODY"];
        let wrong = if source == "provider" { fetched } else { &fetched[..1] };
        let builder =
            wrong.iter().fold(builder(&source, given), |builder, name| builder.setting(*name, one.as_str()));
        if let Err(error) = builder.start().await {
            show_error(&error);
        }
    }
    // A provider that panics, and a text where PEM belongs.
    let reference = "@Microsoft.KeyVault(VaultName=shop;SecretName=kafka)";
    let asked =
        builder(&source, &given).setting("NOBODY", reference).secret_provider(Panicking).start().await;
    show_error(&asked.expect_err("a provider that panics gives no secret"));
    // The calls themselves, one by one as they are wrong.
    given.insert("WRONG_NUMBER".to_owned(), "7".to_owned());
    let runtime = match builder(&source, &given).lazy() {
        Ok(runtime) => runtime,
        Err(error) => {
            show_error(&error);
            return Err("the outputs are right in themselves".into());
        }
    };
    call_all().await;
    show(&runtime);
    show(&(runtime.outputs(), runtime.unattended_failures(), runtime.producers()));
    show(&runtime.shutdown(Duration::from_secs(1)).await);
    println!("printed everything");
    Ok(())
}

impl fmt::Debug for Panicking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Panicking")
    }
}
