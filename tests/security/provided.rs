//! `oauth_bearer_method = token_provider`: tokens of the program's own, good ones and all others; each scene is a program of its own.

use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64_URL;

use crate::support::kcat;
use crate::world::tokens::identity;
use crate::world::{settings, world};

const ACCESS_KEY: &str = "AKIDEXAMPLE";
const SECRET_KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// What the program prints, line by line; no secret is in it.
fn run(scene: &str, topic: &str, more: &[(&str, &str)]) -> Vec<String> {
    let identity_url = world().tokens.identity_url();
    let output = Command::new(env!("CARGO_BIN_EXE_tokens"))
        .arg(scene)
        .envs(settings())
        .env("TOPIC", topic)
        .envs([("IDENTITY_ENDPOINT", &*identity_url), ("IDENTITY_HEADER", identity::SECRET)])
        .envs([("AWS_ACCESS_KEY_ID", ACCESS_KEY), ("AWS_SECRET_ACCESS_KEY", SECRET_KEY)])
        // Of what the machine has, nothing is asked.
        .envs([("AWS_EC2_METADATA_DISABLED", "true"), ("AWS_CONFIG_FILE", "/nowhere")])
        .envs(more.iter().copied())
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    // It looks for its tokens in all that was logged.
    assert!(output.status.success(), "{printed}");
    println!("| {scene} | {} |", printed.lines().collect::<Vec<_>>().join(" | "));
    let given = world().tokens.given();
    for secret in given.iter().map(String::as_str).chain([SECRET_KEY, identity::SECRET]) {
        assert!(!printed.contains(secret), "a secret is seen: {secret}");
    }
    printed.lines().map(str::to_owned).collect()
}

/// The record is there.
fn assert_accepted(scene: &str, more: &[(&str, &str)]) {
    let topic = format!("provided-{scene}");
    world().broker.create_topic(&topic, 1);
    let printed = run(scene, &topic, more);
    assert_eq!(printed, ["0"]);
    let records = kcat::read(world().broker.bootstrap(), &topic, 1);
    assert_eq!(records[0].value_text(), Some("provided"));
}

