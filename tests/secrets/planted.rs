//! The secrets that are planted, and the forms in which one may be seen.

use std::collections::BTreeMap;

use base64::Engine;
use base64::prelude::{BASE64_STANDARD as BASE64, BASE64_URL_SAFE_NO_PAD as BASE64_URL};
use kafka_output_options::{Kind, OPTIONS};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use rcgen::{CertificateParams, KeyPair};

/// What stands in the source of the program `printed`, by hand, for each secret option.
pub const LITERALS: &[(&str, &str)] = &[
    ("password", "planted-literal-password+1/="),
    ("ssl_key_password", "planted-literal-phrase+1/="),
    ("ssl_key_pem", "cGxhbnRlZC1saXRlcmFsLTM="),
    ("ssl_certificate_and_key_pem", "cGxhbnRlZC1saXRlcmFsLTI="),
    ("oauth_bearer_client_secret", "planted-literal-client+secret/1="),
    ("schema_registry_password", "planted-literal-registry+password/1="),
    ("schema_registry_token", "planted-literal-token+1/="),
    ("schema_registry_key_pem", "cGxhbnRlZC1saXRlcmFsLTQ="),
];

/// A value for each option that the table calls a secret, and what of it must not be seen.
#[derive(Debug)]
pub struct Planted {
    /// That of the key of `ssl_key_pem`.
    pub certificate: String,
    /// By the options' names.
    pub values: BTreeMap<&'static str, (String, Vec<String>)>,
}

/// One for every row, told apart by its source.
pub fn plant(source: &str) -> Planted {
    let mut certificate = String::new();
    let mut values = BTreeMap::new();
    for row in OPTIONS.iter().filter(|row| row.secret) {
        let planted = if format!("{:?}", row.kind).contains("Pem") {
            let key = KeyPair::generate().unwrap();
            let pem = CertificateParams::new(Vec::new()).unwrap().self_signed(&key).unwrap().pem();
            if row.name == "ssl_key_pem" {
                certificate.clone_from(&pem);
            }
            // Of the key its second line: the first is alike in all, and the third is of the public key, which the certificate has as
            // well, now and then in the same letters.
            let seen = key
                .serialize_pem()
                .lines()
                .filter(|line| !line.starts_with("-----"))
                .skip(1)
                .take(1)
                .map(str::to_owned)
                .collect();
            let both = format!("{}{pem}", key.serialize_pem());
            (if row.name.contains("certificate_and") { both } else { key.serialize_pem() }, seen)
        } else {
            assert!(matches!(row.kind, Kind::Text(_)), "{}: a new kind of secret", row.name);
            // Signs that mean something in a URL, a form and a text.
            let value = format!("planted-{source}-{}+5/=\"x", row.name);
            (value.clone(), vec![value])
        };
        values.insert(row.name, planted);
    }
    Planted { certificate, values }
}

/// The setting that gives an option its secret.
pub fn setting(option: &str) -> String {
    format!("PLANT_{}", option.to_uppercase())
}

/// The forms in which a secret may be seen.
pub fn forms(secret: &str) -> Vec<String> {
    let debug = format!("{secret:?}").trim_matches('"').to_owned();
    let mut forms = vec![secret.to_owned(), format!("{debug:?}").trim_matches('"').to_owned(), debug];
    forms.push(utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string());
    forms.push(secret.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D").replace('"', "%22"));
    // Whatever stands before and behind it: what is not of its own bytes alone is cut off.
    for before in 0..3 {
        let bytes = [&vec![b':'; before], secret.as_bytes()].concat();
        for text in [BASE64.encode(&bytes), BASE64_URL.encode(&bytes)] {
            let text = text.trim_end_matches('=');
            forms.push(text[before + 1..text.len() - 2].to_owned());
        }
    }
    let hex: Vec<String> = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    forms.push(hex.concat());
    let numbers: Vec<String> = secret.bytes().map(|byte| byte.to_string()).collect();
    forms.push(numbers.join(", "));
    forms
}

/// What logged dumps show: of each thread the bytes of its rows in a row, where a secret stands whole that is cut in pieces in each line.
pub fn dumped(printed: &str) -> Vec<String> {
    let mut dumps = BTreeMap::<&str, Vec<u8>>::new();
    for line in printed.lines().filter_map(|line| line.strip_prefix("log ")) {
        // `TRACE target thread …`
        let mut words = line.split_whitespace().skip(2);
        let thread = words.next().unwrap_or_default();
        dumps.entry(thread).or_default().extend(row(words));
    }
    dumps.into_values().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

/// The bytes of a row of hexadecimal digits, one or two bytes a word: `706c 616e 7465 642d  planted-`.
fn row<'a>(words: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let bytes_of = |word: &str| -> Vec<u8> {
        let pairs = word.as_bytes().chunks(2).map_while(|pair| std::str::from_utf8(pair).ok());
        pairs.map_while(|pair| u8::from_str_radix(pair, 16).ok()).collect()
    };
    let bytes = words
        .map(|word| if matches!(word.len(), 2 | 4) { bytes_of(word) } else { Vec::new() })
        .skip_while(Vec::is_empty)
        .take_while(|bytes| !bytes.is_empty());
    // What follows them is their text, which may look like more.
    bytes.flatten().take(16).collect()
}
