//! The fake registry and the fake token endpoint, as outputs and other clients ask them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64_URL;
use kafka_output::testing::{Capture, FakeRegistry, FakeTokenEndpoint, TestKafka};
use kafka_output::{ErrorKind, kafka_output};
use serde::Serialize;
use serde_json::{Value, json};

use crate::support::broker::Broker;
use crate::support::options::BrokerOptions;

#[derive(Clone, Serialize)]
struct Pageview {
    viewtime: i64,
    userid: String,
    pageid: String,
}

fn view() -> Pageview {
    Pageview { viewtime: 1, userid: "u".to_owned(), pageid: "p".to_owned() }
}

#[kafka_output(
    broker_list = "%KIT_BROKERS%",
    topic = "kit-faked",
    schema_registry_url = "%KIT_REGISTRY%",
    avro_schema_file = "schemas/pageviews.avsc"
)]
async fn viewed() -> Pageview {
    view()
}

#[kafka_output(
    broker_list = "%KIT_BROKERS%",
    topic = "kit-latest",
    schema_registry_url = "%KIT_REGISTRY%",
    use_latest_version = true,
    avro_schema_file = "schemas/pageviews.avsc"
)]
async fn viewed_by_latest() -> Pageview {
    view()
}

fn on(registry: &FakeRegistry) -> Capture {
    Capture::new()
        .setting("KIT_BROKERS", "memory:1")
        .setting("KIT_REGISTRY", registry.url())
        .ask_schema_registry()
}

/// What is there is read by another client than ours.
fn get(registry: &FakeRegistry, path: &str) -> Value {
    let mut answer = ureq::get(format!("{}{path}", registry.url())).call().unwrap();
    serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
}

#[tokio::test]
async fn an_output_registers_its_schema_and_is_read_back_by_it() {
    let registry = FakeRegistry::start().unwrap();
    let capture = on(&registry);
    for _ in 0..3 {
        capture.run(viewed()).await.unwrap();
    }
    capture.published_on("kit-faked").times(3).nth(2).avro(view());
    let asked: Vec<_> = registry.requests().iter().map(|request| request.target().to_owned()).collect();
    assert_eq!(asked, ["/subjects/kit-faked-value/versions"]);
    assert_eq!(registry.subjects(), ["kit-faked-value"]);
    let own: Value = serde_json::from_str(include_str!("../schemas/pageviews.avsc")).unwrap();
    let found = get(&registry, "/schemas/ids/1");
    assert_eq!(serde_json::from_str::<Value>(found["schema"].as_str().unwrap()).unwrap(), own);
    let latest = get(&registry, "/subjects/kit-faked-value/versions/latest");
    assert_eq!((&latest["id"], &latest["version"]), (&json!(1), &json!(1)));
    assert_eq!(get(&registry, "/config"), json!({"compatibilityLevel": "BACKWARD"}));
}

#[tokio::test]
async fn an_incompatible_schema_is_refused_by_the_subjects_compatibility() {
    let registry = FakeRegistry::start().unwrap();
    let other = r#"{"type": "record", "name": "pageviews", "namespace": "ksql", "fields": [{"name": "viewtime", "type": "string"}]}"#;
    registry.register_avro("kit-faked-value", other);
    let error = on(&registry).run(viewed()).await.unwrap_err();
    assert_eq!((error.kind(), error.is_retriable()), (ErrorKind::SchemaRegistry, false));
    assert!(
        error.to_string().contains("409: Schema being registered is incompatible, as BACKWARD asks"),
        "{error}"
    );
    registry.set_compatibility_of("kit-faked-value", "NONE");
    on(&registry).run(viewed()).await.unwrap();
    assert_eq!(registry.schemas("kit-faked-value").len(), 2);
}

#[tokio::test]
async fn failures_are_scripted_and_those_that_may_pass_are_tried_again() {
    let registry = FakeRegistry::start().unwrap();
    registry.fail_next(503, 1);
    registry.fail_next(429, 1);
    let capture = on(&registry);
    capture.run(viewed()).await.unwrap();
    assert_eq!(registry.requests().len(), 3);
    registry.fail_next(422, 1);
    let error = on(&registry).run(viewed()).await.unwrap_err();
    assert!(error.to_string().contains("422"), "{error}");
    assert_eq!(registry.requests().len(), 4);
}

#[tokio::test]
async fn a_user_has_to_be_the_one_expected() {
    let registry = FakeRegistry::start().unwrap();
    registry.expect_user("anna", "hunter2");
    let error = on(&registry).run(viewed()).await.unwrap_err();
    assert!(error.to_string().contains("it does not know who asks (401"), "{error}");
    let capture = on(&registry)
        .setting("KAFKA_OUTPUT__VIEWED__SCHEMA_REGISTRY_USERNAME", "anna")
        .setting("KAFKA_OUTPUT__VIEWED__SCHEMA_REGISTRY_PASSWORD", "hunter2");
    capture.run(viewed()).await.unwrap();
    registry.expect_token("t");
    assert!(on(&registry).run(viewed()).await.is_err());
}

