//! Certificates of the tests' own authorities, made by OpenSSL.

use openssl::asn1::Asn1Time;
use openssl::bn::BigNum;
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::symm::Cipher;
use openssl::x509::{X509, X509Name};

/// The first of January 2030, in seconds since 1970.
pub(super) const NOW: i64 = 1_893_456_000;
/// In seconds.
pub(super) const DAY: i64 = 24 * 60 * 60;

/// A certificate, its PEM text, and its key.
pub(super) struct Made {
    pub(super) pem: String,
    certificate: X509,
    key: PKey<Private>,
}

fn ec_key() -> PKey<Private> {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
    PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap()
}

fn rsa_key() -> PKey<Private> {
    PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap()
}

impl Made {
    pub(super) fn ec(name: &str) -> Self {
        Self::new(name, ec_key(), (NOW - DAY, NOW + 100 * DAY), None)
    }

    pub(super) fn rsa(name: &str) -> Self {
        Self::new(name, rsa_key(), (NOW - DAY, NOW + 100 * DAY), None)
    }

    pub(super) fn authority(name: &str) -> Self {
        Self::authority_until(name, NOW + 1000 * DAY)
    }

    pub(super) fn authority_until(name: &str, end: i64) -> Self {
        Self::new(name, ec_key(), (NOW - 99 * DAY, end), None)
    }

    pub(super) fn sign_authority(&self, name: &str) -> Self {
        self.sign(name, NOW - 99 * DAY, NOW + 900 * DAY)
    }

    pub(super) fn sign(&self, name: &str, begin: i64, end: i64) -> Self {
        Self::new(name, ec_key(), (begin, end), Some(self))
    }

    fn new(name: &str, key: PKey<Private>, (begin, end): (i64, i64), by: Option<&Self>) -> Self {
        let mut subject = X509Name::builder().unwrap();
        subject.append_entry_by_nid(Nid::COMMONNAME, name).unwrap();
        let subject = subject.build();
        let mut made = X509::builder().unwrap();
        made.set_version(2).unwrap();
        made.set_serial_number(&BigNum::from_u32(1).unwrap().to_asn1_integer().unwrap()).unwrap();
        made.set_subject_name(&subject).unwrap();
        made.set_issuer_name(by.map_or(&subject, |by| by.certificate.subject_name())).unwrap();
        made.set_not_before(&Asn1Time::from_unix(begin).unwrap()).unwrap();
        made.set_not_after(&Asn1Time::from_unix(end).unwrap()).unwrap();
        made.set_pubkey(&key).unwrap();
        made.sign(by.map_or(&key, |by| &by.key), MessageDigest::sha256()).unwrap();
        let certificate = made.build();
        let pem = String::from_utf8(certificate.to_pem().unwrap()).unwrap();
        Self { pem, certificate, key }
    }

    /// The key in each encoding there is.
    pub(super) fn keys(&self, password: &str) -> Vec<(&'static str, String)> {
        let (cipher, password) = (Cipher::aes_256_cbc(), password.as_bytes());
        let mut keys = vec![
            ("PKCS#8", self.key.private_key_to_pem_pkcs8().unwrap()),
            ("PKCS#8, encrypted", self.key.private_key_to_pem_pkcs8_passphrase(cipher, password).unwrap()),
        ];
        if let Ok(rsa) = self.key.rsa() {
            keys.push(("PKCS#1, encrypted", rsa.private_key_to_pem_passphrase(cipher, password).unwrap()));
            keys.push(("PKCS#1", rsa.private_key_to_pem().unwrap()));
        } else {
            let ec = self.key.ec_key().unwrap();
            keys.push(("SEC1, encrypted", ec.private_key_to_pem_passphrase(cipher, password).unwrap()));
            keys.push(("SEC1", ec.private_key_to_pem().unwrap()));
        }
        keys.into_iter().map(|(form, pem)| (form, String::from_utf8(pem).unwrap())).collect()
    }
}

/// The key in PKCS#8.
pub(super) fn key_pem(made: &Made) -> String {
    made.keys("").swap_remove(0).1
}
