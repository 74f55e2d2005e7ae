//! The raw maps of properties, and librdkafka's list behind them.

use expect_test::expect;
use kafka_output_options::OptionId::{Properties, UncheckedProperties};
use kafka_output_options::librdkafka::PROPERTIES;
use kafka_output_options::properties::{FORBIDDEN, MapFault, Takes, find, main_name, owner};
use kafka_output_options::{
    Fault, Features, OPTIONS, OptionId, Target, Value, Violation, ViolationKind, spec,
};

use super::{judged, judged_with, sentences};

type Pairs = &'static [(&'static str, &'static str)];

fn told(option: OptionId, pairs: Pairs) -> String {
    sentences(&[(option, Value::Map(pairs))]).into_iter().map(|sentence| sentence + "\n").collect()
}

fn kinds(option: OptionId, pairs: Pairs) -> Vec<ViolationKind> {
    judged(&[(option, Value::Map(pairs))]).iter().map(|violation| violation.kind).collect()
}

#[test]
fn the_list_has_each_name_once_in_order_and_every_alias_leads_somewhere() {
    assert!(PROPERTIES.is_sorted_by(|one, next| one.name < next.name), "it is searched by halves");
    for row in PROPERTIES {
        let main = find(row.main()).expect(row.name);
        assert_eq!((main.alias_of, main.client, main.takes), (None, row.client, row.takes), "{}", row.name);
    }
}

#[test]
fn an_option_owns_its_property_by_every_name() {
    for option in OPTIONS {
        let Target::Property(property) = option.target else { continue };
        let main = main_name(property);
        for row in PROPERTIES.iter().filter(|row| row.main() == main) {
            assert_eq!(owner(row.name), Some(option.id), "{}", row.name);
            assert!(row.is_for_producers(), "{}", row.name);
        }
        assert!(find(property).is_some(), "{property}");
    }
}

#[test]
fn what_is_forbidden_has_a_reason_and_no_option_of_its_own() {
    for row in FORBIDDEN {
        assert!(row.because.contains("; ") && !row.because.ends_with('.'), "{}", row.property);
        assert_eq!(owner(row.property), None, "{}", row.property);
        for map in [Properties, UncheckedProperties] {
            let pairs = [(row.property, "1")];
            let found = judged(&[(map, Value::Map(&pairs))]);
            assert_eq!(found.len(), 1, "{}", row.property);
            assert_eq!(found[0].kind, ViolationKind::Excludes, "{}", row.property);
        }
    }
}

#[test]
fn nothing_but_text_is_set() {
    for row in PROPERTIES.iter().filter(|row| row.takes == Takes::NoText) {
        for map in [Properties, UncheckedProperties] {
            assert_eq!(judged(&[(map, Value::Map(&[(row.name, "x")]))]).len(), 1, "{}", row.name);
        }
    }
}

#[test]
fn a_name_librdkafka_does_not_have() {
    expect![[r#"
        `properties` sets `sockt.timeout.ms`, which librdkafka 2.12.1 does not have; did you mean `socket.timeout.ms`? `unchecked_properties` takes those of a newer librdkafka
        `properties` sets `socket_timeout_ms`, which librdkafka 2.12.1 does not have; did you mean `socket.timeout.ms`? `unchecked_properties` takes those of a newer librdkafka
        `properties` sets `Statistics.Interval.Ms`, which librdkafka 2.12.1 does not have; did you mean `statistics.interval.ms`? `unchecked_properties` takes those of a newer librdkafka
        `properties` sets `linger_ms`, which librdkafka 2.12.1 does not have; did you mean the option `linger_ms`? `unchecked_properties` takes those of a newer librdkafka
        `properties` sets `lingr.ms`, which librdkafka 2.12.1 does not have; did you mean the option `linger_ms`? `unchecked_properties` takes those of a newer librdkafka
        `properties` sets `compression-type`, which librdkafka 2.12.1 does not have; did you mean the option `compression_type`? `unchecked_properties` takes those of a newer librdkafka
        `properties` sets `max_retries`, which librdkafka 2.12.1 does not have; did you mean the option `max_retries`? `unchecked_properties` takes those of a newer librdkafka
        `properties` sets `group_id`, which librdkafka 2.12.1 does not have; its CONFIGURATION.md lists what it has, and `unchecked_properties` takes those of a newer librdkafka
        `properties` sets `share.acknowledgement.mode`, which librdkafka 2.12.1 does not have; its CONFIGURATION.md lists what it has, and `unchecked_properties` takes those of a newer librdkafka
        `properties` sets `topic.socket.timeout.ms`, which librdkafka 2.12.1 does not have; its CONFIGURATION.md lists what it has, and `unchecked_properties` takes those of a newer librdkafka
    "#]].assert_eq(&told(
        Properties,
        &[
            ("sockt.timeout.ms", "1000"),
            ("socket_timeout_ms", "1000"),
            ("Statistics.Interval.Ms", "1000"),
            ("linger_ms", "5"),
            ("lingr.ms", "5"),
            ("compression-type", "lz4"),
            ("max_retries", "5"),
            ("group_id", "shop"),
            ("share.acknowledgement.mode", "explicit"),
            ("topic.socket.timeout.ms", "1000"),
        ],
    ));
}

