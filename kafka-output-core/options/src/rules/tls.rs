//! Certificates and keys.

use super::rule;
use super::who::{CLIENT, ENDPOINT, MODE, OIDC, SASL_SSL, SECRET};
use crate::rule::Rule;
use crate::rule::When::Written;
use crate::table::OptionId::{
    self, HttpsCaLocation, HttpsCaPem, Protocol, SslCaLocation, SslCaPem, SslCertificateAndKeyPem,
    SslCertificateLocation, SslCertificatePem, SslKeyLocation, SslKeyPassword, SslKeyPem,
};
use crate::value::Value::{Text, Word};
use crate::violation::Place::Key;
use crate::violation::ViolationKind::{Excludes, Needs};

type Entry = (OptionId, crate::Value<'static>);
const TLS: Entry = (Protocol, Word("ssl"));
const HTTPS_CA: Entry = (HttpsCaLocation, Text("ca.pem"));
const CERTIFICATE: Entry = (SslCertificateLocation, Text("client.pem"));
const PRIVATE_KEY: Entry = (SslKeyLocation, Text("client.key"));
pub(super) const CERTIFICATE_TEXT: &str = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n";
pub(super) const KEY_TEXT: &str = "-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n";
const BOTH_TEXT: &str = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n\
                         -----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n";

pub(super) const RULES: &[Rule] = &[
    rule("certificate-needs-key", Needs, Key, &[SslCertificateLocation, SslCertificatePem])
        .unless(&[Written(SslKeyLocation), Written(SslKeyPem), Written(SslCertificateAndKeyPem)])
        .with(SslKeyLocation)
        .says("`{}` needs the certificate's key; write `ssl_key_location` or `ssl_key_pem`")
        .wrong(&[TLS, CERTIFICATE])
        .right(&[TLS, CERTIFICATE, PRIVATE_KEY]),
    rule("key-needs-certificate", Needs, Key, &[SslKeyLocation, SslKeyPem])
        .unless(&[Written(SslCertificateLocation), Written(SslCertificatePem), Written(SslCertificateAndKeyPem)])
        .with(SslCertificateLocation)
        .says("`{}` needs the key's certificate; write `ssl_certificate_location` or `ssl_certificate_pem`")
        .wrong(&[TLS, PRIVATE_KEY])
        .right(&[TLS, CERTIFICATE, PRIVATE_KEY]),
    rule("key-password-needs-key", Needs, Key, &[SslKeyPassword])
        .unless(&[Written(SslKeyLocation), Written(SslKeyPem), Written(SslCertificateAndKeyPem)])
        .with(SslKeyLocation)
        .says("`{}` needs a key; write `ssl_key_location` or `ssl_key_pem`")
        .wrong(&[TLS, (SslKeyPassword, Text("secret"))])
        .right(&[TLS, CERTIFICATE, PRIVATE_KEY, (SslKeyPassword, Text("secret"))]),
    rule("one-form-of-ca", Excludes, Key, &[SslCaPem])
        .when(&[Written(SslCaLocation)])
        .with(SslCaLocation)
        .says("`{}` cannot go with `ssl_ca_location`, which names the same certificates; leave one of the two out")
        .wrong(&[TLS, (SslCaLocation, Text("ca.pem")), (SslCaPem, Text(CERTIFICATE_TEXT))])
        .right(&[TLS, (SslCaPem, Text(CERTIFICATE_TEXT))]),
    rule("one-form-of-certificate", Excludes, Key, &[SslCertificatePem])
        .when(&[Written(SslCertificateLocation)])
        .with(SslCertificateLocation)
        .says("`{}` cannot go with `ssl_certificate_location`, which names the same certificate; leave one of the two out")
        .wrong(&[TLS, PRIVATE_KEY, CERTIFICATE, (SslCertificatePem, Text(CERTIFICATE_TEXT))])
        .right(&[TLS, PRIVATE_KEY, (SslCertificatePem, Text(CERTIFICATE_TEXT))]),
    rule("one-form-of-key", Excludes, Key, &[SslKeyPem])
        .when(&[Written(SslKeyLocation)])
        .with(SslKeyLocation)
        .says("`{}` cannot go with `ssl_key_location`, which names the same key; leave one of the two out")
        .wrong(&[TLS, CERTIFICATE, PRIVATE_KEY, (SslKeyPem, Text(KEY_TEXT))])
        .right(&[TLS, CERTIFICATE, (SslKeyPem, Text(KEY_TEXT))]),
    rule("both-in-one-excludes-others", Excludes, Key, &[
        SslCertificateLocation,
        SslCertificatePem,
        SslKeyLocation,
        SslKeyPem,
    ])
    .when(&[Written(SslCertificateAndKeyPem)])
    .with(SslCertificateAndKeyPem)
    .says("`{}` cannot go with `ssl_certificate_and_key_pem`, which holds certificate and key; leave it out")
    .wrong(&[TLS, (SslCertificateAndKeyPem, Text(BOTH_TEXT)), CERTIFICATE])
    .right(&[TLS, (SslCertificateAndKeyPem, Text(BOTH_TEXT))]),
    rule("one-form-of-https-ca", Excludes, Key, &[HttpsCaPem])
        .when(&[Written(HttpsCaLocation)])
        .with(HttpsCaLocation)
        .says("`{}` cannot go with `https_ca_location`, which names the same certificates; leave one of the two out")
        .wrong(&[SASL_SSL, MODE, OIDC, CLIENT, SECRET, ENDPOINT, HTTPS_CA, (HttpsCaPem, Text(CERTIFICATE_TEXT))])
        .right(&[SASL_SSL, MODE, OIDC, CLIENT, SECRET, ENDPOINT, (HttpsCaPem, Text(CERTIFICATE_TEXT))]),
];
