//! One broker with every listener, the parties around it, and the runtime whose settings name them.

pub mod certificates;
pub mod kdc;
pub mod logs;
pub mod tokens;

use std::path::PathBuf;
use std::sync::{LazyLock, OnceLock};
use std::time::Duration;

use kafka_output::Runtime;

use self::certificates::Certificates;
use self::kdc::Kdc;
use self::tokens::Tokens;
use crate::support::broker::Broker;
use crate::support::java;
use crate::support::options::BrokerOptions;
use crate::support::process::{Watchdog, new_folder};

/// The user that all brokers know, by PLAIN and SCRAM.
pub const USER: &str = "ada";
/// Its password; some of its signs mean something to others.
pub const PASSWORD: &str = "pass%20word=+5/x";
/// A user without permission to write to [`DENIED`].
pub const OUTSIDER: &str = "eve";
/// The outsider's password.
pub const OUTSIDERS_PASSWORD: &str = "outsiders-own-77";
/// What Event Hubs hands out as a password.
pub const CONNECTION_STRING: &str =
    "Endpoint=sb://orders.example.com/;SharedAccessKeyName=send;SharedAccessKey=c2hhcmVkLWtleQ==";
/// A password nobody has.
pub const WRONG_PASSWORD: &str = "wrong-password-31x";
/// The topic that the outsider may describe and not write to.
pub const DENIED: &str = "security-denied";
/// The topic that the outsider may not even see.
pub const HIDDEN: &str = "security-hidden";
/// The topic that stands for an event hub.
pub const EVENT_HUB: &str = "my-event-hub";
/// The topic of all others.
pub const TOPIC: &str = "security";

/// After how long the listener `REAUTH` wants the credentials again.
pub const REAUTHENTICATION: Duration = Duration::from_secs(2);

/// The parties, which live as long as this process.
#[derive(Debug)]
pub struct World {
    /// The broker.
    pub broker: Broker,
    /// The token endpoint.
    pub tokens: Tokens,
    /// The KDC.
    pub kdc: Kdc,
    /// Everybody's certificates.
    pub certificates: Certificates,
    _watchdog: Watchdog,
}

/// The world; the first to ask makes it.
pub fn world() -> &'static World {
    static WORLD: LazyLock<World> = LazyLock::new(World::make);
    &WORLD
}

/// The one runtime of this process.
pub fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        logs::listen();
        let builder =
            settings().into_iter().fold(Runtime::builder(), |b, (name, value)| b.setting(name, value));
        builder.lazy().unwrap_or_else(|error| panic!("{error}"))
    })
}

/// The listeners, and the mechanisms of those that have any.
const LISTENERS: [(&str, &str); 9] = [
    ("SASL", "SASL_PLAINTEXT"),
    ("REAUTH", "SASL_PLAINTEXT"),
    ("SASLTLS", "SASL_SSL"),
    ("FEW", "SASL_PLAINTEXT"),
    ("TLS", "SSL"),
    ("MTLS", "SSL"),
    ("OLDTLS", "SSL"),
    ("EXPIRED", "SSL"),
    ("OTHERHOST", "SSL"),
];

