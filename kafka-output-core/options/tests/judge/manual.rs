//! The manual's pages that follow from the table and the rules.

use std::collections::HashSet;

use kafka_output_options::{
    FEATURES, OPTIONS, RULES, names_markdown, options_markdown, rules_markdown, sentence_form,
    values_markdown,
};

#[test]
fn every_option_has_a_line_with_five_cells() {
    let page = options_markdown();
    for option in OPTIONS {
        let line =
            page.lines().find(|line| line.starts_with(&format!("| `{}` |", option.name))).expect(option.name);
        assert_eq!(line.replace("\\|", "").matches('|').count(), 6, "{line}");
        assert_eq!(line.contains("*Secret"), option.secret, "{line}");
        for name in option.azure_functions.iter().chain(&option.stream_analytics) {
            assert!(line.contains(&format!("`{name}`")), "{line}");
        }
        for rule in RULES {
            assert_eq!(line.contains(&format!("(#{})", rule.name)), rule.names(option.id), "{line}");
        }
    }
    assert!(!page.contains("{}"));
}

#[test]
fn every_rule_has_its_place_among_the_errors() {
    let page = rules_markdown();
    for rule in RULES {
        assert_eq!(page.matches(&format!("### {}\n", rule.name)).count(), 1, "{}", rule.name);
    }
    assert!(!page.contains("{}"));
}

#[test]
fn every_feature_has_its_sentence() {
    let page = names_markdown();
    for feature in FEATURES {
        let told = if feature.built { format!("`{}`", feature.name) } else { format!(" {},", feature.what) };
        assert!(page.contains(&told), "{}", feature.name);
    }
}

#[test]
fn no_form_of_a_sentence_stands_twice() {
    let page = values_markdown();
    let sentences: Vec<_> = page.lines().skip(2).filter_map(|line| line.split(" | ").next()).collect();
    let forms: HashSet<_> = sentences.iter().map(|sentence| sentence_form(sentence)).collect();
    assert_eq!(forms.len(), sentences.len());
}

#[test]
fn sentences_of_one_form_differ_in_names_and_numbers_only() {
    assert_eq!(sentence_form("`a = 1` is above 5"), sentence_form("`b = 22` is above 77"));
    assert_eq!(sentence_form("write `a`, `b` or `c`"), sentence_form("write `a` or `b`"));
    assert_ne!(sentence_form("write `a`"), sentence_form("leave `a` out"));
}
