//! A secret in a setting of another option: told as wrong, and never shown, whatever the option takes.

use kafka_output_options::OptionId::{OauthBearerTokenEndpointUrl, SchemaRegistryUrl};
use kafka_output_options::{
    Features, Kind, OPTIONS, OptionSet, OptionSpec, Target, Value, check_value, judge, may_be_secret,
    parse_literal, parse_value, spec,
};

/// Texts with `hush` as the secret.
const SECRETS: [&str; 20] = [
    "-----BEGIN PRIVATE KEY-----\nhush\nhush\n-----END PRIVATE KEY-----\n",
    "-----BEGIN PRIVATE KEY-----\\nhush\\nhush\\n-----END PRIVATE KEY-----\\n",
    "-----BEGIN RSA PRIVATE KEY----- hush hush -----END RSA PRIVATE KEY-----",
    "hush\n-----END PRIVATE KEY-----",
    "PlainLoginModule required username=\"ann\" password=\"hush\";",
    "Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=hush",
    "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=hush",
    "https://ann:hush@host:8081",
    "https://host:8081/?apikey=hush",
    "{\"client_secret\": \"hush\"}",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.hush",
    "Password: hush",
    "password:hush",
    "password\t=\thush",
    "{\\\"client_secret\\\":\\\"hush\\\"}",
    "https://shop.blob.core.windows.net/c?sv=1&sig=hush",
    "https://shop.azurewebsites.net/api?code=hush",
    "Bearer hush",
    "basic hush",
    "ann:hush@shop.example",
];

/// Everything that is said of a setting's text, as a person and as a developer see it.
fn said_of(option: &OptionSpec, text: &str) -> String {
    let violations = match parse_value(option, text) {
        Err(violation) => vec![violation],
        Ok(value) => judge(&OptionSet::new(&[(option.id, value)]), &Features::ALL),
    };
    violations.iter().map(|violation| format!("{violation} {violation:?}")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_secret_in_the_wrong_place_is_shown_by_none() {
    for option in OPTIONS {
        for secret in SECRETS {
            let said = said_of(option, secret);
            assert!(!said.contains("hush"), "{}: {said}", option.name);
            if matches!(option.kind, Kind::Choice(_) | Kind::Integer { .. } | Kind::Flag) {
                assert!(said.contains(option.name), "{} takes {secret:?}", option.name);
            }
        }
        // One that looks like none is too long for a word.
        assert!(!said_of(option, &"hush".repeat(40)).contains("hush"), "{}", option.name);
    }
}

#[test]
fn a_secret_in_a_property_is_shown_by_none() {
    let maps = OPTIONS.iter().filter(|option| option.target == Target::Properties);
    for option in maps {
        for secret in SECRETS {
            let pairs = [("debug", secret), ("socket.timeout.ms", secret)];
            let set = [(option.id, Value::Map(&pairs))];
            let told: Vec<_> = judge(&OptionSet::new(&set), &Features::ALL)
                .iter()
                .map(|violation| format!("{violation} {violation:?}"))
                .filter(|told| told.contains(option.name) && told.contains("a value it does not take"))
                .collect();
            assert!(told.len() == 2 && !told.concat().contains("hush"), "{secret:?}: {told:?}");
        }
    }
}

#[test]
fn what_is_no_secret_is_shown() {
    for text in [
        "zst",
        "5 ms",
        "soon",
        "a:1,b:2",
        "token:9092",
        "secret-1.example.com:9092",
        "/etc/ssl/private/keys/token.pem",
        "C:\\keys\\ca.pem",
        "./password",
        "http://host:8081/path",
        "token:9092,key:9093",
        "basic",
    ] {
        assert!(!may_be_secret(text), "{text}");
    }
    let words = OPTIONS.iter().filter(|option| matches!(option.kind, Kind::Choice(_)));
    for option in words {
        assert!(said_of(option, "nonsense").contains("has no word `nonsense`"), "{}", option.name);
    }
}

#[test]
fn the_query_of_a_registrys_url_is_refused_and_never_shown() {
    let said = |text: &str| {
        let value = parse_literal(spec(SchemaRegistryUrl), text).expect("a text");
        let set = [(SchemaRegistryUrl, value)];
        let mut told = judge(&OptionSet::new(&set), &Features::ALL);
        told.retain(|violation| violation.option == SchemaRegistryUrl);
        told.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    for text in [
        "http://reg?x=hush",
        "http://reg/#hush",
        "http://reg?x=a,hush",
        "hush?,http://reg",
        "http://a http://reg?hush",
        "%URL%?x=hush",
        "http://%HOST%:8081/#hush",
        "%A%,http://reg/?hush",
        "${URL:http://reg?hush}",
    ] {
        let told = said(text);
        assert!(told.contains("`schema_registry_url` has a query or fragment, which"), "{text}: {told}");
        assert!(!told.contains("hush"), "{text}: {told}");
    }
    for text in ["http://ann:pa?hush@reg", "http://%USER%:pa#hush@reg"] {
        let told = said(text);
        assert!(told.contains("has `@` behind a host") && !told.contains("hush"), "{text}: {told}");
    }
    for text in ["%URL%", "${URL:http://reg}/api", "https://%A%,https://%B%"] {
        assert_eq!(said(text), "", "{text}");
    }
    let endpoint = Value::Text("https://login.example.com/token?tenant=shop#a");
    assert_eq!(check_value(spec(OauthBearerTokenEndpointUrl), &endpoint), None);
}
