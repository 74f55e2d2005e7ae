//! The other ways to link: OpenSSL built from source, and librdkafka built by `CMake`. The example `lines` is built so, and its records are there.
//!
//! The first build takes some minutes, since all of OpenSSL is compiled.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::support::kcat;
use crate::world::{PASSWORD, TOPIC, USER, WRONG_PASSWORD, logs, secrets, world};

/// Builds the example with these features of `kafka-output`, in a folder where nothing else is built.
fn build(features: &[&str]) -> PathBuf {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let target = workspace.join("target/linked");
    let features: Vec<String> = features.iter().map(|name| format!("kafka-output/{name}")).collect();
    let built = Command::new(env!("CARGO"))
        .current_dir(workspace)
        .args(["build", "--quiet", "--locked", "--package", "kafka-output-examples", "--bin", "lines"])
        .arg("--target-dir")
        .arg(&target)
        .args(["--features", &features.join(",")])
        .output()
        .unwrap();
    assert!(built.status.success(), "{features:?}: {}", String::from_utf8_lossy(&built.stderr));
    target.join("debug/lines")
}

/// Runs it with these options, which deployment gives, and one line to send.
fn run(program: &Path, options: &[(&str, &str)], line: &str) -> Output {
    let given = options.iter().map(|(option, value)| (format!("KAFKA_OUTPUT__SEND_LINES__{option}"), *value));
    let mut process = Command::new(program)
        .envs(given)
        .env("KAFKA_TOPIC", TOPIC)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    process.stdin.take().unwrap().write_all(line.as_bytes()).unwrap();
    process.wait_with_output().unwrap()
}

/// Whether the program loads the system's OpenSSL when it starts.
fn loads_openssl(program: &Path) -> bool {
    let listed = Command::new("ldd").arg(program).output().unwrap();
    assert!(listed.status.success());
    String::from_utf8_lossy(&listed.stdout).contains("libssl")
}

#[test]
fn a_program_with_openssl_from_source_or_by_cmake_finds_each_way_in() {
    let certificates = &world().certificates;
    let (authority, client, key) =
        (certificates.path("ca.pem"), certificates.path("client.pem"), certificates.path("client.key"));
    let (tls, mutual, sasl) = ["TLS", "MTLS", "SASLTLS"].map(|name| world().broker.address_of(name)).into();
    let over_tls = |brokers| vec![("PROTOCOL", "ssl"), ("BROKER_LIST", brokers)];
    // In a setting's text, `%` would begin a reference.
    let password = PASSWORD.replace('%', "%%");
    let scram = |password| {
        let tls = [("PROTOCOL", "sasl_ssl"), ("BROKER_LIST", &*sasl), ("SSL_CA_LOCATION", &*authority)];
        let user = [("AUTHENTICATION_MODE", "scram_sha512"), ("USERNAME", USER), ("PASSWORD", password)];
        [tls, user].concat()
    };
    let known = [("SSL_CA_LOCATION", &*authority)];
    let own = [("SSL_CERTIFICATE_LOCATION", &*client), ("SSL_KEY_LOCATION", &*key)];
    let accepted = [
        ("tls", [over_tls(&tls), known.into()].concat()),
        ("mutual tls", [over_tls(&mutual), known.into(), own.into()].concat()),
        ("scram", scram(&password)),
    ];
    let refused = [
        // The system's authorities, wherever this OpenSSL looks for them, do not have the tests' own.
        ("nobody's authority", over_tls(&tls), "an authority that is not known here"),
        ("wrong password", scram(WRONG_PASSWORD), "authentication"),
    ];
    for (features, loads) in [(["ssl-vendored"].as_slice(), false), (&["ssl", "cmake-build"], true)] {
        let program = build(features);
        assert_eq!(loads_openssl(&program), loads, "{features:?}");
        for (way, options) in &accepted {
            let line = format!("{way} by {features:?}");
            let output = run(&program, options, &line);
            assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
            let records = kcat::read(world().broker.bootstrap(), TOPIC, 1);
            assert!(records.iter().any(|record| record.value_text() == Some(&line)), "{line}");
        }
        for (way, options, told) in &refused {
            let output = run(&program, options, way);
            let text = String::from_utf8_lossy(&output.stderr);
            assert!(!output.status.success() && text.contains(told), "{way} by {features:?}: {text}");
            logs::remember(text.into_owned());
        }
    }
    logs::assert_without(&secrets());
}
