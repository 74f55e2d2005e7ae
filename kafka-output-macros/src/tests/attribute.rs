//! The attribute's tokens, as they are cut and read.

use super::tokens;
use crate::diagnostics::Diagnostics;
use crate::parse::{Args, Written};

/// `name kind(value)` of each option, then the mistakes: those at an option's name first.
fn read(attribute: &str) -> (Vec<String>, Vec<String>) {
    let mut diagnostics = Diagnostics::new();
    let args = Args::parse(tokens(attribute), &mut diagnostics);
    let options =
        args.options.iter().map(|arg| format!("{} {}", arg.name, shown(arg.value.as_ref()))).collect();
    let slips = args.options.iter().filter_map(|arg| arg.slip.clone());
    (options, slips.chain(diagnostics.sentences()).collect())
}

fn shown(value: Option<&Written>) -> String {
    match value {
        None => "nothing".to_owned(),
        Some(Written::Word(word)) => format!("word({word})"),
        Some(Written::Text(text)) => format!("text({text})"),
        Some(Written::Integer(number)) => format!("integer({number})"),
        Some(Written::Flag(flag)) => format!("flag({flag})"),
        Some(Written::Map(entries)) => {
            let entries =
                entries.iter().map(|entry| format!("{}={}", entry.name.value(), entry.text.value()));
            format!("map({})", entries.collect::<Vec<_>>().join(" "))
        }
        Some(Written::Fields(fields)) => {
            let fields = fields.iter().map(|field| match field {
                syn::Member::Named(name) => name.to_string(),
                syn::Member::Unnamed(index) => index.index.to_string(),
            });
            format!("fields({})", fields.collect::<Vec<_>>().join(" "))
        }
        Some(Written::Path(path)) => format!("path({})", quote::quote!(#path)),
        Some(Written::Character(character)) => format!("character({character})"),
        Some(Written::Dashed(words)) => format!("dashed({words})"),
        Some(Written::Suffixed(number)) => format!("suffixed({number})"),
        Some(Written::Unreadable) => "unreadable".to_owned(),
        Some(Written::Refused) => "refused".to_owned(),
        Some(Written::Call(_)) => "other(a call)".to_owned(),
        Some(Written::Other(what)) => format!("other({what})"),
    }
}

/// Reads without a mistake.
fn reads(attribute: &str, expected: &[&str]) {
    let (options, mistakes) = read(attribute);
    assert_eq!(mistakes, [""; 0], "{attribute}");
    assert_eq!(options, expected, "{attribute}");
}

#[test]
fn every_kind_of_value_is_read() {
    reads(r#"topic = "orders", protocol = sasl_ssl"#, &["topic text(orders)", "protocol word(sasl_ssl)"]);
    reads(
        "linger_ms = 5, compression_level = -1",
        &["linger_ms integer(5)", "compression_level integer(-1)"],
    );
    reads("batch_size = 10_000", &["batch_size integer(10000)"]);
    reads(
        "enable_idempotence = true, csv_header = false",
        &["enable_idempotence flag(true)", "csv_header flag(false)"],
    );
    reads("handler = Self::event", &["handler path(Self :: event)"]);
    reads("crate = ::other::kafka_output", &["crate path(:: other :: kafka_output)"]);
    reads(r##"topic = r#"raw"#"##, &["topic text(raw)"]);
}

#[test]
fn a_map_keeps_order_and_duplicates() {
    reads(r#"headers = { "b" = "1", "a" = "2", "b" = "3" }"#, &["headers map(b=1 a=2 b=3)"]);
    reads("headers = {}", &["headers map()"]);
}

#[test]
fn a_field_path_may_begin_with_a_number_or_be_raw() {
    reads("key = customer.id", &["key fields(customer id)"]);
    reads("key = 0.id", &["key fields(0 id)"]);
    reads("key = 0.1", &["key fields(0 1)"]);
    reads("key = 0.1.id", &["key fields(0 1 id)"]);
    reads("key = order.0.1", &["key fields(order 0 1)"]);
    reads("key = r#type", &["key word(r#type)"]);
    reads("key = order.r#type", &["key fields(order r#type)"]);
}

#[test]
fn commas_too_many_are_told() {
    reads("acks = all, linger_ms = 5,", &["acks word(all)", "linger_ms integer(5)"]);
    reads("", &[]);
    for (attribute, commas) in [("acks = all,, linger_ms = 5,", 1), (", acks = all, linger_ms = 5,,", 2)] {
        let (options, mistakes) = read(attribute);
        assert_eq!(options, ["acks word(all)", "linger_ms integer(5)"]);
        assert_eq!(mistakes, vec!["no option stands before this `,`; leave it out"; commas]);
    }
}

#[test]
fn another_sign_than_one_equals_hides_no_value() {
    for sign in ["==", "=>", ":", ":="] {
        let (options, mistakes) = read(&format!(r#"topic {sign} "my topic", "linger_ms": -5"#));
        assert_eq!(options, ["topic text(my topic)", "linger_ms integer(-5)"], "{sign}");
        let told = |sign, name| {
            format!("an option is written `name = value`; write `=` for the `{sign}` behind `{name}`")
        };
        assert_eq!(mistakes, [told(sign, "topic"), told(":", "linger_ms")]);
    }
    let (options, mistakes) = read(r#"topic("my topic"), acks(all), key(now())"#);
    assert_eq!(options, ["topic text(my topic)", "acks word(all)", "key nothing"]);
    let told = |name| format!("an option is written `name = value`; write `{name} = …`");
    assert_eq!(mistakes, ["topic", "acks", "key"].map(told));
    let (options, _) = read("topic::orders, acks = all");
    assert_eq!(options, ["topic nothing", "acks word(all)"]);
}

#[test]
fn one_bad_piece_hides_no_other() {
    let (options, mistakes) = read(r#"topic = , = 5, linger_ms, broker_list("x", "y"), acks = all, "#);
    assert_eq!(options, ["topic nothing", "linger_ms nothing", "broker_list nothing", "acks word(all)"]);
    assert_eq!(
        mistakes,
        [
            "`topic` has no value; write one after the `=`",
            "`linger_ms` has no value; write `linger_ms = …`",
            "an option is written `name = value`; write `broker_list = …`",
            "this is not an option; an option is written `name = value`",
        ]
    );
}

#[test]
fn a_missing_comma_is_one_mistake() {
    let (options, mistakes) = read(r#"broker_list = "a:1" topic = "orders", acks = all"#);
    assert_eq!(options, ["broker_list text(a:1)", "topic text(orders)", "acks word(all)"]);
    assert_eq!(mistakes, ["two options without a comma between them; write `,` before this one"]);
    let (options, mistakes) = read(r#"broker_list = "a:1"; topic = "orders";"#);
    assert_eq!(options, ["broker_list text(a:1)", "topic text(orders)"]);
    assert_eq!(mistakes, ["options are separated by `,`; write it in place of this `;`"; 2]);
    let (options, mistakes) = read(r#"topic = "orders" "more", acks = all"#);
    assert_eq!(options, ["topic nothing", "acks word(all)"]);
    assert_eq!(mistakes, ["the value ends before this; write `,` if another option follows"]);
}

#[test]
fn names_are_bare_words() {
    let (options, mistakes) = read(r#""topic" = "orders", bootstrap.servers = "a:1""#);
    assert_eq!(options, ["topic text(orders)", "bootstrap.servers text(a:1)"]);
    assert_eq!(mistakes, ["an option's name is a bare word; write `topic` without the quotes"]);
}

#[test]
fn each_entry_of_a_map_is_read_alone() {
    let (options, mistakes) = read(r#"headers = { "a" = "1", "b" => "2", c = "3", "d" = 4 }, acks = all"#);
    assert_eq!(options, ["headers map(a=1)", "acks word(all)"]);
    assert_eq!(mistakes.len(), 3);
    assert_eq!(mistakes[0], "an entry of `headers` is two texts; write `\"b\" = \"…\"`");
}

#[test]
fn rust_that_is_no_value_is_called_by_its_name() {
    let (options, mistakes) = read(
        r#"topic = concat!("a", "b"), name = f(), linger_ms = 5u32, acks = a + b, key = id(), headers = [1]"#,
    );
    assert_eq!(mistakes, [""; 0]);
    assert_eq!(
        options,
        [
            "topic other(a macro, which is not expanded here)",
            "name other(a call)",
            "linger_ms suffixed(5u32)",
            "acks other(an expression)",
            "key other(a call)",
            "headers other(an array)",
        ]
    );
    let (options, _) = read(r#"topic = b"bytes", linger_ms = 1.5e3, batch_size = 99999999999999999999"#);
    assert_eq!(
        options,
        [
            "topic other(a string of bytes)",
            "linger_ms other(a number with a fraction)",
            "batch_size other(a number beyond all ranges)"
        ]
    );
}
