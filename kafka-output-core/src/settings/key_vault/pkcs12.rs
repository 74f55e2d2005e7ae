//! PKCS#12, as a vault keeps certificates, to PEM, as librdkafka takes them.

use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use openssl::pkcs12::Pkcs12;
use openssl::x509::X509;
use zeroize::Zeroizing;

/// The key, its certificate and the chain above it; a vault gives its PKCS#12 in base64 and without a pass phrase.
pub(super) fn to_pem(base64: String) -> Result<String, &'static str> {
    const UNREADABLE: &str = "is no PKCS#12 in base64 without a pass phrase, as its content type says; import it into the vault as a certificate, \
                              or store PEM text with the content type application/x-pem-file";
    let base64 = Zeroizing::new(base64);
    let der = Zeroizing::new(BASE64.decode(base64.trim()).map_err(|_| UNREADABLE)?);
    let parsed = Pkcs12::from_der(&der).and_then(|file| file.parse2("")).map_err(|_| UNREADABLE)?;
    let (Some(key), Some(certificate)) = (parsed.pkey, parsed.cert) else {
        return Err("is PKCS#12 without a key or without its certificate; import both into the vault");
    };
    let above: Vec<X509> = parsed.ca.into_iter().flatten().collect();
    let key = Zeroizing::new(key.private_key_to_pem_pkcs8().map_err(|_| UNREADABLE)?);
    let mut pem = String::with_capacity(key.len() + 4096 * (above.len() + 1));
    pem.push_str(std::str::from_utf8(&key).map_err(|_| UNREADABLE)?);
    for certificate in chain(certificate, above) {
        let certificate = certificate.to_pem().map_err(|_| UNREADABLE)?;
        pem.push_str(std::str::from_utf8(&certificate).map_err(|_| UNREADABLE)?);
    }
    Ok(pem)
}

/// The certificate, and each that signed the one before; a file has them in any order. Those that belong to nobody come last.
fn chain(certificate: X509, mut above: Vec<X509>) -> Vec<X509> {
    let mut chain = vec![certificate];
    while let Some(at) = chain.last().and_then(|last| {
        let issuer = last.issuer_name().to_der().ok()?;
        above.iter().position(|one| one.subject_name().to_der().is_ok_and(|subject| subject == issuer))
    }) {
        chain.push(above.remove(at));
    }
    chain.extend(above);
    chain
}
