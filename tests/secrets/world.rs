//! A vault with secrets of every kind, a broker for those who fetch, and the programs that do.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use kafka_output::testing::EmbeddedCluster;

use super::certificates;
use super::cloud::Cloud;
use super::cloud::vault::{Secret, State, Vault};

/// The broker, as long as this process lives.
pub fn cluster() -> &'static EmbeddedCluster {
    static CLUSTER: LazyLock<EmbeddedCluster> = LazyLock::new(|| EmbeddedCluster::start().unwrap());
    &CLUSTER
}

/// The variable that names the folders of this process.
pub const FOLDERS: &str = "TESTS_FOLDERS";

/// An empty folder of one test.
pub fn folder() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    // The next run has the same, so nothing piles up; a test in a process of its own has others.
    let of = std::env::var(FOLDERS).unwrap_or_else(|_| "secrets".to_owned());
    let name = format!("{of}-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A version of a secret.
pub fn secret(version: &'static str, value: impl Into<String>) -> Secret {
    Secret { version, value: value.into(), ..Secret::default() }
}

/// A cloud of one test, whose vault has a secret of every kind.
pub fn cloud() -> Cloud {
    let of = |value: &str, state| Secret { state, ..secret("v1", value) };
    let vault = Vault::default()
        .with("topic", secret("v1", "old-topic"))
        .with("topic", secret("v2", "new-topic"))
        .with("disabled", of("hidden-1", State::Disabled))
        .with("expired", of("hidden-2", State::Expired))
        .with("not-yet", of("hidden-3", State::NotYet))
        .with("fenced", of("hidden-4", State::BehindFirewall))
        .with("busy", of("at-last", State::Throttled(2)))
        .with("too-busy", of("hidden-5", State::Throttled(u32::MAX)))
        .with("pair", certificates::pair_in_pem())
        .with("certificate", certificates::pair_in_pkcs12())
        .with("broken", certificates::broken_pkcs12());
    Cloud::start(&folder(), vault)
}

/// A reference to a secret of the vault.
pub fn reference(name: &str) -> String {
    format!("@Microsoft.KeyVault(VaultName=shop;SecretName={name})")
}

/// What the program `vault` says, in lines.
pub fn run(arguments: &[&str], environment: &[(&str, String)]) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vault"));
    command.args(arguments).env("KAFKA_BROKERS", cluster().brokers());
    // What a developer's machine, or this one, may have.
    for name in
        ["NO_PROXY", "no_proxy", "https_proxy", "ALL_PROXY", "HTTP_PROXY", "http_proxy", "AZURE_CLIENT_ID"]
    {
        command.env_remove(name);
    }
    let output = command.envs(environment.iter().map(|(name, value)| (name, value))).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}
