//! Each refusal of the manual's page of errors is said of its wrong item, alone, and not of its right one.

use super::{derive_outputs, sentences_of, tokens};
use crate::diagnostics::Diagnostics;
use crate::judge::judge;
use crate::lower::OutputFn;
use crate::outputs::REFUSALS as OF_OUTPUTS;
use crate::parse::{Annotated, Args};
use crate::refusal::REFUSALS;

/// All that is said of an item under a faultless attribute. Not by its expansion, which need not be Rust: a function
/// without a body stays one.
fn said_of(item: &str) -> Vec<String> {
    let mut diagnostics = Diagnostics::new();
    let args = Args::parse(tokens(r#"broker_list = "a:1", topic = "orders""#), &mut diagnostics);
    let annotated = Annotated::parse(tokens(item), &mut diagnostics);
    let judged = judge(&args, crate::judge::On::Function, &mut diagnostics);
    if let Annotated::Function(function) = annotated {
        let _ = OutputFn::lower(*function, judged, &mut diagnostics);
    }
    diagnostics.sentences()
}

#[test]
fn each_is_said_of_its_wrong_item_and_of_nothing_right() {
    for refusal in REFUSALS {
        let sentence = refusal.sentence.replace("{}", "a struct");
        assert_eq!(said_of(refusal.wrong), [sentence], "{}", refusal.wrong);
        assert_eq!(said_of(refusal.right), [""; 0], "{}", refusal.right);
    }
}

#[test]
fn each_is_said_of_its_wrong_type_and_of_nothing_right() {
    for refusal in OF_OUTPUTS {
        let [before, after] = match refusal.sentence.split_once("{}") {
            Some((before, after)) => [before, after],
            None => [refusal.sentence, ""],
        };
        let said = sentences_of(&derive_outputs(refusal.wrong));
        assert!(
            matches!(&said[..], [one] if one.starts_with(before) && one.ends_with(after)),
            "{}: {said:?}",
            refusal.wrong
        );
        assert_eq!(sentences_of(&derive_outputs(refusal.right)), [""; 0], "{}", refusal.right);
    }
}
