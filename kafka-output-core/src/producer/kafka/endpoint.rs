//! A second look at a token endpoint, where librdkafka tells too little of it in time.
//!
//! It tries again for nearly a minute what answers with 5xx, without a word, and calls are told before that; and of a certificate for
//! another host it does not say for which. So a thread looks after the first seconds of a client.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hyper::body::Bytes;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use hyper::{Method, Request, Response};
use kafka_output_options::OptionId;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::{self, PemObject};

use super::admission::Ground;
use super::advice::token;
use super::shared::Shared;
use crate::certificates::refused::RefusedCertificate;
use crate::hidden::Hidden;
use crate::http::{Client, Fault, Proxies, Settings, Tls};

/// When a request is made that librdkafka makes as well: what is told comes four seconds later.
const PATIENCE: Duration = Duration::from_secs(3);
const TURN: Duration = Duration::from_millis(100);
/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(3);

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
                Some(refusal) if token::is_of_name(&refusal) => break,
                _ => return,
            }
        }
        if shared.is_closing() {
            return;
        }
        match self.ask() {
            Some(Ok(answer)) if answer.status().as_u16() >= 400 => {
                shared.admission.hear_answer(answer.status().as_u16());
            }
            Some(Err(Fault { refused: Some(RefusedCertificate::OtherHost { names, .. }), .. })) => {
                shared.admission.hear_hosts(names);
            }
            _ => {}
        }
    }

    /// What comes of the request that librdkafka makes; `None` where it cannot be made here. A token is of no use.
    fn ask(&self) -> Option<Result<Response<Bytes>, Fault>> {
        let mut form = "grant_type=client_credentials".to_owned();
        if !self.scope.is_empty() {
            form = format!("{form}&scope={}", utf8_percent_encode(&self.scope, NON_ALPHANUMERIC));
        }
        let pair = Hidden::from(format!("{}:{}", self.id, &*self.secret));
        let encoded = Hidden::from(BASE64.encode(pair.as_bytes()));
        let mut credentials = HeaderValue::from_str(&Hidden::from(format!("Basic {}", &*encoded))).ok()?;
        credentials.set_sensitive(true);
        let request = Request::builder()
            .method(Method::POST)
            .uri(&*self.url)
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(AUTHORIZATION, credentials)
            .body(Bytes::from(form))
            .ok()?;
        let tls = Tls::new(self.authorities().ok()?, None);
        let proxies = Proxies::of_environment();
        let client = Client::new(Settings { connect: CONNECT, redirects: 0, proxies, tls });
        Some(client.send_and_wait(request))
    }

    /// The authorities that are written, if any are. Those that cannot be read librdkafka tells.
    fn authorities(&self) -> Result<Option<Vec<CertificateDer<'static>>>, pem::Error> {
        let found: Result<Vec<_>, _> = if !self.ca_pem.is_empty() {
            CertificateDer::pem_slice_iter(self.ca_pem.as_bytes()).collect()
        } else if !self.ca_file.is_empty() {
            CertificateDer::pem_file_iter(&self.ca_file)?.collect()
        } else {
            return Ok(None);
        };
        found.map(Some)
    }
}