#[test]
fn what_does_nothing_or_no_good_for_a_producer() {
    expect![[r#"
        `properties` sets `group.id`, which is a consumer's and does nothing for a producer; leave it out
        `properties` sets `fetch.min.bytes`, which is a consumer's and does nothing for a producer; leave it out
        `properties` sets `rebalance_cb`, which is a function or an object, not text; leave it out
        `properties` sets `broker.version.fallback`, with which records could lose their headers in silence; leave it out
        `properties` sets `topic.acks`, which the option `acks` owns; write `acks = …`
        `properties` sets `topic.queuing.strategy`, but records leave in the order returned; leave it out
    "#]].assert_eq(&told(
        Properties,
        &[
            ("group.id", "shop"),
            ("fetch.min.bytes", "nonsense"),
            ("rebalance_cb", "x"),
            ("broker.version.fallback", "0.9.0"),
            ("topic.acks", "0"),
            ("topic.queuing.strategy", "lifo"),
        ],
    ));
}

#[test]
fn a_value_the_property_does_not_take() {
    expect![[r#"
        `properties` sets `socket.timeout.ms = 5s`, a value it does not take; write a whole number from 10 to 300000
        `properties` sets `retry.backoff.ms = 0`, a value it does not take; write a whole number from 1 to 300000
        `properties` sets `max.in.flight = 1000001`, a value it does not take; write a whole number from 1 to 1000000
        `properties` sets `socket.max.fails = 010`, a value it does not take; write a whole number from 0 to 1000000
        `properties` sets `log_level` to a value it does not take; write a whole number from 0 to 7
        `properties` sets `socket.nagle.disable = yes`, a value it does not take; write `true` or `false`
        `properties` sets `broker.address.family = ipv4`, a value it does not take; write `any`, `v4` or `v6`
        `properties` sets `ssl.endpoint.identification.algorithm =  `, a value it does not take; write `none` or `https`
        `properties` sets `debug = broker,topics`, a value it does not take; write some of `generic`, `broker`, `topic`, `metadata`, `feature`, `queue`, `msg`, `protocol`, `cgrp`, `security`, `fetch`, `interceptor`, `plugin`, `consumer`, `admin`, `eos`, `mock`, `assignor`, `conf`, `telemetry` and `all`, comma-separated
        `properties` sets `reconnect.backoff.ms` to a value it does not take; write a whole number from 0 to 3600000
        `properties` sets `reconnect.backoff.max.ms` to a value it does not take; write a whole number from 0 to 3600000
    "#]].assert_eq(&told(
        Properties,
        &[
            ("socket.timeout.ms", "5s"),
            ("retry.backoff.ms", "0"),
            ("max.in.flight", "1000001"),
            ("socket.max.fails", "010"),
            ("log_level", ""),
            ("socket.nagle.disable", "yes"),
            ("broker.address.family", "ipv4"),
            ("ssl.endpoint.identification.algorithm", " "),
            ("debug", "broker,topics"),
            ("reconnect.backoff.ms", "ann:hush@host"),
            ("reconnect.backoff.max.ms", "a\nb"),
        ],
    ));
}

#[test]
fn a_value_the_property_takes() {
    const FINE: Pairs = &[
        ("socket.timeout.ms", "300000"),
        ("topic.metadata.refresh.interval.ms", "-1"),
        ("retry.backoff.ms", " +50 "),
        ("socket.max.fails", "0"),
        ("socket.nagle.disable", "False"),
        ("log.thread.name", "1"),
        ("broker.address.family", "V4"),
        ("debug", "broker, -topic,,+MSG"),
        ("client.rack", ""),
        ("topic.blacklist", "^a,^b"),
        ("ssl.keystore.password", "any%%thing"),
        ("statistics.interval.ms", "%INTERVAL%"),
        ("enable.metrics.push", "${PUSH:false}"),
    ];
    assert_eq!(told(Properties, FINE), "");
    assert_eq!(told(UncheckedProperties, FINE), "");
}

#[test]
fn the_value_of_a_property_that_sounds_secret_is_not_shown() {
    // None of them is judged by its value as yet, but the list is librdkafka's and grows.
    let shown = |name| {
        let pairs = [(name, "hush")];
        let fault = Fault::Map(0, MapFault::Value);
        Violation::of_value(spec(Properties), &Value::Map(&pairs), fault).to_string().contains("hush")
    };
    for name in [
        "ssl.keystore.password",
        "ssl.key.location",
        "ssl.ca.pem",
        "sasl.jaas.config",
        "sasl.oauthbearer.config",
        "sasl.oauthbearer.client.credentials.client.id",
        "sasl.oauthbearer.assertion.private.key.passphrase",
        "sasl.oauthbearer.token.endpoint.url",
        "new.SECRET",
    ] {
        assert!(!shown(name), "{name}");
    }
    assert!(shown("socket.keepalive.enable") && shown("statistics.interval.ms"));
}

