//! Passwords and certificates that change while records flow: every call is acknowledged, every record is there once, in the order
//! of its key.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::process::new_folder;
use crate::support::{java, kcat};
use crate::world::{settings, world};

const MECHANISM: &str = "SCRAM-SHA-256";
const FIRST: &str = "first-password-8Qz";
const SECOND: &str = "second-password-3Wk";

/// A program that sends, and the files it reads.
struct Sender {
    process: Child,
    requests: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
    topic: String,
    folder: PathBuf,
}

impl Sender {
    fn start(by: &str, more: &[&str]) -> Self {
        let bootstrap = world().broker.bootstrap();
        let (folder, topic) = (new_folder(), world().broker.unique_topic("rotation", 3));
        // A user of its own, of the same name.
        java::set_password(bootstrap, MECHANISM, &topic, FIRST);
        write_settings(&folder, FIRST);
        write_client(&folder, "client.pem", "own.pem");
        write_client(&folder, "client.key", "own.key");
        let file = |name: &str| folder.join(name).display().to_string();
        let mut process = Command::new(env!("CARGO_BIN_EXE_rotation"))
            .args([by, &file("settings.toml")])
            .args(more)
            .envs(settings())
            .envs([
                ("TOPIC", topic.clone()),
                ("OWN_CLIENT", file("own.pem")),
                ("OWN_CLIENT_KEY", file("own.key")),
            ])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let requests = process.stdin.take().unwrap();
        let answers = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut sender = Self { process, requests, answers, topic, folder };
        sender.sends_on();
        sender
    }

    fn ask(&mut self, request: &str) -> String {
        writeln!(self.requests, "{request}").unwrap();
        self.answers.next().expect("an answer").unwrap()
    }

