//! The ground the other tests stand on: the broker is real, and both readers give back exactly what was sent.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::broker::Broker;
use crate::support::consume::{ReadRecord, TimestampType, read_all};
use crate::support::java::{self, NewRecord};
use crate::support::kcat;
use crate::support::options::BrokerOptions;

/// Reads with both readers, which must agree.
fn read_by_both(broker: &Broker, topic: &str, expected: usize) -> Vec<ReadRecord> {
    let records = kcat::read(broker.bootstrap(), topic, expected);
    assert_eq!(records, java::read(broker.bootstrap(), topic, expected));
    records
}

#[test]
fn both_readers_give_back_every_byte_that_kcat_sent() {
    let broker = Broker::shared();
    let topic = broker.unique_topic("from-kcat", 3);
    let value: Vec<u8> = (0..=255).collect();
    let file = broker.folder().join("every-byte");
    fs::write(&file, &value).unwrap();
    let key = OsStr::from_bytes(b"k\xfe,=\n\"\\");
    let header = OsStr::from_bytes(b"h=v\xff,h=w");
    let words =
        ["-p", "2", "-H", "h=1", "-H", "none", "-H", "empty=", "-H", "text=NULL", "-k"].map(OsStr::new);
    let mut arguments = words.to_vec();
    arguments.extend([key, OsStr::new("-H"), header, file.as_os_str()]);
    kcat::produce(broker.bootstrap(), &topic, &arguments, b"");

    let records = read_by_both(broker, &topic, 1);

    assert_eq!(records.len(), 1);
    let record = &records[0];
    assert_eq!((record.partition, record.offset), (2, 0));
    assert_eq!(record.key.as_deref(), Some(&b"k\xfe,=\n\"\\"[..]));
    assert_eq!(record.value, Some(value));
    let headers: Vec<_> =
        record.headers.iter().map(|(name, value)| (name.as_str(), value.as_deref())).collect();
    assert_eq!(
        headers,
        [
            ("h", Some(&b"1"[..])),
            ("none", None),
            ("empty", Some(b"")),
            ("text", Some(b"NULL")),
            ("h", Some(b"v\xff,h=w")),
        ]
    );
}

#[test]
fn both_readers_give_back_every_byte_that_java_sent() {
    let broker = Broker::shared();
    let topic = broker.unique_topic("from-java", 2);
    let every_byte: Vec<u8> = (0..=255).collect();
    let headers = [
        ("größe", Some(&every_byte[..])),
        ("", Some(b"no name")),
        ("a", None),
        ("a", Some(b"")),
        ("a", Some(b"\0")),
    ];
    let sent = NewRecord {
        partition: Some(1),
        timestamp_ms: Some(1_234_567_890_123),
        key: Some(&every_byte),
        value: Some(&every_byte),
        headers: &headers,
    };
    assert_eq!(java::send(broker.bootstrap(), &topic, &sent), (1, 0));

    let records = read_by_both(broker, &topic, 1);

    let expected = ReadRecord {
        partition: 1,
        offset: 0,
        timestamp_ms: 1_234_567_890_123,
        timestamp_type: TimestampType::Create,
        key: Some(every_byte.clone()),
        value: Some(every_byte.clone()),
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), value.map(Vec::from))).collect(),
    };
    assert_eq!(records, [expected]);
}

#[test]
fn null_and_empty_are_told_apart_in_keys_and_values() {
    let broker = Broker::shared();
    let topic = broker.unique_topic("null-and-empty", 1);
    let cases =
        [(None, Some("v")), (Some(""), Some("v")), (Some("k"), None), (Some("k"), Some("")), (None, None)];
    for (key, value) in cases {
        let (key, value) = (key.map(str::as_bytes), value.map(str::as_bytes));
        java::send(broker.bootstrap(), &topic, &NewRecord { key, value, ..NewRecord::default() });
    }
    kcat::produce(broker.bootstrap(), &topic, &["-Z", "-K:"], b"tombstone:\n");

    let records = read_by_both(broker, &topic, 6);

    let read: Vec<_> = records[..5].iter().map(|record| (record.key_text(), record.value_text())).collect();
    assert_eq!(read, cases);
    assert_eq!((records[5].key_text(), records[5].value_text()), (Some("tombstone"), None));
}

#[test]
fn a_topic_has_its_partitions_and_settings_and_none_is_made_by_mistake() {
    let broker = Broker::shared();
    broker.create_topic_with("stamped-by-the-broker", 4, &[("message.timestamp.type", "LogAppendTime")]);
    let sent = NewRecord { timestamp_ms: Some(1), value: Some(b"v"), ..NewRecord::default() };
    java::send(broker.bootstrap(), "stamped-by-the-broker", &sent);

    let records = read_by_both(broker, "stamped-by-the-broker", 1);

    assert_eq!(records[0].timestamp_type, TimestampType::LogAppend);
    assert!(records[0].timestamp_ms > 1_700_000_000_000);
    let list = kcat::metadata(broker.bootstrap(), 15, &["-t", "stamped-by-the-broker"]).unwrap();
    assert!(list.contains("with 4 partitions"), "{list}");
    let _ = kcat::metadata(broker.bootstrap(), 1, &["-t", "mistyped"]);
    assert!(!kcat::metadata(broker.bootstrap(), 15, &[]).unwrap().contains("mistyped"));
}

