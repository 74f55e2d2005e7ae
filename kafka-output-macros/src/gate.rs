//! Types that a signature has from an implementation.
//!
//! Where there is none, that is told at the function, and once more at each of its callers, who have no type to go on with. So the type is asked
//! for with a constant of the implementation's: the compiler tells of a constant without a value where it stands, and says no more of what
//! depends on it.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote_spanned;
use syn::{GenericArgument, PathArguments, PathSegment, Type};

use crate::lower::OutputFn;
use crate::process::is_read;
use crate::warm::nameable;

/// ```text
/// INPUT   PlaceOrder
/// OUTPUT  <PlaceOrder as AnswerIf<{ <PlaceOrder as KafkaOutputs>::__KAFKA_OUTPUT_IS }>>::Answer
/// READ    <PlaceOrder as KafkaOutputs>::Answer
/// ```
pub(crate) fn answer_of(output: &OutputFn, ty: &TokenStream, at: Span) -> TokenStream {
    let facade = &output.facade;
    gated(output, ty).filter(is_no_parameter_around).map_or_else(
        || quote_spanned!(at=> <#ty as #facade::KafkaOutputs>::Answer),
        |named| {
            let is = quote_spanned!(at=> <#named as #facade::KafkaOutputs>::__KAFKA_OUTPUT_IS);
            quote_spanned!(at=> <#ty as #facade::__private::AnswerIf<{ #is }>>::Answer)
        },
    )
}

/// ```text
/// INPUT   OrderResult
/// OUTPUT  <OrderResult as ErrIf<{ <OrderResult as Fallible>::IS }>>::Err
/// READ    <OrderResult as Fallible>::Err
/// ```
pub(crate) fn error_of(output: &OutputFn, ty: &TokenStream, at: Span) -> TokenStream {
    let facade = &output.facade;
    gated(output, ty).map_or_else(
        || quote_spanned!(at=> <#ty as #facade::__private::Fallible>::Err),
        |named| {
            let is = quote_spanned!(at=> <#named as #facade::__private::Fallible>::IS);
            quote_spanned!(at=> <#ty as #facade::__private::ErrIf<{ #is }>>::Err)
        },
    )
}

/// The type as the constant names it; `None` where it may not, since it may be generic around it, and where people read the signature.
fn gated(output: &OutputFn, ty: &TokenStream) -> Option<TokenStream> {
    let is_plain = syn::parse2(ty.clone()).is_ok_and(|ty| takes_no_types(&ty));
    if is_read() || !is_plain { None } else { nameable(output, ty) }
}

/// What stands in the type could be a parameter.
fn takes_no_types(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let is_fixed = |argument: &GenericArgument| match argument {
        GenericArgument::Lifetime(_) => true,
        GenericArgument::Type(Type::Tuple(unit)) => unit.elems.is_empty(),
        _ => false,
    };
    let are_fixed = |segment: &PathSegment| match &segment.arguments {
        PathArguments::None => true,
        PathArguments::AngleBracketed(arguments) => arguments.args.iter().all(is_fixed),
        PathArguments::Parenthesized(_) => false,
    };
    path.qself.as_ref().is_none_or(|of| takes_no_types(&of.ty)) && path.path.segments.iter().all(are_fixed)
}

/// Whether no `impl` or `trait` in the file has a parameter of such a name, which a constant may not name. The attribute does not see what is around
/// a method, but it sees where that stands.
fn is_no_parameter_around(ty: &TokenStream) -> bool {
    if !proc_macro::is_available() {
        return true;
    }
    let names: Vec<String> = ty.clone().into_iter().filter_map(name_of).collect();
    let file = Span::call_site().unwrap().local_file();
    let text = file.and_then(|file| std::fs::read_to_string(file).ok());
    text.is_some_and(|text| !names.iter().any(|name| is_a_parameter(name, &text)))
}

fn name_of(token: TokenTree) -> Option<String> {
    match token {
        TokenTree::Ident(name) => Some(name.to_string()),
        _ => None,
    }
}

/// Whether a word stands in the brackets behind `impl` or `trait Name`; in doubt it does.
fn is_a_parameter(name: &str, text: &str) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let behind = ["impl", "trait"].into_iter().flat_map(|word| text.split(word).skip(1));
    let mut brackets = behind.filter_map(|behind| {
        let (before, rest) = behind.split_once('<')?;
        let is_header = before.chars().all(|letter| is_word(letter) || letter.is_whitespace());
        is_header.then(|| in_brackets(rest))
    });
    brackets.any(|parameters| parameters.split(|letter| !is_word(letter)).any(|word| word == name))
}

/// What stands before the bracket that closes.
fn in_brackets(text: &str) -> &str {
    let (mut depth, mut before) = (1, ' ');
    for (at, letter) in text.char_indices() {
        match letter {
            '<' => depth += 1,
            // `->`, of a function's type.
            '>' if before != '-' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.split_at(at).0;
        }
        before = letter;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::is_a_parameter;

    #[test]
    fn parameters_are_found_in_their_brackets() {
        let text = "use shop::Placed;
            impl Shop { fn a(&self) -> Placed { } }
            impl<Event: KafkaOutputs, F: Fn() -> Other> Shop<Event, F> { fn b(&self) -> Event { } }
            pub trait Sells<
                const N: usize = { 3 },
                Item = Placing,
            >: Sized { fn c(&self) -> Item { } }
            fn free<Order>(order: Order) -> Placed { }";
        for parameter in ["Event", "Item", "F"] {
            assert!(is_a_parameter(parameter, text), "{parameter}");
        }
        for other in ["Placed", "Order", "Even", "Sell"] {
            assert!(!is_a_parameter(other, text), "{other}");
        }
    }
}
