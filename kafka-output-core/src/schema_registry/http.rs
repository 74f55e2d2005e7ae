//! The registry's interface over HTTP: failover, second tries, and what its answers mean.

use std::fmt;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hyper::body::Bytes;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use hyper::{Method, Request, Response};
use kafka_output_options::spec;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde_json::Value;

use super::config::{Credentials, PemSource, RegistryConnection, RegistryUrl};
use crate::certificates::refused::RefusedCertificate;
use crate::hidden::Hidden;
use crate::http::{Client, Fault, FaultKind, Proxies, Settings, Tls};
use crate::masks::Masks;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(3);
/// The pauses before all URLs are tried again, after failures that may pass.
const PAUSES: [Duration; 3] =
    [Duration::from_millis(100), Duration::from_millis(400), Duration::from_millis(1600)];
/// What stands unescaped in a part of a URL, by RFC 3986.
const SUBJECT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// The media type that every registry of this interface speaks.
const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/vnd.schemaregistry.v1+json");
/// How many redirects are followed, as to another path or host of the registry's; credentials are not shown to another host.
const REDIRECTS: usize = 10;

/// A client of one registry, which may have several URLs.
pub(crate) struct Http {
    client: Client,
    places: Vec<Place>,
    /// Whether it shows one of its own.
    has_certificate: bool,
}

/// One of a registry's URLs, and what is shown there.
struct Place {
    url: String,
    authorization: Option<Hidden>,
    /// What its answers may hold of that.
    masks: Masks,
}

/// Why a registry gave no answer to use.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// It answered with a status that is no success, and its own code and words.
    Status { status: u16, code: u64, message: String },
    /// It answered what is no answer of a registry.
    Nonsense(String),
    /// None of its URLs answered.
    Silent(String),
    /// Its certificate is refused: why, and what to do.
    Untrusted(String),
    /// It cannot be asked: a certificate that cannot be read.
    Unusable(String),
}

impl Refusal {
    /// Whether it may pass by itself.
    pub(crate) const fn may_pass(&self) -> bool {
        match self {
            Self::Status { status, .. } => matches!(*status, 408 | 429 | 500..),
            Self::Silent(_) => true,
            Self::Untrusted(_) | Self::Nonsense(_) | Self::Unusable(_) => false,
        }
    }

    /// Of several failures, what a registry said says more than that another is not trusted, and this more than that one is silent.
    const fn weight(&self) -> u8 {
        match self {
            Self::Silent(_) => 0,
            Self::Untrusted(_) => 1,
            Self::Status { .. } | Self::Nonsense(_) | Self::Unusable(_) => 2,
        }
    }
}

impl Http {
    pub(crate) fn new(connection: &RegistryConnection) -> Result<Self, String> {
        let certificates = |source: &Option<PemSource>| source.as_ref().map(certificates).transpose();
        let identity = match (certificates(&connection.certificate)?, &connection.key) {
            (Some(chain), Some(key)) => Some((chain, private_key(key)?)),
            _ => None,
        };
        let has_certificate = identity.is_some();
        let client = Client::new(Settings {
            connect: CONNECT,
            redirects: REDIRECTS,
            proxies: Proxies::of_environment(),
            tls: Tls::new(certificates(&connection.authorities)?, identity),
        });
        let places = connection.urls.iter().map(Place::new).collect();
        Ok(Self { client, places, has_certificate })
    }

