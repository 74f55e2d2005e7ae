//! As much of Azure as a secret needs: a vault, the endpoints that give out tokens for it, and the network between.
//!
//! Everything is reached by the proxy that `HTTPS_PROXY` names, which answers in the stead of `*.vault.azure.net` and
//! `login.microsoftonline.com` with certificates of an authority of its own, so that clients use the real names and check them.
//! It was held against Microsoft's own `azure-identity` 1.27 and `azure-keyvault-secrets` 4.12 for Python.

pub mod identity;
pub mod vault;
pub mod wire;

use std::fs;
use std::io;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use self::identity::Tokens;
use self::vault::Vault;
use self::wire::{Answer, Request, serve};

/// The address of the metadata service of virtual machines.
pub const IMDS: &str = "169.254.169.254";

/// The parties, each connection on a thread of its own.
#[derive(Debug)]
pub struct Cloud {
    port: u16,
    authority: PathBuf,
    state: Arc<State>,
}

#[derive(Debug)]
struct State {
    tokens: Tokens,
    vault: Vault,
    tls: Arc<ServerConfig>,
    /// Host and path of every request.
    asked: Mutex<Vec<String>>,
}

impl Cloud {
    /// Starts it with these secrets; `folder` gets the authority's certificate.
    pub fn start(folder: &Path, vault: Vault) -> Self {
        let (authority, tls) = tls(&["*.vault.azure.net", "login.microsoftonline.com"]);
        let path = folder.join("azure-ca.pem");
        fs::write(&path, authority).expect("a file in the tests' own folder");
        let state = State { tokens: Tokens::new(), vault, tls: Arc::new(tls), asked: Mutex::default() };
        let state = Arc::new(state);
        let shared = Arc::clone(&state);
        let port = serve("127.0.0.1:0", move |stream| shared.connected(stream));
        Self { port, authority: path, state }
    }

    /// Answers at the metadata service's own address too, which this machine must have.
    pub fn at_metadata_address(&self) {
        let shared = Arc::clone(&self.state);
        serve((IMDS, 80), move |stream| shared.connected(stream));
    }

    /// The environment of a program in App Service or Functions, with the identity of the system.
    pub fn app_service(&self) -> Vec<(&'static str, String)> {
        let mut environment = self.network();
        environment.push(("IDENTITY_ENDPOINT", format!("{}/msi/token", self.url())));
        environment.push(("IDENTITY_HEADER", identity::HEADER.to_owned()));
        environment
    }

    /// The environment of a program without any identity.
    pub fn network(&self) -> Vec<(&'static str, String)> {
        vec![("HTTPS_PROXY", self.url()), ("SSL_CERT_FILE", self.authority.display().to_string())]
    }

    /// Where it is reached without TLS: as a proxy, and as the identity's endpoints.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Every token it gave.
    pub fn tokens(&self) -> Vec<String> {
        self.state.tokens.given()
    }

    /// How many requests with a token there were for a secret.
    pub fn fetched(&self, secret: &str) -> usize {
        let asked = self.state.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let path = format!("/secrets/{secret}/");
        asked.iter().filter(|one| one.contains(&path) && one.starts_with("with a token ")).count()
    }
}

impl State {
    /// A connection: to the proxy, which a `CONNECT` leads on to a host, or to an endpoint itself.
    fn connected(&self, stream: TcpStream) -> io::Result<()> {
        let mut stream = io::BufReader::new(stream);
        let request = Request::read(&mut stream)?;
        if request.method != "CONNECT" {
            // A proxy is given the whole URL, an endpoint its path.
            let answer = self.answer(&request, request.header("host"));
            return answer.write(stream.get_mut());
        }
        let host = request.target.split(':').next().unwrap_or_default().to_owned();
        let known = host == vault::HOST || host == vault::OTHERS_HOST || host == identity::LOGIN_HOST;
        if !known {
            return Answer::text("502 Bad Gateway", "the name is not known").write(stream.get_mut());
        }
        Answer::established(stream.get_mut())?;
        let connection = ServerConnection::new(Arc::clone(&self.tls)).map_err(io::Error::other)?;
        let mut stream = io::BufReader::new(StreamOwned::new(connection, stream.into_inner()));
        let request = Request::read(&mut stream)?;
        self.answer(&request, &host).write(stream.get_mut())
    }

    fn answer(&self, request: &Request, host: &str) -> Answer {
        let with = if request.header("authorization").is_empty() { "without" } else { "with" };
        let line = format!("{with} a token {host}{}/", request.path());
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        match host {
            vault::HOST => self.vault.answer(request, &self.tokens),
            vault::OTHERS_HOST => Vault::of_others(),
            identity::LOGIN_HOST => self.tokens.login(request),
            _ if request.path() == "/msi/token" => self.tokens.app_service(request),
            _ if request.path() == "/metadata/identity/oauth2/token" => self.tokens.imds(request),
            _ => Answer::text("404 Not Found", "nothing is here"),
        }
    }
}

/// An authority in PEM, and a server with a certificate of it for these hosts.
fn tls(hosts: &[&str]) -> (String, ServerConfig) {
    let mut params = CertificateParams::new(Vec::new()).expect("no names");
    // A name of its own: who has its issuer's name passes for self-signed.
    params.distinguished_name.push(DnType::CommonName, "Azure's Authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature];
    let key = KeyPair::generate().expect("a key");
    let authority = params.self_signed(&key).expect("a certificate").pem();
    let issuer = Issuer::new(params, key);
    let hosts: Vec<String> = hosts.iter().map(|host| (*host).to_owned()).collect();
    let key = KeyPair::generate().expect("a key");
    let leaf = CertificateParams::new(hosts).expect("names").signed_by(&key, &issuer).expect("a certificate");
    let certificate = CertificateDer::from_pem_slice(leaf.pem().as_bytes()).expect("PEM");
    let key = PrivateKeyDer::from_pem_slice(key.serialize_pem().as_bytes()).expect("PEM");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions of TLS")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("a certificate and its key");
    (authority, config)
}
