//! Which rules the compiler can judge when every value is a setting, and which wait for the start of the program.

use expect_test::expect;
use kafka_output_options::{
    Features, Kind, OptionId, OptionSet, RULES, Rule, Value, ViolationKind, When, judge,
};

use super::BASE;

/// An example with a setting for each value that may be one.
fn by_settings(rule: &Rule) -> Vec<(OptionId, Value<'static>)> {
    let mut entries: Vec<_> = rule
        .wrong
        .iter()
        .map(|(id, value)| (*id, if may_be_setting(*id) { Value::Setting("%X%") } else { *value }))
        .collect();
    if rule.kind != ViolationKind::MissingOption {
        entries.extend(BASE);
    }
    entries
}

fn may_be_setting(id: OptionId) -> bool {
    !id.spec().compile_time && !matches!(id.spec().kind, Kind::Map)
}

/// Whether some condition asks for the value of an option that is a setting.
fn waits(rule: &Rule, entries: &[(OptionId, Value<'_>)]) -> bool {
    let is_setting = |id: OptionId| entries.contains(&(id, Value::Setting("%X%")));
    let asks = |when: &&When| when.asks_for_values() && when.options().any(is_setting);
    rule.when.iter().chain(rule.unless).any(|when| asks(&when))
}

#[test]
fn what_needs_no_value_is_told_at_compile_time_and_the_rest_waits() {
    let mut waiting = String::new();
    for rule in RULES {
        let entries = by_settings(rule);
        let found = judge(&OptionSet::new(&entries), &Features::ALL);
        let told = found.iter().any(|violation| violation.rule == Some(rule.name));
        assert_eq!(told, !waits(rule, &entries), "{}: {found:#?}", rule.name);
        if !told {
            waiting += rule.name;
            waiting += "\n";
        }
    }
    // Each of them is tried from settings in `kafka-output-core/src/runtime/tests/rules.rs`.
    expect![[r#"
        idempotence-needs-acks-all
        idempotence-needs-retries
        transactions-imply-idempotence
        transactions-need-acks-all
        transactions-need-retries
        idempotence-limits-requests-in-flight
        acks-none-needs-enqueued
        message-timeout-covers-both
        message-timeout-covers-linger
        message-timeout-covers-request
        gzip-level
        snappy-level
        event-hubs-needs-protocol-and-credentials
        event-hubs-needs-credentials
        event-hubs-protocol
        event-hubs-needs-protocol
        event-hubs-mode
        ticket-excludes-password
        mode-needs-credentials
        sasl-needs-credentials
        oauth-needs-oidc
        oauth-needs-method
        oidc-needs-client-id
        oidc-needs-client-secret
        oidc-needs-token-endpoint
        oidc-options-need-oidc
        one-user-of-the-registry
        latest-registers-nothing
        event-hubs-username
        event-hubs-password
        event-hubs-compression
        event-hubs-port
    "#]]
    .assert_eq(&waiting);
}
