//! The HTTP client of schema registries, Key Vault, Microsoft Entra, and of a look at token endpoints.
//!
//! Written on hyper, which logs no byte of what it sends and receives, so no credential and no secret either. Each request has a connection
//! of its own: none is left to a runtime that may be gone by the next one.

mod fault;
mod redirect;
mod road;
#[cfg(test)]
mod tests;
mod tls;

use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper::header::{HOST, HeaderValue, USER_AGENT};
use hyper::http::uri::Authority;
use hyper::{Request, Response, Uri};
use tokio::time::timeout;

#[cfg(any(feature = "azure-identity", feature = "azure-key-vault"))]
pub(crate) use self::fault::refused;
pub(crate) use self::fault::{Fault, FaultKind};
pub(crate) use self::road::Proxies;
use self::road::Road;
pub(crate) use self::tls::Tls;

/// How long a request may take, its connection and all redirects included.
const REQUEST: Duration = Duration::from_secs(10);
/// The most of an answer that is read.
const LARGEST: usize = 10 << 20;
/// How this library is called where nothing else is said.
const AGENT: HeaderValue = HeaderValue::from_static(concat!("kafka-output/", env!("CARGO_PKG_VERSION")));

/// What its two users want otherwise.
#[derive(Debug)]
pub(crate) struct Settings {
    /// How long a connection may take, TLS and what proxies say included.
    pub(crate) connect: Duration,
    /// How many redirects are followed; with none, they are answers like others.
    pub(crate) redirects: usize,
    pub(crate) proxies: Proxies,
    pub(crate) tls: Tls,
}

/// Sends requests, with what they need.
#[derive(Debug)]
pub(crate) struct Client {
    road: Road,
    /// See [`REQUEST`].
    limit: Duration,
    connect: Duration,
    redirects: usize,
}

impl Client {
    pub(crate) fn new(settings: Settings) -> Self {
        let Settings { connect, redirects, proxies, tls } = settings;
        Self { road: Road::new(connect, proxies, tls), limit: REQUEST, connect, redirects }
    }

    /// The answer, whatever its status is. Within a runtime of tokio's, with time and network.
    pub(crate) async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Fault> {
        timeout(self.limit, self.follow(request)).await.unwrap_or_else(|_| {
            Err(Fault::new(FaultKind::Slow, format!("no answer within {:?}", self.limit)))
        })
    }

    /// The same, on a thread that may wait and is in no runtime.
    #[cfg(any(feature = "oidc", feature = "schema-registry"))]
    pub(crate) fn send_and_wait(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Fault> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Fault::new(FaultKind::Unusable, format!("no runtime for it: {error}")))?;
        let answer = runtime.block_on(self.send(request));
        // A name that is looked up may take longer than it has.
        runtime.shutdown_background();
        answer
    }

    async fn follow(&self, mut request: Request<Bytes>) -> Result<Response<Bytes>, Fault> {
        let mut followed = 0;
        loop {
            let answer = self.exchange(request.clone()).await?;
            if self.redirects == 0 {
                return Ok(answer);
            }
            let Some(next) = redirect::followed(request, &answer)? else { return Ok(answer) };
            if followed == self.redirects {
                let why = format!("it redirects more than {followed} times");
                return Err(Fault::new(FaultKind::Unusable, why));
            }
            followed += 1;
            request = next;
        }
    }

    /// One request and its answer, on a connection of their own.
    async fn exchange(&self, mut request: Request<Bytes>) -> Result<Response<Bytes>, Fault> {
        let host = host(request.uri())?;
        request.headers_mut().insert(HOST, host);
        request.headers_mut().entry(USER_AGENT).or_insert(AGENT);
        let opened = timeout(self.connect, self.road.open(&mut request)).await;
        let stream = opened.unwrap_or_else(|_| {
            let why = format!("no connection within {:?}", self.connect);
            Err(Fault::new(FaultKind::Unreached, why))
        })?;
        let broken = |error: hyper::Error| Fault::broken(&error);
        let (mut sender, connection) = hyper::client::conn::http1::handshake(stream).await.map_err(broken)?;
        // Ends with the sender and the answer; what breaks is told to them.
        tokio::spawn(connection);
        let answer = sender.send_request(request.map(Full::new)).await.map_err(broken)?;
        let (head, body) = answer.into_parts();
        let body = Limited::new(body, LARGEST).collect().await.map_err(|error| {
            let fault = Fault::broken(&*error);
            Fault { text: format!("its answer broke off: {fault}"), ..fault }
        })?;
        Ok(Response::from_parts(head, body.to_bytes()))
    }
}

/// What a request says of the host it is for.
fn host(uri: &Uri) -> Result<HeaderValue, Fault> {
    let authority = uri.authority().map(Authority::as_str);
    // A user in it is none of the server's business.
    let host = authority.map(|authority| authority.rsplit_once('@').map_or(authority, |(_, host)| host));
    host.and_then(|host| HeaderValue::from_str(host).ok())
        .ok_or_else(|| Fault::new(FaultKind::Unusable, "its URL has no host".to_owned()))
}
