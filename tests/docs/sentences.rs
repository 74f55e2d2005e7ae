//! What the compiler is known to say, by the UI cases, stands on the page of errors.

use std::fs;
use std::path::Path;

use kafka_output_options::sentence_form;

use crate::made::{read, root, updates};
use crate::pages::ERRORS;

/// The sentences of the page: first cells of its tables, and quotes.
fn told() -> Vec<String> {
    let page = read(ERRORS);
    let sentences = page.lines().filter_map(|line| match line.strip_prefix("> ") {
        Some(quote) => Some(quote),
        None => line.strip_prefix("| ")?.split(" | ").next(),
    });
    sentences.map(|sentence| sentence_form(&sentence.replace("\\|", "|"))).collect()
}

/// Whether a sentence is of a form, in which `…` stands for anything.
fn is_of(form: &str, sentence: &str) -> bool {
    let mut pieces = form.split('…');
    let Some(mut rest) = sentence.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let mut last = "";
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
        last = piece;
    }
    rest.is_empty() || last.is_empty() || (form.contains('…') && sentence.ends_with(last))
}

/// The sentences of the blessed messages, rustc's own aside.
fn said(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            said(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "stderr") {
            let text = fs::read_to_string(&path).expect("it can be read");
            let ours = text.lines().filter_map(|line| {
                let of_traits = line.strip_prefix("error[E0277]: ").filter(|line| !line.starts_with("`?`"));
                line.strip_prefix("error: ").or(of_traits)
            });
            found.extend(ours.map(|sentence| (path.display().to_string(), sentence.to_owned())));
        }
    }
}

#[test]
fn every_sentence_of_the_ui_cases_is_on_the_page() {
    if updates() {
        return;
    }
    let mut found = Vec::new();
    said(&root().join("ui-tests/fail"), &mut found);
    said(&root().join("ui-tests/registry/fail"), &mut found);
    assert!(found.len() > 100, "{}", found.len());
    let told = told();
    for (case, sentence) in found {
        let form = sentence_form(&sentence);
        assert!(
            told.iter().any(|told| is_of(told, &form)),
            "{case} is told `{sentence}`, which {ERRORS} does not have"
        );
    }
}

#[test]
fn a_form_stands_for_its_sentences_alone() {
    assert!(is_of("… has no value; write …", "… has no value; write …"));
    assert!(is_of("… cannot be …; write …", "… cannot be a call; write a number"));
    assert!(is_of("the setting …", "the setting …"));
    assert!(!is_of("… has no value", "… has no value; write …"));
    assert!(!is_of("write this", "write that"));
}
