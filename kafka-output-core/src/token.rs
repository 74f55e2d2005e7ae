//! OAuth tokens for brokers, and who fetches them.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use zeroize::Zeroize;

/// What a provider returns: a future of the value, or of why there is none.
pub type ProviderFuture<'a, T> =
    Pin<Box<dyn Future<Output = Result<T, Box<dyn StdError + Send + Sync>>> + Send + 'a>>;

/// An OAuth token for a broker, as a [`TokenProvider`] gives it.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Token {
    /// The token itself: letters, digits and `-._~+/=`, as RFC 6750 has it in 2.1.
    pub value: String,
    /// When it ends, in milliseconds since 1970.
    pub expires_at_millis: i64,
    /// Whose it is, for librdkafka's own log; brokers read it from the token. Empty where nobody asks.
    pub principal: String,
    /// What else the brokers are told with it (RFC 7628, 3.1): names of letters alone, and their values.
    pub extensions: Vec<(String, String)>,
}

impl Token {
    /// A token that ends at this time, in milliseconds since 1970.
    #[must_use]
    pub fn new(value: impl Into<String>, expires_at_millis: i64) -> Self {
        Self { value: value.into(), expires_at_millis, principal: String::new(), extensions: Vec::new() }
    }

    /// With the name of the principal whose it is.
    #[must_use]
    pub fn principal(mut self, name: impl Into<String>) -> Self {
        self.principal = name.into();
        self
    }

    /// With one more extension, such as Confluent Cloud's `logicalCluster`.
    #[must_use]
    pub fn extension(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.extensions.push((name.into(), value.into()));
        self
    }
}

/// Nothing secret is left in memory.
impl Drop for Token {
    fn drop(&mut self) {
        self.value.zeroize();
        self.extensions.iter_mut().for_each(|(_, value)| value.zeroize());
    }
}

/// Neither the token nor the extensions' values, which may be as secret.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.extensions.iter().map(|(name, _)| name).collect();
        f.debug_struct("Token")
            .field("value", &format_args!("…"))
            .field("expires_at_millis", &self.expires_at_millis)
            .field("principal", &self.principal)
            .field("extensions", &names)
            .finish()
    }
}

/// For which brokers a token is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRequest {
    brokers: String,
}

impl TokenRequest {
    /// For the brokers of a list.
    #[must_use]
    pub fn new(broker_list: impl Into<String>) -> Self {
        Self { brokers: broker_list.into() }
    }

    /// The outputs' `broker_list`.
    #[must_use]
    pub fn broker_list(&self) -> &str {
        &self.brokers
    }

    /// The hosts in it, without their ports.
    pub fn hosts(&self) -> impl Iterator<Item = &str> {
        let brokers = self.brokers.split(',').map(str::trim);
        brokers.map(|broker| broker.rsplit_once(':').map_or(broker, |(host, _)| host))
    }
}

/// Fetches the tokens of outputs with `oauth_bearer_method = token_provider`; given to
/// [`Builder::token_provider`](crate::Builder::token_provider).
///
/// It is asked once for each producer, and again when four fifths of a token's life are over, or after a failure: half a second later, then
/// after twice as long each time up to ten seconds. It is called on a thread and an async runtime (tokio's, with time and network)
/// of that producer's own, so a slow one holds up nobody else, and one that is not ready within a minute is given up and asked
/// anew. While there is no token, records wait; a provider that fails, panics or is silent for seven seconds fails their calls with
/// [`ErrorKind::Authentication`](crate::ErrorKind::Authentication).
pub trait TokenProvider: Send + Sync + 'static {
    /// A token that is valid now. An error's text is shown, so it must not hold a secret.
    fn token<'a>(&'a self, request: &'a TokenRequest) -> ProviderFuture<'a, Token>;
}

/// Where a runtime's tokens come from: a provider, or nowhere.
#[derive(Clone, Default)]
pub(crate) struct TokenSource(Option<Arc<dyn TokenProvider>>);

impl TokenSource {
    pub(crate) fn of(provider: impl TokenProvider) -> Self {
        Self(Some(Arc::new(provider)))
    }

    pub(crate) const fn is_registered(&self) -> bool {
        self.0.is_some()
    }

    pub(crate) fn provider(&self) -> Option<Arc<dyn TokenProvider>> {
        self.0.clone()
    }
}

/// A provider may hold secrets.
impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenSource").field("provider", &self.is_registered()).finish()
    }
}
