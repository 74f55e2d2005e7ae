//! The attribute's tokens, cut into options.

use kafka_output_options::{Kind, find};
use proc_macro2::{Ident, Punct, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, LitStr, Meta, ReturnType, Token};

use super::map::MapEntry;
use super::value::{self, Written};
use crate::diagnostics::{Diagnostics, Underline};

/// What stands in the parentheses of the attribute, in the order written.
#[derive(Debug)]
pub(crate) struct Args {
    pub(crate) options: Vec<Arg>,
    /// Whether some piece has no name that can be read, or there is another attribute: it may be any option.
    pub(crate) nameless: bool,
    /// What stands in other attributes, which are told to be too many.
    pub(crate) of_others: Vec<Arg>,
    /// What the function returns: where that says itself where it is sent, nothing is missing here, but all of it too much.
    pub(crate) returned: Option<ReturnType>,
    /// The whole attribute: for what is missing from it.
    pub(crate) at: Underline,
}

/// One `option = value`.
#[derive(Debug)]
pub(crate) struct Arg {
    /// The option's name as written, which may be nobody's.
    pub(crate) name: String,
    pub(crate) key: Underline,
    /// `None`: there is no value, or one that could not be read; that is reported already.
    pub(crate) value: Option<Written>,
    /// The value; the key where there is none.
    pub(crate) place: Underline,
    /// What is wrong at the name, if it is an option's at all: in quotes, or without a value.
    pub(crate) slip: Option<String>,
    /// Whether it is a word by itself.
    pub(crate) alone: bool,
}

impl Args {
    /// ```text
    /// INPUT   topic = "orders", protocol = , acks = all
    /// OUTPUT  [topic = Text("orders")] [protocol, no value: reported] [acks = Word(all)]
    /// ```
    /// Each comma-separated piece is parsed alone, so a bad one hides no other.
    pub(crate) fn parse(attribute: TokenStream, diagnostics: &mut Diagnostics) -> Self {
        Self::parse_at(Underline::attribute(), attribute, diagnostics)
    }

    /// The same of an attribute that is not the one being expanded.
    pub(crate) fn parse_at(at: Underline, attribute: TokenStream, diagnostics: &mut Diagnostics) -> Self {
        let mut args =
            Self { options: Vec::new(), nameless: false, of_others: Vec::new(), returned: None, at };
        if let Some(marker) = merge_marker(&attribute) {
            args.nameless = true;
            diagnostics.push(marker, UNMERGED);
            return args;
        }
        for comma in idle_commas(&attribute) {
            diagnostics.push(comma, "no option stands before this `,`; leave it out");
        }
        for piece in pieces(attribute) {
            args.parse_piece(piece, diagnostics);
        }
        args
    }

    /// Those of an attribute that should not be there, of which nothing more is told; none of a bare one.
    pub(crate) fn of_another(attribute: &Attribute) -> Option<Self> {
        let tokens = match &attribute.meta {
            Meta::Path(_) => return None,
            Meta::List(list) => list.tokens.clone(),
            Meta::NameValue(_) => TokenStream::new(),
        };
        let mut untold = Diagnostics::new();
        let args = Self::parse_at(Underline::of(attribute), tokens, &mut untold);
        let _ = untold.into_tokens();
        Some(args)
    }

    /// Whether nothing at all is written.
    pub(crate) fn is_empty(&self) -> bool {
        self.options.is_empty() && !self.nameless
    }

    /// One piece is one option, or several where commas are missing between them.
    fn parse_piece(&mut self, piece: TokenStream, diagnostics: &mut Diagnostics) {
        let outcome = (|input: ParseStream<'_>| {
            while !input.is_empty() {
                match parse_option(input, diagnostics) {
                    Some(option) => self.options.push(option),
                    None => self.nameless = true,
                }
                self.parse_after_value(input, diagnostics);
            }
            Ok(())
        })
        .parse2(piece);
        if let Err(error) = outcome {
            diagnostics.push_syntax(&error);
        }
    }

    /// What follows a value in its piece: nothing, or the option that lacks its comma, or what should not be there.
    fn parse_after_value(&mut self, input: ParseStream<'_>, diagnostics: &mut Diagnostics) {
        if input.is_empty() {
            return;
        }
        let rest = input.cursor().token_stream();
        if input.peek(syn::Ident::peek_any) && input.peek2(Token![=]) {
            let sentence = "two options without a comma between them; write `,` before this one";
            diagnostics.push(Underline::of(&rest).start(), sentence);
            return;
        }
        if let Ok(semicolon) = input.parse::<Token![;]>() {
            diagnostics.push(
                Underline::of(&semicolon),
                "options are separated by `,`; write it in place of this `;`",
            );
            return;
        }
        diagnostics
            .push(Underline::of(&rest), "the value ends before this; write `,` if another option follows");
        if let Some(option) = self.options.last_mut() {
            option.value = None;
        }
        skip_rest(input);
    }
}

impl Arg {
    /// Where an entry of a map stands.
    pub(crate) fn entry(&self, index: usize) -> Option<Underline> {
        match &self.value {
            Some(Written::Map(entries)) => entries.get(index).map(MapEntry::underline),
            _ => None,
        }
    }
}

const UNMERGED: &str = "a merge is not finished here; keep one of the two sides, and leave the lines of `<<<<<<<`, `=======` and \
    `>>>>>>>` out";

/// The first `<<<<<<<`, `=======` or `>>>>>>>` of what version control leaves where two changes meet.
fn merge_marker(tokens: &TokenStream) -> Option<Underline> {
    const LENGTH: usize = 7;
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is = |token: &TokenTree, sign| matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign);
    let is_marker =
        |signs: &&[TokenTree]| ['<', '=', '>'].iter().any(|sign| signs.iter().all(|token| is(token, *sign)));
    let marker = tokens.windows(LENGTH).find(is_marker)?;
    Some(Underline::between(marker.first()?.span(), marker.last()?.span()))
}

