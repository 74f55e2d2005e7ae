//! A token endpoint of `OpenID` Connect: the grant by client credentials (RFC 6749, 4.4), with tokens signed by a key whose public half
//! is published as a JWKS.

pub mod identity;

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD as BASE64_URL};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Value, json};

/// Who issues the tokens, as brokers check it.
pub const ISSUER: &str = "https://login.example.com";
/// For whom they are.
pub const AUDIENCE: &str = "kafka";
/// The client that the endpoint knows.
pub const CLIENT_ID: &str = "orders-app";
/// Its secret; one of its signs means something in a URL, and one in a form.
pub const CLIENT_SECRET: &str = "client-secret-9f+2%Zk=";
/// How long tokens are good.
const LIFE: Duration = Duration::from_hours(1);
/// How long those are good that are asked for with the scope `brief`.
pub const BRIEF: Duration = Duration::from_secs(6);
/// So many seconds are those good that are asked for with the scope `seconds-…`.
const SECONDS: &str = "seconds-";

/// The endpoint, on a port of its own for each of HTTP and HTTPS.
#[derive(Debug)]
pub struct Tokens {
    http: u16,
    https: u16,
    state: Arc<State>,
}

struct State {
    key: EcdsaKeyPair,
    random: SystemRandom,
    /// Every token given out: none may show up anywhere.
    given: Mutex<Vec<String>>,
    refuses: AtomicBool,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("State")
    }
}

impl Tokens {
    /// Starts it; HTTPS with the key and certificate of `pem`.
    pub fn start(pem: &str) -> Self {
        let random = SystemRandom::new();
        let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).expect("a new key");
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key.as_ref(), &random)
            .expect("the new key");
        let state = Arc::new(State { key, random, given: Mutex::default(), refuses: false.into() });
        let http = serve(&state, answer);
        let certificates = CertificateDer::pem_slice_iter(pem.as_bytes()).map(|one| one.expect("PEM"));
        let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).expect("PEM");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions of TLS")
            .with_no_client_auth()
            .with_single_cert(certificates.collect(), key)
            .expect("a certificate and its key");
        let config = Arc::new(config);
        let https = serve(&state, move |state, stream| {
            let connection = ServerConnection::new(Arc::clone(&config)).map_err(io::Error::other)?;
            answer(state, StreamOwned::new(connection, stream))
        });
        Self { http, https, state }
    }

    /// The URL without TLS.
    pub fn http_url(&self) -> String {
        format!("http://127.0.0.1:{}/token", self.http)
    }

    /// The URL with TLS.
    pub fn https_url(&self) -> String {
        format!("https://127.0.0.1:{}/token", self.https)
    }

    /// An endpoint that is overloaded for ever.
    pub fn overloaded_url(&self) -> String {
        format!("http://127.0.0.1:{}/overloaded", self.http)
    }

    /// An endpoint that takes a request and never answers.
    pub fn silent_url(&self) -> String {
        format!("http://127.0.0.1:{}/silent", self.http)
    }

    /// Of another of its paths.
    pub fn http_url_of(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.http)
    }

    /// App Service's endpoint of managed identities.
    pub fn identity_url(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.http, identity::PATH)
    }

    /// Whether nobody gets a token any more, as when a client's secret has expired. Only those hear of it who ask for
    /// the scope `brief`.
    pub fn refuse(&self, refuses: bool) {
        self.state.refuses.store(refuses, Ordering::SeqCst);
    }

    /// Every token so far.
    pub fn given(&self) -> Vec<String> {
        self.state.given.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Writes the public key as brokers read it.
    pub fn write_jwks(&self, path: &Path) {
        let point = self.state.key.public_key().as_ref();
        let (x, y) = (BASE64_URL.encode(&point[1..33]), BASE64_URL.encode(&point[33..65]));
        let key =
            json!({"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": "1", "x": x, "y": y});
        std::fs::write(path, json!({ "keys": [key] }).to_string()).expect("a file in the tests' own folder");
    }
}

