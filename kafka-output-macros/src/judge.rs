//! `Args` against the option table: what was written becomes values, and the options crate judges them.

use kafka_output_options::suggest::nearest_option;
use kafka_output_options::{
    Features, Group, OptionId, OptionSet, OptionSpec, Place, Violation, ViolationKind, duplicate_option,
    find, judge as judge_set, meant_by_properties, spec,
};
use syn::Path;

use crate::caution::caution;
use crate::choose::choose;
use crate::chosen::Chosen;
use crate::diagnostics::{Diagnostics, Underline};
use crate::meant::Meant;
use crate::outputs::{is_marker, is_said_by_type};
use crate::parse::{Arg, Args};
use crate::unknown::{presume_near_misses, times, unknown};

/// The options of one attribute, judged; each stands once.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says a thing of its own")]
pub(crate) struct Judged {
    options: Vec<(OptionId, Chosen)>,
    /// Where the name of each is written that a connection may contradict.
    keys: Vec<(OptionId, Underline)>,
    /// Where the value of each is.
    places: Vec<(OptionId, Underline)>,
    /// What is told to be wrong, by itself or with others.
    wrong: Vec<OptionId>,
    /// What is written, if badly, for options that callers depend on.
    meant: Vec<(OptionId, Meant)>,
    /// The attribute itself.
    at: Underline,
    /// No option is about an output, so the return type says them all.
    pub(crate) several: bool,
    /// Nobody knows whether the options say what is sent, or the return type does.
    unclear: bool,
    /// The return type says where its fields are sent, and the options lack that.
    pub(crate) idle: bool,
    /// Nobody knows what a call gives, since what decides that is told to be wrong.
    pub(crate) answers_anything: bool,
    /// No piece of the attribute may be an option that nobody can tell.
    pub(crate) readable: bool,
    /// Every handler that is written, be it too many.
    pub(crate) handlers: Vec<Path>,
}

impl Judged {
    /// What was chosen for an option.
    pub(crate) fn get(&self, id: OptionId) -> Option<&Chosen> {
        self.options.iter().find(|(option, _)| *option == id).map(|(_, chosen)| chosen)
    }

    /// The path given for an option that names an item of the user's.
    pub(crate) fn item(&self, id: OptionId) -> Option<&Path> {
        match self.get(id)? {
            Chosen::Item(path) => Some(path),
            _ => None,
        }
    }

    /// The word chosen for an option, in the manual's spelling.
    pub(crate) fn word(&self, id: OptionId) -> Option<&'static str> {
        let value = self.get(id)?.value(&[]);
        value.word_of(spec(id)).map(|word| word.word)
    }

    /// The item of the user's that a value which is told to be wrong is meant for.
    pub(crate) fn meant_item(&self, id: OptionId) -> Option<Path> {
        self.meant(id)?.item()
    }

    /// The same of a word, in the manual's spelling.
    pub(crate) fn meant_word(&self, id: OptionId) -> Option<&'static str> {
        self.meant(id)?.word(id)
    }

    fn meant(&self, id: OptionId) -> Option<&Meant> {
        self.meant.iter().find(|(option, _)| *option == id).map(|(_, meant)| meant)
    }

    /// Where an option's value is written; the attribute for one that is not.
    pub(crate) fn place(&self, id: OptionId) -> Underline {
        let found = self.places.iter().find(|(option, _)| *option == id);
        found.map_or(self.at, |(_, place)| *place)
    }

    /// Where the name of each option is written that a connection may contradict.
    pub(crate) fn keys(&self) -> &[(OptionId, Underline)] {
        &self.keys
    }

    /// Where the name of an option is written of which nothing is told.
    pub(crate) fn place_of_right(&self, id: OptionId) -> Option<Underline> {
        let right = |option: OptionId| option == id && !self.wrong.contains(&id) && self.tells(id);
        self.keys.iter().find(|(option, _)| right(*option)).map(|(_, place)| *place)
    }

    /// Whether an option that decides types was written well, or not at all.
    pub(crate) fn tells(&self, id: OptionId) -> bool {
        !self.unclear && !matches!(self.get(id), Some(Chosen::Unusable))
    }

    /// All but what only names items of the user's.
    pub(crate) fn for_the_runtime(self) -> Vec<(OptionId, Chosen)> {
        self.options.into_iter().filter(|(_, chosen)| !matches!(chosen, Chosen::Item(_))).collect()
    }
}

const EMPTY_CONNECTION: &str =
    "a connection without options connects to nothing; write `broker_list = …` at least";

/// What an attribute is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum On {
    /// A function: one output.
    Function,
    /// A field or variant of a type that derives `KafkaOutputs`: one output.
    Field,
    /// A type: what several outputs share.
    Connection,
}

