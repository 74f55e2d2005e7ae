//! Certificates, made anew for each run: two authorities, and what either has signed.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair, KeyUsagePurpose, date_time_ymd,
};

/// The pass phrase of the client's encrypted key.
pub const KEY_PASSWORD: &str = "key-phrase-7Hq2";

/// Where the brokers' servers are reached.
pub const HOST: &str = "127.0.0.1";

/// PEM files in one folder.
#[derive(Debug)]
pub struct Certificates(PathBuf);

/// A certificate and its private key as PEM text.
struct Pair {
    certificate: String,
    key: String,
}

/// An authority that signs.
struct Authority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Certificates {
    /// Makes them all in `folder`.
    pub fn make(folder: &Path) -> Self {
        let made = Self(folder.to_owned());
        let (own, foreign) = (Authority::new("Tests' Authority"), Authority::new("Foreign Authority"));
        made.write("ca.pem", &own.pem);
        made.write("foreign-ca.pem", &foreign.pem);
        let server = |name: &str, host: &str, expired: bool| {
            let Pair { certificate, key } =
                own.sign(host, ExtendedKeyUsagePurpose::ServerAuth, &[host], expired);
            // As Kafka and rustls read them: one file for both.
            made.write(name, &format!("{key}{certificate}"));
        };
        server("server.pem", HOST, false);
        server("expired.pem", HOST, true);
        server("other-host.pem", "kafka.example.com", false);
        let client = |prefix: &str, authority: &Authority| {
            let Pair { certificate, key } =
                authority.sign("orders", ExtendedKeyUsagePurpose::ClientAuth, &[], false);
            made.write(&format!("{prefix}.pem"), &certificate);
            made.write(&format!("{prefix}.key"), &key);
            made.write(&format!("{prefix}-both.pem"), &format!("{key}{certificate}"));
        };
        client("client", &own);
        client("foreign", &foreign);
        made.write("client-encrypted.key", &encrypted(&made.text("client.key")));
        made
    }

    /// The path of a file.
    pub fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    /// The text of a file.
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect("a file of these certificates")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).expect("a file in the tests' own folder");
    }
}

impl Authority {
    fn new(name: &str) -> Self {
        let mut params = params(name, &[], false);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature];
        let key = KeyPair::generate().expect("a key");
        let pem = params.self_signed(&key).expect("a certificate").pem();
        Self { pem, issuer: Issuer::new(params, key) }
    }

    fn sign(&self, name: &str, usage: ExtendedKeyUsagePurpose, hosts: &[&str], expired: bool) -> Pair {
        let mut params = params(name, hosts, expired);
        params.extended_key_usages = vec![usage];
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate").pem();
        Pair { certificate, key: key.serialize_pem() }
    }
}

fn params(name: &str, hosts: &[&str], expired: bool) -> CertificateParams {
    let hosts: Vec<String> = hosts.iter().map(|host| (*host).to_owned()).collect();
    let mut params = CertificateParams::new(hosts).expect("names of hosts");
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2001, 1, 1);
    params.not_after = if expired { date_time_ymd(2002, 1, 1) } else { date_time_ymd(2099, 1, 1) };
    params
}

/// The key under [`KEY_PASSWORD`], by OpenSSL's own command, which comes with Java's certificates.
fn encrypted(key: &str) -> String {
    let mut openssl = Command::new("openssl")
        .args(["pkcs8", "-topk8", "-v2", "aes-256-cbc", "-passout"])
        .arg(format!("pass:{KEY_PASSWORD}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("`openssl`; `tests/run` installs it");
    openssl.stdin.take().expect("a pipe").write_all(key.as_bytes()).expect("openssl reads");
    let output = openssl.wait_with_output().expect("openssl ends");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("PEM text")
}
