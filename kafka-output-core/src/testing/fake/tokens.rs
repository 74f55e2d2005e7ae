//! `FakeTokenEndpoint`: an authorization server's token endpoint, over HTTP.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD as BASE64, URL_SAFE_NO_PAD as BASE64_URL};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::not_started;
use crate::error::Error;
use crate::loopback::{Answer, HttpRequest, Loopback};

/// Makes the signature of a token's text.
type Sign = Box<dyn Fn(&[u8]) -> Vec<u8> + Send + Sync>;

/// A token endpoint in this process, with the grant by client credentials of
/// [RFC 6749, 4.4](https://www.rfc-editor.org/rfc/rfc6749#section-4.4), which `oauth_bearer_method = oidc` asks for.
///
/// ```
/// # use kafka_output_core as kafka_output;
/// use kafka_output::testing::FakeTokenEndpoint;
///
/// # fn main() -> Result<(), kafka_output_core::Error> {
/// let tokens = FakeTokenEndpoint::start("orders-app", "client secret")?;
/// // … with `oauth_bearer_token_endpoint_url = "%TOKENS%"`, and the setting `TOKENS` = `tokens.url()` …
/// assert_eq!(tokens.tokens().len(), 0);
/// # Ok(())
/// # }
/// ```
///
/// Its tokens are JSON Web Tokens with the claims `iss`, `sub`, `aud`, `scope`, `iat` and `exp`, good for an hour, unless
/// [`claim`](Self::claim) and [`expires_in`](Self::expires_in) say otherwise; not signed (`"alg": "none"`), as Kafka's own
/// unsecured validator takes them, unless [`sign`](Self::sign) is given. It ends when dropped.
pub struct FakeTokenEndpoint {
    server: Loopback,
    state: Arc<Mutex<State>>,
}

struct State {
    client_id: String,
    client_secret: String,
    claims: BTreeMap<String, Value>,
    life: Duration,
    header: Value,
    sign: Option<Sign>,
    failures: VecDeque<(u16, String)>,
    given: Vec<String>,
}

// Told, not asked: the result is for chains.
#[allow(clippy::must_use_candidate)]
impl FakeTokenEndpoint {
    /// An endpoint that knows one client.
    ///
    /// Fails with [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if no port can be listened on.
    pub fn start(client_id: impl Into<String>, client_secret: impl Into<String>) -> Result<Self, Error> {
        let client_id = client_id.into();
        let own = [("iss", "https://login.example.com"), ("aud", "kafka"), ("sub", &client_id)];
        let claims = own.into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect();
        let state = Arc::new(Mutex::new(State {
            claims,
            client_id,
            client_secret: client_secret.into(),
            life: Duration::from_hours(1),
            header: json!({"alg": "none"}),
            sign: None,
            failures: VecDeque::new(),
            given: Vec::new(),
        }));
        let own = Arc::clone(&state);
        let answer = move |_, request: &HttpRequest| {
            own.lock().unwrap_or_else(PoisonError::into_inner).answer(request)
        };
        let server = Loopback::start("application/json", answer)
            .map_err(|error| not_started("fake token endpoint", error))?;
        Ok(Self { server, state })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Its URL, as `oauth_bearer_token_endpoint_url` takes it.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}/token", self.server.url())
    }

    /// Gives further tokens a claim, or one of the endpoint's own another value.
    pub fn claim(&self, name: impl Into<String>, value: impl Into<Value>) -> &Self {
        self.state().claims.insert(name.into(), value.into());
        self
    }

    /// Lets further tokens be good for so long, in whole seconds.
    pub fn expires_in(&self, life: Duration) -> &Self {
        self.state().life = life;
        self
    }

    /// Signs further tokens: with the algorithm's name, such as `ES256`, the id of the key, and what makes the signature of the
    /// token's text.
    pub fn sign(
        &self,
        algorithm: &str,
        key_id: &str,
        sign: impl Fn(&[u8]) -> Vec<u8> + Send + Sync + 'static,
    ) -> &Self {
        let mut state = self.state();
        state.header = json!({"alg": algorithm, "typ": "JWT", "kid": key_id});
        state.sign = Some(Box::new(sign));
        drop(state);
        self
    }

    /// Refuses the next `requests` requests with a status and an error of
    /// [RFC 6749, 5.2](https://www.rfc-editor.org/rfc/rfc6749#section-5.2): 401 and `invalid_client`, 503 and
    /// `temporarily_unavailable`.
    pub fn fail_next(&self, status: u16, error: &str, requests: usize) -> &Self {
        self.state().failures.extend(std::iter::repeat_n((status, error.to_owned()), requests));
        self
    }

    /// Every token given out so far.
    #[must_use]
    pub fn tokens(&self) -> Vec<String> {
        self.state().given.clone()
    }

    /// Every request so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<HttpRequest> {
        self.server.requests()
    }
}