#[test]
fn unchecked_properties_are_what_one_likes_but_for_what_breaks_the_runtime() {
    assert_eq!(
        told(UncheckedProperties, &[("share.mode", "x"), ("socket.timeout.ms", "5s"), ("group.id", "g")]),
        ""
    );
    expect![[r#"
        `unchecked_properties` sets `new.property` twice; leave one of the two out
        `unchecked_properties` sets `topic.acks`, which the option `acks` owns; write `acks = …`
        `unchecked_properties` sets `delivery.timeout.ms`, which the option `message_timeout_ms` owns; write `message_timeout_ms = …`
        `unchecked_properties` sets `enabled_events`, but the runtime chooses which events it serves; leave it out
        `unchecked_properties` sets `test.mock.num.brokers`, which is about a pretended cluster; use `EmbeddedCluster` of the feature `testing`
        `unchecked_properties` sets `stats_cb`, which is a function or an object, not text; leave it out
        `unchecked_properties` has a pair without a name; write `"name" = "value"`
        `unchecked_properties` has a setting for a name in `%NAME%`; write the name itself, only its value may be a setting
        `unchecked_properties` has a NUL character in `other.property`; leave the character out
        `unchecked_properties` sets `max.in.flight` and `max.in.flight.requests.per.connection`, two names of one property; leave one of the two out
        `unchecked_properties` sets `produce.offset.report` and `topic.produce.offset.report`, two names of one property; leave one of the two out
    "#]].assert_eq(&told(
        UncheckedProperties,
        &[
            ("new.property", "1"),
            ("new.property", "2"),
            ("topic.acks", "0"),
            ("delivery.timeout.ms", "1"),
            ("enabled_events", "1"),
            ("test.mock.num.brokers", "3"),
            ("stats_cb", "x"),
            (" ", "x"),
            ("%NAME%", "x"),
            ("other.property", "a\0b"),
            ("max.in.flight", "1"),
            ("max.in.flight.requests.per.connection", "2"),
            ("produce.offset.report", "true"),
            ("topic.produce.offset.report", "true"),
        ],
    ));
    assert_eq!(kinds(Properties, &[("new.property", "1")]), [ViolationKind::UnknownWord]);
}

#[test]
fn the_two_maps_share_no_property() {
    let found = judged(&[
        (Properties, Value::Map(&[("retry.backoff.ms", "50"), ("max.in.flight", "1")])),
        (
            UncheckedProperties,
            Value::Map(&[
                ("new.property", "1"),
                ("max.in.flight.requests.per.connection", "2"),
                ("retry.backoff.ms", "%T%"),
            ]),
        ),
    ]);
    let told: Vec<_> = found.iter().map(|violation| (violation.entry, violation.to_string())).collect();
    let says = |name: &str| {
        format!("`unchecked_properties` sets `{name}`, which `properties` sets too; leave one of the two out")
    };
    assert_eq!(
        told,
        [(Some(1), says("max.in.flight.requests.per.connection")), (Some(2), says("retry.backoff.ms"))]
    );
}

#[test]
fn what_a_setting_falls_back_on_is_judged_at_once() {
    let pairs = [
        ("queue.buffering.max.messages", "${N:many}"),
        ("socket.nagle.disable", "${K:yes}"),
        ("ssl.curves.list", "${K:hush@hush}"),
        ("socket.timeout.ms", "${A:1}${B:0}000000"),
        ("debug", "${D:all}"),
        ("sasl.oauthbearer.config", "${C:@File(/run/c)}"),
        ("retry.backoff.ms", "%R%"),
        ("retry.backoff.max.ms", "${R:1000}"),
        ("topic.blacklist", "%%"),
        ("client.rack", "100%%"),
    ];
    let told = sentences(&[(Properties, Value::Map(&pairs))]);
    expect![[r#"
        `properties` sets `queue.buffering.max.messages = many`, a value it does not take; write a whole number from 0 to 2147483647 (this is the default of its setting)
        `properties` sets `socket.nagle.disable = yes`, a value it does not take; write `true` or `false` (this is the default of its setting)
        `properties` sets `socket.timeout.ms = 10000000`, a value it does not take; write a whole number from 10 to 300000 (this is the default of its setting)
    "#]]
    .assert_eq(&(told.join("\n") + "\n"));
}

#[test]
fn a_property_without_its_machinery_is_told() {
    let pairs = [("ssl.keystore.location", "x"), ("ssl.ca.certificate.stores", "Root"), ("debug", "msg")];
    for id in [Properties, UncheckedProperties] {
        let options = [(id, Value::Map(&pairs))];
        let told = judged_with(&options, Features::NONE);
        assert_eq!(
            told.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [format!(
                "`{}` sets `ssl.keystore.location`, which needs the cargo feature `ssl` of kafka-output; add it to the dependency in \
                 Cargo.toml",
                id.name()
            )]
        );
        assert_eq!(told[0].entry, Some(0));
        assert_eq!(judged_with(&options, Features::from_enabled(&["ssl"])), []);
    }
}
