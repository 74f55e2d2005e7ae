//! The command `kafka-output-schemas`: its arguments, and what it says.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

use kafka_output_options::OptionId;
use kafka_output_options::grammar::url::names_user;
use kafka_output_options::grammar::{UrlFault, urls_fault};
use lexopt::Arg;

use super::pull::pull;
use super::words::{help, in_arguments, sentence, written};
use crate::schema_registry::RegistryConnection;
use crate::schema_registry::http::Http;

/// Where the snapshot is, unless said.
pub(super) const OUT: &str = "schemas/registry.json";

/// Ends well; fails; is called wrongly; finds the file stale.
const DONE: u8 = 0;
const FAILED: u8 = 1;
const USAGE: u8 = 2;
const STALE: u8 = 3;

/// What reaches the registry: an option of the command, and the environment's variable where it is not given.
pub(super) struct Reach {
    pub(super) name: &'static str,
    pub(super) value: &'static str,
    pub(super) variable: &'static str,
    pub(super) option: OptionId,
    pub(super) about: &'static str,
}

const fn reach(
    name: &'static str,
    value: &'static str,
    variable: &'static str,
    option: OptionId,
    about: &'static str,
) -> Reach {
    Reach { name, value, variable, option, about }
}

#[rustfmt::skip]
pub(super) const REACH: [Reach; 7] = [
    reach("url", "URL", "SCHEMA_REGISTRY_URL", OptionId::SchemaRegistryUrl, "where the registry's interface begins; several with commas, the first that answers serves"),
    reach("username", "NAME", "SCHEMA_REGISTRY_USERNAME", OptionId::SchemaRegistryUsername, "who asks"),
    reach("password", "TEXT", "SCHEMA_REGISTRY_PASSWORD", OptionId::SchemaRegistryPassword, "better given by its variable, which no list of processes shows"),
    reach("token", "TEXT", "SCHEMA_REGISTRY_TOKEN", OptionId::SchemaRegistryToken, "a bearer token, in place of both; better given by its variable too"),
    reach("ca", "FILE", "SCHEMA_REGISTRY_CA", OptionId::SchemaRegistryCaLocation, "certificates in PEM to trust, in place of the system's"),
    reach("certificate", "FILE", "SCHEMA_REGISTRY_CERTIFICATE", OptionId::SchemaRegistryCertificateLocation, "a certificate of who asks, in PEM"),
    reach("key", "FILE", "SCHEMA_REGISTRY_KEY", OptionId::SchemaRegistryKeyLocation, "its key, in PEM and not encrypted"),
];

/// What an invocation asks for.
#[derive(Default)]
struct Wanted {
    options: BTreeMap<OptionId, String>,
    subjects: Vec<String>,
    out: Option<PathBuf>,
    check: bool,
}

enum Parsed {
    Pull(Wanted),
    Help,
    Version,
}

/// Runs the command with its arguments; returns its exit code. Nothing it says holds a password or token.
pub fn run(
    arguments: impl IntoIterator<Item = OsString, IntoIter: 'static>,
    environment: impl Fn(&str) -> Option<String>,
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> u8 {
    // Whoever reads the output may be gone; the exit code says it all the same.
    let (code, text) = match parse(lexopt::Parser::from_args(arguments), environment) {
        Ok(Parsed::Help) => (DONE, help()),
        Ok(Parsed::Version) => (DONE, format!("kafka-output-schemas {}\n", env!("CARGO_PKG_VERSION"))),
        Ok(Parsed::Pull(wanted)) => match wanted.pull() {
            Ok((code, text)) => (code, format!("{text}\n")),
            Err(why) => (FAILED, format!("error: {why}\n")),
        },
        Err(why) => (USAGE, format!("error: {why}; `kafka-output-schemas --help` shows what there is\n")),
    };
    let _ = match code {
        DONE => out.write_all(text.as_bytes()),
        _ => errors.write_all(text.as_bytes()),
    };
    code
}

fn parse(mut parser: lexopt::Parser, environment: impl Fn(&str) -> Option<String>) -> Result<Parsed, String> {
    let mut wanted = Wanted::default();
    let mut command = None;
    while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
        let name = match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Parsed::Help),
            Arg::Short('V') | Arg::Long("version") => return Ok(Parsed::Version),
            Arg::Value(word) if command.is_none() => {
                command = Some(word);
                continue;
            }
            Arg::Long("check") => {
                wanted.check = true;
                continue;
            }
            Arg::Long(name) => name.to_owned(),
            other => return Err(other.unexpected().to_string()),
        };
        let known = REACH.iter().find(|reach| reach.name == name);
        if known.is_none() && !matches!(&*name, "subject" | "out") {
            return Err(format!("there is no option `--{name}`"));
        }
        // The parser's own error of a text that is no Unicode would show it.
        let value = parser.value().map_err(|error| error.to_string())?;
        let value = value.into_string().map_err(|_| format!("the value of `--{name}` is no Unicode"))?;
        match known {
            Some(reach) => _ = wanted.options.insert(reach.option, value),
            None if name == "out" => wanted.out = Some(value.into()),
            None => wanted.subjects.push(value),
        }
    }
    match command {
        None => return Err("no command is given; write `kafka-output-schemas pull`".to_owned()),
        Some(word) if word != "pull" => return Err(format!("there is no command `{}`", word.display())),
        Some(_) => {}
    }
    for reach in &REACH {
        if let Some(value) = environment(reach.variable).filter(|value| !value.is_empty()) {
            wanted.options.entry(reach.option).or_insert(value);
        }
    }
    wanted.judge()?;
    Ok(Parsed::Pull(wanted))
}

