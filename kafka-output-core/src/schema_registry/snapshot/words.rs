//! What the command says.

use kafka_output_options::{OptionId, spec};

use super::command::{OUT, REACH};
use super::pull::Refused;
use crate::schema_registry::http::Refusal;

/// An option of the client's, as it is given here.
pub(super) fn written(option: OptionId) -> String {
    let found = REACH.iter().find(|reach| reach.option == option);
    found.map_or_else(String::new, |reach| format!("`--{}` (or {})", reach.name, reach.variable))
}

/// The client's sentence, with the names of this command's options.
pub(super) fn in_arguments(sentence: &str) -> String {
    REACH.iter().fold(sentence.to_owned(), |sentence, reach| {
        sentence.replace(&format!("`{}`", spec(reach.option).name), &format!("`--{}`", reach.name))
    })
}

pub(super) fn sentence(urls: &str, refused: &Refused) -> String {
    let said = format!("{} at the schema registry {urls}", refused.asked);
    match &refused.why {
        Refusal::Status { status: 401, message, .. } => format!(
            "{said}: it does not know who asks (401: {message}); check {} and {}, or {}",
            written(OptionId::SchemaRegistryUsername),
            written(OptionId::SchemaRegistryPassword),
            written(OptionId::SchemaRegistryToken)
        ),
        Refusal::Status { status: 403, message, .. } => {
            format!("{said}: it does not allow this (403: {message}); give the user the right to read it")
        }
        Refusal::Status { status: 404, message, .. } => format!(
            "{said}: nothing is there (404: {message}); check that `--url` is where the registry's interface begins, such as `/apis/ccompat/v7` of Apicurio"
        ),
        Refusal::Status { status, message, .. } if refused.why.may_pass() => format!(
            "{said}: it is in trouble ({status}: {message}), also after several tries; look at its log, and pull again"
        ),
        Refusal::Status { status, message, .. } => {
            format!("{said}: it refused ({status}: {message}); check `--url`")
        }
        Refusal::Nonsense(text) => {
            format!("{said}: it answered what is no answer of a schema registry ({text}); check `--url`")
        }
        Refusal::Silent(why) => format!(
            "{said}: it does not answer ({why}), also after several tries; check `--url`, the network, and that it runs"
        ),
        Refusal::Untrusted(why) => format!("{said}: {}", in_arguments(why)),
        Refusal::Unusable(why) => format!("{said}: {why}"),
    }
}

pub(super) fn help() -> String {
    let mut rows: Vec<(String, String)> = REACH
        .iter()
        .map(|reach| {
            (format!("--{} {}", reach.name, reach.value), format!("{} [{}]", reach.about, reach.variable))
        })
        .collect();
    let out = format!("the snapshot, {OUT} unless said");
    let more = [
        (
            "--subject NAME",
            "only this subject, and what it refers to; `*` is any text; may be given several times",
        ),
        ("--out FILE", &*out),
        ("--check", "write nothing; exit with 3 where the file is not what the registry has"),
        ("-h, --help", "this text"),
        ("-V, --version", "the version"),
    ];
    rows.extend(more.map(|(name, about)| (name.to_owned(), about.to_owned())));
    let rows: Vec<String> = rows.iter().map(|(name, about)| format!("  {name:18}  {about}")).collect();
    let rows = rows.join("\n");
    format!(
        "Pulls the subjects of a schema registry into a file to commit, which tests check schemas against without a network.\n\n\
         Usage: kafka-output-schemas pull --url URL [--subject NAME]… [--out FILE]\n\n\
         Options, with the variables of the environment that they are taken from where they are not given:\n{rows}\n\n\
         Exit codes: 0 done, 1 failed, 2 called wrongly, 3 stale (`--check`).\n"
    )
}
