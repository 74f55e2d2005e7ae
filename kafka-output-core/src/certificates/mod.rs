//! Certificates and keys, and keytabs, looked at when they are read: what a broker or librdkafka would refuse later, in fewer words.
//!
//! Names of options go in, with their texts; sentences come out. librdkafka reads the same files and texts again by itself.

#[cfg(feature = "ssl")]
pub(crate) mod about;
#[cfg(feature = "ssl")]
mod authorities;
#[cfg(feature = "ssl")]
mod client;
pub(crate) mod hosts;
#[cfg(feature = "ssl")]
mod key;
#[cfg(feature = "ssl")]
mod keytab;
pub(crate) mod pem;
#[cfg(feature = "__http")]
pub(crate) mod refused;
#[cfg(feature = "ssl")]
mod source;
#[cfg(test)]
#[cfg(feature = "ssl")]
mod tests;
#[cfg(feature = "ssl")]
mod validity;

#[cfg(feature = "ssl")]
pub(crate) use looked_at::look;

#[cfg(feature = "ssl")]
mod looked_at {
    use kafka_output_options::{OptionId, OptionSet};

    use super::validity::Now;
    use super::{authorities, client, keytab};

    /// What was found, each with the option it is about.
    #[derive(Debug, Default, PartialEq, Eq)]
    pub(crate) struct Findings {
        /// What cannot work.
        pub(crate) faults: Vec<(OptionId, String)>,
        /// What will not for long.
        pub(crate) warnings: Vec<(OptionId, String)>,
    }

    impl Findings {
        /// Keeps what is right, and notes what is not.
        pub(super) fn keep<T>(&mut self, found: Result<T, (OptionId, String)>) -> Option<T> {
            found.map_err(|fault| self.faults.push(fault)).ok()
        }
    }

    /// Reads every certificate, key and keytab that a judged set names.
    pub(crate) fn look(set: &OptionSet<'_>) -> Findings {
        look_at(set, &Now::read())
    }

    pub(super) fn look_at(set: &OptionSet<'_>, now: &Now) -> Findings {
        let mut findings = Findings::default();
        authorities::look(set, now, &mut findings);
        client::look(set, now, &mut findings);
        keytab::look(set, &mut findings);
        findings
    }
}
