//! What is fetched, by whom, how often, and what else may stand in a vault's stead.

use std::fs;

use super::cloud::identity::{CLIENT_SECRET, READER, TENANT};
use super::world::{cloud, folder, reference, run};

#[test]
fn a_program_in_azure_has_its_secrets_by_its_identity_and_without_a_line_of_code() {
    let cloud = cloud();
    for (reference, topic) in [
        (reference("topic"), "new-topic"),
        ("@Microsoft.KeyVault(VaultName=shop;SecretName=topic;SecretVersion=v1)".to_owned(), "old-topic"),
        (
            "@Microsoft.KeyVault(SecretUri=https://shop.vault.azure.net/secrets/topic/)".to_owned(),
            "new-topic",
        ),
        (
            "@Microsoft.KeyVault(SecretUri=https://shop.vault.azure.net/secrets/topic/v1)".to_owned(),
            "old-topic",
        ),
    ] {
        let mut environment = cloud.app_service();
        environment.push(("TOPIC", reference.clone()));
        for way in ["call", "start"] {
            assert_eq!(run(&[way], &environment), [topic, "second"], "{way} {reference}");
        }
    }
}

#[test]
fn a_secret_is_fetched_once_however_many_outputs_and_first_calls_there_are() {
    let cloud = cloud();
    let mut environment = cloud.app_service();
    environment.push(("TOPIC", reference("topic")));
    let told = run(&["call", "20"], &environment);
    assert_eq!((told.len(), told.iter().filter(|line| *line == "new-topic").count()), (40, 20), "{told:?}");
    assert_eq!((cloud.fetched("topic"), cloud.tokens().len()), (1, 1));
}

#[test]
fn an_override_may_be_a_reference_itself() {
    let cloud = cloud();
    let mut environment = cloud.app_service();
    environment.push(("TOPIC", "written".to_owned()));
    environment.push(("KAFKA_OUTPUT__SECOND__TOPIC", reference("topic")));
    assert_eq!(run(&["call"], &environment), ["written", "new-topic"]);
}

#[test]
fn every_identity_is_let_in_that_has_the_role() {
    let cloud = cloud();
    let mut network = cloud.network();
    network.push(("TOPIC", reference("topic")));
    let token = folder().join("token");
    fs::write(&token, CLIENT_SECRET).unwrap();
    let assigned = [("IDENTITY", READER.to_owned())];
    let metadata = [("IMDS", cloud.url())];
    let application = [
        ("IDENTITY", READER.to_owned()),
        ("TENANT", TENANT.to_owned()),
        ("CLIENT_SECRET", CLIENT_SECRET.to_owned()),
    ];
    let workload = [
        ("AZURE_CLIENT_ID", READER.to_owned()),
        ("AZURE_TENANT_ID", TENANT.to_owned()),
        ("AZURE_FEDERATED_TOKEN_FILE", token.display().to_string()),
    ];
    let mut chosen = cloud.app_service();
    chosen.push(("AZURE_CLIENT_ID", READER.to_owned()));
    let ways: [(&str, Vec<(&str, String)>); 5] = [
        ("identity", [&assigned[..], &cloud.app_service()].concat()),
        ("imds", metadata.to_vec()),
        ("application", application.to_vec()),
        ("call", workload.to_vec()),
        ("call", chosen),
    ];
    for (way, more) in ways {
        let environment = [&network[..], &more].concat();
        assert_eq!(run(&[way], &environment), ["new-topic", "second"], "{way} {more:?}");
    }
    assert_eq!(cloud.fetched("topic"), 5);
}

#[test]
fn a_vault_that_throttles_is_asked_again() {
    let cloud = cloud();
    let mut environment = cloud.app_service();
    environment.push(("TOPIC", reference("busy")));
    assert_eq!(run(&["start"], &environment), ["at-last", "second"]);
    assert_eq!(cloud.fetched("busy"), 3);
}

#[test]
fn several_providers_are_asked_in_their_order() {
    let (cloud, folder) = (cloud(), folder());
    fs::write(folder.join("in-file"), "from-file\n").unwrap();
    fs::write(folder.join("in-both"), "from-file").unwrap();
    let environment = |name: &str| {
        let mut environment = cloud.app_service();
        environment.push(("FOLDER", folder.display().to_string()));
        environment.push(("LOCAL_IN_BOTH", "from-environment".to_owned()));
        environment.push(("LOCAL_IN_ENVIRONMENT", "from-environment".to_owned()));
        environment.push(("TOPIC", reference(name)));
        environment
    };
    for (name, topic) in [
        ("in-file", "from-file"),
        ("in-both", "from-file"),
        ("in-environment", "from-environment"),
        ("topic", "new-topic"),
    ] {
        assert_eq!(run(&["local"], &environment(name)), [topic, "second"], "{name}");
    }
    let told = run(&["local"], &environment("nowhere")).join("\n");
    for part in ["nowhere` cannot be read", "no `LOCAL_NOWHERE`", "the vault has no secret `nowhere`"] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn a_file_or_a_variable_needs_no_provider() {
    let file = folder().join("topic");
    fs::write(&file, "mounted\r\n").unwrap();
    let environment = [
        ("TOPIC", format!("@File({})", file.display())),
        ("ELSEWHERE", "elsewhere".to_owned()),
        ("KAFKA_OUTPUT__SECOND__TOPIC", "@Environment(ELSEWHERE)".to_owned()),
    ];
    assert_eq!(run(&["call"], &environment), ["mounted", "elsewhere"]);
}
