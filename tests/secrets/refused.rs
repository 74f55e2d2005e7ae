//! What is said where there is no secret: whose, of which option and setting, from where, and what to do; never a value.

use super::cloud::identity::{HEADER, NO_POLICY, NO_ROLE, OTHER_TENANT};
use super::world::{cloud, folder, reference, run};

/// What the start says where the topic is this reference and the environment has more.
fn told(reference: String, more: &[(&str, String)]) -> String {
    let cloud = cloud();
    let environment = [&cloud.app_service()[..], &[("TOPIC", reference)], more].concat();
    let told = run(&["start"], &environment).join("\n");
    let seen = [HEADER.to_owned(), "hidden-".to_owned()]
        .into_iter()
        .chain(cloud.tokens())
        .find(|secret| told.contains(secret));
    assert_eq!(seen, None, "{told}");
    told
}

fn assert_told(told: &str, parts: &[&str]) {
    let of_all = [
        "Setting ",
        "output `placed`",
        "`topic`",
        "`TOPIC`",
        "refers to Key Vault",
        "shop.vault.azure.net/secrets/",
    ];
    for part in of_all.iter().chain(parts) {
        assert!(told.contains(part), "no `{part}` in: {told}");
    }
}

/// A secret, the environment, and what is said.
type Case = (&'static str, Vec<(&'static str, String)>, &'static [&'static str]);

#[test]
fn each_refusal_of_the_vault_says_what_to_do() {
    let id = |id: &str| vec![("AZURE_CLIENT_ID", id.to_owned())];
    let cases: [Case; 9] = [
        ("topic", id(OTHER_TENANT), &["401", "AKV10032", "; use an identity of the vault's own tenant"]),
        (
            "topic",
            id(NO_ROLE),
            &["403", "the managed identity may not read it", "role `Key Vault Secrets User`"],
        ),
        ("topic", id(NO_POLICY), &["403", "secret permission `Get`", "access policies"]),
        ("fenced", vec![], &["403", "firewall", "; allow its network"]),
        ("disabled", vec![], &["403", "is disabled", "; enable `disabled`"]),
        ("missing", vec![], &["404", "no secret `missing`", "; check the name"]),
        ("too-busy", vec![], &["429", "too many requests", "; start fewer"]),
        ("expired", vec![], &["has expired on 2001-09-10T01:46:40Z", "; store a new version of `expired`"]),
        ("not-yet", vec![], &["good only from 2096-10-02T07:06:40Z", "; set an earlier date"]),
    ];
    for (name, more, parts) in cases {
        let told = told(reference(name), &more);
        assert_told(&told, &[parts, &[name]].concat());
        // A vault that says no says it again.
        assert_eq!(told.contains("Setting retriable "), name == "too-busy", "{told}");
    }
}

#[test]
fn a_version_that_is_not_there_is_named() {
    let reference = "@Microsoft.KeyVault(VaultName=shop;SecretName=topic;SecretVersion=v9)".to_owned();
    assert_told(&told(reference, &[]), &["404", "no secret `topic` with version `v9`"]);
}

#[test]
fn a_vault_that_is_not_there_or_no_vault_is_told() {
    let told_of =
        |host: &str| told(format!("@Microsoft.KeyVault(SecretUri=https://{host}/secrets/topic)"), &[]);
    let unreachable = told_of("nowhere.vault.azure.net");
    for part in [
        "Setting retriable ",
        "`https://nowhere.vault.azure.net/secrets/topic` could not be fetched",
        "cannot be reached",
        "; check its name",
    ] {
        assert!(unreachable.contains(part), "{unreachable}");
    }
    let foreign = told_of("others.vault.azure.net");
    assert!(foreign.contains("a token of a service that does not own this host"), "{foreign}");
    assert!(!foreign.contains("retriable"), "{foreign}");
}

#[test]
fn an_authority_nobody_knows_is_told_at_once() {
    // The file of authorities is another's.
    let mine = cloud();
    let authority = mine.network().into_iter().find(|(name, _)| *name == "SSL_CERT_FILE").unwrap();
    let told = told(reference("topic"), &[authority]);
    assert_told(
        &told,
        &["the vault's certificate is signed by an authority that is not known here", "`SSL_CERT_FILE`"],
    );
    assert!(!told.contains("retriable") && !told.contains("UnknownIssuer"), "{told}");
}

#[test]
fn a_program_without_an_identity_is_told_so() {
    let unassigned = told(reference("topic"), &[("AZURE_CLIENT_ID", "nobody".to_owned())]);
    assert_told(
        &unassigned,
        &["no token of the managed identity", "No User Assigned", "; assign an identity", "AZURE_CLIENT_ID"],
    );
    let wrong_header = told(reference("topic"), &[("IDENTITY_HEADER", "wrong".to_owned())]);
    assert_told(&wrong_header, &["no token of the managed identity", "401"]);
    // Nobody listens at port 1.
    let silent =
        told(reference("topic"), &[("IDENTITY_ENDPOINT", "http://127.0.0.1:1/msi/token".to_owned())]);
    assert_told(&silent, &["no token of the managed identity", "; assign an identity"]);
    let tokenless = [("AZURE_FEDERATED_TOKEN_FILE", folder().join("none").display().to_string())];
    assert_told(&told(reference("topic"), &tokenless), &["no token of the workload identity"]);
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let told = run(&["start"], &[("TOPIC", "@File(/no/such/secret)".to_owned())]).join("\n");
    for part in [
        "output `placed`",
        "`topic`: the setting `TOPIC` refers to a file, but the file `/no/such/secret` cannot be read",
        "; check its path",
    ] {
        assert!(told.contains(part), "{told}");
    }
    let told = run(&["start"], &[("TOPIC", "@Environment(NO_SUCH_VARIABLE)".to_owned())]).join("\n");
    assert!(
        told.contains("refers to the environment, but the environment has no `NO_SUCH_VARIABLE`; set it"),
        "{told}"
    );
}
