//! Each way in with one thing wrong: an error within seconds that says which, and what to do.

use std::time::{Duration, Instant};

use kafka_output::{Delivery, Error, ErrorKind, kafka_output};

use crate::world::{logs, runtime, secrets};

/// The error came soon, is of this kind, holds these parts, or not where they begin with `!`, and no secret is in it or was logged.
fn assert_refused(
    way: &str,
    called: Instant,
    sent: Result<Delivery, Error>,
    kind: ErrorKind,
    parts: &[&str],
) {
    let took = called.elapsed();
    let error = sent.unwrap_err();
    let text = error.to_string();
    println!("| {way} | {:.1} s | {:?} | {text} |", took.as_secs_f32(), error.kind());
    assert!(took < Duration::from_secs(10), "{took:?}: {text}");
    assert_eq!(error.kind(), kind, "{text}");
    for part in parts.iter().chain(&[way]) {
        match part.strip_prefix('!') {
            Some(part) => assert!(!text.contains(part), "{part}\nis in\n{text}"),
            None => assert!(text.contains(part), "{part}\nis not in\n{text}"),
        }
    }
    logs::remember(format!("{error} {error:?}"));
    logs::assert_without(&secrets());
}

/// `way!(name: options => kind, parts)` is an annotated function with those options, and the test of its error.
macro_rules! way {
    ($name:ident: $($option:ident = $value:tt),* => $kind:ident, $($part:literal),*) => {
        mod $name {
            use super::*;

            #[kafka_output($($option = $value),*)]
            async fn $name() -> &'static str {
                stringify!($name)
            }

            #[tokio::test]
            async fn is_refused() {
                runtime();
                let called = Instant::now();
                let limit = Duration::from_secs(20);
                let sent = tokio::time::timeout(limit, $name()).await.expect("an error in time");
                assert_refused(stringify!($name), called, sent, ErrorKind::$kind, &[$($part),*]);
            }
        }
    };
}

way!(wrong_password:
    topic = "security",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    username = "%USER%",
    password = "%WRONG_PASSWORD%"
    => Authentication, "authentication", "127.0.0.1", "`plain`", "`username`", "`password`");
way!(wrong_password_by_tls:
    topic = "security",
    broker_list = "%SASLTLS%",
    protocol = sasl_ssl,
    username = "%USER%",
    password = "%WRONG_PASSWORD%",
    ssl_ca_location = "%CA%"
    => Authentication, "authentication", "127.0.0.1", "`plain`", "`username`", "`password`");
way!(wrong_scram_password:
    topic = "security",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = scram_sha256,
    username = "%USER%",
    password = "%WRONG_PASSWORD%"
    => Authentication, "authentication", "127.0.0.1", "`scram_sha256`", "`username`", "`password`");
way!(wrong_scram_password_by_tls:
    topic = "security",
    broker_list = "%SASLTLS%",
    protocol = sasl_ssl,
    authentication_mode = scram_sha512,
    username = "%USER%",
    password = "%WRONG_PASSWORD%",
    ssl_ca_location = "%CA%"
    => Authentication, "authentication", "127.0.0.1", "`scram_sha512`", "`username`", "`password`");
way!(wrong_scram_password_of_512:
    topic = "security",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = scram_sha512,
    username = "%USER%",
    password = "%WRONG_PASSWORD%"
    => Authentication, "authentication", "127.0.0.1", "`scram_sha512`", "`username`", "`password`");
way!(wrong_scram_password_of_256_by_tls:
    topic = "security",
    broker_list = "%SASLTLS%",
    protocol = sasl_ssl,
    authentication_mode = scram_sha256,
    username = "%USER%",
    password = "%WRONG_PASSWORD%",
    ssl_ca_location = "%CA%"
    => Authentication, "authentication", "127.0.0.1", "`scram_sha256`", "`username`", "`password`");
way!(unknown_user_of_plain_by_tls:
    topic = "security",
    broker_list = "%SASLTLS%",
    protocol = sasl_ssl,
    username = "nobody",
    password = "%PASSWORD%",
    ssl_ca_location = "%CA%"
    => Authentication, "authentication", "127.0.0.1", "`plain`", "`username`");
way!(unknown_user:
    topic = "security",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = scram_sha512,
    username = "nobody",
    password = "%PASSWORD%"
    => Authentication, "authentication", "127.0.0.1", "`scram_sha512`", "`username`");
way!(forbidden_to_write:
    topic = "security-denied",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    username = "%OUTSIDER%",
    password = "%OUTSIDERS_PASSWORD%"
    => Authentication, "no permission", "`security-denied`", "127.0.0.1", "the user `eve` (`username`)", "grant");
way!(forbidden_to_see:
    topic = "security-hidden",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    username = "%OUTSIDER%",
    password = "%OUTSIDERS_PASSWORD%"
    => Authentication, "no permission", "`security-hidden`", "127.0.0.1", "the user `eve` (`username`)", "grant");
