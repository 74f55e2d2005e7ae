//! The way to a host: by a proxy or not, with TLS or without.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Empty;
use hyper::body::Bytes;
use hyper::header::{HOST, HeaderValue, PROXY_AUTHORIZATION};
use hyper::http::uri::PathAndQuery;
use hyper::rt::{Read, Write};
use hyper::{Method, Request, Uri};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio_rustls::TlsConnector;
use tower_service::Service as _;

use super::{Fault, FaultKind, Tls};

/// Which proxies are asked, if any.
#[derive(Debug)]
pub(crate) struct Proxies(Option<Matcher>);

impl Proxies {
    /// Those of `HTTPS_PROXY`, `HTTP_PROXY` and `ALL_PROXY`, but for the hosts of `NO_PROXY`.
    pub(crate) fn of_environment() -> Self {
        Self(Some(Matcher::from_env()))
    }

    /// None, for what is on the machine itself.
    #[cfg(any(test, feature = "azure-identity", feature = "azure-key-vault"))]
    pub(crate) const fn none() -> Self {
        Self(None)
    }

    /// This one, but for these hosts.
    #[cfg(test)]
    pub(super) fn of(proxy: String, but: &str) -> Self {
        Self(Some(Matcher::builder().all(proxy).no(but.to_owned()).build()))
    }
}

/// What goes to a host and comes from there.
pub(super) trait Stream: Read + Write + Send + Unpin {}

impl<S: Read + Write + Send + Unpin> Stream for S {}

pub(super) struct Road {
    tcp: HttpConnector,
    tls: Arc<Tls>,
    proxies: Proxies,
}

impl Road {
    pub(super) fn new(connect: Duration, proxies: Proxies, tls: Tls) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        // Of a host's addresses each has its share.
        tcp.set_connect_timeout(Some(connect));
        tcp.set_nodelay(true);
        Self { tcp, tls: Arc::new(tls), proxies }
    }

    /// A connection for a request, which becomes what is said there.
    pub(super) async fn open(&self, request: &mut Request<Bytes>) -> Result<Box<dyn Stream>, Fault> {
        let uri = request.uri().clone();
        let proxy = self.proxies.0.as_ref().and_then(|proxies| proxies.intercept(&uri));
        if let (Some(proxy), false) = (&proxy, is_secure(&uri)) {
            // It is given the whole URL.
            if let Some(credentials) = proxy.basic_auth() {
                request.headers_mut().insert(PROXY_AUTHORIZATION, credentials.clone());
            }
            return self.reach(proxy.uri()).await.map_err(|fault| of_proxy(proxy, &fault));
        }
        let path = uri.path_and_query().cloned().unwrap_or_else(|| PathAndQuery::from_static("/"));
        *request.uri_mut() = path.into();
        match proxy {
            Some(proxy) => {
                let led = async { tunnel(self.reach(proxy.uri()).await?, &proxy, &uri).await };
                let stream = led.await.map_err(|fault| of_proxy(&proxy, &fault))?;
                self.secure(stream, &uri).await
            }
            None => self.reach(&uri).await,
        }
    }

    /// A connection to the host of a URL itself.
    async fn reach(&self, uri: &Uri) -> Result<Box<dyn Stream>, Fault> {
        let connected = self.tcp.clone().call(uri.clone()).await;
        let stream = connected.map_err(|error| Fault::of(FaultKind::Unreached, &error))?;
        match uri.scheme_str() {
            Some("http") => Ok(Box::new(stream)),
            Some("https") => self.secure(Box::new(stream), uri).await,
            other => {
                let why = format!("`{}://` is not spoken here; name it by HTTP", other.unwrap_or_default());
                Err(Fault::new(FaultKind::Unusable, why))
            }
        }
    }

    async fn secure(&self, stream: Box<dyn Stream>, uri: &Uri) -> Result<Box<dyn Stream>, Fault> {
        let unusable = |why: String| Fault::new(FaultKind::Unusable, why);
        let tls = Arc::clone(&self.tls);
        let config = tokio::task::spawn_blocking(move || tls.config()).await;
        let config = config.map_err(|error| unusable(error.to_string()))?;
        let config = config.map_err(|error| unusable(format!("TLS cannot be had: {error}")))?;
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let name = ServerName::try_from(host).map_err(|error| unusable(error.to_string()))?;
        match TlsConnector::from(config).connect(name, TokioIo::new(stream)).await {
            Ok(stream) => Ok(Box::new(TokioIo::new(stream))),
            Err(error) => Err(Fault::broken(&error)),
        }
    }
}

/// Has a proxy lead on to the host of a URL.
async fn tunnel(stream: Box<dyn Stream>, proxy: &Intercept, uri: &Uri) -> Result<Box<dyn Stream>, Fault> {
    let unusable = |error: hyper::http::Error| Fault::of(FaultKind::Unusable, &error);
    let broken = |error: hyper::Error| Fault::broken(&error);
    let to = format!("{}:{}", uri.host().unwrap_or_default(), uri.port_u16().unwrap_or(443));
    let host = HeaderValue::from_str(&to).map_err(|error| unusable(error.into()))?;
    let asked = Request::builder().method(Method::CONNECT).uri(to).header(HOST, host);
    let asked = match proxy.basic_auth() {
        Some(credentials) => asked.header(PROXY_AUTHORIZATION, credentials),
        None => asked,
    };
    let asked = asked.body(Empty::<Bytes>::new()).map_err(unusable)?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(stream).await.map_err(broken)?;
    tokio::spawn(connection.with_upgrades());
    let answer = sender.send_request(asked).await.map_err(broken)?;
    if !answer.status().is_success() {
        return Err(Fault::new(FaultKind::Unreached, format!("it answers with status {}", answer.status())));
    }
    Ok(Box::new(hyper::upgrade::on(answer).await.map_err(broken)?))
}

/// What went wrong before the host itself was reached.
fn of_proxy(proxy: &Intercept, fault: &Fault) -> Fault {
    let is_broken = matches!(fault.kind, FaultKind::Broken | FaultKind::Ended);
    let kind = if is_broken { FaultKind::Unreached } else { fault.kind };
    let host = proxy.uri().authority().map_or("", |authority| authority.as_str());
    Fault { refused: fault.refused.clone(), ..Fault::new(kind, format!("the proxy {host}: {fault}")) }
}

fn is_secure(uri: &Uri) -> bool {
    uri.scheme_str() == Some("https")
}

impl fmt::Debug for Road {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Road").finish_non_exhaustive()
    }
}
