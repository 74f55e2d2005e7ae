//! `vault WAY [CALLS]`: starts a runtime in one of several ways, and says what its output's topic is, which settings lead to; so many calls
//! at once, if none was started. `vault token` says whose a token of Event Hubs is.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use azure_core::credentials::Secret;
use azure_core::error::{Error, ErrorKind};
use azure_core::http::headers::Headers;
use azure_core::http::{AsyncRawResponse, Body, ClientOptions, HttpClient, Request, StatusCode, Transport};
use azure_identity::{ClientSecretCredential, ClientSecretCredentialOptions};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64_URL;
use kafka_output::azure::AzureTokens;
use kafka_output::key_vault::KeyVault;
use kafka_output::{
    Builder, EnvironmentSecrets, FileSecrets, Runtime, TokenProvider, TokenRequest, kafka_output,
};

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "%TOPIC%")]
async fn placed() -> &'static str {
    "order"
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "second", client_id = "%TOPIC%")]
async fn second() -> &'static str {
    "order"
}

/// Sends what is for the metadata service to where the environment's `IMDS` says; all else as it is.
#[derive(Debug)]
struct Rerouted {
    directly: ureq::Agent,
    by_proxy: ureq::Agent,
}

#[async_trait::async_trait]
impl HttpClient for Rerouted {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let imds = std::env::var("IMDS").unwrap_or_default();
        let url = request.url().as_str().replace("http://169.254.169.254", &imds);
        let agent = if url.starts_with("https") { &self.by_proxy } else { &self.directly };
        let Body::Bytes(body) = request.body() else {
            return Err(Error::with_message(ErrorKind::Other, "a stream"));
        };
        let mut asked = ureq::http::Request::builder().method(request.method().as_str()).uri(url);
        for (name, value) in request.headers().iter() {
            asked = asked.header(name.as_str(), value.as_str());
        }
        let fault = |error: ureq::Error| Error::new(ErrorKind::Other, error);
        let asked = asked.body(body.to_vec()).map_err(|error| Error::new(ErrorKind::Other, error))?;
        let mut answer = agent.run(asked).map_err(fault)?;
        let body = answer.body_mut().read_to_vec().map_err(fault)?;
        let mut headers = Headers::new();
        for (name, value) in answer.headers() {
            headers.insert(name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned());
        }
        Ok(AsyncRawResponse::from_bytes(StatusCode::from(answer.status().as_u16()), headers, body))
    }
}

fn rerouted() -> Arc<dyn HttpClient> {
    let config = || {
        let tls = ureq::tls::TlsConfig::builder().root_certs(ureq::tls::RootCerts::PlatformVerifier).build();
        ureq::Agent::config_builder().http_status_as_error(false).tls_config(tls)
    };
    let directly = config().proxy(None).build().new_agent();
    Arc::new(Rerouted { directly, by_proxy: config().build().new_agent() })
}

/// A builder with the secret providers of a way; `None` is the runtime that starts by itself.
fn builder(way: &str) -> Option<Builder> {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let builder = Runtime::builder();
    Some(match way {
        "call" => return None,
        "start" => builder,
        "identity" => builder.secret_provider(KeyVault::of_identity(variable("IDENTITY"))),
        "imds" => builder.secret_provider(KeyVault::new().with_http_client(rerouted())),
        "application" => {
            let client_options =
                ClientOptions { transport: Some(Transport::new(rerouted())), ..ClientOptions::default() };
            let credential = ClientSecretCredential::new(
                &variable("TENANT"),
                variable("IDENTITY"),
                Secret::new(variable("CLIENT_SECRET")),
                Some(ClientSecretCredentialOptions { client_options }),
            );
            let credential = credential.unwrap_or_else(|error| panic!("{error}"));
            builder.secret_provider(KeyVault::with_credential(credential))
        }
        "local" => builder
            .secret_provider(FileSecrets::of_folder(variable("FOLDER")))
            .secret_provider(EnvironmentSecrets::with_prefix("LOCAL_"))
            .secret_provider(KeyVault::new())
            .secret_ttl(Duration::from_mins(1)),
        way => panic!("{way}"),
    })
}

fn tell(error: &kafka_output::Error) {
    let again = if error.is_retriable() { "retriable " } else { "" };
    println!("{:?} {again}{error}", error.kind());
}

/// For which service a token of Event Hubs is, and whose.
async fn token() -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let tokens = match std::env::var("AZURE_CLIENT_ID") {
        Ok(id) => AzureTokens::user_assigned_identity(id),
        Err(_) => AzureTokens::managed_identity(),
    };
    let token = tokens.token(&TokenRequest::new("shop.servicebus.windows.net:9093")).await?;
    let claims = BASE64_URL.decode(token.value.split('.').nth(1).unwrap_or_default())?;
    let claims: serde_json::Value = serde_json::from_slice(&claims)?;
    let claim = |name: &str| claims[name].as_str().unwrap_or_default().to_owned();
    Ok(format!("{} {}", claim("aud"), claim("appid")))
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let way = arguments.next().unwrap_or_default();
    if way == "token" {
        println!("{}", token().await.unwrap_or_else(|error| error.to_string()));
        return Ok(());
    }
    let calls = arguments.next().and_then(|calls| calls.parse().ok()).unwrap_or(1);
    let started = match builder(&way) {
        None => None,
        Some(builder) => match builder.start().await {
            Ok(runtime) => Some(runtime),
            Err(error) => {
                tell(&error);
                return Ok(());
            }
        },
    };
    let calls: Vec<_> =
        (0..calls).map(|_| tokio::spawn(async { (placed().await, second().await) })).collect();
    for call in calls {
        let (first, second) = call.await.map_err(io::Error::other)?;
        for outcome in [first, second] {
            match outcome {
                Ok(delivery) => println!("{}", delivery.topic()),
                Err(error) => tell(&error),
            }
        }
    }
    drop(started);
    Ok(())
}
