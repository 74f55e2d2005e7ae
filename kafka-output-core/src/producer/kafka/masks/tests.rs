mod texts;

use std::collections::BTreeMap;

use super::{Masks, UNCUT, address};

fn masks(properties: &[(&str, &str)]) -> Masks {
    Masks::of(&map(properties))
}

fn map(properties: &[(&str, &str)]) -> BTreeMap<String, String> {
    properties.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

const ENDPOINT: &str = "sasl.oauthbearer.token.endpoint.url";

#[test]
fn secrets_are_masked_and_nothing_else() {
    let masks = masks(&[
        ("batch.size", "10000"),
        ("sasl.username", "annette"),
        ("sasl.password", "opensesame"),
        ("sasl.oauthbearer.client.secret", "open\"it"),
        ("ssl.keystore.password", "opens"),
        ("sasl.oauthbearer.assertion.private.key.passphrase", "phrase"),
        ("sasl.oauthbearer.config", "principal=ann"),
        ("ssl.key.password", "abc"),
    ]);
    let text = "error:10000080:BIO routines::no such file, abc of annette";
    assert_eq!(masks.mask(text), text);
    let text = r#"{"description": "opensesame opens open\"it"} open"it phrase principal=ann"#;
    assert_eq!(masks.mask(text), r#"{"description": "*** *** ***"} *** *** ***"#);
}

#[test]
fn of_a_url_only_its_address_is_shown() {
    let url = "https://ann:Pw123@login.example.com/token?code=Qw456&a=b";
    let masks = masks(&[(ENDPOINT, url), ("client.id", "https://example.com/x")]);
    let line = |url: &str| format!("Failed to retrieve OIDC token from \"{url}\": gone");
    assert_eq!(masks.mask(&line(url)), line("https://login.example.com/token"));
    // As librdkafka writes it anew.
    let more = "https://ann:Pw123@login.example.com/token?code=Qw456&a=b&c=d";
    assert_eq!(masks.mask(&line(more)), line("https://login.example.com/token&c=d"));
    assert_eq!(
        masks.mask("ann:Pw123 code=Qw456&a=b Pw123 Qw456 https://example.com/x"),
        "*** *** *** *** https://example.com/x"
    );
    let long = format!("{} at {url}", "x".repeat(UNCUT));
    assert!(masks.mask(&long).ends_with("x at https://login.example.com/token"), "{long}");
    assert_eq!(address("https://login.example.com/a@b?x#y"), "https://login.example.com/a@b");
}

#[test]
fn a_secret_at_the_cut_end_of_a_text_is_masked() {
    let masks = masks(&[("sasl.password", "opensesame"), ("sasl.oauthbearer.client.secret", "éééé")]);
    let text = |end: &str| format!("{} {end}", "x".repeat(UNCUT));
    assert_eq!(masks.mask(&text("said opensesa")), text("said ***"));
    assert_eq!(masks.mask(&text("said ééé")), text("said ***"));
    assert_eq!(masks.mask(&text("said ope")), text("said ope"));
    assert_eq!(masks.mask("a short one said open"), "a short one said open");
}
