//! Writes `attribute.rs`, whose items are the options and their words as editors show them.

use std::fmt::Write as _;

use crate::markdown::{default, elsewhere, needs, value};
use crate::spec::{Kind, OptionSpec, Preset, Word};
use crate::table::OPTIONS;

const HEAD: &str = "\
//! The options and their words as items with documentation, which editors show and complete. The attribute names what
//! was written among them, for rust-analyzer alone.
//!
//! Made from the option table; bless with `UPDATE_EXPECT=1`.

#![allow(non_upper_case_globals, non_camel_case_types, missing_debug_implementations)]
#![allow(clippy::doc_markdown, clippy::unreadable_literal)]
";

fn source() -> String {
    OPTIONS.iter().fold(HEAD.to_owned(), |source, option| source + "\n" + &item(option))
}

/// A constant of the default, or an enum of the words.
fn item(option: &OptionSpec) -> String {
    let mut item = documentation("", &[option.doc.to_owned(), facts(option)]);
    let name = match option.name {
        // No item may be called so, and no editor should offer what no user can write.
        "crate" => {
            item.push_str("#[doc(hidden)]\n");
            "crate_"
        }
        name => name,
    };
    let ty = match option.kind {
        Kind::Choice(words) => {
            let words = words.iter().fold(String::new(), |words, word| words + &variant(word));
            let _ = writeln!(item, "pub enum {name} {{\n{words}}}");
            return item;
        }
        Kind::Text(_) | Kind::Ident | Kind::TypePath | Kind::FieldPath => "&str",
        Kind::Integer { .. } | Kind::Size { .. } => "i64",
        Kind::Flag => "bool",
        Kind::Map => "&[(&str, &str)]",
    };
    let _ = match option.default {
        Preset::None => writeln!(item, "pub const {name}: Option<{ty}> = None;"),
        preset => writeln!(item, "pub const {name}: {ty} = {};", default(preset).trim_matches('`')),
    };
    item
}

fn variant(word: &Word) -> String {
    let mut facts = String::new();
    if !word.property.trim().is_empty() && word.property != word.word {
        let _ = writeln!(facts, "- librdkafka `{}`", word.property);
    }
    if let Some(feature) = word.feature {
        let _ = writeln!(facts, "- {}", needs(feature));
    }
    documentation("    ", &[word.doc.to_owned(), facts]) + &format!("    {},\n", word.word)
}

/// What the other columns of the row say.
fn facts(option: &OptionSpec) -> String {
    let mut facts = format!("- value: {}\n", value(option));
    if option.default != Preset::None {
        let _ = writeln!(facts, "- default: {}", default(option.default));
    }
    for name in elsewhere(option) {
        let _ = writeln!(facts, "- {name}");
    }
    if option.compile_time {
        facts.push_str("- a literal: never a setting, never overridden when deployed\n");
    }
    if option.secret {
        facts.push_str("- secret: never shown\n");
    }
    if let Some(feature) = option.feature {
        let _ = writeln!(facts, "- {}", needs(feature));
    }
    facts
}

/// Paragraphs as a documentation comment.
fn documentation(indent: &str, paragraphs: &[String]) -> String {
    let paragraphs: Vec<&str> =
        paragraphs.iter().map(|text| text.trim_end()).filter(|text| !text.is_empty()).collect();
    let mut comment = String::new();
    for line in paragraphs.join("\n\n").lines() {
        let _ = writeln!(comment, "{}", format!("{indent}/// {line}").trim_end());
    }
    comment
}

#[test]
fn the_items_are_those_of_the_table() {
    expect_test::expect_file!["attribute.rs"].assert_eq(&source());
}

#[test]
fn every_word_says_what_it_chooses() {
    for option in OPTIONS {
        if let Kind::Choice(words) = option.kind {
            assert!(words.iter().all(|word| word.doc.ends_with(['.', '`'])), "{}", option.name);
        }
    }
}
