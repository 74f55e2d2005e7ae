//! The road of an attribute: parse → judge → lower → emit.

use kafka_output_options::OptionId;
use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostics::Diagnostics;
use crate::editor::for_editors;
use crate::emit::emit;
use crate::facade::facade;
use crate::judge::{On, judge};
use crate::lower::OutputFn;
use crate::parse::{Annotated, Args};

/// `#[kafka_output(ATTRIBUTE)] ITEM`, with every mistake told at once.
pub(crate) fn kafka_output(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::new();
    let mut args = Args::parse(attribute, &mut diagnostics);
    let mut annotated = Annotated::parse(item, &mut diagnostics);
    // What this one lacks may be in the other.
    if let Annotated::Function(function) = &mut annotated {
        args.nameless |= !function.others.is_empty();
        args.of_others = function.others.drain(..).flat_map(|other| other.options).collect();
        args.returned = Some(function.sig.output.clone());
    }
    // What stands on no function may be meant for a connection, which lacks nothing of an output's.
    args.nameless |= matches!(annotated, Annotated::NotAFunction(_));
    let judged = judge(&args, On::Function, &mut diagnostics);
    match annotated {
        Annotated::Function(function) => {
            let output = OutputFn::lower(*function, judged, &mut diagnostics);
            emit(&output, &for_editors(&args, &output.facade), &diagnostics.into_tokens())
        }
        Annotated::Bodiless(bodiless) => {
            bodiless.emit(&facade(judged.item(OptionId::Crate)), &diagnostics.into_tokens().errors)
        }
        Annotated::NotAFunction(item) => {
            // What is no function may stand where no block may, so it is not warned of anything besides.
            let errors = diagnostics.into_tokens().errors;
            quote!(#item #errors)
        }
    }
}
