//! Which registry, and what is asked of it.

use std::collections::BTreeMap;
use std::fmt;

use kafka_output_options::{OptionId, may_be_secret};

use crate::certificates::pem::with_lines;
use crate::hidden::Hidden;

/// How a registry is reached; outputs that agree in it share one client.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct RegistryConnection {
    /// The first that answers serves.
    pub(crate) urls: Vec<RegistryUrl>,
    /// Certificates and keys: each a path or a PEM text.
    pub(crate) authorities: Option<PemSource>,
    pub(crate) certificate: Option<PemSource>,
    pub(crate) key: Option<PemSource>,
}

/// Where a registry is, and who asks there: a user in one URL is nobody at the others.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct RegistryUrl {
    /// Without a slash at its end, and without user and password.
    pub(crate) url: String,
    pub(crate) credentials: Credentials,
}

/// Who asks.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Credentials {
    Nobody,
    Basic { username: String, password: Hidden },
    Bearer(Hidden),
}

/// Where a PEM text is.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum PemSource {
    File {
        option: OptionId,
        path: String,
        /// It was not fetched, and is surely no secret.
        is_shown: bool,
    },
    Text {
        option: OptionId,
        pem: Hidden,
    },
}

/// What an output asks of its registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asking {
    pub(crate) strategy: Strategy,
    pub(crate) mode: Mode,
    pub(crate) normalize: bool,
}

/// What a subject is named after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strategy {
    Topic,
    Record,
    TopicRecord,
}

/// Which of a subject's schemas is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Mode {
    /// The output's own, registered where it is not yet.
    Register,
    /// The output's own, which somebody else has registered.
    LookUp,
    /// The newest.
    Latest,
}

type Options = BTreeMap<OptionId, String>;

impl RegistryConnection {
    /// Of the resolved options of the group, those that were fetched apart; `None` where no registry is named.
    pub(crate) fn of(options: &Options, fetched: &[OptionId]) -> Option<Self> {
        let written = |id| options.get(&id).filter(|text| !text.is_empty()).cloned();
        let user = written(OptionId::SchemaRegistryUsername).zip(written(OptionId::SchemaRegistryPassword));
        let everywhere = match (written(OptionId::SchemaRegistryToken), user) {
            (Some(token), _) => Credentials::Bearer(token.into()),
            (None, Some(user)) => Credentials::basic(user),
            (None, None) => Credentials::Nobody,
        };
        let urls = written(OptionId::SchemaRegistryUrl)?;
        let urls = urls.split(',').map(|url| {
            let (url, user) = without_user(url.trim());
            RegistryUrl { url, credentials: user.map_or_else(|| everywhere.clone(), Credentials::basic) }
        });
        let pem = |location, text| {
            let file = written(location).map(|path| {
                let is_shown = !fetched.contains(&location) && !may_be_secret(&path);
                PemSource::File { option: location, path, is_shown }
            });
            let pem = |pem: String| PemSource::Text { option: text, pem: with_lines(&pem).into() };
            file.or_else(|| written(text).map(pem))
        };
        Some(Self {
            urls: urls.collect(),
            authorities: pem(OptionId::SchemaRegistryCaLocation, OptionId::SchemaRegistryCaPem),
            certificate: pem(
                OptionId::SchemaRegistryCertificateLocation,
                OptionId::SchemaRegistryCertificatePem,
            ),
            key: pem(OptionId::SchemaRegistryKeyLocation, OptionId::SchemaRegistryKeyPem),
        })
    }
}

impl Credentials {
    fn basic((username, password): (String, String)) -> Self {
        Self::Basic { username, password: password.into() }
    }
}

impl RegistryConnection {
    /// Why nobody can ask there: a token that is no header's text, which the client would take for a registry out of reach.
    #[cfg(feature = "schema-registry")]
    pub(super) fn judge(&self) -> Result<(), String> {
        let is_text = |token: &str| token.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        let is_usable =
            |at: &RegistryUrl| !matches!(&at.credentials, Credentials::Bearer(token) if !is_text(token));
        if self.urls.iter().all(is_usable) {
            return Ok(());
        }
        Err("`schema_registry_token` holds a line end or another character that no token has; leave it out, as at the end of a setting or file".to_owned())
    }

