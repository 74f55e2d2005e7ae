//! A virtual machine: its identity is asked for at `169.254.169.254`, which only a network of its own has.

use std::io::Write;
use std::process::Command;

use super::cloud::IMDS;
use super::cloud::identity::{NO_ROLE, READER, SYSTEM};
use super::world::{FOLDERS, cloud, reference, run};

/// Starts the test behind in a network where the address is this machine's own: as root, or as root of a namespace of users.
#[test]
fn the_identity_of_a_machine_is_that_of_its_metadata_service() {
    let script = format!(
        "PATH=$PATH:/usr/sbin:/sbin && ip link set lo up && ip address add {IMDS}/32 dev lo && exec \"$@\""
    );
    let ways: [&[&str]; 2] = [&["--net"], &["--map-root-user", "--net"]];
    let possible = ways.into_iter().find(|way| {
        let tried = Command::new("unshare").args(*way).args(["sh", "-c", &script, "sh", "true"]).output();
        tried.is_ok_and(|tried| tried.status.success())
    });
    let Some(way) = possible else {
        // Not by `println!`, of which nobody sees anything when a test passes.
        let why = "SKIPPED: no network of its own can be made here; it takes unshare, ip, and root or namespaces of users";
        writeln!(std::io::stderr(), "{why}").unwrap();
        return;
    };
    let me = std::env::current_exe().unwrap();
    let output = Command::new("unshare")
        .args(way)
        .args(["sh", "-c", &script, "sh"])
        .arg(me)
        .args(["--exact", "machine::within_its_network", "--ignored", "--nocapture"])
        .env(FOLDERS, "machine")
        .output()
        .unwrap();
    let told =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.contains("1 passed"), "{told}");
}

#[test]
#[ignore = "the test above starts it, in its network"]
fn within_its_network() {
    let cloud = cloud();
    cloud.at_metadata_address();
    let of = |more: &[(&'static str, String)]| {
        // No proxy leads to the machine's own service.
        let nowhere = ("HTTP_PROXY", "http://127.0.0.1:1".to_owned());
        [&cloud.network()[..], &[("TOPIC", reference("topic")), nowhere], more].concat()
    };
    let named = |id: &str| of(&[("AZURE_CLIENT_ID", id.to_owned())]);
    // The service refuses who does not say `Metadata: true`, and the vault a token for another resource.
    assert_eq!(run(&["start"], &of(&[])), ["new-topic", "second"]);
    assert_eq!(run(&["start"], &named(READER)), ["new-topic", "second"]);
    let refused = run(&["start"], &named(NO_ROLE)).join("\n");
    assert!(refused.contains("the managed identity may not read it (403)"), "{refused}");
    let unknown = run(&["start"], &named("nobody")).join("\n");
    assert!(
        unknown.contains("no token of the managed identity") && unknown.contains("Identity not found"),
        "{unknown}"
    );

    let hub = "https://shop.servicebus.windows.net";
    assert_eq!(run(&["token"], &of(&[])), [format!("{hub} {SYSTEM}")]);
    assert_eq!(run(&["token"], &named(READER)), [format!("{hub} {READER}")]);
    let unknown = run(&["token"], &named("nobody")).join("\n");
    assert!(unknown.contains("has not been assigned to this resource"), "{unknown}");
}