impl State {
    fn answer(&mut self, request: &HttpRequest) -> Answer {
        let refused = |status, error: &str, text: &str| {
            (status, json!({"error": error, "error_description": text}).to_string())
        };
        if let Some((status, error)) = self.failures.pop_front() {
            return refused(status, &error, "The test lets this request fail.");
        }
        if request.line() != "POST /token" {
            return refused(404, "invalid_request", "The endpoint is at POST /token.");
        }
        let form: BTreeMap<&str, String> = request
            .body
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(k, v)| (k, plain(v)))
            .collect();
        if form.get("grant_type").map(String::as_str) != Some("client_credentials") {
            return refused(400, "unsupported_grant_type", "Only client credentials are taken.");
        }
        if !self.knows(request, &form) {
            let text = "The client is unknown, or its secret is wrong or has expired.";
            return refused(401, "invalid_client", text);
        }
        let token = self.token(form.get("scope").map(String::as_str));
        self.given.push(token.clone());
        let life = self.life.as_secs();
        (200, json!({"access_token": token, "token_type": "Bearer", "expires_in": life}).to_string())
    }

    /// Whether the client is the one: by the header, or by the form as some clients do.
    fn knows(&self, request: &HttpRequest, form: &BTreeMap<&str, String>) -> bool {
        let is_own = |id: &str, secret: &str| id == self.client_id && secret == self.client_secret;
        let basic = request.authorization.as_deref().and_then(|text| text.strip_prefix("Basic "));
        let Some(basic) = basic else {
            let part = |name| form.get(name).map_or("", String::as_str);
            return is_own(part("client_id"), part("client_secret"));
        };
        let text = BASE64.decode(basic).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        // Both halves are a form's values, says RFC 6749 in 2.3.1; librdkafka sends them as they are, and so do many others.
        text.as_deref()
            .and_then(|text| text.split_once(':'))
            .is_some_and(|(id, secret)| is_own(id, secret) || is_own(&plain(id), &plain(secret)))
    }

    fn token(&self, scope: Option<&str>) -> String {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let mut claims: BTreeMap<&str, Value> = BTreeMap::new();
        claims.insert("iat", json!(now.as_secs()));
        claims.insert("exp", json!((now + self.life).as_secs()));
        claims.extend(scope.map(|scope| ("scope", json!(scope))));
        claims.extend(self.claims.iter().map(|(name, value)| (name.as_str(), value.clone())));
        let part = |value: &Value| BASE64_URL.encode(value.to_string());
        let text = format!("{}.{}", part(&self.header), part(&json!(claims)));
        let signature = self.sign.as_ref().map_or_else(Vec::new, |sign| sign(text.as_bytes()));
        format!("{text}.{}", BASE64_URL.encode(signature))
    }
}

/// A form's value.
fn plain(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

impl fmt::Debug for FakeTokenEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeTokenEndpoint").field("url", &self.url()).finish_non_exhaustive()
    }
}
