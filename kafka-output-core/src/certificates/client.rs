//! A client's own certificate, its chain, and its private key.

use kafka_output_options::{OptionId, OptionSet, Value};
use openssl::pkey::{PKey, Private};
use openssl::x509::{X509, X509VerifyResult};

use super::key::{Closed, open};
use super::looked_at::Findings;
use super::source::{Fault, Source, text_of};
use super::validity::{Now, Validity, subject};

/// The options of one client.
struct Client {
    certificate: (OptionId, OptionId),
    key: (OptionId, OptionId),
    /// Certificate and key in one text.
    both: Option<OptionId>,
    password: Option<OptionId>,
}

/// Towards brokers, and towards the schema registry.
const CLIENTS: [Client; 2] = [
    Client {
        certificate: (OptionId::SslCertificateLocation, OptionId::SslCertificatePem),
        key: (OptionId::SslKeyLocation, OptionId::SslKeyPem),
        both: Some(OptionId::SslCertificateAndKeyPem),
        password: Some(OptionId::SslKeyPassword),
    },
    Client {
        certificate: (OptionId::SchemaRegistryCertificateLocation, OptionId::SchemaRegistryCertificatePem),
        key: (OptionId::SchemaRegistryKeyLocation, OptionId::SchemaRegistryKeyPem),
        both: None,
        password: None,
    },
];

pub(super) fn look(set: &OptionSet<'_>, now: &Now, findings: &mut Findings) {
    for client in &CLIENTS {
        let both = || client.both.and_then(|both| Source::text(set, both)).map(Ok);
        let of = |(location, text)| Source::of(set, location, text).or_else(both);
        let chain = of(client.certificate).and_then(|source| {
            let source = findings.keep(source).filter(|source| !source.is_left_to_openssl())?;
            let chain = findings.keep(source.certificates())?;
            Some((source, chain))
        });
        if let Some((source, chain)) = &chain {
            judge(source, chain, now, findings);
        }
        // A password that is told to be wrong opens nothing.
        let is_unknown = |id: OptionId| matches!(set.get(id), Some(Value::Unusable));
        let key = of(client.key).and_then(|source| {
            let source = findings.keep(source).filter(|_| !client.password.is_some_and(is_unknown))?;
            let key = findings.keep(key_of(set, &source, client.password))?;
            Some((source, key))
        });
        if let (Some((of_certificate, chain)), Some((of_key, key))) = (&chain, &key)
            && let Some(fault) = other_pair(of_certificate, chain, of_key, key)
        {
            findings.faults.push(fault);
        }
    }
}

/// A chain is as good as each of its links; what else is in the file harms nobody.
fn judge(source: &Source, chain: &[X509], now: &Now, findings: &mut Findings) {
    let links = links(chain, now);
    for (at, certificate) in chain.iter().enumerate() {
        let of = subject(certificate);
        let is_link = links.contains(&at);
        let (what, how) = match (now.judge(certificate), is_link) {
            (Validity::Good, _) | (Validity::EndsSoon(_), false) => continue,
            (Validity::EndsSoon(date), true) => {
                findings.warnings.push(source.says(&format!(
                    "holds the certificate of `{of}`, which expires on {date}; have it renewed"
                )));
                continue;
            }
            (Validity::Ended(date), true) => (format!("expired on {date}"), "have it renewed"),
            (Validity::NotYet(date), true) => (
                format!("is valid only from {date}"),
                "check this machine's clock, or use another until then",
            ),
            (Validity::Ended(date), false) => (format!("expired on {date}"), SPARE),
            (Validity::NotYet(date), false) => (format!("is valid only from {date}"), SPARE),
        };
        let told = source.says(&format!("holds the certificate of `{of}`, which {what}; {how}"));
        if is_link { findings.faults.push(told) } else { findings.warnings.push(told) }
    }
}

const SPARE: &str = "take it out, since the chain of the client's own does not need it";

/// The client's own certificate, which is the first, what issued it, and so on. Not an authority that signed itself, nor the end of a
/// longer chain, which may be one that another authority has signed across: the other side has its own of those.
fn links(chain: &[X509], now: &Now) -> Vec<usize> {
    let mut links = vec![0];
    while let Some(last) = links.last().and_then(|at| chain.get(*at)) {
        let issued = |at: &usize| !links.contains(at) && chain[*at].issued(last) == X509VerifyResult::OK;
        // A renewed one may stand beside the old.
        let is_bad = |at: &usize| matches!(now.judge(&chain[*at]), Validity::Ended(_) | Validity::NotYet(_));
        let Some(next) = (0..chain.len()).filter(issued).min_by_key(is_bad) else { break };
        links.push(next);
    }
    if links.len() > 2 {
        links.pop();
    }
    let signed_itself = |at: &usize| chain[*at].issued(&chain[*at]) == X509VerifyResult::OK;
    links.retain(|at| *at == 0 || !signed_itself(at));
    links
}

fn key_of(set: &OptionSet<'_>, source: &Source, password: Option<OptionId>) -> Result<PKey<Private>, Fault> {
    let written = password.and_then(|id| text_of(set, id));
    open(source.key()?, written).map_err(|closed| match (closed, password) {
        (Closed::Garbage, _) => {
            source.says("holds a private key that cannot be read, as one that was cut short or changed on its way; get it anew")
        }
        (Closed::Encrypted, Some(option)) => source.says(&format!(
            "holds an encrypted private key, which needs a password; write it as `{}`",
            option.name()
        )),
        (Closed::Encrypted, None) => source.says(
            "holds an encrypted private key, which the registry's client cannot open; decrypt it with `openssl pkey`",
        ),
        (Closed::WrongPassword, option) => {
            let option = option.unwrap_or(source.option);
            let sentence = format!(
                "`{}` does not open the private key of `{}`; correct it, or encrypt the key anew with `openssl pkey -aes256`",
                option.name(),
                source.option.name()
            );
            (option, sentence)
        }
    })
}

/// What is said of a key that is not its certificate's.
fn other_pair(
    of_certificate: &Source,
    chain: &[X509],
    of_key: &Source,
    key: &PKey<Private>,
) -> Option<Fault> {
    let own = |certificate: &X509| certificate.public_key().is_ok_and(|public| public.public_eq(key));
    let first = chain.first()?;
    if own(first) {
        return None;
    }
    let certificate = subject(first);
    let from = of_certificate.option.name();
    Some(if chain.iter().any(own) {
        of_certificate.says(&format!(
            "begins with the certificate of `{certificate}`, and the key's own comes later; put the key's own first, then its chain"
        ))
    } else {
        of_key.says(&format!(
            "holds a private key that is not that of the certificate of `{certificate}` (`{from}`); write the two that were made together"
        ))
    })
}