impl State {
    /// What a request for a token is answered: a status, and JSON.
    fn token(&self, authorization: Option<&str>, body: &str) -> (&'static str, Value) {
        let form = form(body);
        if form.get("grant_type").map(String::as_str) != Some("client_credentials") {
            return ("400 Bad Request", json!({"error": "unsupported_grant_type"}));
        }
        let basic = authorization
            .and_then(|text| text.strip_prefix("Basic "))
            .and_then(|text| BASE64_STANDARD.decode(text).ok())
            .and_then(|bytes| String::from_utf8(bytes).ok());
        // Both halves are a form's values, says RFC 6749 in 2.3.1; librdkafka sends them as they are, and so do many others.
        let known = basic.as_deref().and_then(|text| text.split_once(':')).is_some_and(|(id, secret)| {
            id == CLIENT_ID && (secret == CLIENT_SECRET || decoded(secret) == CLIENT_SECRET)
        });
        let scope = form.get("scope").map_or("kafka", String::as_str);
        let brief = scope == "brief";
        if !known || (brief && self.refuses.load(Ordering::SeqCst)) {
            let text = "The client is unknown, or its secret is wrong or has expired.";
            return ("401 Unauthorized", json!({"error": "invalid_client", "error_description": text}));
        }
        let seconds = scope.strip_prefix(SECONDS).and_then(|seconds| seconds.parse().ok());
        let life = if brief { BRIEF } else { seconds.map_or(LIFE, Duration::from_secs) };
        let token = self.signed(CLIENT_ID, scope, life);
        ("200 OK", json!({"access_token": token, "token_type": "Bearer", "expires_in": life.as_secs()}))
    }

    /// A token; by the scope `elsewhere` it is for another audience, and by `past` it has long expired.
    fn signed(&self, subject: &str, scope: &str, life: Duration) -> String {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a time after 1970");
        let from = if scope == "past" { now.saturating_sub(life * 2) } else { now };
        let audience = if scope == "elsewhere" { "elsewhere" } else { AUDIENCE };
        let claims = json!({
            "iss": ISSUER, "aud": audience, "sub": subject, "scope": scope,
            "iat": from.as_secs(), "exp": (from + life).as_secs(),
        });
        let header = json!({"alg": "ES256", "typ": "JWT", "kid": "1"});
        let text =
            format!("{}.{}", BASE64_URL.encode(header.to_string()), BASE64_URL.encode(claims.to_string()));
        let signature = self.key.sign(&self.random, text.as_bytes()).expect("a signature");
        let token = format!("{text}.{}", BASE64_URL.encode(signature));
        self.given.lock().unwrap_or_else(PoisonError::into_inner).push(token.clone());
        token
    }
}

/// Serves each connection on a thread of its own; gives the port.
fn serve(
    state: &Arc<State>,
    answer: impl Fn(&State, TcpStream) -> io::Result<()> + Send + Sync + 'static,
) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its address").port();
    let (state, answer) = (Arc::clone(state), Arc::new(answer));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (state, answer) = (Arc::clone(&state), Arc::clone(&answer));
            // A client that does not trust us goes away in the middle.
            std::thread::spawn(move || drop(answer(&state, stream)));
        }
    });
    port
}

/// One request, one answer.
fn answer(state: &State, stream: impl Read + Write) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let request = line.trim().to_owned();
    let mut headers = HashMap::new();
    loop {
        line.clear();
        stream.read_line(&mut line)?;
        let Some((name, value)) = line.trim().split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    let header = |name: &str| headers.get(name).map(String::as_str);
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let (status, json) = match (method, path) {
        ("POST", "/token") => state.token(header("authorization"), std::str::from_utf8(&body).unwrap_or("")),
        ("POST", "/overloaded") => ("503 Service Unavailable", json!({"error": "temporarily_unavailable"})),
        ("POST", "/failing") => ("500 Internal Server Error", json!({"error": "server_error"})),
        ("POST", "/opaque") => ("200 OK", json!({"access_token": "opaque-token-71c", "expires_in": 3600})),
        ("POST", "/endless") => ("200 OK", json!({"access_token": endless(), "expires_in": 3600})),
        ("POST", "/silent") => {
            std::thread::sleep(Duration::from_mins(5));
            ("504 Gateway Timeout", json!({"error": "timeout"}))
        }
        ("GET", identity::PATH) => state.identity(header(identity::HEADER), &form(query)),
        _ => ("404 Not Found", json!({"error": "not_found"})),
    };
    let json = json.to_string();
    let length = json.len();
    write!(
        stream.get_mut(),
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n{json}"
    )?;
    stream.get_mut().flush()
}

/// A token that does not say when it ends.
fn endless() -> String {
    let part = |json: Value| BASE64_URL.encode(json.to_string());
    format!("{}.{}.endless-token-5d0", part(json!({"alg": "none"})), part(json!({"sub": "orders"})))
}

/// A form, or a query.
fn form(text: &str) -> HashMap<&str, String> {
    text.split('&').filter_map(|pair| pair.split_once('=')).map(|(k, v)| (k, decoded(v))).collect()
}

/// A form's value.
fn decoded(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        let mut digit = || {
            let digit = bytes.next().and_then(|byte| char::from(byte).to_digit(16));
            digit.and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0)
        };
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => digit() * 16 + digit(),
            byte => byte,
        });
    }
    String::from_utf8_lossy(&decoded).into_owned()
}