/// Turns what was written into options, and reports all that is wrong with them.
pub(crate) fn judge(args: &Args, on: On, diagnostics: &mut Diagnostics) -> Judged {
    let several = on == On::Function && names_no_output(args);
    // What a piece without a name was to be, nobody knows.
    let unclear = on == On::Function && (args.nameless || has_markers_alone(args));
    let connects_to_nothing = args.is_empty() && on == On::Connection;
    if connects_to_nothing {
        diagnostics.push(args.at, EMPTY_CONNECTION);
    }
    let mut options: Vec<(OptionId, Chosen)> = Vec::new();
    let mut written: Vec<(OptionId, &Arg)> = Vec::new();
    let mut again_written: Vec<OptionId> = Vec::new();
    for arg in &args.options {
        let Some(spec) = find(&arg.name) else {
            diagnostics.push(arg.key, unknown(args, arg, on));
            continue;
        };
        if let Some(slip) = &arg.slip {
            diagnostics.push(arg.key, slip);
        }
        if options.iter().any(|(id, _)| *id == spec.id) {
            // However often it is written.
            if !again_written.contains(&spec.id) {
                diagnostics.push(arg.key, duplicate_option(spec.name, times(args, spec.name)));
                again_written.push(spec.id);
            }
            continue;
        }
        if on == On::Connection && !may_stand_on_connection(spec.id) {
            diagnostics.push(arg.key, not_on_connection(spec));
            continue;
        }
        if on == On::Field && is_about_function(spec.id) {
            diagnostics.push(arg.key, not_on_field(spec));
            continue;
        }
        options.push((spec.id, choose(spec, arg, diagnostics)));
        written.push((spec.id, arg));
    }
    presume_near_misses(args, on, &mut options, &mut written, diagnostics);
    let (violations, meant) = violations(&options, on);
    let lacks = violations.iter().any(|violation| violation.kind == ViolationKind::MissingOption);
    let told_of = violations.iter().flat_map(|violation| [Some(violation.option), violation.other]);
    let wrong = told_of.flatten().chain(again_written.iter().copied()).collect();
    let idle = lacks && !several && !unclear && args.returned.as_ref().is_some_and(is_said_by_type);
    let about_delivery = violations.iter().any(|violation| violation.other == Some(OptionId::Delivery));
    for violation in violations {
        let absent = args.nameless && lacks_an_option(&violation, &options);
        if absent || ((several || unclear || idle) && violation.kind == ViolationKind::MissingOption) {
            continue;
        }
        let arg = written.iter().find(|(id, _)| *id == violation.option).map(|(_, arg)| *arg);
        diagnostics.push(arg.map_or(args.at, |arg| place_of(&violation, arg, args.at)), &violation);
        let wrong = |id: OptionId| id == violation.option || violation.also_of().any(|also| also == id);
        if violation.rule.is_none() {
            for (_, chosen) in options.iter_mut().filter(|(id, _)| wrong(*id)) {
                chosen.spoil(&violation);
            }
        }
    }
    options.extend(meant.into_iter().map(|id| (id, Chosen::Unusable)));
    caution(&options, &written, diagnostics);
    // What a connection lacks may be the piece without a name.
    let keys = written.iter().filter(|_| !args.nameless).map(|(id, arg)| (*id, arg.key)).collect();
    let places = written.iter().map(|(id, arg)| (*id, arg.place)).collect();
    let unusable =
        |id: &OptionId| matches!(options.iter().find(|(known, _)| known == id), Some((_, Chosen::Unusable)));
    let badly = written.iter().filter(|(id, _)| unusable(id));
    let meant: Vec<_> = badly.filter_map(|(id, arg)| Some((*id, Meant::of(arg)?))).collect();
    let known =
        |arg: &Arg| find(&arg.name).is_some() || written.iter().any(|(_, known)| std::ptr::eq(*known, arg));
    // What another connection says is not known here.
    let points_elsewhere = on == On::Connection
        && args
            .options
            .iter()
            .any(|arg| find(&arg.name).is_some_and(|spec| spec.id.is(OptionId::Connection)));
    let readable =
        !connects_to_nothing && !args.nameless && !points_elsewhere && args.options.iter().all(known);
    let is_unknown = |arg: &Arg| find(&arg.name).is_none() && nearest_option(&arg.name).is_none();
    let answers_anything = about_delivery
        || again_written.contains(&OptionId::Delivery)
        || !args.of_others.is_empty()
        || args.options.iter().any(is_unknown)
        || unusable(&OptionId::Delivery) && meant.iter().all(|(id, _)| *id != OptionId::Delivery);
    Judged {
        options,
        keys,
        places,
        wrong,
        meant,
        at: args.at,
        several,
        unclear,
        idle,
        answers_anything,
        readable,
        handlers: handlers(args),
    }
}

