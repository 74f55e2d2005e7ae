//! What is wrong with the certificates and keys of an output, and what soon will be.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use kafka_output_options::OptionId;

use super::origins::Origins;
use crate::certificates::look;
use crate::config::OwnedOptions;
use crate::error::{Error, ErrorKind};
use crate::panics::tell;

/// The faults as errors; what is only about to be wrong goes to the log.
pub(super) fn faults(output: &str, options: &OwnedOptions, origins: &Origins<'_>) -> Vec<Error> {
    let found = options.read(look);
    for (id, sentence) in found.warnings {
        warn_once(output, &origins.locate(id, &sentence));
    }
    let error = |(id, sentence): (_, String)| {
        let kind = if id == OptionId::KerberosKeytab { ErrorKind::Authentication } else { ErrorKind::Tls };
        Error::new(kind, origins.locate(id, &sentence))
    };
    found.faults.into_iter().map(error).collect()
}

/// A program is told once of each: outputs share certificates, and each is looked at several times.
fn warn_once(output: &str, sentence: &str) {
    static SAID: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let new = SAID.lock().unwrap_or_else(PoisonError::into_inner).insert(sentence.to_owned());
    if new {
        tell(|| tracing::warn!(target: "kafka_output", output, "output `{output}`: {sentence}"));
    }
}
