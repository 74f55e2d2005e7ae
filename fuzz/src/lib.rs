//! What every text must go through, whatever it is: the readers of everything a user writes or a setting holds.
//!
//! Each function takes bytes that may be anything, and panics where a promise is broken. libFuzzer runs them (`cargo fuzz run topic`), and so
//! does an ordinary test, `tests/fuzz.rs`, on the files of `corpus/` and what it makes of them.

use std::str::from_utf8;

use kafka_output::SecretReference;
use kafka_output_options::grammar::brokers::broker_list_fault;
use kafka_output_options::grammar::pem::pem_fault;
use kafka_output_options::grammar::topic::{MAX_LENGTH, TopicFault, topic_fault};
use kafka_output_options::grammar::url::{UrlFault, carries_password, url_fault, urls_fault};
use kafka_output_options::{
    OPTIONS, OptionId, PemLabel, Target, Template, Value, check_value, has_reference, parse_literal,
    parse_value, property_value, spec, template,
};

/// A topic's name: what is one is one by Kafka's own rule, and the fault is where the text breaks it.
pub fn topic(data: &[u8]) {
    let Ok(text) = from_utf8(data) else { return };
    let is_legal = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let is_topic =
        (1..=MAX_LENGTH).contains(&text.len()) && ![".", ".."].contains(&text) && text.chars().all(is_legal);
    match topic_fault(text) {
        None => assert!(is_topic, "{text:?}"),
        Some(fault) => {
            assert!(!is_topic, "{text:?}: {fault:?}");
            if let TopicFault::Character { at } = fault {
                let wrong = text[at..].chars().next();
                assert!(wrong.is_some_and(|c| !is_legal(c)), "{text:?}: {fault:?}");
            }
        }
    }
    told(OptionId::Topic, text);
}

/// A broker list: what is one has a host and a port in each part, as librdkafka's property too; a fault is within the text.
pub fn broker_list(data: &[u8]) {
    let Ok(text) = from_utf8(data) else { return };
    match broker_list_fault(text) {
        None => {
            for broker in text.split(',') {
                let (host, port) = broker.trim().rsplit_once(':').expect("a port");
                assert!(!host.is_empty() && port.parse::<u16>().is_ok_and(|port| port > 0), "{broker:?}");
            }
            let property = property_value(spec(OptionId::BrokerList), &Value::Text(text)).expect("a text");
            assert_eq!(broker_list_fault(&property), None, "{property:?}");
            assert!(!property.contains(char::is_whitespace), "{property:?}");
        }
        Some(fault) => assert!(text.get(fault.from..fault.to).is_some(), "{text:?}: {fault:?}"),
    }
    told(OptionId::BrokerList, text);
}

/// `%NAME%` and `${NAME:default}`: the three readers agree, an escaped text means itself, and nothing is replaced twice.
pub fn template(data: &[u8]) {
    let Ok(text) = from_utf8(data) else { return };
    let parsed = Template::parse(text);
    assert_eq!(parsed.as_ref().err().copied(), template::fault(text), "{text:?}");
    let Ok(parsed) = parsed else { return };
    assert_eq!(parsed.has_references(), template::names_setting(text), "{text:?}");
    if !has_reference(text) {
        assert_eq!(parsed.resolve(|_| None).as_deref(), Ok(text));
    }
    // What a setting gives is not looked through again.
    let resolved = parsed.resolve(|_| Some("%AGAIN%".to_owned())).expect("each has a value");
    assert!(resolved.matches("%AGAIN%").count() >= parsed.references().count(), "{text:?}");
    let (_, missing) = parsed.resolve_all(|_| None::<String>);
    assert!(missing.iter().all(|missing| parsed.references().any(|name| name == missing.name)));
    let escaped = Template::parse(&template::escape(text)).expect("an escaped text is a template");
    assert!(!escaped.has_references(), "{text:?}");
    assert_eq!(escaped.resolve(|_| None).as_deref(), Ok(text));
}