    /// What a connection that broke may mean. A server that wants a client's certificate may end it without a word that is heard.
    fn suspicion(&self, url: &str, fault: &Fault) -> &'static str {
        match fault.kind {
            FaultKind::NoTls => {
                ", as where no TLS is spoken: write `http://` into `schema_registry_url`, or another port"
            }
            FaultKind::Ended if url.starts_with("https://") && !self.has_certificate => {
                ", as where it asks for a client's certificate: `schema_registry_certificate_location`"
            }
            FaultKind::NoHttp if url.starts_with("http://") => {
                ", as where TLS is spoken: write `https://` into `schema_registry_url`, or another port"
            }
            _ => "",
        }
    }

    /// What is said of an answer that lacks what it should have. A gateway may answer anything, what it was shown too.
    pub(crate) fn nonsense(&self, found: &Value) -> Refusal {
        let text =
            self.places.iter().fold(found.to_string(), |text, place| place.masks.mask(&text).into_owned());
        Refusal::Nonsense(excerpt(&text))
    }

    /// `GET` of a path.
    pub(crate) fn get(&self, path: &[&str]) -> Result<Value, Refusal> {
        self.get_with(path, "")
    }

    /// `GET` of a path, which may end in a query.
    pub(crate) fn get_with(&self, path: &[&str], query: &str) -> Result<Value, Refusal> {
        self.ask(&Method::GET, path, query, None)
    }

    /// `POST` of a JSON body to a path, which may end in a query.
    pub(crate) fn post(&self, path: &[&str], query: &str, body: &Value) -> Result<Value, Refusal> {
        self.ask(&Method::POST, path, query, Some(&body.to_string().into()))
    }

    /// Asks each URL in turn, and all again after a pause, until one answers with more than a failure that may pass.
    fn ask(
        &self,
        method: &Method,
        path: &[&str],
        query: &str,
        body: Option<&Bytes>,
    ) -> Result<Value, Refusal> {
        let path = path.iter().fold(String::new(), |mut url, part| {
            url.push('/');
            url.extend(utf8_percent_encode(part, SUBJECT));
            url
        });
        let mut pauses = PAUSES.iter();
        loop {
            let mut last = Refusal::Silent("it has no URL".to_owned());
            let (mut silent, mut may_pass) = (Vec::new(), false);
            for place in &self.places {
                let url = &place.url;
                let request = place
                    .request(method, &format!("{path}{query}"), body.cloned())
                    .map_err(|error| Refusal::Unusable(unsendable(&error)))?;
                let refusal =
                    match self.client.send_and_wait(request).map(|answer| read(&answer, &place.masks)) {
                        Ok(Ok(value)) => return Ok(value),
                        Ok(Err(refusal)) => refusal,
                        Err(Fault { refused: Some(refused), .. }) => {
                            let of = if self.places.len() > 1 { format!("{url}: ") } else { String::new() };
                            Refusal::Untrusted(format!("{of}{}", untrusted(&refused)))
                        }
                        Err(fault) => {
                            silent.push(format!("{url}: {fault}{}", self.suspicion(url, &fault)));
                            Refusal::Silent(silent.join("; "))
                        }
                    };
                may_pass |= refusal.may_pass();
                // Another URL may have another certificate.
                if !refusal.may_pass() && !matches!(refusal, Refusal::Untrusted(_)) {
                    return Err(refusal);
                }
                if refusal.weight() >= last.weight() {
                    last = refusal;
                }
            }
            if !may_pass {
                return Err(last);
            }
            match pauses.next() {
                Some(pause) => std::thread::sleep(*pause),
                None => return Err(last),
            }
        }
    }
}

impl Place {
    fn new(at: &RegistryUrl) -> Self {
        let (authorization, masks) = match &at.credentials {
            Credentials::Nobody => (None, Masks::default()),
            Credentials::Basic { username, password } => {
                let pair = Hidden::from(format!("{username}:{}", &**password));
                let encoded = Hidden::from(BASE64.encode(pair.as_bytes()));
                let basic = Hidden::from(format!("Basic {}", &*encoded));
                (Some(basic), Masks::of_secret(Some(username), password))
            }
            Credentials::Bearer(token) => {
                (Some(Hidden::from(format!("Bearer {}", &**token))), Masks::of_secret(None, token))
            }
        };
        Self { url: at.url.clone(), authorization, masks }
    }

