//! What rust-analyzer finds: the function, whatever the attribute has come to, and the names of the attribute.

use std::fmt::Write as _;

use expect_test::expect_file;
use kafka_output_options::{Kind, OPTIONS};
use quote::ToTokens;
use syn::{ItemFn, ItemUse, Stmt, UseTree};

use super::tokens;
use crate::diagnostics::Diagnostics;
use crate::editor::for_editors;
use crate::parse::Args;
use crate::process::in_editor;

const FN: &str = "pub async fn placed(order: Order) -> Option<Order> { order.into_body() }";

/// Where a user types, in `BROKERS, …`; and what is completed there.
const HALF_TYPED: &[(&str, &str)] = &[
    ("topic = \"orders\", lin¦", ""),
    ("lin¦ topic = \"orders\"", ""),
    ("topic = \"orders\", lin¦ger_ms = 5", ""),
    ("topic = \"orders\", linger_ms¦ = 5", ""),
    ("topic = \"orders\", ¦", ""),
    ("¦", ""),
    (", ,¦", ""),
    ("¦, topic = \"orders\"", ""),
    ("lin¦(5)", ""),
    ("= 5, lin¦", ""),
    ("headers = { \"a\" = }, lin¦", ""),
    ("protocol = ¦", "protocol"),
    ("protocol = sas¦", "protocol"),
    ("protocol = sasl_ssl¦, topic = \"orders\"", "protocol"),
    ("topic = \"orders\", protocol = ¦, acks = all", "protocol"),
    ("acks = ¦ topic = \"orders\"", "acks"),
    ("topic = \"orders\", delivery = enq¦", "delivery"),
];

/// Half an attribute is no reason to lose the function: it stands whole, with its own body and the type callers see.
#[test]
fn the_function_stands_whole_beside_half_an_attribute() {
    for (typed, _) in HALF_TYPED {
        let function = expand(&typed.replace('¦', ""));
        let signature = function.sig.to_token_stream().to_string();
        assert!(signature.starts_with("async fn placed (order : Order) -> "), "{typed}: {signature}");
        assert!(signature.contains("Option < :: kafka_output :: Delivery >"), "{typed}: {signature}");
        assert!(function.block.to_token_stream().to_string().contains("order . into_body ()"), "{typed}");
    }
}

/// rust-analyzer looks at the offset at which the expansion with a name at the cursor has that name, and asks the expansion
/// without it what the path before it is.
#[test]
fn what_is_completed_stands_at_one_offset_before_and_after() {
    const MARKER: &str = "raCompletionMarker";
    for (typed, option) in HALF_TYPED {
        let without = expand(&typed.replace('¦', "")).to_token_stream().to_string();
        let with = expand(&typed.replace('¦', MARKER)).to_token_stream().to_string();
        let (before, _) = with.split_once(MARKER).unwrap_or_else(|| panic!("{typed}: nothing to complete"));
        let (path, half) = before.rsplit_once(":: ").expect("a path");
        let qualifier = if option.is_empty() { "attribute" } else { option };
        assert!(path.trim_end().ends_with(qualifier), "{typed}: {path}");
        assert!(typed.contains(&format!("{half}¦")), "{typed}: {half}");
        assert!(without.starts_with(path), "{typed}:\n{with}\n{without}");
    }
}

#[test]
fn every_name_keeps_its_place() {
    let attribute = r#"broker_list = "a:1", lin, crate = x, protocol = SASL_SSL, acks = -1, acks = leader"#;
    let names = ["broker_list", "lin", "crate_", "protocol::sasl_ssl", "acks", "acks::one"];
    let places = ["broker_list", "lin", "crate", "protocol = SASL_SSL", "acks", "acks = leader"];
    let paths = paths(attribute);
    assert_eq!(paths.len(), names.len());
    for (path, (name, place)) in paths.iter().zip(names.iter().zip(places)) {
        assert_eq!(joined(path), **name);
        let ends = |ident: Option<&syn::Ident>| ident.expect("a name").span().byte_range();
        assert_eq!(&attribute[ends(path.first()).start..ends(path.last()).end], place);
    }
}

#[test]
fn what_no_item_can_be_called_is_left_out() {
    assert!(paths("bootstrap.servers = \"a:1\", = 5, async = 1, _ = 2, 5").is_empty());
}

/// rustc never sees what is written for editors, so it is shown what every option and word would be: the file is compiled
/// with the other spellings that must be accepted.
#[test]
fn every_option_and_word_is_an_item_that_rustc_finds() {
    let mut attribute = String::new();
    for option in OPTIONS {
        let _ = write!(attribute, "{}, ", option.name);
        if let Kind::Choice(words) = option.kind {
            for word in words {
                let _ = write!(attribute, "{} = {}, ", option.name, word.word);
            }
        }
    }
    let head =
        "//! What attributes name for editors, without the `cfg`. Made by a test of kafka-output-macros.\n\n";
    let file = paths(&attribute).iter().fold(head.to_owned(), |file, path| {
        file + "use ::kafka_output::__private::attribute::" + &joined(path) + " as _;\n"
    });
    expect_file!["../../../ui-tests/pass/editors.rs"].assert_eq(&file);
}

fn joined(path: &[syn::Ident]) -> String {
    path.iter().map(ToString::to_string).collect::<Vec<_>>().join("::")
}

/// The paths the attribute names, without what stands for a name that is not begun.
fn paths(attribute: &str) -> Vec<Vec<syn::Ident>> {
    let mut diagnostics = Diagnostics::new();
    let args = Args::parse(tokens(attribute), &mut diagnostics);
    let _ = diagnostics.sentences();
    let item = in_editor(|| for_editors(&args, &syn::parse_quote!(::kafka_output)));
    let Ok(Stmt::Expr(syn::Expr::Block(block), _)) = syn::parse2(item) else { panic!("a block") };
    let [Stmt::Item(syn::Item::Use(ItemUse { tree, .. }))] = &*block.block.stmts else { panic!("one `use`") };
    let mut paths = Vec::new();
    collect(tree, &mut Vec::new(), &mut paths);
    // `kafka_output::__private::attribute::`
    paths.into_iter().map(|path| path[3..].to_vec()).collect()
}

fn collect(tree: &UseTree, path: &mut Vec<syn::Ident>, paths: &mut Vec<Vec<syn::Ident>>) {
    match tree {
        UseTree::Path(step) => {
            path.push(step.ident.clone());
            collect(&step.tree, path, paths);
            path.pop();
        }
        UseTree::Rename(last) => paths.push([&path[..], std::slice::from_ref(&last.ident)].concat()),
        UseTree::Group(group) => {
            for tree in &group.items {
                collect(tree, path, paths);
            }
        }
        other => panic!("{}", other.to_token_stream()),
    }
}

fn expand(attribute: &str) -> ItemFn {
    let attribute = format!("broker_list = \"a:1\", {attribute}");
    let expanded = in_editor(|| crate::expand::kafka_output(tokens(&attribute), tokens(FN)));
    syn::parse2(expanded).expect("one function")
}
