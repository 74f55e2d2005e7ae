//! Kerberos, as programs of their own: each has its realm and its tickets in its environment.

use std::process::{Command, Stdio};

use crate::support::kcat;
use crate::world::{TOPIC, WRONG_PASSWORD, settings, world};

/// What the program prints, with the keytab of this name.
fn run(way: &str, keytab: &str, more: &[(&str, &str)]) -> String {
    let kdc = &world().kdc;
    let tickets = format!(
        "FILE:{}",
        kdc.path(&format!("tickets-{way}-{keytab}-{}", more.first().map_or("", |(_, value)| value)))
    );
    let output = Command::new(env!("CARGO_BIN_EXE_entry"))
        .arg(way)
        .envs(settings())
        .envs(kdc.environment())
        .env("KRB5CCNAME", tickets)
        .env("KEYTAB", kdc.path(keytab))
        .envs(more.iter().copied())
        // The `kinit` that librdkafka runs complains there.
        .stderr(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn assert_accepted(way: &str, value: &str) {
    let printed = run(way, "orders.keytab", &[]);
    let offset: i64 = printed.trim().parse().unwrap_or_else(|_| panic!("{printed}"));
    let records = kcat::read(world().broker.bootstrap(), TOPIC, 1);
    let record = records.iter().find(|record| record.offset == offset).unwrap();
    assert_eq!(record.value_text(), Some(value));
}

/// The advice where Kerberos says nothing in particular.
const CLIENT: [&str; 4] = ["there is no ticket", "`kerberos_keytab`", "`kerberos_principal`", "`kinit`"];

fn assert_refused(way: &str, keytab: &str, more: &[(&str, &str)], parts: &[&str]) {
    let printed = run(way, keytab, more);
    println!("| {way} {keytab} {more:?} | {printed} |");
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines[0], "Authentication", "{printed}");
    for part in ["authentication", "`gssapi`", "127.0.0.1"].iter().chain(parts) {
        assert!(lines[1].contains(part), "{part}\nis not in\n{printed}");
    }
    assert!(lines.last().unwrap().parse::<u32>().unwrap() < 10_000, "{printed}");
}

#[test]
fn a_keytab_is_accepted() {
    assert_accepted("plaintext", "gssapi");
}

#[test]
fn a_keytab_is_accepted_by_tls() {
    assert_accepted("tls", "gssapi_by_tls");
}

#[test]
fn a_keytab_of_an_older_key_is_refused() {
    assert_refused("plaintext", "old.keytab", &[], &CLIENT);
    assert_refused("tls", "old.keytab", &[], &CLIENT);
}

#[test]
fn a_keytab_that_is_not_there_and_one_that_is_none_are_told_at_once() {
    let certificate = world().certificates.path("ca.pem");
    for (more, part) in [
        (vec![], "gone.keytab` cannot be read: "),
        (vec![("KEYTAB", certificate.as_str())], "ca.pem` is no keytab; "),
    ] {
        let printed = run("tls", "gone.keytab", &more);
        println!("{printed}");
        assert!(printed.starts_with("Authentication\n"), "{printed}");
        for part in ["`kerberos_keytab`: ", part, "the setting `KEYTAB`"] {
            assert!(printed.contains(part), "{part}\nis not in\n{printed}");
        }
        assert!(printed.lines().last().unwrap().parse::<u32>().unwrap() < 1_000, "{printed}");
    }
}

#[test]
fn a_keytab_of_another_principal_and_an_unknown_realm_are_refused() {
    for principal in ["others@KAFKA.TEST", "orders@NOWHERE.TEST"] {
        assert_refused("plaintext", "orders.keytab", &[("PRINCIPAL", principal)], &CLIENT);
    }
}

#[test]
fn a_service_of_another_name_is_refused() {
    assert_refused(
        "tls",
        "orders.keytab",
        &[("SERVICE", "other")],
        &[
            "the KDC does not know the brokers by this name",
            "`kerberos_service_name`",
            "other/127.0.0.1@KAFKA.TEST",
        ],
    );
}

#[test]
fn verified_brokers_that_do_not_let_us_in_are_in_one_error_at_once() {
    let more = [("STEADY", world().broker.address_of("SASL")), ("PASSWORD", WRONG_PASSWORD.to_owned())];
    let printed = run("verify", "old.keytab", &more.each_ref().map(|(name, value)| (*name, value.as_str())));
    println!("{printed}");
    for part in
        ["output `gssapi`", "output `gssapi_by_tls`", "output `steady`", "`gssapi`", "`plain`", "kinit"]
    {
        assert!(printed.contains(part), "{part}\nis not in\n{printed}");
    }
    assert!(!printed.contains(WRONG_PASSWORD), "{printed}");
    assert!(printed.lines().last().unwrap().parse::<u32>().unwrap() < 10_000, "{printed}");
}
