//! The registry's interface over HTTP: failover, second tries, and what its answers mean.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use kafka_output_options::spec;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use ureq::tls::{Certificate, ClientCert, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body};

use super::config::{Credentials, PemSource, RegistryConnection};
use crate::certificates::refused::{self, Broken, RefusedCertificate};
use crate::hidden::Hidden;
use crate::unheard::unheard;

/// How long one request may take, and its connection.
const REQUEST: Duration = Duration::from_secs(10);
const CONNECT: Duration = Duration::from_secs(3);
/// The pauses before all URLs are tried again, after failures that may pass.
const PAUSES: [Duration; 3] =
    [Duration::from_millis(100), Duration::from_millis(400), Duration::from_millis(1600)];
/// What stands unescaped in a part of a URL, by RFC 3986.
const SUBJECT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// The media type that every registry of this interface speaks.
const MEDIA_TYPE: &str = "application/vnd.schemaregistry.v1+json";

/// A client of one registry, which may have several URLs.
pub(crate) struct Http {
    agent: Agent,
    urls: Vec<String>,
    authorization: Option<Hidden>,
    /// Whether it shows one of its own.
    has_certificate: bool,
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
        let client = match (certificates(&connection.certificate)?, &connection.key) {
            (Some(chain), Some(key)) => Some(ClientCert::new_with_certs(&chain, private_key(key)?)),
            _ => None,
        };
        let has_certificate = client.is_some();
        let roots = match certificates(&connection.authorities)? {
            Some(roots) => RootCerts::Specific(Arc::new(roots)),
            None => RootCerts::PlatformVerifier,
        };
        let tls = TlsConfig::builder().root_certs(roots).client_cert(client).build();
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(REQUEST))
            .timeout_connect(Some(CONNECT))
            .user_agent(concat!("kafka-output/", env!("CARGO_PKG_VERSION")))
            .tls_config(tls)
            .build()
            .new_agent();
        let authorization = match &connection.credentials {
            Credentials::Nobody => None,
            Credentials::Basic { username, password } => {
                let pair = Hidden::from(format!("{username}:{}", &**password));
                let encoded = Hidden::from(BASE64.encode(pair.as_bytes()));
                Some(Hidden::from(format!("Basic {}", &*encoded)))
            }
            Credentials::Bearer(token) => Some(Hidden::from(format!("Bearer {}", &**token))),
        };
        Ok(Self { agent, urls: connection.urls.clone(), authorization, has_certificate })
    }

    /// What a connection that broke may mean. A server that wants a client's certificate may end it without a word that is heard.
    fn suspicion(&self, url: &str, error: &ureq::Error) -> &'static str {
        match refused::broken(error) {
            Some(Broken::NoTls) => {
                ", as where no TLS is spoken: write `http://` into `schema_registry_url`, or another port"
            }
            Some(Broken::Ended) if url.starts_with("https://") && !self.has_certificate => {
                ", as where it asks for a client's certificate: `schema_registry_certificate_location`"
            }
            Some(Broken::NoHttp) if url.starts_with("http://") => {
                ", as where TLS is spoken: write `https://` into `schema_registry_url`, or another port"
            }
            _ => "",
        }
    }

    /// `GET` of a path.
    pub(crate) fn get(&self, path: &[&str]) -> Result<Value, Refusal> {
        self.get_with(path, "")
    }

    /// `GET` of a path, which may end in a query.
    pub(crate) fn get_with(&self, path: &[&str], query: &str) -> Result<Value, Refusal> {
        self.ask(path, |url| {
            let request = self.agent.get(format!("{url}{query}")).header("Accept", MEDIA_TYPE);
            match &self.authorization {
                Some(authorization) => request.header("Authorization", &**authorization).call(),
                None => request.call(),
            }
        })
    }

    /// `POST` of a JSON body to a path, which may end in a query.
    pub(crate) fn post(&self, path: &[&str], query: &str, body: &Value) -> Result<Value, Refusal> {
        let body = body.to_string();
        self.ask(path, |url| {
            let url = format!("{url}{query}");
            let request =
                self.agent.post(&url).header("Accept", MEDIA_TYPE).header("Content-Type", MEDIA_TYPE);
            match &self.authorization {
                Some(authorization) => request.header("Authorization", &**authorization).send(&body),
                None => request.send(&body),
            }
        })
    }

    /// Asks each URL in turn, and all again after a pause, until one answers with more than a failure that may pass.
    fn ask(
        &self,
        path: &[&str],
        send: impl Fn(&str) -> Result<ureq::http::Response<Body>, ureq::Error>,
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
            for url in &self.urls {
                let answer = unheard(|| send(&format!("{url}{path}")).map(|mut answer| read(&mut answer)));
                let refusal = match answer {
                    Ok(Ok(value)) => return Ok(value),
                    Ok(Err(refusal)) => refusal,
                    Err(error) => {
                        if let Some(fault) = refused::of(&error) {
                            let of = if self.urls.len() > 1 { format!("{url}: ") } else { String::new() };
                            Refusal::Untrusted(format!("{of}{}", untrusted(&fault)))
                        } else {
                            silent.push(format!("{url}: {error}{}", self.suspicion(url, &error)));
                            Refusal::Silent(silent.join("; "))
                        }
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
fn read(answer: &mut ureq::http::Response<Body>) -> Result<Value, Refusal> {
    let status = answer.status().as_u16();
    let text = answer.body_mut().read_to_string();
    let text = text.map_err(|error| Refusal::Silent(format!("its answer broke off: {error}")))?;
    let value: Option<Value> = serde_json::from_str(&text).ok();
    if (200..300).contains(&status) {
        return value.ok_or_else(|| Refusal::Nonsense(excerpt(&text)));
    }
    let field = |name: &str| value.as_ref().and_then(|value| value.get(name)).cloned();
    let code = field("error_code").and_then(|code| code.as_u64()).unwrap_or(u64::from(status));
    let message = field("message").and_then(|message| message.as_str().map(str::to_owned));
    Err(Refusal::Status { status, code, message: message.unwrap_or_else(|| excerpt(&text)) })
}

/// The beginning of a text that may be a page of HTML.
fn excerpt(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > 200 { line.chars().take(200).chain("…".chars()).collect() } else { line }
}

fn certificates(source: &PemSource) -> Result<Vec<Certificate<'static>>, String> {
    let pem = source.read()?;
    let mut found = Vec::new();
    for item in parse_pem(pem.as_bytes()) {
        match item {
            Ok(PemItem::Certificate(certificate)) => found.push(certificate),
            Ok(_) => {}
            Err(error) => return Err(source.says(&format!("cannot be read: {error}"))),
        }
    }
    if found.is_empty() {
        return Err(
            source.says("holds no certificate in PEM; give it a text with `-----BEGIN CERTIFICATE-----`")
        );
    }
    Ok(found)
}

fn private_key(source: &PemSource) -> Result<ureq::tls::PrivateKey<'static>, String> {
    let pem = source.read()?;
    if pem.contains("ENCRYPTED") {
        return Err(source.says(
            "holds an encrypted key, which the registry's client cannot open; decrypt it with `openssl pkey`",
        ));
    }
    ureq::tls::PrivateKey::from_pem(pem.as_bytes())
        .map_err(|error| source.says(&format!("holds no private key in PEM: {error}")))
}

impl PemSource {
    fn read(&self) -> Result<Hidden, String> {
        match self {
            Self::Text { pem, .. } => Ok(pem.clone()),
            Self::File { path, .. } => std::fs::read_to_string(path)
                .map(Hidden::from)
                .map_err(|error| self.says(&format!("names {path}, which cannot be read: {error}"))),
        }
    }

    fn says(&self, what: &str) -> String {
        let (Self::File { option, .. } | Self::Text { option, .. }) = self;
        format!("`{}` {what}", spec(*option).name)
    }
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http").field("urls", &self.urls).finish_non_exhaustive()
    }
}
