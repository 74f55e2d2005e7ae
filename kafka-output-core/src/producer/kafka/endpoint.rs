//! A second look at a token endpoint, where librdkafka tells too little of it in time.
//!
//! It tries again for nearly a minute what answers with 5xx, without a word, and calls are told before that; and of a certificate for
//! another host it does not say for which. So a thread looks after the first seconds of a client, by the same libcurl and OpenSSL.

// Has itself called before `main`.
#![allow(unsafe_code)]

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::net::{TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::time::{Duration, Instant};

use curl::easy::{Easy, List};
use kafka_output_options::OptionId;
use openssl::ssl::{SslConnector, SslMethod, SslVerifyMode};

use super::admission::Ground;
use super::advice::token;
use super::shared::Shared;
use crate::certificates::about;
use crate::hidden::Hidden;

/// When a request is made that librdkafka makes as well: what is told comes four seconds later.
const PATIENCE: Duration = Duration::from_secs(3);
const TURN: Duration = Duration::from_millis(100);
/// How long it may take.
const REQUEST: Duration = Duration::from_secs(3);

/// The crate `curl` begins with OpenSSL before `main`, and whoever is first decides whether OpenSSL takes itself down at the program's end, under
/// threads of librdkafka that still speak TLS. With a number it comes before all that have none.
#[cfg(target_os = "linux")]
#[used]
#[unsafe(link_section = ".init_array.00200")]
static BEFORE_CURL: extern "C" fn() = {
    extern "C" fn begin() {
        openssl::init();
    }
    begin
};

/// What librdkafka asks a token endpoint with.
struct Asked {
    url: Hidden,
    id: String,
    secret: Hidden,
    scope: String,
    ca_file: String,
    ca_pem: String,
}

/// Looks at the endpoint of a client with these properties, if librdkafka fetches its tokens with a client secret.
pub(super) fn watch(properties: &BTreeMap<String, String>, shared: &Arc<Shared>) {
    let property = |id: OptionId| properties.get(id.property()).cloned().unwrap_or_default();
    let asked = Asked {
        url: property(OptionId::OauthBearerTokenEndpointUrl).into(),
        id: property(OptionId::OauthBearerClientId),
        secret: property(OptionId::OauthBearerClientSecret).into(),
        scope: property(OptionId::OauthBearerScope),
        ca_file: property(OptionId::HttpsCaLocation),
        ca_pem: property(OptionId::HttpsCaPem),
    };
    let is_by_secret = [&*asked.url, &asked.id, &*asked.secret].iter().all(|text| !text.is_empty());
    if !shared.security.is_by_token() || shared.security.has_token_provider() || !is_by_secret {
        return;
    }
    let shared = Arc::clone(shared);
    let run = move || {
        let _on_library_thread = crate::runtime::thread::enter();
        asked.watch(&shared);
    };
    // Without it less is told.
    let _ = std::thread::Builder::new().name("kafka-output-endpoint".to_owned()).spawn(run);
}

impl Asked {
    fn watch(&self, shared: &Shared) {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until && !shared.is_closing() {
            match shared.admission.missing_token() {
                Some(refusal) if refusal.ground == Ground::Silence => std::thread::sleep(TURN),
                Some(refusal) if token::is_of_name(&refusal) => {
                    return shared.admission.hear_hosts(self.hosts().unwrap_or_default());
                }
                _ => return,
            }
        }
        if let Some(status) = self.status().ok().filter(|status| *status >= 400 && !shared.is_closing()) {
            shared.admission.hear_answer(status);
        }
    }

    /// The status of the endpoint's answer to the request that librdkafka makes, or none.
    fn status(&self) -> Result<u16, curl::Error> {
        let mut easy = Easy::new();
        let mut form = "grant_type=client_credentials".to_owned();
        if !self.scope.is_empty() {
            form = format!("{form}&scope={}", easy.url_encode(self.scope.as_bytes()));
        }
        let mut headers = List::new();
        headers.append("Accept: application/json")?;
        easy.url(&self.url)?;
        easy.http_headers(headers)?;
        easy.post_fields_copy(form.as_bytes())?;
        easy.username(&self.id)?;
        easy.password(&self.secret)?;
        easy.timeout(REQUEST)?;
        if !self.ca_pem.is_empty() {
            easy.ssl_cainfo_blob(self.ca_pem.as_bytes())?;
        } else if !self.ca_file.is_empty() {
            easy.cainfo(&self.ca_file)?;
        }
        // A token is of no use here.
        easy.write_function(|received| Ok(received.len()))?;
        easy.perform()?;
        Ok(u16::try_from(easy.response_code()?).unwrap_or(0))
    }

    /// The hosts that the endpoint's certificate is for. Nothing is sent to who has it, so it need not be trusted.
    fn hosts(&self) -> Option<Vec<String>> {
        let (_, rest) = self.url.split_once("://")?;
        let authority = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?;
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()?),
            _ => (authority, 443),
        };
        let host = host.trim_matches(['[', ']']);
        let mut connector = SslConnector::builder(SslMethod::tls_client()).ok()?;
        connector.set_verify(SslVerifyMode::NONE);
        let connector = connector.build().configure().ok()?.verify_hostname(false);
        let stream = reached(host, port).ok()?;
        let stream = connector.connect(host, stream).ok()?;
        let certificate = stream.ssl().peer_certificate()?.to_der().ok()?;
        Some(about::read(&certificate)?.hosts)
    }
}

fn reached(host: &str, port: u16) -> std::io::Result<TcpStream> {
    let mut last = ErrorKind::NotFound.into();
    for address in (host, port).to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, REQUEST) {
            Ok(stream) => {
                stream.set_read_timeout(Some(REQUEST))?;
                stream.set_write_timeout(Some(REQUEST))?;
                return Ok(stream);
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}
