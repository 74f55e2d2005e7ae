//! What the protocol must be. These rules blame the protocol, so they stand before those about what a protocol asks for.

use super::rule;
use crate::rule::Rule;
use crate::rule::When::{AnyWritten, Is};
use crate::table::OptionId::{
    self, AuthenticationMode, Password, Protocol, SslCaLocation, SslCaPem, SslCertificateAndKeyPem,
    SslCertificateLocation, SslCertificatePem, SslKeyLocation, SslKeyPassword, SslKeyPem, Username,
};
use crate::value::Value::{Text, Word};
use crate::violation::Place::Key;
use crate::violation::ViolationKind::Needs;

pub(super) const SASL: &[&str] = &["sasl_plaintext", "sasl_ssl"];

const SSL_OPTIONS: &[OptionId] = &[
    SslCaLocation,
    SslCertificateLocation,
    SslKeyLocation,
    SslKeyPassword,
    SslCaPem,
    SslCertificatePem,
    SslKeyPem,
    SslCertificateAndKeyPem,
];

pub(super) const RULES: &[Rule] = &[
    // Without TLS the certificates would be wrong next.
    rule("credentials-with-certificates-need-sasl-ssl", Needs, Key, &[AuthenticationMode, Username, Password])
        .when(&[AnyWritten(SSL_OPTIONS)])
        .unless(&[Is(Protocol, SASL)])
        .with(Protocol)
        .says("`{}` needs a protocol with SASL, and the `ssl_…` options one with TLS; write `protocol = sasl_ssl`, which has both")
        .wrong(&[(SslCaLocation, Text("ca.pem")), (Username, Text("ann")), (Password, Text("secret"))])
        .right(&[
            (Protocol, Word("sasl_ssl")),
            (SslCaLocation, Text("ca.pem")),
            (Username, Text("ann")),
            (Password, Text("secret")),
        ]),
    rule("credentials-need-sasl", Needs, Key, &[AuthenticationMode, Username, Password])
        .unless(&[Is(Protocol, SASL)])
        .with(Protocol)
        .says("`{}` needs a protocol with SASL; write `protocol = sasl_ssl`, or `sasl_plaintext` without TLS")
        .wrong(&[(Username, Text("ann")), (Password, Text("secret"))])
        .right(&[(Protocol, Word("sasl_plaintext")), (Username, Text("ann")), (Password, Text("secret"))]),
    rule("certificates-need-tls", Needs, Key, SSL_OPTIONS)
        .unless(&[Is(Protocol, &["ssl", "sasl_ssl"])])
        .with(Protocol)
        .says("`{}` needs a protocol with TLS; write `protocol = ssl`, or `sasl_ssl` with authentication")
        .wrong(&[(SslCaLocation, Text("ca.pem"))])
        .right(&[(Protocol, Word("ssl")), (SslCaLocation, Text("ca.pem"))]),
];
