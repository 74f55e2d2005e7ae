//! No secret is seen: not in `Debug`, an error, a log line, a panic, or librdkafka's own list of properties.
//!
//! The program `printed` prints everything that can be printed, of outputs that have every option which the table calls a secret, from one
//! source at a time; what it printed is searched for each secret, in every form it may have taken.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use base64::Engine;
use base64::prelude::{BASE64_STANDARD as BASE64, BASE64_URL_SAFE_NO_PAD as BASE64_URL};
use kafka_output_options::OPTIONS;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::cloud::Cloud;
use super::cloud::identity;
use super::cloud::vault::Vault;
use super::planted::{LITERALS, Planted, dumped, forms, plant, setting};
use super::world::{folder, secret};

/// Runs the program with the secrets of one source, and searches what it printed.
fn search(source: &str) {
    let (folder, planted) = (folder(), plant(source));
    let names: BTreeMap<String, String> =
        planted.values.iter().map(|(option, (value, _))| (setting(option), value.clone())).collect();
    // The vault has them all; only the source `provider` refers to it.
    let vault = planted.values.iter().fold(Vault::default(), |vault, (option, (value, _))| {
        vault.with(option.replace('_', "-").leak(), secret("v1", value.clone()))
    });
    let cloud = Cloud::start(&folder, vault);
    let mut command = Command::new(env!("CARGO_BIN_EXE_printed"));
    command.arg(source).envs(cloud.app_service()).env("NO_PROXY", "127.0.0.1").env("RUST_BACKTRACE", "1");
    command.env("NOBODY", "127.0.0.1:1").env("SERVER", cloud.url()).env("CERTIFICATE", &planted.certificate);
    let in_url =
        utf8_percent_encode(&planted.values["schema_registry_password"].0, NON_ALPHANUMERIC).to_string();
    command.env("PLANT_IN_URL", in_url);
    let mut given = BTreeMap::new();
    let file = folder.join("settings.toml");
    match source {
        "setting" => given = names,
        "environment" => _ = command.envs(&names),
        "file" => {
            let lines = names.iter().map(|(name, value)| format!("{name} = {}\n", serde_json::json!(value)));
            fs::write(&file, lines.collect::<String>()).unwrap();
            command.arg(&file);
        }
        "override" => {
            // The settings have something else, and what overrides it is doubled where it must be.
            command.envs(
                names
                    .iter()
                    .map(|(name, value)| (name, if value.contains("BEGIN") { value } else { "other" })),
            );
            let outputs = [
                ("BY_PASSWORD", "password"),
                ("BY_KEY", "ssl_key_pem"),
                ("BY_KEY", "ssl_key_password"),
                ("BY_PAIR", "ssl_certificate_and_key_pem"),
                ("BY_TOKEN", "oauth_bearer_client_secret"),
                ("BY_REGISTRY", "schema_registry_password"),
                ("BY_REGISTRY_TOKEN", "schema_registry_token"),
                ("BY_REGISTRY_TOKEN", "schema_registry_key_pem"),
            ];
            assert!(planted.values.keys().all(|option| outputs.iter().any(|(_, of)| of == option)));
            for (output, option) in outputs {
                let name = format!("KAFKA_OUTPUT__{output}__{}", option.to_uppercase());
                command.env(name, &planted.values[option].0);
            }
        }
        "provider" => {
            let reference = |name: &str| format!("@Microsoft.KeyVault(VaultName=shop;SecretName={name})");
            command.envs(
                planted.values.keys().map(|option| (setting(option), reference(&option.replace('_', "-")))),
            );
        }
        source => panic!("{source}"),
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    process.stdin.take().unwrap().write_all(serde_json::json!(given).to_string().as_bytes()).unwrap();
    let output = process.wait_with_output().unwrap();
    let printed =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    fs::write(folder.join("printed.txt"), &printed).unwrap();
    assert!(output.status.success(), "{}", folder.display());
    assert_printed_all(&printed);
    look(source, &printed, planted, &cloud);
}

/// Asserts that the program did print: the end, librdkafka's properties, its debug lines, panics, and an error of each output.
fn assert_printed_all(printed: &str) {
    let all = [
        "printed everything",
        "sasl.password",
        "a panic of the function's own",
        "a panic of the provider's own",
        "output `by_password`",
        "output `by_key`",
        "output `by_pair`",
        "output `by_token`",
        "output `by_registry`",
        "output `by_registry_token`",
        "output `by_registry_url`",
        "output `by_literals`",
        // A connection of the HTTP client.
        "hyper_util::client::legacy::connect::http",
    ];
    for text in all {
        assert!(printed.contains(text), "`{text}` was not printed");
    }
}

/// Looks for each secret in what was printed.
fn look(source: &str, printed: &str, planted: Planted, cloud: &Cloud) {
    if source == "provider" {
        // The vault's TLS, which is heard by the crate `log`.
        assert!(printed.contains("log DEBUG rustls::"));
        // What was fetched is wrong for a word, a number and a list of brokers, and is not shown.
        for setting in ["WRONG_PROTOCOL", "WRONG_NUMBER", "NOBODY"] {
            assert!(
                printed.contains(&format!("(the value comes from the setting `{setting}`)")),
                "{setting}"
            );
        }
        assert_eq!(
            planted.values.keys().filter(|option| cloud.fetched(&option.replace('_', "-")) == 0).count(),
            0
        );
    }
    let literals = LITERALS.iter().map(|(option, text)| (*option, vec![(*text).to_owned()]));
    let tokens = cloud
        .tokens()
        .into_iter()
        .filter_map(|token| Some(("token", vec![token.rsplit_once('.')?.1.to_owned()])));
    let header = [("IDENTITY_HEADER", vec![identity::HEADER.to_owned()])];
    let secrets = planted.values.into_iter().map(|(option, (_, seen))| (option, seen));
    let dumps = dumped(printed);
    for (what, secrets) in secrets.chain(literals).chain(tokens).chain(header) {
        for form in secrets.iter().flat_map(|secret| forms(secret)) {
            let mut lines = printed.lines().chain(dumps.iter().map(String::as_str));
            let line = lines.find(|line| line.contains(&form));
            assert_eq!(line, None, "{what} from {source} is seen as {form}");
        }
    }
}

#[test]
fn every_secret_option_of_the_table_is_planted_as_a_literal() {
    let secrets: Vec<_> = OPTIONS.iter().filter(|row| row.secret).map(|row| row.name).collect();
    let planted: Vec<_> = LITERALS.iter().map(|(option, _)| *option).collect();
    assert_eq!(secrets, planted, "a secret option is not in the program `printed`");
    let program = include_str!("../programs/printed.rs");
    for (option, text) in LITERALS {
        assert!(program.contains(text), "{option}");
        assert!(program.contains(&format!("%{}%", setting(option))), "{option}");
    }
}

#[test]
fn every_form_of_a_secret_is_found() {
    let secret = "planted-x+5/=\"x";
    let told = [
        format!("{secret:?}"),
        format!("Basic {}", BASE64.encode(format!("ann:{secret}"))),
        format!("{{{}}}", BASE64_URL.encode(format!("a:{secret}&b"))),
        format!("http://ann:{}@host", utf8_percent_encode(secret, NON_ALPHANUMERIC)),
    ];
    for text in told {
        assert!(forms(secret).iter().any(|form| text.contains(form)), "{text}");
    }
}

#[test]
fn a_secret_in_a_dump_is_found() {
    let logged = "log TRACE some::http ThreadId(2) 4175 7468 6f72 697a 6174 696f 6e3a 2070  Authorization:.p
log TRACE some::http ThreadId(3) 4745 5420 2f20 4854 5450 2f31 2e31 0d0a 0d0a  GET./.HTTP/1.1....
log TRACE some::http ThreadId(2) 6c61 6e74 6564 2d78 2b35 2f3d 0d-- ----  lanted-x+5/=...";
    assert!(dumped(logged).iter().any(|dump| dump.contains("Authorization: planted-x+5/=")));
}

#[test]
fn no_secret_given_in_code_is_seen() {
    search("setting");
}

#[test]
fn no_secret_of_the_environment_is_seen() {
    search("environment");
}

#[test]
fn no_secret_of_a_file_is_seen() {
    search("file");
}

#[test]
fn no_secret_of_an_override_is_seen() {
    search("override");
}

#[test]
fn no_secret_of_a_vault_is_seen() {
    search("provider");
}
