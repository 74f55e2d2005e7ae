//! The pairs of a map, each read alone.

use kafka_output_options::suggest::nearest_option;
use kafka_output_options::{Kind, OptionId, find, is_secret_property};
use proc_macro2::{Group, Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, ExprLit, Lit, LitStr, Token};

use super::attribute::{parse_joint, pieces, skip_rest};
use crate::diagnostics::{Diagnostics, Underline};

/// One `"name" = "text"` of a map.
#[derive(Debug, Clone)]
pub(crate) struct MapEntry {
    pub(crate) name: LitStr,
    pub(crate) text: LitStr,
}

impl MapEntry {
    /// From its name to its text.
    pub(crate) fn underline(&self) -> Underline {
        Underline::between(self.name.span(), self.text.span())
    }
}

/// ```text
/// INPUT   { "source" = "checkout", "source" = "web" }
/// OUTPUT  [("source", "checkout"), ("source", "web")]
/// ```
/// Each entry is read alone; one that is wrong is reported and left out, so that it hides no other.
pub(super) fn parse_map(map: &Group, option: &str, diagnostics: &mut Diagnostics) -> Vec<MapEntry> {
    let mut entries = Vec::new();
    // Where no map belongs, that is told, and nothing about its entries.
    let meant = find(option).or_else(|| nearest_option(option).and_then(find));
    let is_map = meant.is_some_and(|spec| matches!(spec.kind, Kind::Map));
    for piece in pieces(map.stream()) {
        let outcome = (|input: ParseStream<'_>| {
            while !input.is_empty() {
                let rest = input.cursor().token_stream();
                let entry = parse_entry(input);
                let is_cut_short = !input.is_empty() && !begins_entry(input);
                match entry {
                    Ok(entry) if !is_cut_short => entries.push(entry),
                    _ => {
                        skip_rest(input);
                        if is_map {
                            diagnostics.push(Underline::of(&rest), no_entry(option, &rest));
                        }
                    }
                }
                if !input.is_empty() && is_map {
                    let next = input.cursor().token_stream();
                    diagnostics.push(Underline::of(&next).start(), TOUCHING);
                }
            }
            Ok(())
        })
        .parse2(piece);
        if let Err(error) = outcome {
            diagnostics.push_syntax(&error);
        }
    }
    entries
}

const TOUCHING: &str = "two pairs without a comma between them; write `,` before this one";

fn begins_entry(input: ParseStream<'_>) -> bool {
    input.peek(LitStr) && input.peek2(Token![=])
}

fn parse_entry(input: ParseStream<'_>) -> syn::Result<MapEntry> {
    let name = input.parse()?;
    let _: Token![=] = input.parse()?;
    Ok(MapEntry { name, text: input.parse()? })
}

/// What is said of tokens that are no entry: `"a" = 1`, `a.b = "c"`, `"a" = argument`.
fn no_entry(option: &str, entry: &TokenStream) -> String {
    let two_texts = format!("an entry of `{option}` is two texts; write");
    let Ok((name, value)) = parse_loosely.parse2(entry.clone()) else {
        return format!("{two_texts} `\"name\" = \"value\"`");
    };
    let is_of_records = find(option).is_some_and(|spec| spec.id.is(OptionId::Headers));
    match value {
        Some(Expr::Lit(ExprLit { lit, .. })) => {
            // Of a text the value stands in quotes already, and may be a secret.
            let value = match &lit {
                Lit::Int(_) | Lit::Float(_) | Lit::Bool(_) if !is_secret_property(&name) => quoted(&lit),
                _ => "…".to_owned(),
            };
            format!("{two_texts} `\"{name}\" = \"{value}\"`")
        }
        Some(value) if is_of_records && is_of_arguments(&value) => format!(
            "{two_texts} `\"{name}\" = \"…\"`; an argument cannot be read here, so return a `KafkaEventData`, and say it there: \
             `.header(\"{name}\", …)`"
        ),
        Some(Expr::Path(_)) => format!(
            "{two_texts} `\"{name}\" = \"…\"`, or a setting: `\"%NAME%\"`; a constant or an argument cannot be read here"
        ),
        _ => format!("{two_texts} `\"{name}\" = \"…\"`"),
    }
}

/// Whether an expression may be read off an argument: `source`, `order.customer`, `&order.customer`, `order.source()`.
fn is_of_arguments(value: &Expr) -> bool {
    match value {
        Expr::Path(path) => path.path.get_ident().is_some(),
        Expr::Field(_) | Expr::MethodCall(_) => true,
        Expr::Reference(reference) => is_of_arguments(&reference.expr),
        _ => false,
    }
}

fn quoted(literal: &Lit) -> String {
    match literal {
        Lit::Int(number) => number.base10_digits().to_owned(),
        Lit::Float(number) => number.base10_digits().to_owned(),
        Lit::Bool(flag) => flag.value.to_string(),
        _ => "…".to_owned(),
    }
}

/// A name with its quotes or without, a sign, and what stands behind it, if that is Rust.
fn parse_loosely(input: ParseStream<'_>) -> syn::Result<(String, Option<Expr>)> {
    let name = if input.peek(LitStr) { input.parse::<LitStr>()?.value() } else { parse_bare_name(input)? };
    if input.peek(Token![=>]) {
        let _: Token![=>] = input.parse()?;
    } else if input.peek(Token![:]) {
        let _: Token![:] = input.parse()?;
    } else {
        let _: Token![=] = input.parse()?;
    }
    let rest: TokenStream = input.parse()?;
    Ok((name, syn::parse2(rest).ok()))
}

/// `socket.timeout.ms`, `content-type`
fn parse_bare_name(input: ParseStream<'_>) -> syn::Result<String> {
    let mut name = input.call(Ident::parse_any)?.unraw().to_string();
    while let Some(joint) = parse_joint(input, false) {
        name.push_str(joint);
        name.push_str(&input.call(Ident::parse_any)?.to_string());
    }
    Ok(name)
}