#[tokio::test]
async fn the_newest_schema_is_found_and_read_back_by() {
    let registry = FakeRegistry::start().unwrap();
    let missing = on(&registry).run(viewed_by_latest()).await.unwrap_err();
    assert!(missing.to_string().contains("40401"), "{missing}");
    let newest = include_str!("../schemas/pageviews.avsc").replacen(
        "\"fields\": [",
        "\"fields\": [{\"name\": \"extra\", \"type\": \"int\", \"default\": 7},",
        1,
    );
    registry.register_avro("kit-latest-value", &newest);
    let capture = on(&registry);
    capture.run(viewed_by_latest()).await.unwrap();
    let expected = json!({"extra": 7, "viewtime": 1, "userid": "u", "pageid": "p"});
    capture.published_on("kit-latest").times(1).avro(expected);
}

#[tokio::test]
async fn a_registry_is_asked_from_an_embedded_cluster_too() {
    let registry = FakeRegistry::start().unwrap();
    let mut kafka = TestKafka::embedded().unwrap();
    kafka.setting("KIT_REGISTRY", registry.url()).ask_schema_registry();
    kafka.run(viewed()).await.unwrap();
    kafka.published_on("kit-faked").times(1).avro(view());
    assert_eq!(registry.subjects(), ["kit-faked-value"]);
}

/// A token of the endpoint: its claims, or the status and the error.
fn token(tokens: &FakeTokenEndpoint, secret: &str) -> Result<Value, (u16, String)> {
    let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
    let credentials = base64::prelude::BASE64_STANDARD.encode(format!("orders-app:{secret}"));
    let request = agent.post(tokens.url()).header("Authorization", format!("Basic {credentials}"));
    let mut answer = request.send("grant_type=client_credentials&scope=kafka.write+kafka.read").unwrap();
    let body: Value = serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
    if answer.status() != 200 {
        return Err((answer.status().as_u16(), body["error"].as_str().unwrap().to_owned()));
    }
    let token = body["access_token"].as_str().unwrap();
    assert_eq!(tokens.tokens().last().map(String::as_str), Some(token));
    let claims = token.split('.').nth(1).unwrap();
    Ok(serde_json::from_slice(&BASE64_URL.decode(claims).unwrap()).unwrap())
}

#[test]
fn a_token_has_its_claims_and_expires() {
    let tokens = FakeTokenEndpoint::start("orders-app", "s3cr%t+").unwrap();
    tokens.expires_in(Duration::from_mins(5)).claim("tenant", "shop").claim("aud", "events");
    let claims = token(&tokens, "s3cr%t+").unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let (issued, expires) = (claims["iat"].as_u64().unwrap(), claims["exp"].as_u64().unwrap());
    assert!(expires == issued + 300 && issued <= now && now < expires, "{claims}");
    for (name, value) in
        [("sub", "orders-app"), ("aud", "events"), ("tenant", "shop"), ("scope", "kafka.write kafka.read")]
    {
        assert_eq!(claims[name], value);
    }
}

#[test]
fn a_wrong_secret_and_scripted_failures_are_refused() {
    let tokens = FakeTokenEndpoint::start("orders-app", "right").unwrap();
    assert_eq!(token(&tokens, "wrong"), Err((401, "invalid_client".to_owned())));
    tokens.fail_next(503, "temporarily_unavailable", 1);
    assert_eq!(token(&tokens, "right"), Err((503, "temporarily_unavailable".to_owned())));
    assert!(token(&tokens, "right").is_ok());
    assert_eq!((tokens.requests().len(), tokens.tokens().len()), (3, 1));
    assert!(!format!("{tokens:?}").contains("right"));
}

#[test]
fn a_signature_is_the_tests_own() {
    let tokens = FakeTokenEndpoint::start("orders-app", "s").unwrap();
    tokens.sign("TEST", "1", |text| text.iter().rev().copied().collect());
    token(&tokens, "s").unwrap();
    let given = tokens.tokens().remove(0);
    let (text, signature) = given.rsplit_once('.').unwrap();
    let reversed: Vec<u8> = text.bytes().rev().collect();
    assert_eq!(BASE64_URL.decode(signature).unwrap(), reversed);
    let header: Value =
        serde_json::from_slice(&BASE64_URL.decode(text.split('.').next().unwrap()).unwrap()).unwrap();
    assert_eq!(header, json!({"alg": "TEST", "kid": "1", "typ": "JWT"}));
}

#[kafka_output(
    broker_list = "%KIT_BROKERS%",
    topic = "kit-let-in",
    protocol = sasl_plaintext,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "orders-app",
    oauth_bearer_client_secret = "%KIT_SECRET%",
    oauth_bearer_token_endpoint_url = "%KIT_TOKENS%"
)]
async fn let_in() -> &'static str {
    "in"
}

/// librdkafka fetches the token, Kafka's own validator of unsecured tokens takes it, and the kit makes and reads the topic with the
/// output's own credentials.
#[tokio::test(flavor = "multi_thread")]
async fn a_real_broker_takes_the_tokens() {
    let login = "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;";
    let options = BrokerOptions::new()
        .listener("TOKEN", "SASL_PLAINTEXT")
        .property("sasl.enabled.mechanisms", "OAUTHBEARER")
        .property("listener.name.token.oauthbearer.sasl.jaas.config", login);
    let broker = tokio::task::spawn_blocking(|| Broker::start_own(options)).await.unwrap();
    let tokens = FakeTokenEndpoint::start("orders-app", "right").unwrap();
    let mut kafka = TestKafka::live(broker.address_of("TOKEN"));
    kafka.setting("KIT_SECRET", "right").setting("KIT_TOKENS", tokens.url());
    kafka.run(let_in()).await.unwrap();
    kafka.published_on("kit-let-in").times(1).value("in");
    assert!(!tokens.tokens().is_empty());
}
