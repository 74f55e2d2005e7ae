//! What was let in, and later is not: credentials that run out, a broker that restarts; wrong ones that a shutdown comes upon; and a program's end.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use kafka_output::{ErrorKind, kafka_output};

use crate::support::broker::Broker;
use crate::support::options::BrokerOptions;
use crate::world::{PASSWORD, USER, WRONG_PASSWORD, logs, runtime, secrets, settings, world};

#[kafka_output(
    topic = "security",
    broker_list = "%SASL%",
    protocol = sasl_plaintext,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = oidc,
    oauth_bearer_client_id = "%CLIENT_ID%",
    oauth_bearer_client_secret = "%CLIENT_SECRET%",
    oauth_bearer_token_endpoint_url = "%TOKENS%",
    // Tokens that are good for some seconds.
    oauth_bearer_scope = "brief",
)]
async fn by_brief_tokens() -> &'static str {
    "by brief tokens"
}

#[tokio::test]
async fn credentials_that_ran_out_are_told_and_new_ones_are_taken() {
    runtime();
    by_brief_tokens().await.unwrap();
    world().tokens.refuse(true);
    let refused = Instant::now();
    let error = loop {
        let called = Instant::now();
        match by_brief_tokens().await {
            Ok(_) => assert!(refused.elapsed() < Duration::from_secs(30), "they never ran out"),
            Err(error) => {
                println!("| by_brief_tokens | {:.1} s | {error} |", called.elapsed().as_secs_f32());
                assert!(called.elapsed() < Duration::from_secs(10), "{error}");
                break error;
            }
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    };
    assert_eq!(error.kind(), ErrorKind::Authentication, "{error}");
    assert!(error.to_string().contains("authentication by `oauth_bearer`"), "{error}");
    world().tokens.refuse(false);
    let allowed = Instant::now();
    while let Err(error) = by_brief_tokens().await {
        assert!(allowed.elapsed() < Duration::from_secs(30), "{error}");
    }
    println!("taken after {:?}", allowed.elapsed());
    logs::remember(format!("{error} {error:?}"));
    logs::assert_without(&secrets());
}

#[test]
fn a_broker_that_restarts_fails_no_record_early() {
    let plain = format!(
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_{USER}=\"{PASSWORD}\";"
    );
    let options = BrokerOptions::new()
        .listener("SASL", "SASL_PLAINTEXT")
        .property("listener.name.sasl.sasl.enabled.mechanisms", "PLAIN")
        .property("listener.name.sasl.plain.sasl.jaas.config", &plain);
    let broker = Broker::start_own(options);
    broker.create_topic("steady", 1);
    let mut sender = Command::new(env!("CARGO_BIN_EXE_entry"))
        .arg("steady")
        .envs([("STEADY", &*broker.address_of("SASL")), ("USER", USER), ("PASSWORD", PASSWORD)])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(sender.stdout.take().unwrap()).lines();
    for (number, line) in lines.map(Result::unwrap).enumerate() {
        assert_eq!(line, number.to_string());
        if number == 20 {
            broker.kill();
            // Longer than a refusal would be borne.
            std::thread::sleep(Duration::from_secs(6));
            broker.restart();
        }
    }
    assert!(sender.wait().unwrap().success());
}

#[test]
fn a_wrong_password_is_told_while_shutting_down() {
    let output = Command::new(env!("CARGO_BIN_EXE_entry"))
        .arg("leave")
        .envs(settings())
        .envs([("STEADY", &*world().broker.address_of("SASL")), ("PASSWORD", WRONG_PASSWORD)])
        // Another output's.
        .env("KEYTAB", world().kdc.path("orders.keytab"))
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    println!("{printed}{}", String::from_utf8_lossy(&output.stderr));
    for part in ["Authentication ", "`leaving`", "`password`", "delivered 0 failed 1 undelivered 0"] {
        assert!(printed.contains(part), "{part}\nis not in\n{printed}");
    }
    assert!(!printed.contains(WRONG_PASSWORD), "{printed}");
    assert!(printed.lines().last().unwrap().parse::<u32>().unwrap() < 10_000, "{printed}");
}

#[test]
fn openssl_stays_while_threads_of_librdkafka_may_use_it() {
    let output = Command::new(env!("CARGO_BIN_EXE_entry"))
        .arg("end")
        .envs(settings())
        .envs([("STEADY", "127.0.0.1:1"), ("KEYTAB", "/nowhere")])
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{:?}", output.status);
    assert_eq!(printed.trim(), "ends", "{printed}");
}