#[test]
fn a_killed_and_restarted_broker_has_its_records_and_its_address() {
    let broker = Broker::start_own(BrokerOptions::new());
    let topic = broker.unique_topic("kept", 1);
    kcat::produce(broker.bootstrap(), &topic, &[] as &[&str], b"before\n");

    broker.kill();
    assert_eq!(broker.process_id(), None);
    assert!(kcat::metadata(broker.bootstrap(), 1, &[]).is_err());
    broker.restart();
    kcat::produce(broker.bootstrap(), &topic, &[] as &[&str], b"after\n");

    let values: Vec<_> = read_by_both(&broker, &topic, 2).into_iter().map(|record| record.value).collect();
    assert_eq!(values, [Some(b"before".to_vec()), Some(b"after".to_vec())]);
    broker.create_topic("made-after-the-restart", 1);
}

#[test]
fn a_paused_broker_is_silent_until_it_is_resumed() {
    let broker = Broker::start_own(BrokerOptions::new());
    let topic = broker.unique_topic("paused", 1);

    broker.pause();
    assert!(kcat::metadata(broker.bootstrap(), 1, &[]).is_err());
    broker.resume();

    kcat::produce(broker.bootstrap(), &topic, &[] as &[&str], b"v\n");
    assert_eq!(read_all(broker.bootstrap(), &topic, 1).len(), 1);
}

#[test]
fn a_broker_of_its_own_has_the_listeners_users_and_properties_asked_for() {
    // Something must answer there: librdkafka may put its next question to a broker it has just been told of.
    let elsewhere = Broker::shared().bootstrap();
    let scram = "org.apache.kafka.common.security.scram.ScramLoginModule required;";
    let options = BrokerOptions::new()
        .listener("LOGIN", "SASL_PLAINTEXT")
        .property("listener.name.login.sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN")
        .property("listener.name.login.scram-sha-512.sasl.jaas.config", scram)
        .property(
            "listener.name.login.plain.sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required user_ada=\"pass\";",
        )
        .scram_user("SCRAM-SHA-512", "ada", "pass")
        .advertised_listener("PROXIED", "PLAINTEXT", elsewhere)
        .property("num.partitions", "7")
        .java_option("-Dsome.option=1");
    let broker = Broker::start_own(options);
    let address = broker.address_of("LOGIN");
    let list_as_ada = |password, seconds| {
        let password = format!("sasl.password={password}");
        let settings =
            ["security.protocol=SASL_PLAINTEXT", "sasl.mechanism=PLAIN", "sasl.username=ada", &password];
        let arguments: Vec<&str> = settings.iter().flat_map(|setting| ["-X", setting]).collect();
        kcat::metadata(&address, seconds, &arguments)
    };

    assert!(list_as_ada("pass", 15).unwrap().contains(&address));
    assert!(list_as_ada("wrong", 1).is_err());
    let proxied = kcat::metadata(&broker.address_of("PROXIED"), 15, &[]).unwrap();
    assert!(proxied.contains(&format!("at {elsewhere} ")), "{proxied}");
}

#[test]
fn a_killed_test_process_leaves_no_broker_and_no_folder_behind() {
    let mut tests = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "support_works::holds_a_broker_until_it_is_killed", "--nocapture"])
        .env("HOLD_A_BROKER", "1")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(tests.stdout.take().unwrap()).lines().map(Result::unwrap);
    let line = lines.find_map(|line| line.split_once("broker ").map(|(_, rest)| rest.to_owned())).unwrap();
    let (process, folder) = line.split_once(' ').unwrap();
    let process = Path::new("/proc").join(process);
    assert!(process.join("cmdline").exists());

    tests.kill().unwrap();
    tests.wait().unwrap();

    let deadline = Instant::now() + Duration::from_secs(20);
    // A dead process that nobody has waited for still has its number, but no command line.
    while Path::new(folder).exists() || fs::read(process.join("cmdline")).is_ok_and(|line| !line.is_empty()) {
        assert!(Instant::now() < deadline, "{process:?} or {folder} is still there");
        sleep(Duration::from_millis(50));
    }
}

/// The other half of the test above, which runs it in a process that it can kill.
#[test]
fn holds_a_broker_until_it_is_killed() {
    if std::env::var_os("HOLD_A_BROKER").is_some() {
        let broker = Broker::shared();
        println!("broker {} {}", broker.process_id().unwrap(), broker.folder().display());
        sleep(Duration::from_mins(1));
    }
}
