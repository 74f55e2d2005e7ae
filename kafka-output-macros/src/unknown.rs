//! Names that are no option's, and what they were meant to be.

use kafka_output_options::suggest::{is_slip, nearest_option};
use kafka_output_options::{OptionId, find, unknown_option};

use crate::choose::choose;
use crate::chosen::Chosen;
use crate::diagnostics::Diagnostics;
use crate::judge::On;
use crate::outputs::is_marker;
use crate::parse::{Arg, Args};

/// Said of a word that stands for itself, anywhere but on a field or variant.
const MARKER: &str =
    "`{}` says what becomes of a field or variant of a type that derives `KafkaOutputs`; write it there";

/// What is said of one.
pub(crate) fn unknown(args: &Args, arg: &Arg, on: On) -> String {
    let name = &arg.name;
    if on != On::Field && is_marker(name) {
        return MARKER.replace("{}", name);
    }
    if on != On::Connection && is_positional_connection(args, arg) {
        return format!("an option is written `name = value`; write `connection = {name}`");
    }
    match nearest_option(name) {
        Some(near) if is_written_besides(args, arg, near) => again(name, near),
        _ => unknown_option(name),
    }
}

/// How often an option is written by this name.
pub(crate) fn times(args: &Args, name: &str) -> usize {
    args.options.iter().filter(|arg| arg.name == name).count()
}

/// Whether an option stands elsewhere in the attribute than under this name that is near to it: by its own name, or by another such
/// name before.
fn is_written_besides(args: &Args, arg: &Arg, near: &str) -> bool {
    let earlier = args.options.iter().take_while(|other| !std::ptr::eq(*other, arg));
    let is_meant = |other: &Arg| find(&other.name).is_none() && nearest_option(&other.name) == Some(near);
    times(args, near) > 0 || earlier.into_iter().any(is_meant)
}

/// Said of a name near to an option's that is written already: who took the advice would be told of that next.
fn again(name: &str, near: &str) -> String {
    format!(
        "unknown option `{name}`; if `{near}` is meant, that is written already: leave one of the two out"
    )
}

/// Whether this is a type's name alone, `#[kafka_output(Confluent, topic = "orders")]`, and no connection is written.
fn is_positional_connection(args: &Args, arg: &Arg) -> bool {
    let last = arg.name.rsplit("::").next().unwrap_or_default();
    let is_type = last.starts_with(|letter: char| letter.is_ascii_uppercase());
    arg.alone && is_type && nearest_option(&arg.name).is_none() && times(args, "connection") == 0
}

/// `brokers_list` was meant to be `broker_list`, so it is not said to be missing as well. Its value is judged where the name is a
/// slip: what others call an option may have other values.
pub(crate) fn presume_near_misses<'a>(
    args: &'a Args,
    options: &mut Vec<(OptionId, Chosen)>,
    written: &mut Vec<(OptionId, &'a Arg)>,
    diagnostics: &mut Diagnostics,
) {
    for arg in args.options.iter().filter(|arg| find(&arg.name).is_none()) {
        if is_positional_connection(args, arg) {
            options.push((OptionId::Connection, Chosen::Unusable));
        }
        if let Some(near) = nearest_option(&arg.name).and_then(find)
            // That it is for later is told with the name.
            && near.planned().is_none()
            && options.iter().all(|(id, _)| *id != near.id)
        {
            let slip = is_slip(&arg.name, near.name);
            options.push((near.id, if slip { choose(near, arg, diagnostics) } else { Chosen::Unusable }));
            written.push((near.id, arg));
        }
    }
}