impl Wanted {
    /// What is missing beside what is given.
    fn judge(&self) -> Result<(), String> {
        let has = |id: OptionId| self.options.contains_key(&id);
        let Some(urls) = self.options.get(&OptionId::SchemaRegistryUrl) else {
            return Err("no registry is named; give `--url`, or set SCHEMA_REGISTRY_URL".to_owned());
        };
        match urls_fault(urls).map(|fault| fault.kind) {
            None => {}
            Some(UrlFault::At) => return Err(
                "`--url` has `@` behind a host, as where a user or password has `/`, `?` or `#` in it; write those as `%2F`, `%3F` and `%23`".to_owned()
            ),
            Some(UrlFault::Query) => return Err(
                "`--url` has a query or fragment, which a registry's URL has not; leave out the `?` or `#` and what is behind it, and give a token as `--token`, or a user and a password as `--username` and `--password`".to_owned()
            ),
            Some(_) => return Err(
                "`--url` begins with `http://` or `https://` and a host, each of several with commas between".to_owned()
            ),
        }
        let credentials = [OptionId::SchemaRegistryUsername, OptionId::SchemaRegistryToken];
        if names_user(urls)
            && let Some(other) = credentials.into_iter().find(|id| has(*id))
        {
            return Err(format!(
                "{} cannot go with a user in `--url`; leave one of the two out",
                written(other)
            ));
        }
        let pairs = [
            (OptionId::SchemaRegistryUsername, OptionId::SchemaRegistryPassword),
            (OptionId::SchemaRegistryCertificateLocation, OptionId::SchemaRegistryKeyLocation),
        ];
        for (one, other) in pairs.into_iter().flat_map(|(one, other)| [(one, other), (other, one)]) {
            if has(one) && !has(other) {
                return Err(format!("{} needs {}", written(one), written(other)));
            }
        }
        Ok(())
    }

    fn pull(self) -> Result<(u8, String), String> {
        let connection =
            RegistryConnection::of(&self.options, &[]).ok_or("no registry is named; give `--url`")?;
        let urls = connection.shown();
        let http =
            connection.judge().and_then(|()| Http::new(&connection)).map_err(|why| in_arguments(&why))?;
        let wants = |name: &str| {
            self.subjects.is_empty() || self.subjects.iter().any(|pattern| matches(pattern, name))
        };
        let snapshot = pull(&http, wants).map_err(|refused| sentence(&urls, &refused))?;
        for pattern in &self.subjects {
            if !snapshot.subjects.keys().any(|name| matches(pattern, name)) {
                return Err(format!(
                    "the registry {urls} has no subject that is `{pattern}`; check its name, where `*` is any text"
                ));
            }
        }
        let path = self.out.as_deref().unwrap_or(Path::new(OUT));
        let (shown, text) = (path.display(), snapshot.text());
        let versions: usize = snapshot.subjects.values().map(|subject| subject.versions.len()).sum();
        let counts = format!("subjects: {}, versions: {versions}", snapshot.subjects.len());
        if std::fs::read_to_string(path).is_ok_and(|before| before == text) {
            return Ok((DONE, format!("{shown} is what the registry has; {counts}")));
        }
        if self.check {
            return Ok((STALE, format!("{shown} is not what the registry has; pull it without `--check`")));
        }
        write(path, &text)
            .map_err(|error| format!("{shown} cannot be written: {error}; give another `--out`"))?;
        Ok((DONE, format!("{shown} is written; {counts}")))
    }
}

/// Whole or not at all: in a file beside, which then takes its place.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    std::fs::write(&beside, text)?;
    std::fs::rename(&beside, path).inspect_err(|_| _ = std::fs::remove_file(&beside))
}

/// Whether a pattern, whose `*` is any text, is a name.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((begin, rest)) => name.strip_prefix(begin).is_some_and(|after| {
            (0..=after.len()).any(|at| after.get(at..).is_some_and(|tail| matches(rest, tail)))
        }),
    }
}
