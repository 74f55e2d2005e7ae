//! How Microsoft's crates send their requests here: by the HTTP client that the schema registry has.
//!
//! Their own would bring a second HTTP client with a second TLS beside it, and hold connections of a runtime that is gone by the next secret
//! or token.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use azure_core::error::{Error, ErrorKind, Result};
use azure_core::http::headers::Headers;
use azure_core::http::{AsyncRawResponse, Body, HttpClient, Request, StatusCode};

use crate::certificates::refused::RefusedCertificate;
use crate::http::{Client, Fault, FaultKind, Proxies, Settings, Tls};

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);
/// The endpoint of a managed identity is on the same machine; where there is none, nobody may answer at all.
const CONNECT_DIRECTLY: Duration = Duration::from_secs(2);

/// A client for Microsoft's crates. It follows no redirects.
#[derive(Debug)]
pub(crate) struct AzureHttp {
    client: Client,
    /// Whether a connection that cannot be made is the last word: no identity's endpoint comes into being.
    is_last_word: bool,
}

impl AzureHttp {
    /// By the environment's proxy, if it names one.
    pub(crate) fn by_proxy() -> Arc<dyn HttpClient> {
        Arc::new(Self { client: client(CONNECT, Proxies::of_environment()), is_last_word: false })
    }

    /// By no proxy: the endpoints of managed identities are on the machine itself.
    pub(crate) fn directly() -> Arc<dyn HttpClient> {
        Arc::new(Self { client: client(CONNECT_DIRECTLY, Proxies::none()), is_last_word: true })
    }

    fn fault(&self, fault: Fault) -> Error {
        let kind = match fault.kind {
            FaultKind::Unreached if self.is_last_word => ErrorKind::Other,
            FaultKind::Unreached => ErrorKind::Connection,
            FaultKind::Ended | FaultKind::Broken | FaultKind::Slow => ErrorKind::Io,
            // A certificate that is refused will be the next time as well.
            FaultKind::Distrusted | FaultKind::NoTls | FaultKind::NoHttp | FaultKind::Unusable => {
                ErrorKind::Other
            }
        };
        Error::new(kind, fault)
    }
}

/// What the HTTP client trusts: rustls-native-certs reads the variable, in the place of the system's own.
const UNKNOWN: &str = "if a proxy or a network of your own stands between, name in `SSL_CERT_FILE` a PEM file with that authority's certificate, and \
                       with all others to trust (Windows and macOS: add it to the system's)";

/// What is wrong with a certificate of Azure's, whose it is, and what to do.
pub(crate) fn distrust(whose: &str, fault: &RefusedCertificate) -> String {
    let advice = match fault {
        RefusedCertificate::UnknownAuthority => UNKNOWN,
        RefusedCertificate::OtherHost { .. } => "check its name, and the proxy in `HTTPS_PROXY`",
        RefusedCertificate::NotNow(_) => "check this machine's clock, and the proxy in `HTTPS_PROXY`",
        RefusedCertificate::Other(_) => "check the proxy in `HTTPS_PROXY`",
    };
    format!("{whose} certificate {fault}; {advice}")
}

fn client(connect: Duration, proxies: Proxies) -> Client {
    Client::new(Settings { connect, redirects: 0, proxies, tls: Tls::default() })
}

#[async_trait]
impl HttpClient for AzureHttp {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let Body::Bytes(body) = request.body() else {
            return Err(Error::with_message(ErrorKind::Other, "a request whose body is a stream"));
        };
        let mut asked =
            hyper::Request::builder().method(request.method().as_str()).uri(request.url().as_str());
        for (name, value) in request.headers().iter() {
            asked = asked.header(name.as_str(), value.as_str());
        }
        let asked = asked.body(body.clone()).map_err(|error| Error::new(ErrorKind::Other, error))?;
        let answer = self.client.send(asked).await.map_err(|fault| self.fault(fault))?;
        let mut headers = Headers::new();
        for (name, value) in answer.headers() {
            if let Ok(value) = value.to_str() {
                headers.insert(name.as_str().to_owned(), value.to_owned());
            }
        }
        let status = StatusCode::from(answer.status().as_u16());
        Ok(AsyncRawResponse::from_bytes(status, headers, answer.into_body()))
    }
}