fn handlers(args: &Args) -> Vec<Path> {
    let all = args.options.iter().chain(&args.of_others);
    let named = all.filter(|arg| find(&arg.name).is_some_and(|spec| spec.id.is(OptionId::Handler)));
    named.filter_map(|arg| Meant::of(arg)?.item()).collect()
}

/// What a function with several outputs may still say itself.
fn is_about_function(id: OptionId) -> bool {
    matches!(id, OptionId::Handler | OptionId::Crate)
}

fn names_no_output(args: &Args) -> bool {
    let meant = |arg: &Arg| find(&arg.name).or_else(|| nearest_option(&arg.name).and_then(find));
    let about_function = |arg: &Arg| meant(arg).is_some_and(|spec| is_about_function(spec.id));
    !args.nameless && args.options.iter().all(about_function)
}

/// Whether there are only words that belong on a field or variant.
fn has_markers_alone(args: &Args) -> bool {
    !args.is_empty() && !args.nameless && args.options.iter().all(|arg| is_marker(&arg.name))
}

fn not_on_field(spec: &OptionSpec) -> String {
    let name = spec.name;
    if spec.id == OptionId::Crate {
        return "`crate` is about the whole type, so it belongs on it; write `#[kafka_output(crate = …)]` below its `derive`".to_owned();
    }
    format!(
        "`{name}` is about the function that returns this, so it belongs there; write `#[kafka_output({name} = …)]` on it"
    )
}

/// What a connection brings, and what is about its own attribute.
fn may_stand_on_connection(id: OptionId) -> bool {
    id.may_come_from_connection() || matches!(id, OptionId::Crate | OptionId::AllowLiteralSecrets)
}

fn not_on_connection(spec: &OptionSpec) -> String {
    let name = spec.name;
    if spec.id.is(OptionId::Connection) {
        return "a connection cannot have a `connection` itself; write its options out".to_owned();
    }
    let of_records = spec.id.is(OptionId::Topic) || matches!(spec.group, Group::Record);
    let why = if of_records { "is about one output's records" } else { "decides how a function is compiled" };
    format!("`{name}` {why}, so it belongs on the function; move it there")
}

/// Whether what is wrong may be mended by the piece that has no name.
fn lacks_an_option(violation: &Violation, options: &[(OptionId, Chosen)]) -> bool {
    match violation.kind {
        ViolationKind::MissingOption => true,
        ViolationKind::Needs => {
            violation.other.is_some_and(|other| options.iter().all(|(written, _)| *written != other))
        }
        _ => false,
    }
}

/// What is wrong, and what is meant by properties that are options' own.
fn violations(options: &[(OptionId, Chosen)], on: On) -> (Vec<Violation>, Vec<OptionId>) {
    let pairs: Vec<Vec<(&str, &str)>> = options.iter().map(|(_, chosen)| chosen.pairs()).collect();
    let entries: Vec<_> =
        options.iter().zip(&pairs).map(|((id, chosen), pairs)| (*id, chosen.value(pairs))).collect();
    let set = match on {
        On::Function | On::Field => OptionSet::new(&entries),
        On::Connection => OptionSet::of_connection(&entries),
    };
    let meant = meant_by_properties(&entries).into_iter().map(|(id, _)| id).filter(|id| !set.has(*id));
    (judge_set(&set, &enabled_features()), meant.collect())
}

/// The features the facade was built with, which it passes on.
fn enabled_features() -> Features {
    let features = [
        ("ssl", cfg!(feature = "ssl")),
        ("gssapi", cfg!(feature = "gssapi")),
        ("oidc", cfg!(feature = "oidc")),
        ("gzip", cfg!(feature = "gzip")),
        ("zstd", cfg!(feature = "zstd")),
        ("csv", cfg!(feature = "csv")),
        ("protobuf", cfg!(feature = "protobuf")),
        ("avro", cfg!(feature = "avro")),
        ("schema-registry", cfg!(feature = "schema-registry")),
    ];
    let enabled: Vec<&str> = features.iter().filter(|(_, on)| *on).map(|(name, _)| *name).collect();
    Features::from_enabled(&enabled)
}

fn place_of(violation: &Violation, arg: &Arg, attribute: Underline) -> Underline {
    match violation.place {
        Place::Attribute => attribute,
        Place::Key => arg.key,
        Place::Value => violation.entry.and_then(|index| arg.entry(index)).unwrap_or(arg.place),
    }
}
