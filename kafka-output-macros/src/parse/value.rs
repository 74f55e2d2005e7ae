//! The values an option may be written with.

use proc_macro2::{Group, Ident};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{BinOp, Expr, ExprBinary, ExprField, ExprUnary, Index, Lit, LitFloat, LitInt, Member, Path, UnOp};

use super::attribute::skip_rest;
use super::map::{MapEntry, parse_map};
use crate::diagnostics::{Diagnostics, Underline};

/// A value as written; which kinds an option takes is the table's business.
#[derive(Debug)]
pub(crate) enum Written {
    /// `sasl_ssl`; also a field path, a type or an item of one segment.
    Word(Ident),
    /// `"orders"`
    Text(String),
    /// `-1`
    Integer(i64),
    /// `true`
    Flag(bool),
    /// `{ "a" = "b", "a" = "c" }`: order and duplicates kept.
    Map(Vec<MapEntry>),
    /// `customer.id`, `0.id`
    Fields(Vec<Member>),
    /// `Self::order_event`, `crate::Confluent`
    Path(Path),
    /// `SCRAM-SHA-256`, which Rust reads as a difference.
    Dashed(String),
    /// `5ms`, which Rust reads as a number with a type.
    Suffixed(String),
    /// `'t'`
    Character(char),
    /// `'orders'`, which the compiler refuses itself.
    Refused,
    /// `order_event()`
    Call(Path),
    /// Rust that is no option's value, and what it is called.
    Other(&'static str),
    /// What is no Rust, such as a setting without its quotes.
    Unreadable,
}

/// What `name(…)` is called.
pub(crate) const CALL: &str = "a call";
/// What `[…]` is called.
pub(crate) const ARRAY: &str = "an array";

/// Reads one value; of a map, the entries that cannot be read are reported here.
pub(crate) fn parse(
    input: ParseStream<'_>,
    option: &str,
    diagnostics: &mut Diagnostics,
) -> (Written, Underline) {
    let rest = input.cursor().token_stream();
    if input.peek(syn::token::Brace)
        && let Ok(group) = input.parse::<Group>()
    {
        return (Written::Map(parse_map(&group, option, diagnostics)), Underline::of(&group));
    }
    if let Ok(expression) = input.parse::<Expr>() {
        return (written(&expression), Underline::of(&expression));
    }
    skip_rest(input);
    (Written::Unreadable, Underline::of(&rest))
}

/// ```text
/// INPUT   ("orders")
/// OUTPUT  Text("orders")
/// ```
/// What stands behind an option's name as the argument of a call, where that is one value.
pub(super) fn called_with(input: ParseStream<'_>) -> Option<(Written, Underline)> {
    let argument: Expr = match input.fork().parse::<Expr>() {
        Ok(Expr::Paren(inside)) => *inside.expr,
        _ => return None,
    };
    let value = written(&argument);
    let is_one = matches!(
        value,
        Written::Word(_) | Written::Text(_) | Written::Integer(_) | Written::Flag(_) | Written::Path(_)
    );
    is_one.then(|| (value, Underline::of(&argument)))
}

fn written(expression: &Expr) -> Written {
    match expression {
        // Around what a `macro_rules!` macro put here.
        Expr::Group(group) => written(&group.expr),
        Expr::Lit(literal) => literal_written(&literal.lit, ""),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => match innermost(expr) {
            Expr::Lit(literal) => literal_written(&literal.lit, "-"),
            _ => Written::Other("an expression"),
        },
        Expr::Path(path) if path.qself.is_none() => match path.path.get_ident() {
            Some(word) => Written::Word(word.clone()),
            None => Written::Path(path.path.clone()),
        },
        Expr::Field(field) => fields(field).map_or(Written::Other("an expression"), Written::Fields),
        Expr::Call(call) => match innermost(&call.func) {
            Expr::Path(path) if path.qself.is_none() => Written::Call(path.path.clone()),
            _ => Written::Other(CALL),
        },
        Expr::MethodCall(_) => Written::Other(CALL),
        Expr::Macro(_) => Written::Other("a macro, which is not expanded here"),
        Expr::Array(_) => Written::Other(ARRAY),
        _ => dashed(expression).map_or(Written::Other("an expression"), Written::Dashed),
    }
}

/// `SCRAM-SHA-256` as it was written: names and numbers with `-` between them.
fn dashed(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Path(path) => path.path.get_ident().map(Ident::to_string),
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => Some(number.to_string()),
            _ => None,
        },
        Expr::Binary(ExprBinary { left, op: BinOp::Sub(_), right, .. }) => {
            Some(format!("{}-{}", dashed(left)?, dashed(right)?))
        }
        _ => None,
    }
}

fn innermost(expression: &Expr) -> &Expr {
    match expression {
        Expr::Group(group) => innermost(&group.expr),
        other => other,
    }
}

fn literal_written(literal: &Lit, sign: &str) -> Written {
    match literal {
        Lit::Str(text) if sign.is_empty() && text.suffix().is_empty() => Written::Text(text.value()),
        Lit::Int(number) if number.suffix().is_empty() => integer(number, sign),
        Lit::Bool(flag) if sign.is_empty() => Written::Flag(flag.value),
        // `0.1`, as the compiler's lexer cuts the path to the second field of the first field.
        Lit::Float(float) if sign.is_empty() => {
            float_fields(float).map_or(Written::Other("a number with a fraction"), Written::Fields)
        }
        Lit::Int(number) if sign.is_empty() => Written::Suffixed(number.to_string()),
        Lit::Int(_) => Written::Other("a number with a type behind it"),
        Lit::Float(_) => Written::Other("a number with a fraction"),
        Lit::Char(character) if sign.is_empty() => Written::Character(character.value()),
        Lit::Verbatim(text) if text.to_string().starts_with('\'') => Written::Refused,
        Lit::ByteStr(_) | Lit::CStr(_) => Written::Other("a string of bytes"),
        _ => Written::Other("a literal of another kind"),
    }
}

fn integer(number: &LitInt, sign: &str) -> Written {
    let digits = format!("{sign}{}", number.base10_digits());
    digits.parse().map_or(Written::Other("a number beyond all ranges"), Written::Integer)
}

/// ```text
/// INPUT   customer.id     0.id     order.0.1
/// OUTPUT  [customer, id]  [0, id]  [order, 0, 1]
/// ```
fn fields(field: &ExprField) -> Option<Vec<Member>> {
    let mut members = match innermost(&field.base) {
        Expr::Field(base) => fields(base)?,
        Expr::Path(path) => vec![Member::Named(path.path.get_ident()?.clone())],
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(index) => vec![index_member(index.base10_digits(), index.span())?],
            Lit::Float(float) => float_fields(float)?,
            _ => return None,
        },
        _ => return None,
    };
    members.push(field.member.clone());
    Some(members)
}

fn float_fields(float: &LitFloat) -> Option<Vec<Member>> {
    let text = float.to_string();
    let (first, second) = text.split_once('.')?;
    Some(vec![index_member(first, float.span())?, index_member(second, float.span())?])
}

fn index_member(digits: &str, span: proc_macro2::Span) -> Option<Member> {
    Some(Member::Unnamed(Index { index: digits.parse().ok()?, span }))
}

/// A word as the table spells words: without the `r#` of a raw identifier.
pub(crate) fn word(ident: &Ident) -> String {
    ident.unraw().to_string()
}
