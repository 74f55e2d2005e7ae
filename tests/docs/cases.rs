//! The UI cases of the rules: each rule's wrong example, refused, and the right ones, accepted. In the table's own words,
//! so that a rule cannot have an example that the compiler does not see as the table does.
//!
//! A plain build has no TLS, no gzip, and nothing of what comes later, so where an example needs one of these the case
//! shows the sentence that says so beside the rule's: a rule is judged whether or not its machinery is there. The right
//! examples that need more than a plain build are judged in `kafka-output-options`, with every feature on.

use std::fmt::Write as _;

use kafka_output_options::rule::Example;
use kafka_output_options::{
    Features, OptionId, OptionSet, RULES, Rule, Value, ViolationKind, attribute_text, is_literal_secret,
    judge,
};

use crate::made::{check, check_nothing_else, read, updates};

const FAIL: &str = "ui-tests/fail/rules";
const PASS: &str = "ui-tests/pass/rules.rs";
const BY: &str = "Made from the rules' examples; a test fails when it is stale.";

/// An example with the required options that it leaves out, unless the rule is about these, and without the warning of a secret in
/// the source.
fn whole(rule: &Rule, example: Example) -> Vec<(OptionId, Value<'static>)> {
    const BASE: [(OptionId, Value<'static>); 2] =
        [(OptionId::BrokerList, Value::Text("localhost:9092")), (OptionId::Topic, Value::Text("orders"))];
    let base: &[_] = if rule.kind == ViolationKind::MissingOption { &[] } else { &BASE };
    let secret = example.iter().any(|(id, value)| is_literal_secret(id.spec(), value));
    let kept = secret.then_some((OptionId::AllowLiteralSecrets, Value::Flag(true)));
    let left_out = |(id, _): &&(OptionId, Value<'static>)| example.iter().all(|(written, _)| written != id);
    base.iter().filter(left_out).chain(example).copied().chain(kept).collect()
}

/// The attribute, an option a line, so that the compiler shows each whole.
fn attribute(options: &[(OptionId, Value<'static>)]) -> String {
    let lines: Vec<_> = options.iter().map(|option| format!("    {},", attribute_text(&[*option]))).collect();
    format!("#[kafka_output(\n{}\n)]", lines.join("\n"))
}

fn sentence(rule: &Rule) -> String {
    let options = whole(rule, rule.wrong);
    let found = judge(&OptionSet::new(&options), &Features::ALL);
    let told = found.iter().find(|violation| violation.rule == Some(rule.name));
    told.unwrap_or_else(|| panic!("`{}` is not broken by its wrong example", rule.name)).to_string()
}

#[test]
fn every_rule_has_a_case_that_is_refused() {
    for rule in RULES {
        let attribute = attribute(&whole(rule, rule.wrong));
        let case = format!(
            "//! The rule `{}`. {BY}\n\n\
             use kafka_output::kafka_output;\nuse kafka_output_ui_tests::Order;\n\n\
             {attribute}\nasync fn placed(order: Order) -> Order {{\n    order\n}}\n\nfn main() {{}}\n",
            rule.name
        );
        check(&format!("{FAIL}/{}.rs", rule.name), &case);
    }
    let names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
    check_nothing_else(FAIL, &names);
}

#[test]
fn every_case_shows_the_sentence_of_its_rule() {
    if updates() {
        return;
    }
    for rule in RULES {
        let shown = read(&format!("{FAIL}/{}.stderr", rule.name));
        let expected = format!("error: {}\n", sentence(rule));
        assert!(
            shown.contains(&expected),
            "{FAIL}/{}.stderr lacks `{expected}`; run `tests/update`",
            rule.name
        );
    }
}

#[test]
fn every_right_example_of_a_plain_build_is_accepted() {
    let mut cases = format!(
        "//! What the rules ask for, written. {BY}\n\nuse kafka_output::kafka_output;\nuse kafka_output_ui_tests::Order;\n"
    );
    for rule in RULES {
        let options = whole(rule, rule.right);
        if judge(&OptionSet::new(&options), &Features::NONE).is_empty() {
            let name = rule.name.replace('-', "_");
            let _ = write!(
                cases,
                "\n{}\nasync fn {name}(order: Order) -> Order {{\n    order\n}}\n",
                attribute(&options)
            );
        }
    }
    check(PASS, &cases);
}