    /// Its URLs, in a sentence.
    pub(crate) fn shown(&self) -> String {
        self.urls.iter().map(|at| at.url.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The paths of the files that certificates and keys are read from, once, when a client is made.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        let sources = [&self.authorities, &self.certificate, &self.key].into_iter().flatten();
        sources.filter_map(|source| match source {
            PemSource::File { path, .. } => Some(path.as_str()),
            PemSource::Text { .. } => None,
        })
    }
}

/// A URL without the user and password it may hold, and those, with what is escaped in them as it was meant.
fn without_user(url: &str) -> (String, Option<(String, String)>) {
    let plain = url.trim_end_matches('/');
    let Some((scheme, rest)) = plain.split_once("://") else { return (plain.to_owned(), None) };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    match rest[..end].rsplit_once('@') {
        None => (plain.to_owned(), None),
        Some((user, host)) => {
            let (username, password) = user.split_once(':').unwrap_or((user, ""));
            let user = (unescaped(username), unescaped(password));
            (format!("{scheme}://{host}{}", &rest[end..]), Some(user))
        }
    }
}

/// A part of a URL with `%2F` as `/`, by RFC 3986; what is no text then stays as it is written.
fn unescaped(part: &str) -> String {
    let digit = |at: usize| char::from(*part.as_bytes().get(at)?).to_digit(16);
    let mut bytes = Vec::with_capacity(part.len());
    let mut at = 0;
    while let Some(byte) = part.as_bytes().get(at) {
        let escaped = if *byte == b'%' { digit(at + 1).zip(digit(at + 2)) } else { None };
        match escaped.and_then(|(high, low)| u8::try_from(high << 4 | low).ok()) {
            Some(meant) => bytes.push(meant),
            None => bytes.push(*byte),
        }
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| part.to_owned())
}

impl Asking {
    /// Of the resolved options of the group.
    pub(crate) fn of(options: &Options) -> Self {
        let is = |id, word: &str| options.get(&id).is_some_and(|text| text == word);
        let strategy = if is(OptionId::SubjectNameStrategy, "record_name") {
            Strategy::Record
        } else if is(OptionId::SubjectNameStrategy, "topic_record_name") {
            Strategy::TopicRecord
        } else {
            Strategy::Topic
        };
        let mode = if is(OptionId::UseLatestVersion, "true") {
            Mode::Latest
        } else if is(OptionId::AutoRegisterSchemas, "false") {
            Mode::LookUp
        } else {
            Mode::Register
        };
        Self { strategy, mode, normalize: is(OptionId::NormalizeSchemas, "true") }
    }
}

/// Nothing of its URLs, which settings give.
impl fmt::Debug for RegistryConnection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegistryConnection").field("urls", &self.urls.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use kafka_output_options::OptionId;

    use super::{Credentials, RegistryConnection, RegistryUrl, without_user};

    #[test]
    fn what_a_url_says_of_its_user_is_never_a_part_of_it() {
        assert_eq!(without_user("http://a:1/"), ("http://a:1".to_owned(), None));
        let user = Some(("u".to_owned(), "p:q".to_owned()));
        assert_eq!(without_user("https://u:p:q@a/api/@x"), ("https://a/api/@x".to_owned(), user));
    }

    #[test]
    fn urls_are_a_list_and_no_secret_is_shown() {
        let options = BTreeMap::from([
            (OptionId::SchemaRegistryUrl, "http://a:1/ , http://b:2".to_owned()),
            (OptionId::SchemaRegistryToken, "hunter3".to_owned()),
        ]);
        let connection = RegistryConnection::of(&options, &[]).unwrap();
        assert_eq!(connection.shown(), "http://a:1, http://b:2");
        let is_token =
            |at: &RegistryUrl| matches!(&at.credentials, Credentials::Bearer(token) if &**token == "hunter3");
        assert!(connection.urls.iter().all(is_token));
        assert!(!format!("{connection:?}").contains("hunter"), "{connection:?}");
    }
}
