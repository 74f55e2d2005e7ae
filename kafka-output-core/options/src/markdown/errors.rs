//! The parts of the manual's page of errors that follow from the table and the rules.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::cell;
use crate::examples::{faults_of, right_value, wrong_values};
use crate::features::{FEATURES, Features};
use crate::judge::judge;
use crate::rules::RULES;
use crate::set::OptionSet;
use crate::spec::Kind;
use crate::table::OPTIONS;
use crate::value::Value;
use crate::violation::{compile_time_only, duplicate_option, unknown_option};
use crate::written::attribute_at_a_glance;

const HEAD: &str = "| what is said | of | write |\n|---|---|---|\n";

/// What is said of one value: each sentence once, of the first row that it is said of.
#[must_use]
pub fn values_markdown() -> String {
    let mut page = HEAD.to_owned();
    let mut told = HashSet::new();
    for option in OPTIONS {
        let right = attribute_at_a_glance(&[(option.id, right_value(option))]);
        for wrong in wrong_values(option) {
            for fault in faults_of(option, &wrong) {
                let sentence = fault.to_string();
                if told.insert(sentence_form(&sentence)) {
                    let wrong = attribute_at_a_glance(&[(option.id, wrong)]);
                    line(&mut page, &sentence, &wrong, &right);
                }
            }
        }
    }
    page
}

/// What is said of options as such: unknown, doubled, of a feature that is off, not to be overridden.
#[must_use]
pub fn names_markdown() -> String {
    let mut page = HEAD.to_owned();
    line(&mut page, &unknown_option("brokerList"), "brokerList = \"…\"", "broker_list = \"…\"");
    line(
        &mut page,
        &unknown_option("socket.timeout.ms"),
        "socket.timeout.ms = 5000",
        "properties = { \"socket.timeout.ms\" = \"5000\" }",
    );
    line(&mut page, &unknown_option("LibkafkaDebug"), "LibkafkaDebug = \"msg\"", "");
    line(&mut page, &unknown_option("KeyDataType"), "KeyDataType = \"Long\"", "");
    line(&mut page, &unknown_option("partition"), "partition = 3", "");
    line(&mut page, &unknown_option("colour"), "colour = red", "");
    line(&mut page, &duplicate_option("acks", 2), "acks = all, acks = one", "acks = all");
    line(&mut page, &duplicate_option("acks", 3), "acks = all, acks = all, acks = all", "acks = all");
    for feature in FEATURES {
        // A whole option where one needs it, else a word.
        let whole = OPTIONS.iter().find(|option| option.feature == Some(feature.name));
        let by_word = || {
            OPTIONS.iter().find_map(|option| {
                let Kind::Choice(words) = option.kind else { return None };
                let word = words.iter().find(|word| word.feature == Some(feature.name))?;
                Some((option, Value::Word(word.word)))
            })
        };
        let Some((option, value)) = whole.map(|option| (option, right_value(option))).or_else(by_word) else {
            continue;
        };
        let set = [(option.id, value)];
        let found = judge(&OptionSet::new(&set), &Features::NONE);
        if let Some(lacking) = found.iter().find(|lacking| lacking.option == option.id) {
            let added = if feature.built {
                format!("kafka-output = {{ version = \"…\", features = [\"{}\"] }}", feature.name)
            } else {
                String::new()
            };
            line(&mut page, &lacking.to_string(), &attribute_at_a_glance(&set), &added);
        }
    }
    if let Some(literal) =
        OPTIONS.iter().find(|option| option.compile_time && option.default.value().is_some())
    {
        let overridden = format!("KAFKA_OUTPUT__PLACED__{}=…", literal.name.to_ascii_uppercase());
        let right = attribute_at_a_glance(&[(literal.id, right_value(literal))]);
        line(&mut page, &compile_time_only(literal), &overridden, &right);
    }
    page
}

/// Each rule between options under its name: the sentence, an example that breaks it and one that does not.
#[must_use]
pub fn rules_markdown() -> String {
    let mut page = String::new();
    for rule in RULES {
        let subject = rule.subjects[0].name();
        let sentence = rule.sentence.replace("{}", subject);
        let _ = write!(page, "### {}\n\n> {sentence}\n\n", rule.name);
        if rule.subjects.len() > 1 {
            let others: Vec<_> = rule.subjects.iter().map(|id| format!("`{}`", id.name())).collect();
            let _ = writeln!(page, "- said of {}", others.join(", "));
        }
        let _ = writeln!(page, "- wrong: `{}`", attribute_at_a_glance(rule.wrong));
        let _ = writeln!(page, "- right: `{}`\n", attribute_at_a_glance(rule.right));
    }
    page
}

fn line(page: &mut String, sentence: &str, wrong: &str, right: &str) {
    let code = |text: &str| if text.is_empty() { String::new() } else { format!("`{text}`") };
    let _ = writeln!(page, "| {} | {} | {} |", cell(sentence), cell(&code(wrong)), cell(&code(right)));
}

/// A sentence without what differs from one option to the next, so that two of one form tell the same: what stands in
/// backticks is `…`, a list of them one, and a number `0`.
#[must_use]
pub fn sentence_form(sentence: &str) -> String {
    let mut form = String::new();
    for (at, piece) in sentence.split('`').enumerate() {
        if at % 2 == 1 {
            form.push('…');
            continue;
        }
        let mut digits = false;
        for character in piece.chars() {
            match character {
                '0'..='9' if digits => {}
                '0'..='9' => form.push('0'),
                other => form.push(other),
            }
            digits = character.is_ascii_digit();
        }
    }
    for joint in ["…, …", "… or …", "… and …"] {
        while form.contains(joint) {
            form = form.replace(joint, "…");
        }
    }
    form.replace("-0", "0")
}
