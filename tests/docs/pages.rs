//! The manual's pages.

use std::fmt::Write as _;

use kafka_output_options::{names_markdown, options_markdown, rules_markdown, values_markdown};

use crate::made::{check, read, with_part};
use crate::of_outputs::{COLLECTION, REFUSALS as OF_OUTPUTS, SAYS_ITSELF, SAYS_NOTHING};
use crate::refusal::{REFUSALS, Refusal};

pub(crate) const OPTIONS: &str = "kafka-output/src/docs/options.md";
pub(crate) const ERRORS: &str = "kafka-output/src/docs/errors.md";

/// What is said of a function or of a type that derives `KafkaOutputs`, from the macro's own sentences.
fn refusals_markdown<'a>(refusals: impl IntoIterator<Item = &'a Refusal>, what: &str) -> String {
    let mut page = "| what is said | of | write |\n|---|---|---|\n".to_owned();
    for refusal in refusals {
        let sentence = refusal.sentence.replace("{}", what);
        let _ = writeln!(page, "| {sentence} | `{}` | `{}` |", refusal.wrong, refusal.right);
    }
    page
}

#[test]
fn the_option_page_is_the_tables() {
    check(OPTIONS, &options_markdown());
}

#[test]
fn the_page_of_errors_has_what_the_code_says() {
    let of_outputs = OF_OUTPUTS.iter().chain([&COLLECTION, &SAYS_ITSELF, &SAYS_NOTHING]);
    let parts = [
        ("values", values_markdown()),
        ("names", names_markdown()),
        ("rules", rules_markdown()),
        ("function", refusals_markdown(REFUSALS, "a struct")),
        ("outputs", refusals_markdown(of_outputs, "…")),
    ];
    let page = parts.iter().fold(read(ERRORS), |page, (name, made)| with_part(&page, name, made));
    check(ERRORS, &page);
}

#[test]
fn every_link_of_the_option_page_has_its_place() {
    let (options, rules) = (options_markdown(), rules_markdown());
    let links: Vec<_> =
        options.split("](#").skip(1).filter_map(|rest| rest.split_once(')')).map(|(name, _)| name).collect();
    assert!(!links.is_empty());
    for name in links {
        assert!(rules.contains(&format!("### {name}\n")), "{name}");
    }
}

#[test]
fn every_kind_of_error_is_on_the_page() {
    let source = read("kafka-output-core/src/error.rs");
    let (_, kinds) = source.split_once("pub enum ErrorKind {\n").expect("the enumeration");
    let (kinds, _) = kinds.split_once("\n}").expect("its end");
    let kinds: Vec<_> = kinds.lines().map(str::trim).filter_map(|line| line.strip_suffix(',')).collect();
    assert!(kinds.contains(&"Configuration") && kinds.contains(&"Shutdown"), "{kinds:?}");
    let page = read(ERRORS);
    for kind in kinds {
        let lines = page.lines().filter(|line| line.starts_with(&format!("| `{kind}` | ")));
        assert_eq!(
            lines.count(),
            1,
            "`{kind}` has no line in {ERRORS}; write why it comes and what mends it"
        );
    }
}
