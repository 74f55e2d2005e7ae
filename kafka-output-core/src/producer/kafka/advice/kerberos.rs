//! What Kerberos has against us, by its own words.

/// What is wrong where it is known, and what to do.
pub(super) fn told(reason: &str) -> (&'static str, &'static str) {
    let found = KNOWN.iter().find(|(part, ..)| reason.contains(part));
    found.map_or(
        (
            "",
            "check `kerberos_keytab`, `kerberos_principal` and `kerberos_service_name`, and that `kinit` gets a ticket with them",
        ),
        |(_, what, advice)| (what, advice),
    )
}

/// Parts of the texts of MIT's Kerberos.
const KNOWN: [(&str, &str, &str); 5] = [
    (
        "No Kerberos credentials",
        ": there is no ticket",
        "check `kerberos_keytab` and `kerberos_principal`, and what `kinit` says: it stands in this program's standard error",
    ),
    (
        "not found in Kerberos database",
        ": the KDC does not know the brokers by this name",
        "check `kerberos_service_name`, and that the host in `broker_list` is the one in the brokers' principal",
    ),
    (
        "Clock skew",
        ": the clocks differ too much",
        "set those of this machine, the KDC and the brokers alike",
    ),
    (
        "Cannot find KDC",
        ": no KDC of this realm is known",
        "check the realm in `kerberos_principal`, and `krb5.conf`",
    ),
    (
        "Cannot contact any KDC",
        ": no KDC answers",
        "check the realm in `kerberos_principal`, and the addresses in `krb5.conf`",
    ),
];

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn each_word_of_kerberos_has_its_own_advice() {
        for (reason, part) in [
            ("GSSAPI Error: Clock skew too great", "the clocks differ"),
            ("Cannot find KDC for realm \"X\"", "no KDC of this realm"),
            ("Cannot contact any KDC for realm 'X'", "no KDC answers"),
        ] {
            assert!(told(reason).0.contains(part), "{reason}");
        }
        assert_eq!(told("something else").0, "");
    }
}
