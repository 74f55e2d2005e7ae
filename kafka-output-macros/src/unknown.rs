//! Names that are no option's, and what they were meant to be.

use kafka_output_options::suggest::{is_slip, nearest_option, options_for};
use kafka_output_options::{Kind, OptionId, find, unknown_option, way_out_of};

use crate::choose::choose;
use crate::chosen::Chosen;
use crate::diagnostics::Diagnostics;
use crate::judge::On;
use crate::outputs::is_marker;
use crate::parse::{Arg, Args, Written, word};

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
    match meant_option(arg, on) {
        Some(near) if is_written_besides(args, arg, near, on) => again(name, near),
        Some(near) if nearest_option(name) != Some(near) => {
            format!("unknown option `{name}`; did you mean `{near}`?")
        }
        _ => unknown_option(name),
    }
}

/// The option that is meant by what is none: the one its name is near to, or `connection` where its value is a type.
fn meant_option(arg: &Arg, on: On) -> Option<&'static str> {
    if on != On::Connection && is_connection_by_value(arg) {
        return Some(OptionId::Connection.name());
    }
    nearest_option(&arg.name)
}

/// `using = Confluent`, `config = shop::Confluent`: a type, under a name that nobody knows, or of what takes `{ … }` alone.
fn is_connection_by_value(arg: &Arg) -> bool {
    let last = match &arg.value {
        Some(Written::Word(ident)) => word(ident),
        Some(Written::Path(path)) => path.segments.last().map(|last| word(&last.ident)).unwrap_or_default(),
        _ => return false,
    };
    // A constant is written in capitals.
    let is_type = is_capital(&last) && last.contains(|letter: char| letter.is_ascii_lowercase());
    let is_free = match nearest_option(&arg.name).and_then(find) {
        Some(near) => matches!(near.kind, Kind::Map) && !is_slip(&arg.name, near.name),
        None => way_out_of(&arg.name).is_none(),
    };
    is_type && is_free
}

fn is_capital(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_uppercase())
}

/// How often an option is written by this name.
pub(crate) fn times(args: &Args, name: &str) -> usize {
    args.options.iter().filter(|arg| arg.name == name).count()
}

/// Whether an option stands elsewhere in the attribute than under this name that is near to it: by its own name, or by another such
/// name before.
fn is_written_besides(args: &Args, arg: &Arg, near: &str, on: On) -> bool {
    let earlier = args.options.iter().take_while(|other| !std::ptr::eq(*other, arg));
    let is_meant = |other: &Arg| find(&other.name).is_none() && meant_option(other, on) == Some(near);
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
    arg.alone && is_capital(last) && nearest_option(&arg.name).is_none() && times(args, "connection") == 0
}

/// `brokers_list` was meant to be `broker_list`, so it is not said to be missing as well. Its value is judged where the name is a
/// slip: what others call an option may have other values.
pub(crate) fn presume_near_misses<'a>(
    args: &'a Args,
    on: On,
    options: &mut Vec<(OptionId, Chosen)>,
    written: &mut Vec<(OptionId, &'a Arg)>,
    diagnostics: &mut Diagnostics,
) {
    for arg in args.options.iter().filter(|arg| find(&arg.name).is_none()) {
        if is_positional_connection(args, arg) {
            options.push((OptionId::Connection, Chosen::Unusable));
        }
        // Where it stands alone, none of its options is there to lack another.
        let together = options_for(&arg.name);
        if options.iter().any(|(id, _)| together.contains(id)) {
            let unwritten: Vec<_> =
                together.iter().filter(|id| options.iter().all(|(written, _)| written != *id)).collect();
            options.extend(unwritten.into_iter().map(|id| (*id, Chosen::Unusable)));
        }
        if let Some(near) = meant_option(arg, on).and_then(find)
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
