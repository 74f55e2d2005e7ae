//! Each way in: what is sent by it is there, as kcat reads it through the plaintext listener.

use kafka_output::{Delivery, Error, KafkaEventData, kafka_connection, kafka_output};

use crate::support::kcat;
use crate::world::{TOPIC, logs, runtime, secrets, world};

/// The record is there, with its way as its value, and no secret was logged on it.
fn assert_there(way: &str, sent: Result<Delivery, Error>) {
    let delivery = sent.unwrap_or_else(|error| panic!("{way}: {error}"));
    let records = kcat::read(world().broker.bootstrap(), TOPIC, 1);
    let record = records.iter().find(|record| record.offset == delivery.offset()).unwrap();
    assert_eq!(record.value_text(), Some(way));
    logs::remember(format!("{delivery:?} {:?} {:?}", runtime(), kafka_output::outputs()));
    logs::assert_without(&secrets());
}

/// `way!(name: options)` is an annotated function that returns its name, and the test that what it sends is there.
macro_rules! way {
    ($name:ident: $($options:tt)*) => {
        mod $name {
            use super::*;

            #[kafka_output(topic = "security", message_timeout_ms = 20000, $($options)*)]
            async fn $name() -> KafkaEventData<&'static str> {
                KafkaEventData::new(stringify!($name))
            }

            #[tokio::test]
            async fn is_accepted() {
                runtime();
                assert_there(stringify!($name), $name().await);
            }
        }
    };
}

way!(plaintext: broker_list = "%PLAINTEXT%");
way!(tls: broker_list = "%TLS%", protocol = ssl, ssl_ca_location = "%CA%");
way!(tls_by_pem: broker_list = "%TLS%", protocol = ssl, ssl_ca_pem = "%CA_PEM%");
way!(mutual_tls:
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_location = "%CLIENT%",
    ssl_key_location = "%CLIENT_KEY%",
);
way!(mutual_tls_by_encrypted_key:
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_location = "%CLIENT%",
    ssl_key_location = "%CLIENT_KEY_ENCRYPTED%",
    ssl_key_password = "%KEY_PASSWORD%",
);
way!(mutual_tls_by_pem:
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_pem = "%CA_PEM%",
    ssl_certificate_pem = "%CLIENT_PEM%",
    ssl_key_pem = "%CLIENT_KEY_PEM%",
);
way!(mutual_tls_by_both_in_one_pem:
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_pem = "%CA_PEM%",
    ssl_certificate_and_key_pem = "%CLIENT_BOTH_PEM%",
);

way!(several_roots: broker_list = "%TLS%", protocol = ssl, ssl_ca_location = "%ROOTS%");
way!(several_roots_by_pem: broker_list = "%TLS%", protocol = ssl, ssl_ca_pem = "%ROOTS_PEM%");
way!(authority_in_one_line: broker_list = "%TLS%", protocol = ssl, ssl_ca_pem = "%CA_PEM_LINE%");
way!(chain:
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_location = "%CHAINED%",
    ssl_key_location = "%CHAINED_KEY%",
);
way!(chain_by_pem:
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_pem = "%CHAINED_PEM%",
    ssl_key_pem = "%CHAINED_KEY_PEM%",
);
way!(key_in_sec1:
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_location = "%CLIENT%",
    ssl_key_location = "%SEC1%",
);
way!(key_in_sec1_encrypted:
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_location = "%CLIENT%",
    ssl_key_location = "%SEC1_ENCRYPTED%",
    ssl_key_password = "%KEY_PASSWORD%",
);
way!(key_in_sec1_encrypted_in_one_line:
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_pem = "%CLIENT_PEM%",
    ssl_key_pem = "%SEC1_ENCRYPTED_LINE%",
    ssl_key_password = "%KEY_PASSWORD%",
);
way!(key_in_pkcs1:
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_location = "%RSA%",
    ssl_key_location = "%PKCS1%",
);
way!(key_in_pkcs1_encrypted:
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_location = "%RSA%",
    ssl_key_location = "%PKCS1_ENCRYPTED%",
    ssl_key_password = "%KEY_PASSWORD%",
);
way!(key_of_rsa_in_pkcs8_encrypted:
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_location = "%RSA%",
    ssl_key_location = "%RSA_ENCRYPTED%",
    ssl_key_password = "%KEY_PASSWORD%",
);
way!(texts_with_carriage_returns:
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_location = "%CA%",
    ssl_certificate_pem = "%CLIENT_PEM_CRLF%",
    ssl_key_pem = "%CLIENT_KEY_CRLF%",
);
way!(both_in_one_line:
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_pem = "%CA_PEM_LINE%",
    ssl_certificate_and_key_pem = "%CLIENT_BOTH_LINE%",
);
way!(both_with_spaces_for_lines:
    broker_list = "%MTLS%",
    protocol = ssl,
    ssl_ca_pem = "%CA_PEM%",
    ssl_certificate_and_key_pem = "%CLIENT_BOTH_SPACES%",
);
#[tokio::test]
async fn what_ends_soon_or_has_a_better_one_beside_it_is_warned_of_once() {
    #[kafka_output(
        broker_list = "%MTLS%",
        topic = "security",
        protocol = ssl,
        ssl_ca_location = "%ROOTS%",
        ssl_certificate_location = "%ENDING%",
        ssl_key_location = "%ENDING_KEY%",
    )]
    async fn warned() -> &'static str {
        "warned"
    }
    #[kafka_output(
        broker_list = "%MTLS%",
        topic = "security",
        protocol = ssl,
        ssl_ca_location = "%ROOTS%",
        ssl_certificate_location = "%ENDING%",
        ssl_key_location = "%ENDING_KEY%",
    )]
    async fn warned_no_more() -> &'static str {
        "warned no more"
    }
    runtime();
    warned().await.unwrap();
    warned_no_more().await.unwrap();
    assert_eq!(logs::count("holds the certificate of `orders-ending`, which expires on "), 1);
    assert_eq!(logs::count("(the value comes from the setting `ENDING`)"), 1);
    assert_eq!(logs::count("roots.pem` holds the certificate of `Old Authority`, which expired on Jan 1"), 1);
}

