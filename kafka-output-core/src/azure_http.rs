//! How Microsoft's crates send their requests here: by the HTTP client that the schema registry has, on a thread that may block.
//!
//! Their own would bring a second HTTP client with a second TLS beside it, and hold connections of a runtime that is gone by the next secret
//! or token.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use azure_core::error::{Error, ErrorKind, Result};
use azure_core::http::headers::Headers;
use azure_core::http::{AsyncRawResponse, Body, HttpClient, Request, StatusCode};
use ureq::Agent;
use ureq::config::Config;
use ureq::tls::{RootCerts, TlsConfig};

use crate::certificates::refused;
use crate::unheard::unheard;

/// How long one request may take, and its connection.
const REQUEST: Duration = Duration::from_secs(10);
const CONNECT: Duration = Duration::from_secs(5);
/// The endpoint of a managed identity is on the same machine; where there is none, nobody may answer at all.
const CONNECT_DIRECTLY: Duration = Duration::from_secs(2);

/// A client that blocks.
#[derive(Debug)]
pub(crate) struct Blocking {
    agent: Agent,
    /// Whether a connection that cannot be made is the last word: no identity's endpoint comes into being.
    is_last_word: bool,
}

impl Blocking {
    /// By the environment's proxy, if it names one.
    pub(crate) fn by_proxy() -> Arc<dyn HttpClient> {
        let config = config().timeout_connect(Some(CONNECT)).build();
        Arc::new(Self { agent: config.new_agent(), is_last_word: false })
    }

    /// By no proxy: the endpoints of managed identities are on the machine itself.
    pub(crate) fn directly() -> Arc<dyn HttpClient> {
        let config = config().timeout_connect(Some(CONNECT_DIRECTLY)).proxy(None).build();
        Arc::new(Self { agent: config.new_agent(), is_last_word: true })
    }

    fn fault(&self, error: ureq::Error) -> Error {
        let kind = match &error {
            _ if self.is_last_word => ErrorKind::Other,
            // A certificate that is refused will be the next time as well.
            _ if refused::of(&error).is_some() => ErrorKind::Other,
            ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => ErrorKind::Connection,
            ureq::Error::Io(_) | ureq::Error::Timeout(_) | ureq::Error::ConnectProxyFailed(_) => {
                ErrorKind::Io
            }
            _ => ErrorKind::Other,
        };
        Error::new(kind, error)
    }
}

fn config() -> ureq::config::ConfigBuilder<ureq::typestate::AgentScope> {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    Config::builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(REQUEST))
        .tls_config(tls)
}

#[async_trait]
impl HttpClient for Blocking {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let Body::Bytes(body) = request.body() else {
            return Err(Error::with_message(ErrorKind::Other, "a request whose body is a stream"));
        };
        let mut asked =
            ureq::http::Request::builder().method(request.method().as_str()).uri(request.url().as_str());
        for (name, value) in request.headers().iter() {
            asked = asked.header(name.as_str(), value.as_str());
        }
        let asked = asked.body(body.to_vec()).map_err(|error| Error::new(ErrorKind::Other, error))?;
        let agent = self.agent.clone();
        let run = move || {
            let mut answer = agent.run(asked)?;
            let body = answer.body_mut().read_to_vec()?;
            Ok((answer, body))
        };
        let answer = tokio::task::spawn_blocking(|| unheard(run));
        let (answer, body) = answer
            .await
            .map_err(|error| Error::new(ErrorKind::Other, error))?
            .map_err(|error| self.fault(error))?;
        let mut headers = Headers::new();
        for (name, value) in answer.headers() {
            if let Ok(value) = value.to_str() {
                headers.insert(name.as_str().to_owned(), value.to_owned());
            }
        }
        Ok(AsyncRawResponse::from_bytes(StatusCode::from(answer.status().as_u16()), headers, body))
    }
}
