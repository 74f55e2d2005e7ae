//! The properties that librdkafka lists in every build, and refuses in one without their machinery.

use super::main_name;

/// How the names of those begin that no option owns, and the cargo feature that brings their machinery. The longer come first.
const NEEDS: &[(&str, &str)] = &[
    ("https.ca.", "oidc"),
    ("sasl.oauthbearer.assertion.", "oidc"),
    ("sasl.oauthbearer.config", "ssl"),
    ("enable.sasl.oauthbearer.unsecure.jwt", "ssl"),
    ("enable.ssl.certificate.verification", "ssl"),
    ("ssl.", "ssl"),
];

/// What begins like them, and is taken all the same.
const FREE: [&str; 2] = ["ssl.ca.certificate.stores", "ssl.endpoint.identification.algorithm"];

/// The cargo feature without which librdkafka refuses a property that no option owns.
#[must_use]
pub fn needed_feature(property: &str) -> Option<&'static str> {
    let main = main_name(property);
    let row = NEEDS.iter().find(|(beginning, _)| main.starts_with(beginning))?;
    (!FREE.contains(&main)).then_some(row.1)
}
