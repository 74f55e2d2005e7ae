//! The authorities' certificates that others are checked against.

use std::path::Path;

use kafka_output_options::{OptionId, OptionSet};
use openssl::x509::X509;

use super::looked_at::Findings;
use super::source::{Source, text_of};
use super::validity::{Now, Validity, subject};

/// Each by its file, or by its text.
const AUTHORITIES: [(OptionId, OptionId); 3] = [
    (OptionId::SslCaLocation, OptionId::SslCaPem),
    (OptionId::HttpsCaLocation, OptionId::HttpsCaPem),
    (OptionId::SchemaRegistryCaLocation, OptionId::SchemaRegistryCaPem),
];

/// The word that lets librdkafka look for the system's own.
const PROBE: &str = "probe";

pub(super) fn look(set: &OptionSet<'_>, now: &Now, findings: &mut Findings) {
    for (location, text) in AUTHORITIES {
        if text_of(set, location).is_some_and(is_left_to_openssl) {
            continue;
        }
        let Some(source) = Source::of(set, location, text).and_then(|source| findings.keep(source)) else {
            continue;
        };
        if source.is_left_to_openssl() {
            continue;
        }
        if let Some(certificates) = findings.keep(source.certificates()) {
            judge(&source, &certificates, now, findings);
        }
    }
}

/// A folder holds what OpenSSL looks up by name, when it does.
fn is_left_to_openssl(path: &str) -> bool {
    path == PROBE || Path::new(path).is_dir()
}

/// One that has ended harms nobody while another is good: bundles keep old ones for years.
fn judge(source: &Source, certificates: &[X509], now: &Now, findings: &mut Findings) {
    let sentences: Vec<_> = certificates.iter().map(|certificate| bad(certificate, now)).collect();
    let bad: Vec<String> = sentences.iter().flatten().cloned().collect();
    let what = |faults: &str| format!("holds {faults}; put the authority's new certificate there");
    if bad.len() == certificates.len() {
        findings.faults.push(source.says(&what(&bad.join(", and "))));
        return;
    }
    findings.warnings.extend(bad.iter().map(|fault| source.says(&what(fault))));
    let good = certificates.iter().zip(&sentences).filter(|(_, sentence)| sentence.is_none());
    let ending: Vec<_> = good.map(|(certificate, _)| (certificate, now.judge(certificate))).collect();
    if ending.iter().all(|(_, validity)| matches!(validity, Validity::EndsSoon(_))) {
        for (certificate, validity) in ending {
            let Validity::EndsSoon(date) = validity else { continue };
            let sentence = format!("the certificate of `{}`, which expires on {date}", subject(certificate));
            findings.warnings.push(source.says(&what(&sentence)));
        }
    }
}

fn bad(certificate: &X509, now: &Now) -> Option<String> {
    let of = subject(certificate);
    match now.judge(certificate) {
        Validity::Good | Validity::EndsSoon(_) => None,
        Validity::Ended(date) => Some(format!("the certificate of `{of}`, which expired on {date}")),
        Validity::NotYet(date) => Some(format!("the certificate of `{of}`, which is valid only from {date}")),
    }
}