/// The lines are an error that came soon and says this.
fn assert_error(lines: &[String], kind: &str, parts: &[&str]) {
    let [told, text, millis, ..] = lines else { panic!("{lines:?}") };
    assert_eq!(told, kind, "{text}");
    assert!(millis.parse::<u32>().unwrap() < 10_000, "{millis}: {text}");
    for part in parts.iter().chain(&["output `provided`", "token_provider"]) {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
}

fn assert_refused(scene: &str, more: &[(&str, &str)], parts: &[&str]) {
    let parts = [parts, &["authentication by `oauth_bearer` at 127.0.0.1"]].concat();
    assert_error(&run(scene, "security", more), "Authentication", &parts);
}

#[test]
fn a_signed_token_is_accepted() {
    assert_accepted("signed", &[]);
}

#[test]
fn a_slow_one_is_waited_for() {
    assert_accepted("slow", &[]);
}

#[test]
fn tokens_are_renewed_while_records_flow_and_none_is_lost() {
    world().broker.create_topic("provided-refreshed", 1);
    let printed = run("refreshed", "provided-refreshed", &[]);
    let [sent, asked, delivered] = &printed[..] else { panic!("{printed:?}") };
    assert!(asked.parse::<u32>().unwrap() >= 5, "{printed:?}");
    assert_eq!(delivered, sent);
    let sent: usize = sent.parse().unwrap();
    assert!(sent > 100, "{sent}");
    let records = kcat::read(world().broker.bootstrap(), "provided-refreshed", sent);
    let values: Vec<usize> = records.iter().filter_map(|record| record.value_text()?.parse().ok()).collect();
    assert_eq!(values, (0..sent).collect::<Vec<_>>());
}

#[test]
fn a_token_for_others_is_refused() {
    assert_refused("elsewhere", &[], &["check that the brokers accept the tokens", "audience"]);
}

#[test]
fn a_token_that_says_it_is_good_and_is_not_is_refused() {
    assert_refused("past", &[], &["check that the brokers accept the tokens", "when they end"]);
}

#[test]
fn a_token_that_expired_before_it_came_is_told() {
    assert_refused("expired", &[], &["its token has expired already", "`expires_at_millis` is 1000"]);
}

#[test]
fn an_empty_token_is_told() {
    assert_refused("empty", &[], &["its token is empty"]);
}

#[test]
fn a_token_with_what_no_token_has_is_told_without_it() {
    assert_refused("newline", &[], &["byte ", "RFC 6750"]);
    assert_refused("extension", &[], &["`logical-cluster` cannot be the name of its token's extension"]);
}

#[test]
fn a_provider_that_panics_is_told() {
    assert_refused("panics", &[], &["it panicked: no vault at all"]);
}

#[test]
fn a_provider_that_blocks_on_a_function_of_ours_is_told() {
    assert_refused("calls", &[], &["it says: output `blocking`", "would wait for itself"]);
}

/// Neither another client nor the end of the runtime waits for it.
fn assert_stuck(scene: &str) {
    let topic = format!("provided-{scene}");
    world().broker.create_topic(&topic, 1);
    let printed = run(scene, &topic, &[]);
    assert_eq!(printed[0], "meanwhile");
    assert_error(&printed[1..], "Authentication", &["no answer after 7 s"]);
    let report: Vec<u32> = printed[4].split(' ').map(|number| number.parse().unwrap()).collect();
    assert_eq!(report[..2], [1, 1], "one delivered, one failed");
    assert!(report[2] < 5_000, "{report:?}");
}

#[test]
fn a_provider_that_never_answers_holds_up_nobody_else() {
    assert_stuck("hangs");
}

#[test]
fn a_provider_that_blocks_its_thread_holds_up_nobody_else() {
    assert_stuck("blocks");
}

/// The error in the provider's own words, and the record that was sent when it was mended.
fn assert_mended(scene: &str) {
    let topic = format!("provided-{scene}");
    world().broker.create_topic(&topic, 1);
    let printed = run(scene, &topic, &[]);
    let refused = printed.iter().position(|line| line == "Authentication").unwrap();
    assert_error(&printed[refused..], "Authentication", &["it says: the vault is closed"]);
    assert!(printed.last().unwrap().parse::<u32>().is_ok(), "{printed:?}");
}

#[test]
fn a_provider_that_fails_is_told_and_asked_again() {
    assert_mended("fails");
}

#[test]
fn a_token_that_cannot_be_renewed_is_told_by_why() {
    assert_mended("runs-out");
}

#[test]
fn a_start_without_a_provider_is_told_at_once() {
    let printed = run("unregistered", "security", &[]);
    assert_error(
        &printed,
        "Configuration",
        &["none is registered", "`Runtime::builder().token_provider(…)`"],
    );
}

#[test]
fn a_start_that_verifies_tells_a_provider_that_fails() {
    let printed = run("verified", "security", &[]);
    assert_error(&printed, "Authentication", &["it says: the vault is closed"]);
}

#[test]
fn a_managed_identity_is_accepted() {
    assert_accepted("azure", &[]);
    assert_accepted("azure-user-assigned", &[("AZURE_CLIENT_ID", identity::USER_ASSIGNED)]);
}

#[test]
fn an_identity_that_azure_does_not_give_is_told_in_its_words() {
    assert_refused(
        "azure",
        &[("IDENTITY_HEADER", "wrong")],
        &["it says: ManagedIdentityCredential", "the secret is wrong"],
    );
    let other = [("AZURE_CLIENT_ID", "00000000-0000-0000-0000-000000000000")];
    assert_refused("azure-user-assigned", &other, &["it says: ", "has not been assigned"]);
    assert_refused("azure-unscoped", &[], &["it says: ", "`.scope(…)`"]);
    let strange = world().tokens.https_url();
    let parts =
        ["the token endpoint's certificate is signed by an authority that is not known", "`SSL_CERT_FILE`"];
    assert_refused("azure", &[("IDENTITY_ENDPOINT", &strange)], &parts);
}

#[test]
fn a_token_for_msk_is_a_signed_url() {
    let printed = run("aws-token", "security", &[("AWS_SESSION_TOKEN", "session-of-a-role")]);
    let url = String::from_utf8(BASE64_URL.decode(&printed[0]).unwrap()).unwrap();
    println!("{url}");
    let (address, query) = url.split_once('?').unwrap();
    assert_eq!(address, "https://kafka.eu-central-1.amazonaws.com/");
    let value = |name: &str| {
        let of = |pair: &str| {
            pair.split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
        };
        query.split('&').find_map(of).unwrap_or_else(|| panic!("no {name} in {url}"))
    };
    assert_eq!(value("Action"), "kafka-cluster%3AConnect");
    assert_eq!(value("X-Amz-Algorithm"), "AWS4-HMAC-SHA256");
    assert_eq!(value("X-Amz-Expires"), "900");
    assert_eq!(value("X-Amz-SignedHeaders"), "host");
    assert_eq!(value("X-Amz-Security-Token"), "session-of-a-role");
    assert!(value("X-Amz-Credential").starts_with(&format!("{ACCESS_KEY}%2F")));
    assert!(value("X-Amz-Credential").ends_with("%2Feu-central-1%2Fkafka-cluster%2Faws4_request"));
    assert_eq!(value("X-Amz-Signature").len(), 64);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
    let left = printed[1].parse::<u128>().unwrap().checked_sub(now).unwrap();
    assert!((600_000..=900_000).contains(&left), "{left}");
}

#[test]
fn the_region_of_one_cluster_is_not_that_of_another() {
    let printed = run("aws-regions", "security", &[("AWS_REGION", "us-east-1")]);
    for (token, region) in printed.iter().zip(["eu-central-1", "us-east-1"]) {
        let url = String::from_utf8(BASE64_URL.decode(token).unwrap()).unwrap();
        assert!(url.contains(&format!("%2F{region}%2Fkafka-cluster%2Faws4_request")), "{region}: {url}");
    }
    assert_eq!(printed.len(), 2);
}

#[test]
fn a_token_for_msk_is_refused_by_others() {
    assert_refused("aws", &[], &["check that the brokers accept the tokens"]);
    assert_refused("aws-unlocated", &[], &["it says: ", "`.region(…)`"]);
}