    /// Some dozens more calls are acknowledged.
    fn sends_on(&mut self) {
        let before: u32 = self.ask("count").parse().unwrap();
        let asked = Instant::now();
        while self.ask("count").parse::<u32>().unwrap() < before + 60 {
            assert!(asked.elapsed() < Duration::from_mins(1), "nothing is sent: {}", self.ask("said"));
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    #[track_caller]
    fn assert_reloads(&mut self, expected: &str) {
        let answer = self.ask("reload");
        assert_eq!(answer, expected);
        self.sends_on();
    }

    #[track_caller]
    fn assert_refuses(&mut self, parts: &[&str]) {
        let answer = self.ask("reload");
        println!("{answer}");
        for part in parts.iter().chain(&["refused: "]) {
            assert!(answer.contains(part), "{part}\nis not in\n{answer}");
        }
        for secret in [FIRST, SECOND, "wrong-password"] {
            assert!(!answer.contains(secret), "{answer}");
        }
        self.sends_on();
    }

    /// Ends it: every record was acknowledged, and is there once, behind those of its key that were sent before it.
    fn assert_whole(mut self) {
        let said = self.ask("said");
        assert!(!said.contains("failed"), "{said}");
        let end = self.ask("stop");
        let counts: Vec<usize> = end.split(' ').map(|count| count.parse().unwrap()).collect();
        let sent = counts[0];
        println!("{sent} records");
        assert_eq!(counts[1..], [sent, 0, 0], "{end}");
        assert!(self.process.wait().unwrap().success());
        let records = kcat::read(world().broker.bootstrap(), &self.topic, sent);
        assert_eq!(records.len(), sent);
        let mut next: BTreeMap<String, u32> = BTreeMap::new();
        for record in &records {
            let key = String::from_utf8(record.key.clone().unwrap()).unwrap();
            let number = next.entry(key).or_default();
            assert_eq!(record.value_text(), Some(&*number.to_string()));
            *number += 1;
        }
        assert_eq!(next.len(), 8);
    }
}

impl Drop for Sender {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn write_settings(folder: &std::path::Path, password: &str) {
    fs::write(folder.join("settings.toml"), format!("ROTATING_PASSWORD = '{password}'")).unwrap();
}

/// Puts a file of the world's in place of the sender's own, as a whole.
fn write_client(folder: &std::path::Path, of: &str, name: &str) {
    let new = folder.join("new");
    fs::write(&new, world().certificates.text(of)).unwrap();
    fs::rename(new, folder.join(name)).unwrap();
}

const BY_PASSWORD: &str = r#"changed ["by_password"] kept ["by_batch", "by_certificate"] producers 1"#;
const BY_CERTIFICATE: &str = r#"changed ["by_batch", "by_certificate"] kept ["by_password"] producers 1"#;
const NOTHING: &str = r#"changed [] kept ["by_batch", "by_certificate", "by_password"] producers 0"#;

#[test]
fn a_password_is_rotated_while_records_flow() {
    let mut sender = Sender::start("password", &[]);
    sender.assert_reloads(NOTHING);
    java::set_password(world().broker.bootstrap(), MECHANISM, &sender.topic, SECOND);
    // The old one is dead, which who is in already does not notice.
    sender.sends_on();
    write_settings(&sender.folder, "wrong-password");
    sender.assert_refuses(&["output `by_password`", "authentication by `scram_sha256`", "`password`"]);
    fs::write(sender.folder.join("settings.toml"), "OTHER = 'x'").unwrap();
    sender.assert_refuses(&["output `by_password`", "`ROTATING_PASSWORD`"]);
    write_settings(&sender.folder, SECOND);
    sender.assert_reloads(BY_PASSWORD);
    sender.assert_reloads(NOTHING);
    sender.assert_whole();
}

#[test]
fn certificates_are_renewed_while_records_flow() {
    let mut sender = Sender::start("certificate", &[]);
    write_client(&sender.folder, "renewed.pem", "own.pem");
    sender.assert_refuses(&["output `by_certificate`", "`ssl_key_location`", "`orders-renewed`", "together"]);
    write_client(&sender.folder, "renewed.key", "own.key");
    sender.assert_reloads(BY_CERTIFICATE);
    // From here on the brokers know the new one only.
    java::allow(world().broker.bootstrap(), &sender.topic, "CN=orders-renewed", "All");
    sender.sends_on();
    write_client(&sender.folder, "expired-client.pem", "own.pem");
    write_client(&sender.folder, "expired-client.key", "own.key");
    sender.assert_refuses(&["output `by_certificate`", "`orders`, which expired on"]);
    sender.assert_whole();
}

#[test]
fn batches_outlive_change_after_change_and_no_producer_stays_behind() {
    let mut sender = Sender::start("batch", &[]);
    for name in ["renewed", "client"].iter().cycle().take(8) {
        write_client(&sender.folder, &format!("{name}.pem"), "own.pem");
        write_client(&sender.folder, &format!("{name}.key"), "own.key");
        sender.assert_reloads(BY_CERTIFICATE);
    }
    let changed = Instant::now();
    while sender.ask("clients") != "2" {
        assert!(changed.elapsed() < Duration::from_mins(1), "{} producers", sender.ask("clients"));
        std::thread::sleep(Duration::from_millis(20));
    }
    sender.assert_whole();
}

#[test]
fn renewed_certificates_are_found_without_being_told() {
    let mut sender = Sender::start("certificate", &["1"]);
    write_client(&sender.folder, "renewed.pem", "own.pem");
    write_client(&sender.folder, "renewed.key", "own.key");
    let written = Instant::now();
    while !sender
        .ask("said")
        .contains("reloaded: output `by_batch`, output `by_certificate` changed, with 1 new producers")
    {
        assert!(written.elapsed() < Duration::from_mins(1), "{}", sender.ask("said"));
        sender.sends_on();
    }
    sender.sends_on();
    java::allow(world().broker.bootstrap(), &sender.topic, "CN=orders-renewed", "All");
    sender.sends_on();
    sender.assert_whole();
}

#[test]
fn a_start_tells_of_every_certificate_that_is_wrong() {
    let folder = new_folder();
    write_settings(&folder, FIRST);
    write_client(&folder, "client.key", "own.key");
    let file = |name: &str| folder.join(name).display().to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_rotation"))
        .args(["certificate", &file("settings.toml")])
        .envs(settings())
        .envs([
            ("TOPIC", "security"),
            ("OWN_CLIENT", &*file("own.pem")),
            ("OWN_CLIENT_KEY", &*file("own.key")),
        ])
        .env("CA", file("own.key"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    let parts = ["2 things are wrong", "output `by_certificate`", "own.pem` cannot be read", "`PRIVATE KEY`"];
    for part in parts {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
}