way!(mechanism_not_offered:
    topic = "security",
    broker_list = "%FEW%",
    protocol = sasl_plaintext,
    username = "%USER%",
    password = "%PASSWORD%"
    => Authentication, "authentication by `plain`", "do not offer it", "`scram_sha512`", "`gssapi`", "`authentication_mode`", "!`password`");

way!(expired_certificate:
    topic = "security", broker_list = "%EXPIRED%", protocol = ssl, ssl_ca_location = "%CA%"
    => Tls, "TLS", "127.0.0.1", "has expired on Jan 1 00:00:00 2002", "!ssl.ca.location");
#[kafka_output(topic = "security", broker_list = "%EXPIRED%", protocol = ssl, ssl_ca_location = "%CA%", client_id = "often")]
async fn often() -> &'static str {
    "often"
}

#[tokio::test]
async fn what_is_wrong_with_a_certificate_is_not_logged_at_every_attempt() {
    runtime();
    let lines = || logs::count("SSLCERTVRFY");
    let before = lines();
    for _ in 0..3 {
        often().await.unwrap_err();
    }
    // Of about ten attempts; the other tests of such brokers have lines of their own.
    let logged = lines() - before;
    assert!((1..=5).contains(&logged), "{logged}");
    let settings = crate::world::settings();
    let (_, brokers) = settings.iter().find(|(name, _)| name == "EXPIRED").unwrap();
    let of_brokers = logs::count_of(&["SSLCERTVRFY", &format!(" brokers={brokers}")]);
    assert!(of_brokers >= logged, "{of_brokers} of {logged} say whose they are");
}

way!(foreign_authority:
    topic = "security", broker_list = "%TLS%", protocol = ssl, ssl_ca_location = "%FOREIGN_CA%"
    => Tls, "TLS", "127.0.0.1", "not known here, `Tests' Authority`", "`ssl_ca_location`", "!ssl.ca.location");
way!(no_authority:
    topic = "security", broker_list = "%TLS%", protocol = ssl
    => Tls, "TLS", "127.0.0.1", "`ssl_ca_location`");
way!(missing_authority_file:
    topic = "security", broker_list = "%TLS%", protocol = ssl, ssl_ca_location = "%CA%.gone"
    => Tls, "`ssl_ca_location`", "cannot be read", "the setting `CA`");
way!(other_host:
    topic = "security", broker_list = "%OTHERHOST%", protocol = ssl, ssl_ca_location = "%CA%"
    => Tls, "TLS", "127.0.0.1", "for `kafka.example.com`, not for `127.0.0.1`", "`broker_list`", "!ssl.ca.location", "!ssl_ca");
// The brokers' key is one of elliptic curves.
way!(no_cipher_in_common:
    topic = "security",
    broker_list = "%OLDTLS%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    properties = { "ssl.cipher.suites" = "ECDHE-RSA-AES128-GCM-SHA256" }
    => Tls, "TLS", "127.0.0.1", "share no cipher", "`properties`");
way!(no_client_certificate:
    topic = "security", broker_list = "%MTLS%", protocol = ssl, ssl_ca_location = "%CA%"
    => Tls, "TLS", "127.0.0.1", "`ssl_certificate_location`");
way!(foreign_client_certificate:
    topic = "security",
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_location = "%FOREIGN_CLIENT%",
    ssl_key_location = "%FOREIGN_CLIENT_KEY%"
    => Tls, "TLS", "127.0.0.1", "`ssl_certificate_location`");
way!(wrong_key_password:
    topic = "security",
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_location = "%CLIENT%",
    ssl_key_location = "%CLIENT_KEY_ENCRYPTED%",
    ssl_key_password = "%WRONG_PASSWORD%"
    => Tls, "`ssl_key_password` does not open", "`ssl_key_location`", "the setting `WRONG_PASSWORD`");
way!(key_of_another:
    topic = "security",
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_location = "%CLIENT%",
    ssl_key_location = "%FOREIGN_CLIENT_KEY%"
    => Tls, "`ssl_key_location`", "`orders`", "(`ssl_certificate_location`)", "together");
way!(expired_client_certificate:
    topic = "security",
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_location = "%EXPIRED_CLIENT%",
    ssl_key_location = "%EXPIRED_CLIENT_KEY%"
    => Tls, "`ssl_certificate_location`", "`EXPIRED_CLIENT`", "`orders`, which expired on Jan 1");
way!(encrypted_key_without_password:
    topic = "security",
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_location = "%CLIENT%",
    ssl_key_location = "%PKCS1_ENCRYPTED%"
    => Tls, "`ssl_key_location`", "encrypted", "`ssl_key_password`");