/// The commas before which nothing stands: what was to stand there may have been lost.
fn idle_commas(tokens: &TokenStream) -> Vec<Span> {
    let mut idle = Vec::new();
    let mut is_empty = true;
    for token in tokens.clone() {
        let is_comma = is_comma(&token);
        if is_comma && is_empty {
            idle.push(token.span());
        }
        is_empty = is_comma;
    }
    idle
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

/// Cuts at the commas outside any bracket.
pub(crate) fn pieces(tokens: TokenStream) -> Vec<TokenStream> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let pieces = tokens.split(is_comma).filter(|piece| !piece.is_empty());
    pieces.map(|piece| piece.iter().cloned().collect()).collect()
}

/// `option = value`, as far as it is there.
fn parse_option(input: ParseStream<'_>, diagnostics: &mut Diagnostics) -> Option<Arg> {
    let (name, key, quoted) = parse_name(input, diagnostics)?;
    let mut option = Arg { name, key, value: None, place: key, slip: None, alone: false };
    let name = &option.name;
    let sign = parse_sign(input);
    if sign == Sign::None {
        option.alone = input.is_empty();
        if let Some((value, place)) = value::called_with(input) {
            (option.value, option.place) = (Some(value), place);
        }
        option.slip = Some(if input.peek(syn::token::Paren) || input.peek(Token![:]) {
            let is_map = find(name).is_some_and(|spec| matches!(spec.kind, Kind::Map));
            format!(
                "an option is written `name = value`; write `{name} = {}`",
                if is_map { "{ … }" } else { "…" }
            )
        } else {
            let is_flag = find(name).is_some_and(|spec| matches!(spec.kind, Kind::Flag));
            format!("`{name}` has no value; write `{name} = {}`", if is_flag { "true" } else { "…" })
        });
        // Whatever follows belongs to the same mistake.
        skip_rest(input);
        return Some(option);
    }
    if input.is_empty() {
        option.slip = Some(format!("`{name}` has no value; write one after the `=`"));
        return Some(option);
    }
    let (value, place) = value::parse(input, name, diagnostics);
    (option.value, option.place) = (Some(value), place);
    let name = &option.name;
    option.slip = match sign {
        Sign::Other(sign) => {
            Some(format!("an option is written `name = value`; write `=` for the `{sign}` behind `{name}`"))
        }
        _ if quoted => Some(format!("an option's name is a bare word; write `{name}` without the quotes")),
        _ => None,
    };
    Some(option)
}

/// What stands between an option's name and its value.
#[derive(PartialEq, Eq)]
enum Sign {
    None,
    Equals,
    /// What other languages have there.
    Other(&'static str),
}

fn parse_sign(input: ParseStream<'_>) -> Sign {
    // What is longer comes first, since each sign begins like a shorter one.
    if input.peek(Token![==]) && input.parse::<Token![==]>().is_ok() {
        return Sign::Other("==");
    }
    if input.peek(Token![=>]) && input.parse::<Token![=>]>().is_ok() {
        return Sign::Other("=>");
    }
    if input.peek(Token![=]) && input.parse::<Token![=]>().is_ok() {
        return Sign::Equals;
    }
    if input.peek(Token![:]) && !input.peek(Token![::]) && input.parse::<Token![:]>().is_ok() {
        return if input.parse::<Token![=]>().is_ok() { Sign::Other(":=") } else { Sign::Other(":") };
    }
    Sign::None
}

/// The option's name: one word, which may be a keyword (`crate`); and whether it stands in quotes.
fn parse_name(input: ParseStream<'_>, diagnostics: &mut Diagnostics) -> Option<(String, Underline, bool)> {
    if input.peek(syn::Ident::peek_any) {
        let ident = input.call(Ident::parse_any).ok()?;
        let mut name = ident.unraw().to_string();
        let (start, mut end) = (ident.span(), ident.span());
        // `bootstrap.servers`: a name of librdkafka's, which may be near to one of ours. `shop::Confluent`: a type alone.
        while let Some(joint) = parse_joint(input, name == "crate" || find(&name).is_none()) {
            name.push_str(joint);
            let part = input.call(Ident::parse_any).ok()?;
            name.push_str(&part.to_string());
            end = part.span();
        }
        return Some((name, Underline::between(start, end), false));
    }
    if input.peek(LitStr) && (input.peek2(Token![=]) || input.peek2(Token![:])) {
        let text: LitStr = input.parse().ok()?;
        return Some((text.value(), Underline::from(text.span()), true));
    }
    let rest = input.cursor().token_stream();
    diagnostics.push(Underline::of(&rest), "this is not an option; an option is written `name = value`");
    skip_rest(input);
    None
}

/// What joins two words of a name, which may be a path.
pub(super) fn parse_joint(input: ParseStream<'_>, may_be_path: bool) -> Option<&'static str> {
    if may_be_path && input.peek(Token![::]) && input.peek3(syn::Ident::peek_any) {
        return input.parse::<Token![::]>().ok().map(|_| "::");
    }
    let joint = if input.peek(Token![.]) { "." } else { "-" };
    let is_joint = input.peek(Token![.]) || input.peek(Token![-]);
    is_joint.then(|| input.parse::<Punct>().ok().map(|_| joint))?
}

/// Leaves what belongs to a mistake already reported.
pub(super) fn skip_rest(input: ParseStream<'_>) {
    let _: syn::Result<TokenStream> = input.parse();
}
