//! What no text of others may show: librdkafka quotes addresses as they are written, and servers may answer with what they were asked
//! with.

mod forms;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use kafka_output_options::{OptionId, is_secret_property};
use percent_encoding::percent_decode_str;

use crate::hidden::Hidden;

/// What stands in a secret's place.
const MASK: &str = "***";
/// A shorter value stands in many a text by chance.
const SHORTEST: usize = 4;
/// A shorter text was not cut off by a buffer of librdkafka's.
const UNCUT: usize = 120;

/// The users whose passwords go with them, in one text.
const PAIRS: [(OptionId, OptionId); 2] = [
    (OptionId::Username, OptionId::Password),
    (OptionId::OauthBearerClientId, OptionId::OauthBearerClientSecret),
];

/// The secrets of a client, of brokers or of a registry, each with what stands in its place, the longest first: one may be part of another.
#[derive(Debug, Default)]
pub(crate) struct Masks(Vec<(Hidden, String)>);

impl Masks {
    /// Of a client with these properties of librdkafka's.
    pub(crate) fn of(properties: &BTreeMap<String, String>) -> Self {
        let mut masks = Self::default();
        for (name, value) in properties {
            if is_secret_property(name) {
                masks.add(value);
            } else if value.contains("://") {
                masks.add_url(value.trim());
            }
        }
        for (user, password) in PAIRS {
            let of = |id: OptionId| properties.get(id.property()).filter(|value| !value.is_empty());
            if let (Some(user), Some(password)) = (of(user), of(password)) {
                masks.add_each(forms::of_pair(user, password));
            }
        }
        masks.longest_first()
    }

    /// Of a password, with the user whose it is, or a token.
    #[cfg(any(test, feature = "schema-registry"))]
    pub(crate) fn of_secret(user: Option<&str>, secret: &str) -> Self {
        let mut masks = Self::default();
        masks.add(secret);
        masks.add_each(user.map_or_else(Vec::new, |user| forms::of_pair(user, secret)));
        masks.longest_first()
    }

    /// One secret may be part of another.
    fn longest_first(mut self) -> Self {
        self.0.sort_by_key(|(secret, _)| Reverse(secret.len()));
        self
    }

    fn add(&mut self, secret: &str) {
        self.add_each(forms::of(secret));
        for part in forms::parts(secret) {
            self.add_each(forms::of(part));
        }
    }

    fn add_each(&mut self, secrets: Vec<Hidden>) {
        for secret in secrets {
            if secret.len() >= SHORTEST && self.0.iter().all(|(known, _)| *known != secret) {
                self.0.push((secret, MASK.to_owned()));
            }
        }
    }

    /// The whole is shown by its [`address`], its parts by nothing: librdkafka also writes it anew.
    fn add_url(&mut self, url: &str) {
        let address = address(url);
        if address == url {
            return;
        }
        self.0.push((url.to_owned().into(), address));
        let (plain, query) = url.split_once(['?', '#']).unwrap_or((url, ""));
        let host = plain.split_once("://").map_or(plain, |(_, rest)| rest);
        let host = host.split('/').next().unwrap_or(host);
        let user = host.rsplit_once('@').map_or("", |(user, _)| user);
        let password = user.split_once(':').map_or("", |(_, password)| password);
        let values = query.split(['&', '#']).filter_map(|pair| Some(pair.split_once('=')?.1));
        for part in [user, password, query].into_iter().chain(values) {
            self.add(part);
        }
        // As they are shown to the server.
        let meant = |part| Hidden::from(percent_decode_str(part).decode_utf8_lossy().into_owned());
        if !password.is_empty() {
            let user = user.split(':').next().unwrap_or_default();
            let password = meant(password);
            self.add(&password);
            self.add_each(forms::of_pair(&meant(user), &password));
        }
    }

    /// The text without secrets; one that ends within a secret, because librdkafka's buffer did, ends before it.
    pub(crate) fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut shown = Cow::Borrowed(text);
        for (secret, instead) in &self.0 {
            if shown.contains(&**secret) {
                shown = shown.replace(&**secret, instead).into();
            }
        }
        if text.len() < UNCUT {
            return shown;
        }
        // The address of a URL is its start, and no secret.
        let secrets = self.0.iter().filter(|(_, instead)| instead == MASK);
        match secrets.filter_map(|(secret, _)| start_at_the_end(&shown, secret)).min() {
            Some(at) => format!("{}{MASK}", &shown[..at]).into(),
            None => shown,
        }
    }
}

/// Where a text that ends with the start of a secret, and with [`SHORTEST`] or more of its bytes, has that start.
fn start_at_the_end(text: &str, secret: &str) -> Option<usize> {
    let starts = secret.char_indices().map(|(at, _)| at).filter(|at| *at >= SHORTEST);
    let longest = starts.rev().find(|at| text.ends_with(&secret[..*at]))?;
    Some(text.len() - longest)
}

/// A URL without what may be a secret in it: a user with a password, and a query.
pub(crate) fn address(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or(url);
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    format!("{scheme}://{host}{path}")
}

#[cfg(test)]
mod tests;