way!(key_where_a_certificate_belongs:
    topic = "security", broker_list = "%TLS%", protocol = ssl, ssl_ca_location = "%CLIENT_KEY%"
    => Tls, "`ssl_ca_location`", "`CLIENT_KEY`", "no certificate, but a block `PRIVATE KEY`");
way!(plaintext_to_tls:
    topic = "security", broker_list = "%TLS%"
    => Tls, "TLS", "127.0.0.1", "`protocol`");
way!(tls_to_plaintext:
    topic = "security", broker_list = "%PLAINTEXT%", protocol = ssl, ssl_ca_location = "%CA%"
    => Tls, "TLS", "127.0.0.1", "`protocol`", "!PLAINTEXT broker listener");
way!(plaintext_to_sasl:
    topic = "security", broker_list = "%SASL%"
    => Authentication, "authentication", "127.0.0.1", "`protocol`");

way!(wrong_client_secret:
    topic = "security",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%WRONG_PASSWORD%",
    oauth_bearer_token_endpoint_url = "%TOKENS%"
    => Authentication, "authentication", "`oauth_bearer_client_secret`", "invalid_client");
way!(wrong_client_secret_by_tls:
    topic = "security",
    broker_list = "%SASLTLS%",
    protocol = sasl_ssl,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%WRONG_PASSWORD%",
    oauth_bearer_token_endpoint_url = "%TOKENS_TLS%",
    https_ca_location = "%CA%",
    ssl_ca_location = "%CA%"
    => Authentication, "authentication", "`oauth_bearer_client_secret`", "invalid_client");
way!(no_token_endpoint:
    topic = "security",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%CLIENT_SECRET%",
    oauth_bearer_token_endpoint_url = "%NO_TOKENS%"
    => Authentication, "authentication", "`oauth_bearer_token_endpoint_url`");
way!(token_endpoint_of_foreign_authority:
    topic = "security",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%CLIENT_SECRET%",
    oauth_bearer_token_endpoint_url = "%TOKENS_TLS%",
    https_ca_location = "%FOREIGN_CA%"
    => Authentication, "authentication", "`https_ca_location`");
way!(overloaded_token_endpoint:
    topic = "security",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%CLIENT_SECRET%",
    oauth_bearer_token_endpoint_url = "%TOKENS_OVERLOADED%"
    => Authentication, "authentication", "the endpoint answers with status 503", "!no answer", "!client_secret");
way!(silent_token_endpoint:
    topic = "security",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%CLIENT_SECRET%",
    oauth_bearer_token_endpoint_url = "%TOKENS_SILENT%"
    => Authentication, "authentication", "`oauth_bearer_token_endpoint_url`", "no answer from http://127.0.0.1:", "after 7 s");
way!(failing_token_endpoint:
    topic = "security",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%CLIENT_SECRET%",
    oauth_bearer_token_endpoint_url = "%TOKENS_FAILING%"
    => Authentication, "authentication", "the endpoint answers with status 500", "!no answer");
way!(opaque_token:
    topic = "security",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%CLIENT_SECRET%",
    oauth_bearer_token_endpoint_url = "%TOKENS_OPAQUE%"
    => Authentication, "authentication", "no JWT", "`oauth_bearer_method = token_provider`", "!opaque-token-71c");
way!(token_without_an_end:
    topic = "security",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%CLIENT_SECRET%",
    oauth_bearer_token_endpoint_url = "%TOKENS_WITHOUT_END%"
    => Authentication, "authentication", "`exp`", "`oauth_bearer_method = token_provider`", "!endless-token-5d0");
way!(no_token_endpoint_at_this_path:
    topic = "security",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%CLIENT_SECRET%",
    oauth_bearer_token_endpoint_url = "%TOKENS_ELSEWHERE%"
    => Authentication, "authentication", "404", "`oauth_bearer_token_endpoint_url`", "!client_secret");
way!(token_endpoint_of_another_host:
    topic = "security",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%CLIENT_SECRET%",
    oauth_bearer_token_endpoint_url = "%TOKENS_OTHER_HOST%",
    https_ca_location = "%CA%"
    => Authentication, "authentication", "for another host name, for `127.0.0.1`;", "'localhost'", "`oauth_bearer_token_endpoint_url`", "!`https_ca_location`");
way!(token_endpoint_without_tls:
    topic = "security",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%CLIENT_SECRET%",
    oauth_bearer_token_endpoint_url = "%TOKENS_NO_TLS%",
    https_ca_location = "%CA%"
    => Authentication, "authentication", "TLS", "`oauth_bearer_token_endpoint_url`", "!`https_ca_location`");
way!(token_endpoint_that_speaks_tls_alone:
    topic = "security",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%CLIENT_SECRET%",
    oauth_bearer_token_endpoint_url = "%TOKENS_ONLY_TLS%"
    => Authentication, "authentication", "or by TLS", "`https://`", "`oauth_bearer_token_endpoint_url`");
