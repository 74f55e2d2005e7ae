//! Certificates, made anew for each run: two authorities, and what either has signed.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

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
        let write = |prefix: &str, Pair { certificate, key }: Pair| {
            made.write(&format!("{prefix}.pem"), &certificate);
            made.write(&format!("{prefix}.key"), &key);
        };
        write("expired-client", own.sign("orders", ExtendedKeyUsagePurpose::ClientAuth, &[], true));
        write("renewed", own.sign("orders-renewed", ExtendedKeyUsagePurpose::ClientAuth, &[], false));
        let between = own.sign_authority("Tests' Intermediate Authority");
        let mut chained = between.sign("orders-chained", ExtendedKeyUsagePurpose::ClientAuth, &[], false);
        chained.certificate.push_str(&between.pem);
        write("chained", chained);
        let ending = ending_params("orders-ending");
        let key = KeyPair::generate().expect("a key");
        let certificate = ending.signed_by(&key, &own.issuer).expect("a certificate").pem();
        write("ending", Pair { certificate, key: key.serialize_pem() });
        let old = params("Old Authority", &[], true);
        let old = old.self_signed(&KeyPair::generate().expect("a key")).expect("a certificate").pem();
        made.write("roots.pem", &format!("{}{old}{}", foreign.pem, own.pem));
        made.write_keys(&own);
        made
    }

    /// The client's key in other encodings, and one of RSA with its certificate.
    fn write_keys(&self, own: &Authority) {
        let (ec, rsa) = (self.text("client.key"), openssl(&["genpkey", "-quiet", "-algorithm", "RSA"], ""));
        let pass = format!("pass:{KEY_PASSWORD}");
        let pkcs8 = ["pkcs8", "-topk8", "-v2", "aes-256-cbc", "-passout", &pass];
        let traditional = ["pkey", "-traditional"];
        let key = KeyPair::from_pem(&rsa).expect("OpenSSL's key");
        self.write("rsa.pem", &own.sign_key("orders", ExtendedKeyUsagePurpose::ClientAuth, &key));
        self.write("client-encrypted.key", &openssl(&pkcs8, &ec));
        self.write("sec1.key", &openssl(&traditional, &ec));
        self.write("sec1-encrypted.key", &openssl(&["ec", "-aes256", "-passout", &pass], &ec));
        self.write("pkcs1.key", &openssl(&traditional, &rsa));
        self.write("rsa-encrypted.key", &openssl(&pkcs8, &rsa));
        let encrypted = openssl(&["rsa", "-traditional", "-aes256", "-passout", &pass], &rsa);
        self.write("pkcs1-encrypted.key", &encrypted);
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
        let params = of_authority(name);
        let key = KeyPair::generate().expect("a key");
        let pem = params.self_signed(&key).expect("a certificate").pem();
        Self { pem, issuer: Issuer::new(params, key) }
    }

    /// An authority that this one answers for.
    fn sign_authority(&self, name: &str) -> Self {
        let (params, key) = (of_authority(name), KeyPair::generate().expect("a key"));
        let pem = params.signed_by(&key, &self.issuer).expect("a certificate").pem();
        Self { pem, issuer: Issuer::new(params, key) }
    }

    fn sign_key(&self, name: &str, usage: ExtendedKeyUsagePurpose, key: &KeyPair) -> String {
        let mut params = params(name, &[], false);
        params.extended_key_usages = vec![usage];
        params.signed_by(key, &self.issuer).expect("a certificate").pem()
    }

    fn sign(&self, name: &str, usage: ExtendedKeyUsagePurpose, hosts: &[&str], expired: bool) -> Pair {
        let mut params = params(name, hosts, expired);
        params.extended_key_usages = vec![usage];
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate").pem();
        Pair { certificate, key: key.serialize_pem() }
    }
}

fn of_authority(name: &str) -> CertificateParams {
    let mut params = params(name, &[], false);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature];
    params
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

/// Of a client's certificate that is good for five days more.
fn ending_params(name: &str) -> CertificateParams {
    let mut params = params(name, &[], false);
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    let now = SystemTime::UNIX_EPOCH.elapsed().expect("a clock");
    params.not_after = date_time_ymd(1970, 1, 1) + now + Duration::from_hours(5 * 24);
    params
}

/// What OpenSSL's own command makes of a text; it comes with Java's certificates.
fn openssl(arguments: &[&str], input: &str) -> String {
    let mut openssl = Command::new("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("`openssl`; `tests/run` installs it");
    // It may end without reading.
    let _ = openssl.stdin.take().expect("a pipe").write_all(input.as_bytes());
    let output = openssl.wait_with_output().expect("openssl ends");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).expect("PEM text")
}
