//! A way to authenticate that the brokers do not offer.

use kafka_output_options::{Kind, OptionId, spec};

/// How librdkafka says it, and what follows: the mechanisms they offer, with commas between.
const OFFERED: &str = "broker's supported mechanisms:";

/// What is said of it, if a reason is this.
pub(super) fn other(reason: &str, mode: &str) -> Option<String> {
    let (_, offered) = reason.split_once(OFFERED)?;
    let names: Vec<_> = offered.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return Some(format!(
            ": the brokers do not offer it at this port, nor say what they do; check `authentication_mode`, here `{mode}`, and the port in `broker_list`"
        ));
    }
    let words: Vec<_> = names.iter().filter_map(|name| word(name)).collect();
    let advice = if words.is_empty() {
        "check the port in `broker_list`, or have the brokers' `sasl.enabled.mechanisms` changed".to_owned()
    } else {
        format!(
            "write {} for `authentication_mode`, with its options, or check the port in `broker_list`",
            words.join(" or ")
        )
    };
    Some(format!(": the brokers do not offer it at this port, only {}; {advice}", names.join(", ")))
}

/// The word of `authentication_mode` for a mechanism.
fn word(mechanism: &str) -> Option<String> {
    let Kind::Choice(words) = spec(OptionId::AuthenticationMode).kind else { return None };
    let found = words.iter().find(|word| word.property.eq_ignore_ascii_case(mechanism))?;
    Some(format!("`{}`", found.word))
}

#[cfg(test)]
mod tests {
    use super::other;

    #[test]
    fn what_is_offered_is_told_by_our_words() {
        let reason = |offered| {
            format!(
                "SASL PLAIN mechanism handshake failed: Broker: Unsupported SASL mechanism: broker's supported mechanisms: {offered}"
            )
        };
        let told = |offered| other(&reason(offered), "plain").unwrap();
        assert!(
            told("GSSAPI,SCRAM-SHA-512")
                .contains("only GSSAPI, SCRAM-SHA-512; write `gssapi` or `scram_sha512` for")
        );
        assert!(told("AWS_MSK_IAM").contains("only AWS_MSK_IAM; check the port"));
        assert!(told("").contains("nor say what they do; check `authentication_mode`, here `plain`"));
        assert_eq!(other("SASL authentication error: no", "plain"), None);
    }
}
