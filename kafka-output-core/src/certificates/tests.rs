//! Certificates and keys that are right, and each way to be wrong.

mod made;

use std::path::{Path, PathBuf};

use kafka_output_options::{OptionId, OptionSet, Value};

use self::made::{DAY, Made, NOW, key_pem};
use super::looked_at::{Findings, look_at};
use super::validity::Now;

const PASSWORD: &str = "key-phrase-7Hq2";

type Options<'a> = &'a [(OptionId, &'a str)];

fn look(options: Options<'_>) -> Findings {
    let options: Vec<_> = options.iter().map(|(id, text)| (*id, Value::Text(text))).collect();
    look_at(&OptionSet::new(&options), &Now::of(NOW))
}

/// One fault, of this option, whose sentence holds these parts; and no part of a key.
#[track_caller]
fn assert_fault(options: Options<'_>, id: OptionId, parts: &[&str]) {
    let found = look(options);
    let [(of, sentence)] = &found.faults[..] else { panic!("{found:?}") };
    println!("{sentence}");
    assert_eq!(*of, id, "{sentence}");
    for part in parts {
        assert!(sentence.contains(part), "{part}\nis not in\n{sentence}");
    }
    assert!(sentence.contains("; "), "no way out: {sentence}");
    assert_told(sentence);
    let secrets = options.iter().flat_map(|(_, text)| text.lines().filter(|line| line.len() == 64));
    for secret in secrets.chain([PASSWORD]) {
        assert!(!sentence.contains(secret), "{sentence}");
    }
}

/// The manual's page of errors has a line for the sentence, with `…` for what differs.
#[track_caller]
fn assert_told(sentence: &str) {
    let page = include_str!("../../../kafka-output/src/docs/errors.md");
    let mut forms = page.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let is_of = |form: &str| {
        let mut rest = sentence;
        form.split('…').all(|piece| {
            let found = rest.find(piece);
            rest = found.map_or("", |at| &rest[at + piece.len()..]);
            found.is_some()
        }) && rest.trim_end_matches('`').is_empty()
    };
    assert!(forms.any(is_of), "not on the page of errors: {sentence}");
}

fn assert_right(options: Options<'_>) {
    assert_eq!(look(options), Findings::default());
}

/// A file that lives as long as the test's folder.
fn file(name: &str, text: impl AsRef<[u8]>) -> String {
    let folder: PathBuf =
        std::env::temp_dir().join(format!("kafka-output-certificates-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn each_encoding_of_a_key_is_opened() {
    let (rsa, ec) = (Made::rsa("orders"), Made::ec("orders"));
    for made in [&rsa, &ec] {
        for (form, key) in made.keys(PASSWORD) {
            println!("{form}");
            let password = [(OptionId::SslKeyPassword, PASSWORD)];
            let password = if form.contains("encrypted") { &password[..] } else { &[] };
            let pair = [(OptionId::SslCertificatePem, &*made.pem), (OptionId::SslKeyPem, &*key)];
            assert_right(&[&pair[..], password].concat());
            let both = format!("Bag Attributes\n  friendlyName: orders\n{key}{}", made.pem);
            for text in [
                both.clone(),
                both.replace('\n', "\\n"),
                both.replace('\n', "\r\n"),
                both.replace("\n-----BEGIN", "-----BEGIN"),
            ] {
                assert_right(&[&[(OptionId::SslCertificateAndKeyPem, &*text)][..], password].concat());
            }
            let (certificate, key) = (file("right.pem", &made.pem), file("right.key", &key));
            let pair = [(OptionId::SslCertificateLocation, &*certificate), (OptionId::SslKeyLocation, &*key)];
            assert_right(&[&pair[..], password].concat());
        }
    }
}

#[test]
fn a_chain_is_read_to_its_end() {
    let root = Made::authority("Root");
    let between = root.sign_authority("Between");
    let leaf = between.sign("orders", NOW - DAY, NOW + 100 * DAY);
    let (chain, key) = (format!("{}{}", leaf.pem, between.pem), key_pem(&leaf));
    assert_right(&[(OptionId::SslCertificatePem, &chain), (OptionId::SslKeyPem, &key)]);
    let turned = format!("{}{}", between.pem, leaf.pem);
    assert_fault(
        &[(OptionId::SslCertificatePem, &turned), (OptionId::SslKeyPem, &key)],
        OptionId::SslCertificatePem,
        &["`Between`", "first"],
    );
    let old = root.sign("Old Authority", NOW - 9 * DAY, NOW - DAY);
    let leaf = old.sign("orders", NOW - DAY, NOW + 100 * DAY);
    let (chain, key) = (format!("{}{}", leaf.pem, old.pem), key_pem(&leaf));
    assert_fault(
        &[(OptionId::SslCertificatePem, &chain), (OptionId::SslKeyPem, &key)],
        OptionId::SslCertificatePem,
        &["`Old Authority`", "expired on"],
    );
}

#[test]
fn what_a_chain_does_not_need_may_be_old() {
    let (root, past) = (Made::authority("Root"), NOW - DAY);
    let across = root.sign("Across", NOW - 9 * DAY, past);
    let between = across.sign_authority("Between");
    let leaf = between.sign("orders", NOW - DAY, NOW + 100 * DAY);
    let own = Made::authority_until("Own", past);
    let of_own = own.sign("orders", NOW - DAY, NOW + 100 * DAY);
    for (leaf, others, spare) in [
        (&leaf, vec![&between, &across], "Across"),
        (&leaf, vec![&between, &own], "Own"),
        (&of_own, vec![&own], "Own"),
    ] {
        let chain: String = [leaf].into_iter().chain(others).map(|made| &*made.pem).collect();
        let found = look(&[(OptionId::SslCertificatePem, &chain), (OptionId::SslKeyPem, &key_pem(leaf))]);
        assert!(found.faults.is_empty(), "{found:?}");
        let [(_, warning)] = &found.warnings[..] else { panic!("{found:?}") };
        assert!(warning.contains(&format!("`{spare}`, which expired on")), "{warning}");
        assert_told(warning);
    }
}

#[test]
fn what_is_no_pem_or_of_another_kind_is_told() {
    let made = Made::ec("orders");
    let (certificate, key) = (&*made.pem, &*key_pem(&made));
    let pair = |of_certificate: &str, of_key: &str, id, parts: &[&str]| {
        let options =
            [(OptionId::SslCertificateLocation, of_certificate), (OptionId::SslKeyLocation, of_key)];
        assert_fault(&options, id, parts);
    };
    let (right, right_key) = (file("kinds.pem", certificate), file("kinds.key", key));
    let garbage = file("garbage.pem", "no certificate at all");
    pair(&garbage, &right_key, OptionId::SslCertificateLocation, &["no PEM block", "garbage.pem"]);
    pair(&right, &garbage, OptionId::SslKeyLocation, &["no PEM block", "`-----BEGIN PRIVATE KEY-----`"]);
    pair(&right_key, &right_key, OptionId::SslCertificateLocation, &["no certificate", "PRIVATE KEY`"]);
    pair(&right, &right, OptionId::SslKeyLocation, &["no private key", "`CERTIFICATE`"]);
    let der = file("certificate.der", [0x30, 0x82, 0x01, 0x0a]);
    pair(&der, &right_key, OptionId::SslCertificateLocation, &["DER", "openssl"]);
    let chatty = file("chatty.pem", format!("0 s:CN=orders\n{certificate}"));
    assert_right(&[(OptionId::SslCertificateLocation, &*chatty), (OptionId::SslKeyLocation, &*right_key)]);
    let cut = file("cut.pem", certificate.replacen("MI", "", 1));
    pair(&cut, &right_key, OptionId::SslCertificateLocation, &["number 1", "cannot be read"]);
    let cut = file("cut.key", key.replacen("MI", "", 1));
    pair(&right, &cut, OptionId::SslKeyLocation, &["private key that cannot be read"]);
    let two = file("two.key", format!("{key}{key}"));
    pair(&right, &two, OptionId::SslKeyLocation, &["more than one private key"]);
    pair(
        "/no/such/file.pem",
        &right_key,
        OptionId::SslCertificateLocation,
        &["`/no/such/file.pem` cannot be read", "No such file"],
    );
}

#[test]
fn what_may_be_no_path_but_a_secret_is_not_shown() {
    const PATHS: [OptionId; 6] = [
        OptionId::SslCaLocation,
        OptionId::HttpsCaLocation,
        OptionId::SchemaRegistryCaLocation,
        OptionId::SslCertificateLocation,
        OptionId::SslKeyLocation,
        OptionId::KerberosKeytab,
    ];
    let said = |id: OptionId, text: &str, fetched: &[OptionId]| {
        let options = [(id, Value::Text(text))];
        let found = look_at(&OptionSet::new(&options).with_fetched(fetched), &Now::of(NOW));
        let [(_, sentence)] = &found.faults[..] else { panic!("{found:?}") };
        sentence.clone()
    };
    for id in PATHS {
        for text in [
            "Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=hush",
            "https://ann:hush@host/ca.pem",
            "PlainLoginModule required username=\"ann\" password=\"hush\";",
        ] {
            let said = said(id, text, &[]);
            assert!(said.contains("the file it names cannot be read: ") && !said.contains("hush"), "{said}");
        }
        let said_of_fetched = said(id, "/no/hush", &[id]);
        assert!(!said_of_fetched.contains("hush"), "{said_of_fetched}");
        assert!(said(id, "/no/such/file", &[]).contains(": `/no/such/file` cannot be read: "));
    }
}

#[test]
fn keys_that_do_not_open_or_do_not_fit_are_told() {
    let (made, other) = (Made::rsa("orders"), Made::ec("others"));
    let pair = |key: &str, more: Options<'_>, id, parts: &[&str]| {
        let options = [(OptionId::SslCertificatePem, &*made.pem), (OptionId::SslKeyPem, key)];
        assert_fault(&[&options[..], more].concat(), id, parts);
    };
    for (form, key) in made.keys(PASSWORD).into_iter().filter(|(form, _)| form.contains("encrypted")) {
        println!("{form}");
        pair(&key, &[], OptionId::SslKeyPem, &["encrypted", "`ssl_key_password`"]);
        let wrong = [(OptionId::SslKeyPassword, "wrong")];
        pair(&key, &wrong, OptionId::SslKeyPassword, &["does not open", "`ssl_key_pem`"]);
    }
    pair(&key_pem(&other), &[], OptionId::SslKeyPem, &["`orders`", "`ssl_certificate_pem`", "together"]);
}

#[test]
fn the_registrys_client_is_looked_at_alike() {
    let (made, other) = (Made::rsa("orders"), Made::rsa("others"));
    let certificate = (OptionId::SchemaRegistryCertificatePem, &*made.pem);
    let pair = |key: &str, parts: &[&str]| {
        let options = [certificate, (OptionId::SchemaRegistryKeyPem, key)];
        assert_fault(&options, OptionId::SchemaRegistryKeyPem, parts);
    };
    assert_right(&[certificate, (OptionId::SchemaRegistryKeyPem, &key_pem(&made))]);
    pair(&key_pem(&other), &["together"]);
    pair(&made.keys(PASSWORD)[2].1, &["encrypted", "openssl pkey"]);
}

#[test]
fn dates_are_told_before_and_after() {
    let root = Made::authority("Root");
    let of = |begin: i64, end: i64| {
        let made = root.sign("orders", NOW + begin * DAY, NOW + end * DAY);
        let key = key_pem(&made);
        look(&[(OptionId::SslCertificatePem, &made.pem), (OptionId::SslKeyPem, &key)])
    };
    let texts = |found: Vec<(OptionId, String)>| found.into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    assert_eq!(of(-9, 15), Findings::default());
    let soon = of(-9, 13);
    assert!(soon.faults.is_empty(), "{soon:?}");
    for (_, sentence) in [&soon.warnings[..], &of(-9, -1).faults, &of(1, 9).faults].concat() {
        assert_told(&sentence);
    }
    assert_eq!(
        texts(soon.warnings),
        [
            "`ssl_certificate_pem`: its text holds the certificate of `orders`, which expires on Jan 14 00:00:00 2030 GMT; have it renewed"
        ]
    );
    assert_eq!(
        texts(of(-9, -1).faults),
        [
            "`ssl_certificate_pem`: its text holds the certificate of `orders`, which expired on Dec 31 00:00:00 2029 GMT; have it renewed"
        ]
    );
    assert_eq!(
        texts(of(1, 9).faults),
        [
            "`ssl_certificate_pem`: its text holds the certificate of `orders`, which is valid only from Jan 2 00:00:00 2030 GMT; check this machine's clock, or use another until then"
        ]
    );
}

#[test]
fn one_good_authority_is_enough() {
    let made = |name: &str, end: i64| Made::authority_until(name, NOW + end * DAY).pem;
    let (good, old, older) = (made("Good", 400), made("Old", -1), made("Older", -9));
    let ids = [OptionId::SslCaPem, OptionId::HttpsCaPem, OptionId::SchemaRegistryCaPem];
    for id in ids {
        assert_right(&[(id, &format!("{good}{}", made("Another", 300)))]);
        let found = look(&[(id, &format!("{good}{old}"))]);
        assert!(found.faults.is_empty(), "{found:?}");
        let [(of, warning)] = &found.warnings[..] else { panic!("{found:?}") };
        assert!(*of == id && warning.contains("`Old`, which expired on Dec 31"), "{warning}");
        assert_told(warning);
        assert_fault(&[(id, &format!("{older}{old}"))], id, &["`Old`", "`Older`", "expired on"]);
        let found = look(&[(id, &made("Ending", 5))]);
        assert!(found.faults.is_empty() && found.warnings[0].1.contains("`Ending`"), "{found:?}");
        // Another of it is there for later.
        assert_right(&[(id, &format!("{good}{}", made("Ending", 5)))]);
    }
    assert_fault(
        &[(OptionId::SslCaLocation, "/no/such/ca.pem")],
        OptionId::SslCaLocation,
        &["cannot be read"],
    );
    assert_fault(
        &[(OptionId::HttpsCaLocation, &file("key.pem", key_pem(&Made::ec("orders"))))],
        OptionId::HttpsCaLocation,
        &["no certificate", "PRIVATE KEY`"],
    );
    assert_right(&[(OptionId::SslCaLocation, "probe")]);
    let trusted = old.replace(" CERTIFICATE", " TRUSTED CERTIFICATE");
    assert_right(&[(OptionId::SslCaLocation, &file("trusted.pem", format!("{good}{trusted}")))]);
    let folder = Path::new(&file("any.pem", "")).parent().unwrap().display().to_string();
    assert_right(&[(OptionId::SslCaLocation, &folder)]);
}