    /// One request there.
    fn request(
        &self,
        method: &Method,
        path: &str,
        body: Option<Bytes>,
    ) -> hyper::http::Result<Request<Bytes>> {
        let url = format!("{}{path}", self.url);
        let mut request = Request::builder().method(method).uri(url).header(ACCEPT, MEDIA_TYPE);
        if body.is_some() {
            request = request.header(CONTENT_TYPE, MEDIA_TYPE);
        }
        if let Some(authorization) = &self.authorization {
            let mut value = HeaderValue::from_str(authorization)?;
            value.set_sensitive(true);
            request = request.header(AUTHORIZATION, value);
        }
        request.body(body.unwrap_or_default())
    }
}

/// What is wrong with a registry's certificate, and what to do.
fn untrusted(fault: &RefusedCertificate) -> String {
    let advice = match fault {
        RefusedCertificate::UnknownAuthority => {
            "check that `schema_registry_ca_location` or `schema_registry_ca_pem` holds that authority's certificate"
        }
        RefusedCertificate::OtherHost { .. } => {
            "write into `schema_registry_url` a name it is for, or have the registry given one for this name"
        }
        RefusedCertificate::NotNow(_) => "have the registry given another, or check this machine's clock",
        RefusedCertificate::Other(_) => "have the registry given another",
    };
    format!("its certificate {fault}; {advice}")
}

/// A success's body, or what the failure says.
fn read(answer: &Response<Bytes>, masks: &Masks) -> Result<Value, Refusal> {
    let status = answer.status().as_u16();
    let text = String::from_utf8_lossy(answer.body());
    let value: Option<Value> = serde_json::from_str(&text).ok();
    if (200..300).contains(&status) {
        return value.ok_or_else(|| Refusal::Nonsense(excerpt(&masks.mask(&text))));
    }
    let field = |name: &str| value.as_ref().and_then(|value| value.get(name)).cloned();
    let code = field("error_code").and_then(|code| code.as_u64()).unwrap_or(u64::from(status));
    let message = field("message").and_then(|message| message.as_str().map(str::to_owned));
    let message = message.map(|message| masks.mask(&message).into_owned());
    Err(Refusal::Status { status, code, message: message.unwrap_or_else(|| excerpt(&masks.mask(&text))) })
}

/// What is said of a request that cannot be written.
fn unsendable(error: &hyper::http::Error) -> String {
    format!("its URL, user or token is not as HTTP can send it ({error}); correct it")
}

/// The beginning of a text that may be a page of HTML.
fn excerpt(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > 200 { line.chars().take(200).chain("…".chars()).collect() } else { line }
}

fn certificates(source: &PemSource) -> Result<Vec<CertificateDer<'static>>, String> {
    let pem = source.read()?;
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    // What is wrong with it may quote a key beside them.
    let found =
        found.map_err(|_| source.says("holds what cannot be read as PEM; copy it once more, whole"))?;
    if found.is_empty() {
        return Err(
            source.says("holds no certificate in PEM; give it a text with `-----BEGIN CERTIFICATE-----`")
        );
    }
    Ok(found)
}

fn private_key(source: &PemSource) -> Result<PrivateKeyDer<'static>, String> {
    let pem = source.read()?;
    if pem.contains("ENCRYPTED") {
        return Err(source.says(
            "holds an encrypted key, which the registry's client cannot open; decrypt it with `openssl pkey`",
        ));
    }
    PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|_| {
        source.says("holds no private key in PEM; give it a text with `-----BEGIN PRIVATE KEY-----`")
    })
}

impl PemSource {
    fn read(&self) -> Result<Hidden, String> {
        match self {
            Self::Text { pem, .. } => Ok(pem.clone()),
            Self::File { path, is_shown, .. } => {
                let shown = if *is_shown { path } else { "a file" };
                std::fs::read_to_string(path)
                    .map(Hidden::from)
                    .map_err(|error| self.says(&format!("names {shown}, which cannot be read: {error}")))
            }
        }
    }

    fn says(&self, what: &str) -> String {
        let (Self::File { option, .. } | Self::Text { option, .. }) = self;
        format!("`{}` {what}", spec(*option).name)
    }
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http").field("urls", &self.places.len()).finish_non_exhaustive()
    }
}
