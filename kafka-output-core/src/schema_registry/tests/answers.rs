//! What is asked, and what each answer comes to.

use kafka_output_options::OptionId;

use super::fake::Fake;
use super::{ORDER, ask, output};
use crate::error::ErrorKind;

const REGISTERED: &str = r#"{"id": 258}"#;

#[test]
fn a_schema_is_registered_and_its_id_stands_behind_a_zero() {
    let fake = Fake::always(200, REGISTERED);

    let frame = ask(&output(&fake.url, &[]), ORDER).unwrap();

    assert_eq!(*frame.head, [0, 0, 0, 1, 2]);
    let [request] = &fake.requests()[..] else { panic!("{:?}", fake.requests()) };
    assert_eq!(request.line(), "POST /subjects/orders-value/versions");
    let body: serde_json::Value = serde_json::from_str(&request.body).unwrap();
    assert_eq!(
        body,
        serde_json::json!({ "schema": ORDER }),
        "Avro needs no type, which old registries do not know"
    );
}

#[test]
fn each_way_of_asking() {
    let line = |options: &[(OptionId, &str)]| {
        let fake = Fake::always(200, r#"{"id": 1, "schema": "{}", "version": 1}"#);
        let _ = ask(&output(&fake.url, options), ORDER);
        fake.requests()[0].line()
    };
    assert_eq!(
        line(&[(OptionId::NormalizeSchemas, "true")]),
        "POST /subjects/orders-value/versions?normalize=true"
    );
    assert_eq!(line(&[(OptionId::AutoRegisterSchemas, "false")]), "POST /subjects/orders-value");
    assert_eq!(line(&[(OptionId::UseLatestVersion, "true")]), "GET /subjects/orders-value/versions/latest");
    assert_eq!(line(&[(OptionId::SubjectNameStrategy, "record_name")]), "POST /subjects/shop.Order/versions");
    assert_eq!(
        line(&[(OptionId::SubjectNameStrategy, "topic_record_name")]),
        "POST /subjects/orders-shop.Order/versions"
    );
}

#[test]
fn the_newest_schema_may_be_the_outputs_own() {
    let body =
        serde_json::json!({ "subject": "orders-value", "version": 3, "id": 7, "schema": ORDER }).to_string();
    let fake = Fake::start(move |_, _| (200, body.clone()));

    let frame = ask(&output(&fake.url, &[(OptionId::UseLatestVersion, "true")]), ORDER).unwrap();

    assert_eq!(*frame.head, [0, 0, 0, 0, 7]);
    assert!(frame.recode.is_none());
}

#[test]
fn credentials_are_shown_to_the_registry_alone() {
    let shown = |url: &str, options: &[(OptionId, &str)]| {
        let fake = Fake::always(401, r#"{"error_code": 401, "message": "Unauthorized"}"#);
        let fault = ask(&output(&fake.url.replace("http://", url), options), ORDER).unwrap_err();
        assert!(!fault.message.contains("hunter2"), "{}", fault.message);
        assert!(fault.message.contains("does not know who asks (401"), "{}", fault.message);
        fake.requests()[0].authorization.clone()
    };
    let basic = Some("Basic YW5uOmh1bnRlcjI=".to_owned());
    let user = [(OptionId::SchemaRegistryUsername, "ann"), (OptionId::SchemaRegistryPassword, "hunter2")];
    assert_eq!(shown("http://", &[]), None);
    assert_eq!(shown("http://", &user), basic);
    assert_eq!(shown("http://ann:hunter2@", &[]), basic);
    // What a URL has to escape: `a/n+n` and `hunter2/+`.
    let escaped = Some("Basic YS9uK246aHVudGVyMi8r".to_owned());
    assert_eq!(shown("http://a%2Fn%2bn:hunter2%2F+@", &[]), escaped);
    assert_eq!(
        shown("http://", &[(OptionId::SchemaRegistryToken, "hunter2")]),
        Some("Bearer hunter2".to_owned())
    );
}

#[test]
fn what_a_gateway_repeats_of_a_secret_is_not_told() {
    let user = [(OptionId::SchemaRegistryUsername, "ann"), (OptionId::SchemaRegistryPassword, "hunter2")];
    let token = [(OptionId::SchemaRegistryToken, "hunter2")];
    let (basic, bearer) = ("Basic YW5uOmh1bnRlcjI=", "Bearer hunter2");
    for (options, shown, secret) in [(&user[..], basic, "YW5uOmh1bnRlcjI"), (&token[..], bearer, "hunter2")] {
        for (status, body) in [
            (401, format!(r#"{{"message": "nobody is {shown}"}}"#)),
            (401, format!("<html>{} {shown}", "-".repeat(180))),
            (200, format!(r#"{{"headers": {{"authorization": "{shown}"}}}}"#)),
            (200, format!("<html>{shown}")),
        ] {
            let fake = Fake::start(move |_, _| (status, body.clone()));
            let fault = ask(&output(&fake.url, options), ORDER).unwrap_err();
            assert!(!fault.message.contains(&secret[..7]), "{}", fault.message);
            assert!(fault.message.contains("***"), "{}", fault.message);
        }
    }
}

#[test]
fn each_url_is_shown_its_own_user() {
    let shown = |users: [&str; 2], options: &[(OptionId, &str)]| {
        let passing = Fake::always(503, r#"{"error_code": 50003, "message": "not the leader"}"#);
        let answering = Fake::always(200, r#"{"id": 7}"#);
        let [one, other] = [(&passing, users[0]), (&answering, users[1])]
            .map(|(fake, user)| fake.url.replace("http://", &format!("http://{user}")));
        ask(&output(&format!("{one}, {other}"), options), ORDER).unwrap();
        [passing, answering].map(|fake| fake.requests()[0].authorization.clone().unwrap_or_default())
    };
    let (ann, bob) = ("Basic YW5uOmh1bnRlcjI=", "Basic Ym9iOmh1bnRlcjM=");
    assert_eq!(shown(["ann:hunter2@", "bob:hunter3@"], &[]), [ann, bob]);
    assert_eq!(shown(["ann:hunter2@", ""], &[]), [ann, ""]);
    assert_eq!(shown(["", "ann:hunter2@"], &[]), ["", ann]);
    let user = [(OptionId::SchemaRegistryUsername, "ann"), (OptionId::SchemaRegistryPassword, "hunter2")];
    assert_eq!(shown(["", ""], &user), [ann, ann]);
}

#[test]
fn every_refusal_names_subject_and_registry_and_a_way_out() {
    let told = |status, body, options: &[(OptionId, &str)]| {
        let fake = Fake::always(status, body);
        let fault = ask(&output(&fake.url, options), ORDER).unwrap_err();
        assert_eq!(fault.kind, ErrorKind::SchemaRegistry);
        let at = format!("subject `orders-value` at the schema registry {}: ", fake.url);
        let rest = fault.message.strip_prefix(&at).unwrap_or_else(|| panic!("{}", fault.message)).to_owned();
        assert!(rest.contains("; "), "no way out: {rest}");
        (rest, fault.retriable, fake.requests().len())
    };
    let look_up = [(OptionId::AutoRegisterSchemas, "false")];
    let latest = [(OptionId::UseLatestVersion, "true")];

    let (said, retriable, requests) =
        told(409, r#"{"error_code": 409, "message": "missing default of `total`"}"#, &[]);
    assert!(
        said.starts_with(
            "the schema is incompatible with the subject's earlier ones (409: missing default of `total`)"
        ),
        "{said}"
    );
    assert!(!retriable && requests == 1);
    let (said, _, _) = told(422, r#"{"error_code": 42201, "message": "Invalid schema"}"#, &[]);
    assert!(said.starts_with("it cannot use the schema (42201: Invalid schema)"), "{said}");
    let (said, _, _) = told(403, r#"{"error_code": 403, "message": "denied"}"#, &[]);
    assert!(
        said.starts_with("it does not allow this (403: denied); give the user the right to register"),
        "{said}"
    );
    let (said, _, _) = told(404, r#"{"error_code": 40403, "message": "Schema not found"}"#, &look_up);
    assert!(
        said.starts_with("it does not have this schema (40403: Schema not found); register it first"),
        "{said}"
    );
    let (said, _, _) = told(404, r#"{"error_code": 40401, "message": "Subject not found"}"#, &latest);
    assert!(said.starts_with("it has no schema there to use (40401"), "{said}");
    let (said, _, _) = told(404, "<html>\n  <b>Not Found</b></html>", &[]);
    assert!(said.starts_with("nothing is there (404: <html> <b>Not Found</b></html>)"), "{said}");
    for options in [look_up, latest] {
        let (said, _, _) = told(404, "<html>\n  <b>Not Found</b></html>", &options);
        assert!(said.starts_with("nothing is there (404: "), "{said}");
        assert!(said.contains("`/apis/ccompat/v7` of Apicurio, and that the schema is registered"), "{said}");
    }
    let (said, retriable, _) = told(200, "<html>hello</html>", &[]);
    assert!(
        said.starts_with("it answered what is no answer of a schema registry (<html>hello</html>)"),
        "{said}"
    );
    assert!(!retriable);
    let (said, _, _) = told(200, r#"{"ok": true}"#, &[]);
    assert!(said.contains("no answer of a schema registry"), "{said}");
    let (said, _, _) = told(418, "", &[]);
    assert!(said.starts_with("it refused (418: )"), "{said}");
    let (said, retriable, requests) = told(503, r#"{"error_code": 50301, "message": "starting"}"#, &[]);
    assert!(said.starts_with("it is in trouble (503: starting), also after several tries"), "{said}");
    assert!(retriable && requests == 4, "{requests} requests");
}

#[test]
fn a_token_that_no_header_can_hold_is_an_error_of_its_option() {
    let fake = Fake::always(200, r#"{"id": 7}"#);
    for token in ["hunter2\n", "hunter2\r\n", "hunt\u{e9}r2"] {
        let fault = ask(&output(&fake.url, &[(OptionId::SchemaRegistryToken, token)]), ORDER).unwrap_err();
        assert_eq!(fault.kind, ErrorKind::Configuration);
        assert!(fault.message.contains("`schema_registry_token` holds a line end"), "{}", fault.message);
        assert!(!fault.message.contains("hunt"), "{}", fault.message);
    }
    assert!(fake.requests().is_empty());
}

#[test]
fn a_dead_registry_is_told_with_every_url() {
    let fault = ask(&output("http://127.0.0.1:1, http://127.0.0.1:2", &[]), ORDER).unwrap_err();
    assert!(fault.retriable);
    for part in [
        "it does not answer (http://127.0.0.1:1: ",
        "Connection refused",
        "; http://127.0.0.1:2: ",
        "check `schema_registry_url`",
    ] {
        assert!(fault.message.contains(part), "{}", fault.message);
    }
}

#[test]
fn what_cannot_be_sent_is_told_at_once() {
    let fault = ask(&output("http://a b", &[]), ORDER).unwrap_err();
    assert!(fault.message.contains("is not as HTTP can send it ("), "{}", fault.message);
    assert!(!fault.retriable, "{}", fault.message);
}

#[test]
fn what_passes_is_tried_again_and_another_url_serves() {
    let fake = Fake::start(|number, _| match number {
        0 => (503, String::new()),
        1 => (429, String::new()),
        _ => (200, REGISTERED.to_owned()),
    });
    assert!(ask(&output(&fake.url, &[]), ORDER).is_ok());
    assert_eq!(fake.requests().len(), 3);

    let (broken, sound) = (Fake::always(500, ""), Fake::always(200, REGISTERED));
    let urls = format!("http://127.0.0.1:1,{},{}", broken.url, sound.url);
    assert!(ask(&output(&urls, &[]), ORDER).is_ok());
    assert_eq!((broken.requests().len(), sound.requests().len()), (1, 1));
}

#[test]
fn a_certificate_that_cannot_be_read_is_an_error_of_its_option() {
    let told = |options: &[(OptionId, &str)]| {
        ask(&output("https://127.0.0.1:1", options), ORDER).unwrap_err().message
    };
    let said = told(&[(OptionId::SchemaRegistryCaLocation, "/no/such.pem")]);
    assert!(
        said.contains("`schema_registry_ca_location` names /no/such.pem, which cannot be read"),
        "{said}"
    );
    let said = told(&[(OptionId::SchemaRegistryCaLocation, "Endpoint=sb://x/;SharedAccessKey=hunter2")]);
    assert!(said.contains("`schema_registry_ca_location` names a file, which cannot be read"), "{said}");
    assert!(!said.contains("hunter2"), "{said}");
    let pem = "-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----";
    let key = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nhunter2\n-----END ENCRYPTED PRIVATE KEY-----";
    let said = told(&[(OptionId::SchemaRegistryCertificatePem, pem), (OptionId::SchemaRegistryKeyPem, key)]);
    assert!(said.contains("`schema_registry_key_pem` holds an encrypted key"), "{said}");
    assert!(!said.contains("hunter2"), "{said}");
}
