//! The properties that librdkafka lists in every build, and refuses in one without their machinery.

use super::main_name;

/// How the names of those begin that no option owns, and the cargo feature that brings their machinery. The longer come first.
const NEEDS: &[(&str, &str)] = &[
    ("https.ca.", "oidc"),
    ("sasl.oauthbearer.assertion.", "oidc"),
    ("sasl.oauthbearer.grant.type", "oidc"),
    ("sasl.oauthbearer.metadata.", "oidc"),
    ("sasl.oauthbearer.config", "ssl"),
    ("enable.sasl.oauthbearer.unsecure.jwt", "ssl"),
    ("enable.ssl.certificate.verification", "ssl"),
    ("ssl.", "ssl"),
];

/// What begins like them, and is Windows' alone, with whatever features.
const OF_WINDOWS: &str = "ssl.ca.certificate.stores";

/// The cargo feature without which librdkafka refuses a property that no option owns.
#[must_use]
pub fn needed_feature(property: &str) -> Option<&'static str> {
    let main = main_name(property);
    let row = NEEDS.iter().find(|(beginning, _)| main.starts_with(beginning))?;
    (main != OF_WINDOWS).then_some(row.1)
}