/// What the annotated functions ask for by `%NAME%`.
pub fn settings() -> Vec<(String, String)> {
    let World { broker, tokens, certificates, .. } = world();
    let mut settings: Vec<(&str, String)> = vec![
        ("PLAINTEXT", broker.bootstrap().to_owned()),
        ("USER", USER.to_owned()),
        ("PASSWORD", PASSWORD.to_owned()),
        ("OUTSIDER", OUTSIDER.to_owned()),
        ("OUTSIDERS_PASSWORD", OUTSIDERS_PASSWORD.to_owned()),
        ("CONNECTION_STRING", CONNECTION_STRING.to_owned()),
        ("WRONG_PASSWORD", WRONG_PASSWORD.to_owned()),
        ("KEY_PASSWORD", certificates::KEY_PASSWORD.to_owned()),
        ("CLIENT_ID", tokens::CLIENT_ID.to_owned()),
        ("CLIENT_SECRET", tokens::CLIENT_SECRET.to_owned()),
        ("TOKENS", tokens.http_url()),
        ("TOKENS_TLS", tokens.https_url()),
        ("TOKENS_OVERLOADED", tokens.overloaded_url()),
        ("TOKENS_SILENT", tokens.silent_url()),
        ("TOKENS_FAILING", tokens.http_url_of("failing")),
        ("TOKENS_OPAQUE", tokens.http_url_of("opaque")),
        ("TOKENS_WITHOUT_END", tokens.http_url_of("endless")),
        ("TOKENS_ELSEWHERE", tokens.http_url_of("elsewhere")),
        // The certificate is for the address alone.
        ("TOKENS_OTHER_HOST", tokens.https_url().replace("127.0.0.1", "localhost")),
        ("TOKENS_ONLY_TLS", tokens.https_url().replace("https://", "http://")),
        ("TOKENS_NO_TLS", tokens.http_url().replace("http://", "https://")),
        // Nobody listens at port 1.
        ("NO_TOKENS", "http://127.0.0.1:1/token".to_owned()),
        ("CA_PEM", certificates.text("ca.pem")),
        ("CLIENT_PEM", certificates.text("client.pem")),
        ("CLIENT_KEY_PEM", certificates.text("client.key")),
        ("CLIENT_BOTH_PEM", certificates.text("client-both.pem")),
        ("CHAINED_PEM", certificates.text("chained.pem")),
        ("CHAINED_KEY_PEM", certificates.text("chained.key")),
        ("ROOTS_PEM", certificates.text("roots.pem")),
        // As a file of settings, a variable or a portal may hold them.
        ("CA_PEM_LINE", certificates.text("ca.pem").replace('\n', "\\n")),
        ("CLIENT_BOTH_LINE", certificates.text("client-both.pem").replace('\n', "\\n")),
        ("CLIENT_BOTH_SPACES", certificates.text("client-both.pem").replace('\n', " ")),
        ("CLIENT_PEM_CRLF", certificates.text("client.pem").replace('\n', "\r\n")),
        ("CLIENT_KEY_CRLF", certificates.text("client.key").replace('\n', "\r\n")),
        ("SEC1_ENCRYPTED_LINE", certificates.text("sec1-encrypted.key").replace('\n', "\\n")),
    ];
    settings.extend(LISTENERS.map(|(name, _)| (name, broker.address_of(name))));
    let files = [
        ("CA", "ca.pem"),
        ("FOREIGN_CA", "foreign-ca.pem"),
        ("CLIENT", "client.pem"),
        ("CLIENT_KEY", "client.key"),
        ("CLIENT_KEY_ENCRYPTED", "client-encrypted.key"),
        ("ROOTS", "roots.pem"),
        ("CHAINED", "chained.pem"),
        ("CHAINED_KEY", "chained.key"),
        ("EXPIRED_CLIENT", "expired-client.pem"),
        ("EXPIRED_CLIENT_KEY", "expired-client.key"),
        ("ENDING", "ending.pem"),
        ("ENDING_KEY", "ending.key"),
        ("RSA", "rsa.pem"),
        ("SEC1", "sec1.key"),
        ("SEC1_ENCRYPTED", "sec1-encrypted.key"),
        ("PKCS1", "pkcs1.key"),
        ("PKCS1_ENCRYPTED", "pkcs1-encrypted.key"),
        ("RSA_ENCRYPTED", "rsa-encrypted.key"),
        ("FOREIGN_CLIENT", "foreign.pem"),
        ("FOREIGN_CLIENT_KEY", "foreign.key"),
    ];
    settings.extend(files.map(|(name, file)| (name, certificates.path(file))));
    settings.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Everything that must never be seen. A PEM's first line is no secret, nor is its last.
pub fn secrets() -> Vec<String> {
    let World { tokens, certificates, .. } = world();
    let mut secrets: Vec<String> = [
        PASSWORD,
        OUTSIDERS_PASSWORD,
        CONNECTION_STRING,
        "c2hhcmVkLWtleQ==",
        WRONG_PASSWORD,
        certificates::KEY_PASSWORD,
        tokens::CLIENT_SECRET,
    ]
    .map(str::to_owned)
    .to_vec();
    let keys = [
        "client.key",
        "foreign.key",
        "chained.key",
        "client-encrypted.key",
        "sec1.key",
        "sec1-encrypted.key",
        "pkcs1.key",
        "pkcs1-encrypted.key",
        "rsa-encrypted.key",
    ];
    for file in keys {
        // After the first line, and the two that an older way to encrypt begins with.
        let line = certificates.text(file).lines().skip(1).find(|line| line.len() == 64).map(str::to_owned);
        secrets.push(line.expect("a whole line of the key"));
    }
    // The signature; what stands before it is public but for the token's sake.
    secrets.extend(tokens.given().iter().filter_map(|token| Some(token.rsplit_once('.')?.1.to_owned())));
    secrets
}

impl World {
    fn make() -> Self {
        let folder = new_folder();
        let watchdog = Watchdog::over(&folder).expect("a watchdog");
        let certificates = Certificates::make(&folder);
        let tokens = Tokens::start(&certificates.text("server.pem"));
        let jwks: PathBuf = folder.join("jwks.json");
        tokens.write_jwks(&jwks);
        let kdc = Kdc::start();
        let jwks = format!("file://{}", jwks.display());
        let mut options = BrokerOptions::new()
            .property("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
            .property("allow.everyone.if.no.acl.found", "true")
            // Who comes by the plaintext listener: the tests' own tools.
            .property("super.users", "User:ANONYMOUS")
            .property("ssl.keystore.type", "PEM")
            .property("ssl.keystore.location", &certificates.path("server.pem"))
            .property("ssl.truststore.type", "PEM")
            .property("ssl.truststore.location", &certificates.path("ca.pem"))
            .property("listener.name.mtls.ssl.client.auth", "required")
            .property("listener.name.oldtls.ssl.enabled.protocols", "TLSv1.2")
            .property("listener.name.expired.ssl.keystore.location", &certificates.path("expired.pem"))
            .property("listener.name.otherhost.ssl.keystore.location", &certificates.path("other-host.pem"))
            .java_option(&format!("-Djava.security.krb5.conf={}", kdc.path("krb5.conf")))
            .java_option(&format!("-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls={jwks}"));
        for mechanism in ["plain", "scram-sha-512"] {
            let property = format!("listener.name.reauth.{mechanism}.connections.max.reauth.ms");
            options = options.property(&property, &REAUTHENTICATION.as_millis().to_string());
        }
        for (name, protocol) in LISTENERS {
            options = options.listener(name, protocol);
            if protocol.starts_with("SASL") {
                options = with_mechanisms(options, &name.to_lowercase(), &kdc, &jwks);
            }
        }
        for mechanism in ["SCRAM-SHA-256", "SCRAM-SHA-512"] {
            options = options.scram_user(mechanism, USER, PASSWORD);
        }
        let broker = Broker::start_own(options);
        for topic in [TOPIC, DENIED, HIDDEN] {
            broker.create_topic(topic, 1);
        }
        java::deny(broker.bootstrap(), DENIED, OUTSIDER, "Write");
        java::deny(broker.bootstrap(), HIDDEN, OUTSIDER, "All");
        Self { broker, tokens, kdc, certificates, _watchdog: watchdog }
    }
}

/// A listener with every mechanism, or with few.
fn with_mechanisms(options: BrokerOptions, listener: &str, kdc: &Kdc, jwks: &str) -> BrokerOptions {
    let prefix = format!("listener.name.{listener}");
    let security = "org.apache.kafka.common.security";
    let login = |mechanism: &str, module: &str| {
        (format!("{prefix}.{mechanism}.sasl.jaas.config"), format!("{module} required;"))
    };
    let plain = format!(
        "{security}.plain.PlainLoginModule required user_{USER}=\"{PASSWORD}\" user_{OUTSIDER}=\"{OUTSIDERS_PASSWORD}\" \
         user_$ConnectionString=\"{CONNECTION_STRING}\";"
    );
    let kerberos = format!(
        "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true storeKey=true keyTab=\"{}\" principal=\"{}\";",
        kdc.path("kafka.keytab"),
        kdc::SERVICE
    );
    let reauthentication = if listener == "reauth" { REAUTHENTICATION } else { Duration::from_hours(1) };
    let properties = [
        (
            format!("{prefix}.sasl.enabled.mechanisms"),
            if listener == "few" {
                "SCRAM-SHA-512,GSSAPI"
            } else {
                "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER,GSSAPI"
            }
            .to_owned(),
        ),
        (format!("{prefix}.plain.sasl.jaas.config"), plain),
        login("scram-sha-256", &format!("{security}.scram.ScramLoginModule")),
        login("scram-sha-512", &format!("{security}.scram.ScramLoginModule")),
        (format!("{prefix}.gssapi.sasl.jaas.config"), kerberos),
        ("sasl.kerberos.service.name".to_owned(), "kafka".to_owned()),
        login("oauthbearer", &format!("{security}.oauthbearer.OAuthBearerLoginModule")),
        (
            format!("{prefix}.oauthbearer.sasl.server.callback.handler.class"),
            format!("{security}.oauthbearer.OAuthBearerValidatorCallbackHandler"),
        ),
        (format!("{prefix}.oauthbearer.sasl.oauthbearer.jwks.endpoint.url"), jwks.to_owned()),
        (format!("{prefix}.oauthbearer.sasl.oauthbearer.expected.issuer"), tokens::ISSUER.to_owned()),
        (format!("{prefix}.oauthbearer.sasl.oauthbearer.expected.audience"), tokens::AUDIENCE.to_owned()),
        // A client must authenticate again before its token runs out.
        (format!("{prefix}.oauthbearer.connections.max.reauth.ms"), reauthentication.as_millis().to_string()),
    ];
    properties.iter().fold(options, |options, (name, value)| options.property(name, value))
}