/// URLs, one and several.
pub fn url(data: &[u8]) {
    let Ok(text) = from_utf8(data) else { return };
    let fault = url_fault(text);
    if fault.is_none() {
        let (scheme, rest) = text.split_once("://").expect("a scheme");
        assert!(["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)), "{text:?}");
        assert!(
            !rest.is_empty() && !text.contains(|c: char| c.is_ascii_whitespace() || c.is_ascii_control())
        );
        assert_eq!(carries_password(text), carries_password(&format!("{text}#")), "{text:?}");
    }
    let of_list = urls_fault(text).map(|fault| fault.kind);
    let of_base = matches!(of_list, Some(UrlFault::At | UrlFault::Query));
    if !text.contains(',') && text.trim() == text && !of_base {
        assert_eq!(of_list, fault, "{text:?}");
    }
    if of_list.is_none() {
        assert!(!text.contains(['?', '#']), "{text:?}");
        assert!(text.split(',').all(|url| url_fault(url.trim()).is_none()), "{text:?}");
    }
    told(OptionId::SchemaRegistryUrl, text);
}

/// Any option's value, sizes and flags among them: what is read and right is the same when read again from librdkafka's text.
pub fn value(data: &[u8]) {
    let [first, rest @ ..] = data else { return };
    let Ok(text) = from_utf8(rest) else { return };
    let option = &OPTIONS[usize::from(*first) % OPTIONS.len()];
    told(option.id, text);
    let Ok(value) = parse_value(option, text) else { return };
    if check_value(option, &value).is_some() || !matches!(option.target, Target::Property(_)) {
        return;
    }
    if let (Value::Integer(_) | Value::Flag(_), Some(given)) = (value, property_value(option, &value)) {
        let again = parse_value(option, &given);
        // A bare number below 1000 is no size, so none of those may be right.
        assert_eq!(again.as_ref().ok(), Some(&value), "{}: {text:?} is {given:?}", option.name);
        assert_eq!(check_value(option, &value), None);
    }
}

/// PEM: what has both has each, and lines before and after do no harm.
pub fn pem(data: &[u8]) {
    let Ok(text) = from_utf8(data) else { return };
    let has = |text: &str, label| pem_fault(text, label).is_none();
    let (certificate, key) = (has(text, PemLabel::Certificate), has(text, PemLabel::PrivateKey));
    assert_eq!(has(text, PemLabel::Both), certificate && key, "{text:?}");
    let within = format!("# ours\n{text}\n# end\n");
    assert!(!certificate || has(&within, PemLabel::Certificate), "{text:?}");
    assert!(!key || has(&within, PemLabel::PrivateKey), "{text:?}");
    for (has, word) in [(certificate, "CERTIFICATE-----"), (key, "PRIVATE KEY-----")] {
        assert!(!has || text.matches(word).count() >= 2, "{text:?}");
    }
    told(OptionId::SslCertificatePem, text);
    told(OptionId::SslCertificateAndKeyPem, text);
}

/// References to Key Vault: what is one has a vault and a name, and is the same when written as a URL.
pub fn key_vault(data: &[u8]) {
    let Ok(text) = from_utf8(data) else { return };
    let Some(Ok(reference)) = SecretReference::parse(text) else { return };
    assert!(reference.vault_url().starts_with("https://") && !reference.name().is_empty(), "{text:?}");
    let version = reference.version().map(|version| format!("/{version}")).unwrap_or_default();
    let url = format!("{}/secrets/{}{version}", reference.vault_url(), reference.name());
    // Of the form with names, a part may hold what ends a part of a URL, and blanks at its end are not read again.
    if [&reference.vault_url()["https://".len()..], reference.name(), reference.version().unwrap_or("v")]
        .iter()
        .any(|part| part.is_empty() || part.trim() != *part || part.contains(['/', ';', '=']))
    {
        return;
    }
    let again = SecretReference::parse(&format!("@Microsoft.KeyVault(SecretUri={url})"));
    let again = again.expect("a reference").unwrap_or_else(|why| panic!("{text:?}: {url}: {why}"));
    let parts =
        |of: &SecretReference| (of.vault_url(), of.name().to_owned(), of.version().map(str::to_owned));
    assert_eq!(parts(&again), parts(&reference), "{text:?}");
    assert!(!format!("{reference:?} {reference}").is_empty());
}

/// Whatever is wrong with a value can be told, in the attribute and in a setting.
fn told(id: OptionId, text: &str) {
    let option = spec(id);
    for read in [parse_literal(option, text), parse_value(option, text)] {
        match read {
            Ok(value) => {
                let _ = check_value(option, &value);
            }
            Err(violation) => assert!(!violation.to_string().is_empty()),
        }
    }
}
