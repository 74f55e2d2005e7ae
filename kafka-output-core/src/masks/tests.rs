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
fn a_secret_is_masked_in_every_form_it_takes_on_its_way() {
    let masks = masks(&[("sasl.username", "ann"), ("sasl.password", "p/a s+s?ö")]);
    for form in [
        "p/a s+s?ö",
        "p%2Fa%20s%2Bs%3F%C3%B6",
        "p%2fa%20s%2bs%3f%c3%b6",
        "p%2Fa+s%2Bs%3F%C3%B6",
        "cC9hIHMrcz/Dtg==",
        "cC9hIHMrcz_Dtg",
        // Basic authentication's, and PLAIN's.
        "YW5uOnAvYSBzK3M/w7Y=",
        "AGFubgBwL2EgcytzP8O2",
    ] {
        let text = format!("it says {form}, and no more");
        let masked = masks.mask(&text).replace('=', "");
        assert_eq!(masked, "it says ***, and no more", "{form}");
    }
}

#[test]
fn the_key_of_a_connection_string_is_masked_by_itself() {
    let string = "Endpoint=sb://shop.example.com/;SharedAccessKeyName=send;SharedAccessKey=c2hh+mVkLWtleQ==;EntityPath=orders";
    let masks = masks(&[("sasl.username", "$ConnectionString"), ("sasl.password", string)]);
    assert_eq!(masks.mask(string), "***");
    assert_eq!(masks.mask("key c2hh+mVkLWtleQ== of send"), "key *** of send");
    assert_eq!(masks.mask("key=c2hh%2bmVkLWtleQ%3d%3d of orders"), "key=*** of orders");
    assert_eq!(masks.mask("shop.example.com"), "shop.example.com");
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
