//! Certificates in a vault: as PEM, as PKCS#12, and behind a certificate of the vault's own.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use openssl::pkcs12::Pkcs12;
use openssl::pkey::PKey;
use openssl::stack::Stack;
use openssl::x509::X509;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection};

use super::cloud::vault::{Secret, State};
use super::world::{cloud, reference, run};

/// A client's certificate, which an authority between has signed, and that the one at the top.
struct Chain {
    top: String,
    between: String,
    certificate: String,
    key: String,
    server: (String, String),
}

static CHAIN: LazyLock<Chain> = LazyLock::new(|| {
    let params = |name: &str, is_ca: bool| {
        let hosts = if is_ca { vec![] } else { vec!["127.0.0.1".to_owned()] };
        let mut params = CertificateParams::new(hosts).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        if is_ca {
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature];
        }
        params
    };
    let (top_params, between_params) = (params("Top", true), params("Between", true));
    let key = || KeyPair::generate().unwrap();
    let (top_key, between_key, client_key, server_key) = (key(), key(), key(), key());
    let top = top_params.self_signed(&top_key).unwrap().pem();
    let top_issuer = Issuer::new(top_params, top_key);
    let between = between_params.signed_by(&between_key, &top_issuer).unwrap().pem();
    let server = params("127.0.0.1", false).signed_by(&server_key, &top_issuer).unwrap().pem();
    let certificate = params("orders", false)
        .signed_by(&client_key, &Issuer::new(between_params, between_key))
        .unwrap()
        .pem();
    Chain {
        top,
        between,
        certificate,
        key: client_key.serialize_pem(),
        server: (server, server_key.serialize_pem()),
    }
});

/// Key and chain in PEM, as a vault exports a certificate of its own that was made so.
pub fn pair_in_pem() -> Secret {
    let Chain { between, certificate, key, .. } = &*CHAIN;
    Secret {
        version: "v1",
        value: format!("{key}{certificate}{between}"),
        content_type: Some("application/x-pem-file"),
        state: State::OfCertificate,
    }
}

/// The same in PKCS#12, with the authorities in the wrong order.
pub fn pair_in_pkcs12() -> Secret {
    let x509 = |pem: &str| X509::from_pem(pem.as_bytes()).unwrap();
    let mut above = Stack::new().unwrap();
    above.push(x509(&CHAIN.top)).unwrap();
    above.push(x509(&CHAIN.between)).unwrap();
    let mut builder = Pkcs12::builder();
    builder
        .pkey(&PKey::private_key_from_pem(CHAIN.key.as_bytes()).unwrap())
        .cert(&x509(&CHAIN.certificate))
        .ca(above);
    let der = builder.build2("").unwrap().to_der().unwrap();
    Secret {
        version: "v1",
        value: BASE64.encode(der),
        content_type: Some("application/x-pkcs12"),
        state: State::OfCertificate,
    }
}

/// What says it is PKCS#12 and is not.
pub fn broken_pkcs12() -> Secret {
    Secret {
        version: "v1",
        value: "aGlkZGVuLTY=".to_owned(),
        content_type: Some("application/x-pkcs12"),
        ..Secret::default()
    }
}

/// Waits for a client that shows a certificate the top authority answers for, and tells whose chain it was.
fn shown_to() -> (String, std::sync::mpsc::Receiver<Vec<Vec<u8>>>) {
    let der = |pem: &str| CertificateDer::from_pem_slice(pem.as_bytes()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(der(&CHAIN.top)).unwrap();
    let clients =
        WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider)).build().unwrap();
    let key = PrivateKeyDer::from_pem_slice(CHAIN.server.1.as_bytes()).unwrap();
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(clients)
        .with_single_cert(vec![der(&CHAIN.server.0)], key)
        .unwrap();
    let (config, listener) = (Arc::new(config), TcpListener::bind("127.0.0.1:0").unwrap());
    let address = listener.local_addr().unwrap().to_string();
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            while connection.is_handshaking() && connection.complete_io(&mut stream).is_ok() {}
            let mut rest = Vec::new();
            let _ = (
                stream.flush(),
                stream.set_read_timeout(Some(Duration::from_millis(1))),
                stream.read(&mut rest),
            );
            if let Some(chain) = connection.peer_certificates() {
                let _ = sender.send(chain.iter().map(|one| one.to_vec()).collect());
            }
        }
    });
    (address, receiver)
}

#[test]
fn a_broker_is_shown_the_chain_whichever_way_the_vault_keeps_it() {
    let cloud = cloud();
    let der = |pem: &str| X509::from_pem(pem.as_bytes()).unwrap().to_der().unwrap();
    let (leaf, between) = (der(&CHAIN.certificate), der(&CHAIN.between));
    for name in ["pair", "certificate"] {
        for options in [&["SSL_CERTIFICATE_AND_KEY_PEM"][..], &["SSL_CERTIFICATE_PEM", "SSL_KEY_PEM"]] {
            let (address, shown) = shown_to();
            let mut environment: Vec<(String, String)> =
                cloud.app_service().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            let mut give = |option: &str, value: String| {
                environment.push((format!("KAFKA_OUTPUT__PLACED__{option}"), value));
            };
            for option in options {
                give(option, reference(name));
            }
            give("BROKER_LIST", address);
            give("PROTOCOL", "ssl".to_owned());
            give("SSL_CA_PEM", CHAIN.top.clone());
            give("MESSAGE_TIMEOUT_MS", "1500".to_owned());
            environment.push(("TOPIC".to_owned(), "orders".to_owned()));
            let environment: Vec<(&str, String)> =
                environment.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
            // What answers there is no broker, so no record arrives.
            let told = run(&["start"], &environment);
            let chain = shown.try_recv().unwrap_or_else(|_| panic!("nothing was shown: {told:?}"));
            assert_eq!(chain[..2], [leaf.clone(), between.clone()], "{name} {options:?}");
        }
    }
}

#[test]
fn what_is_no_pkcs12_is_told_without_it() {
    let cloud = cloud();
    let mut environment = cloud.app_service();
    environment.push(("TOPIC", reference("broken")));
    let told = run(&["start"], &environment).join("\n");
    assert!(
        told.contains("is no PKCS#12 in base64 without a pass phrase") && told.contains("; import it"),
        "{told}"
    );
    assert!(!told.contains("aGlkZGVu") && !told.contains("hidden-6"), "{told}");
}
