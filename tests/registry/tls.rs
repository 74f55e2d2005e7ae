//! A registry behind TLS that asks for the client's certificate: the real one, behind a proxy of the tests' own.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};

use super::certificates::Certificates;
use crate::support::broker::Broker;
use crate::support::process::new_folder;
use crate::support::registry::Registry;

/// Listens on a port of its own, and hands each request on; gives the port.
fn proxy(certificates: &Certificates, registry: &'static Registry) -> u16 {
    let chain = certificates.text("server.pem");
    let mut roots = RootCertStore::empty();
    let authority = certificates.text("ca.pem");
    roots.add(CertificateDer::from_pem_slice(authority.as_bytes()).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider));
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(verifier.build().unwrap())
        .with_single_cert(
            CertificateDer::pem_slice_iter(chain.as_bytes()).map(Result::unwrap).collect(),
            PrivateKeyDer::from_pem_slice(chain.as_bytes()).unwrap(),
        )
        .unwrap();
    let (config, listener) = (Arc::new(config), TcpListener::bind("127.0.0.1:0").unwrap());
    let port = listener.local_addr().unwrap().port();
    let behind = registry.url().split('/').nth(2).unwrap().to_owned();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (config, behind) = (Arc::clone(&config), behind.clone());
            // A client without a certificate goes away in the middle.
            std::thread::spawn(move || drop(hand_on(config, stream, &behind)));
        }
    });
    port
}

/// One request, one answer.
fn hand_on(config: Arc<ServerConfig>, stream: TcpStream, behind: &str) -> io::Result<()> {
    let connection = ServerConnection::new(config).map_err(io::Error::other)?;
    let mut client = BufReader::new(StreamOwned::new(connection, stream));
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        client.read_line(&mut line)?;
        let lower = line.to_ascii_lowercase();
        if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        if line.trim().is_empty() {
            break;
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    client.read_exact(&mut body)?;
    let mut registry = TcpStream::connect(behind)?;
    write!(registry, "{head}Connection: close\r\n\r\n")?;
    registry.write_all(&body)?;
    let mut answer = Vec::new();
    registry.read_to_end(&mut answer)?;
    client.get_mut().write_all(&answer)?;
    client.get_mut().flush()
}

#[test]
fn a_private_authority_and_a_clients_certificate() {
    let certificates = Certificates::make(&new_folder());
    let registry: &'static Registry = Box::leak(Box::new(Registry::start()));
    let url = format!("https://127.0.0.1:{}/apis/ccompat/v7", proxy(&certificates, registry));
    let call = |options: &[(&str, String)]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_registry"));
        program
            .args(["tls"])
            .env("KAFKA_BROKERS", Broker::shared().bootstrap())
            .env("SCHEMA_REGISTRY", &url)
            .env("PAGEVIEWS_SCHEMA", "\"long\"");
        for (option, value) in options {
            program.env(format!("KAFKA_OUTPUT__SECURE__SCHEMA_REGISTRY_{option}"), value);
        }
        String::from_utf8(program.output().unwrap().stdout).unwrap()
    };
    Broker::shared().create_topic("program-secure", 1);
    let files = [
        ("CA_LOCATION", certificates.path("ca.pem")),
        ("CERTIFICATE_LOCATION", certificates.path("client.pem")),
        ("KEY_LOCATION", certificates.path("sec1.key")),
    ];
    let rsa = [
        ("CA_LOCATION", certificates.path("ca.pem")),
        ("CERTIFICATE_LOCATION", certificates.path("rsa.pem")),
        ("KEY_LOCATION", certificates.path("pkcs1.key")),
    ];
    let texts = [
        ("CA_PEM", certificates.text("ca.pem")),
        // As a setting of one line has it.
        ("CERTIFICATE_PEM", certificates.text("client.pem").replace('\n', "\\n")),
        ("KEY_PEM", certificates.text("client.key")),
    ];

    assert_eq!(call(&files), "program-secure\n");
    assert_eq!(call(&rsa), "program-secure\n");
    assert_eq!(call(&texts), "program-secure\n");
    let told = call(&files[1..]);
    for part in [
        "its certificate is signed by an authority that is not known here",
        "`schema_registry_ca_location` or `schema_registry_ca_pem`",
    ] {
        assert!(told.contains(part), "{told}");
    }
    assert!(!told.contains("does not answer") && !told.contains("UnknownIssuer"), "{told}");
    // The certificate is for the address alone.
    let elsewhere = ("URL", url.replace("127.0.0.1", "localhost"));
    let told = call(&[elsewhere, files[0].clone()]);
    for part in ["for `127.0.0.1`, not for `localhost`", "`schema_registry_url`"] {
        assert!(told.contains(part), "{told}");
    }
    assert!(!told.contains("schema_registry_ca"), "{told}");
    let told = call(&[files[0].clone(), ("URL", url.replace("https://", "http://"))]);
    assert!(told.contains("as where TLS is spoken: write `https://`"), "{told}");
    let told = call(&[files[0].clone(), ("URL", registry.url().replace("http://", "https://"))]);
    assert!(told.contains("as where no TLS is spoken: write `http://`"), "{told}");
    let told = call(&files[..1]);
    assert!(
        told.contains("it does not answer") && told.contains("asks for a client's certificate"),
        "{told}"
    );
    assert_eq!(registry.requests("/subjects/program-secure-value/versions"), 3);
}
