//! `message_timeout_ms` is the longest a call takes; librdkafka's own `message.timeout.ms` is when it begins to look.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::producer::SHORT;

/// librdkafka looks once a second for records whose time is over.
const SCAN_MS: u64 = 1_000;

/// The properties with what librdkafka may take longer taken off. Calls that may take less than [`SHORT`] keep their own time, so
/// librdkafka has all of it.
pub(super) fn in_time(properties: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut properties = properties.clone();
    let number = |name: &str| properties.get(name).and_then(|text| text.parse::<u64>().ok());
    if let (Some(limit @ 1..), linger) = (number("message.timeout.ms"), number("linger.ms")) {
        let told = if Duration::from_millis(limit) < SHORT { limit } else { limit - SCAN_MS };
        properties.insert("message.timeout.ms".to_owned(), told.to_string());
        // librdkafka wants this one below the other.
        if let Some(linger) = linger {
            properties.insert("linger.ms".to_owned(), linger.min(told.saturating_sub(1)).to_string());
        }
    }
    properties
}

#[cfg(test)]
mod tests {
    use super::in_time;

    fn told(timeout: &str, linger: &str) -> (String, String) {
        let given = [("message.timeout.ms", timeout), ("linger.ms", linger)];
        let properties = in_time(&given.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
        (properties["message.timeout.ms"].clone(), properties["linger.ms"].clone())
    }

    #[test]
    fn librdkafka_is_told_less_than_the_call_may_take() {
        let expected = |timeout: &str, linger: &str| (timeout.to_owned(), linger.to_owned());
        assert_eq!(told("300000", "5"), expected("299000", "5"));
        assert_eq!(told("4000", "5"), expected("3000", "5"));
        assert_eq!(told("3999", "5"), expected("3999", "5"));
        assert_eq!(told("1", "0"), expected("1", "0"));
        assert_eq!(told("0", "5"), expected("0", "5"), "no limit stays none");
    }

    #[test]
    fn a_linger_as_long_as_the_timeout_is_held_below_it() {
        assert_eq!(told("100", "100"), ("100".to_owned(), "99".to_owned()));
    }
}