way!(plain: broker_list = "%SASL%", protocol = sasl_plaintext, username = "%USER%", password = "%PASSWORD%");
way!(plain_by_tls:
    broker_list = "%SASLTLS%",
    protocol = sasl_ssl,
    authentication_mode = plain,
    username = "%USER%",
    password = "%PASSWORD%",
    ssl_ca_location = "%CA%",
);
way!(event_hubs:
    broker_list = "%SASLTLS%",
    protocol = sasl_ssl,
    authentication_mode = plain,
    username = "$ConnectionString",
    password = "%CONNECTION_STRING%",
    ssl_ca_location = "%CA%",
);
/// As at Confluent Cloud: an API key and its secret, told once.
#[kafka_connection(
    broker_list = "%SASLTLS%",
    protocol = sasl_ssl,
    authentication_mode = plain,
    username = "%USER%",
    password = "%PASSWORD%",
    ssl_ca_location = "%CA%",
)]
struct Confluent;
way!(confluent_cloud: connection = Confluent);
way!(scram_sha256:
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = scram_sha256,
    username = "%USER%",
    password = "%PASSWORD%",
);
way!(scram_sha256_by_tls:
    broker_list = "%SASLTLS%",
    protocol = sasl_ssl,
    authentication_mode = scram_sha256,
    username = "%USER%",
    password = "%PASSWORD%",
    ssl_ca_location = "%CA%",
);
way!(scram_sha512:
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = scram_sha512,
    username = "%USER%",
    password = "%PASSWORD%",
);
way!(scram_sha512_by_tls:
    broker_list = "%SASLTLS%",
    protocol = sasl_ssl,
    authentication_mode = scram_sha512,
    username = "%USER%",
    password = "%PASSWORD%",
    ssl_ca_pem = "%CA_PEM%",
);

way!(oidc:
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%CLIENT_SECRET%",
    oauth_bearer_token_endpoint_url = "%TOKENS%",
);
way!(oidc_by_tls:
    broker_list = "%SASLTLS%",
    protocol = sasl_ssl,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%CLIENT_SECRET%",
    oauth_bearer_token_endpoint_url = "%TOKENS_TLS%",
    oauth_bearer_scope = "kafka.write",
    oauth_bearer_extensions = "tenant=shop",
    https_ca_location = "%CA%",
    ssl_ca_location = "%CA%",
);
way!(oidc_by_pem:
    broker_list = "%SASLTLS%",
    protocol = sasl_ssl,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%CLIENT_SECRET%",
    oauth_bearer_token_endpoint_url = "%TOKENS_TLS%",
    https_ca_pem = "%CA_PEM%",
    ssl_ca_pem = "%CA_PEM%",
);
