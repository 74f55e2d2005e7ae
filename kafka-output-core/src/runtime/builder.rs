//! How a runtime is started.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::connect::Connect;
use super::failure::DeliveryFailure;
use super::report::{OnDeliveryError, Reporter};
use super::resolve::Look;
use super::state::{RuntimeState, all};
use super::{Runtime, thread};
use crate::error::{Error, ErrorKind};
use crate::settings::{SecretProvider, Settings, SettingsFile};
use crate::token::{TokenProvider, TokenSource};

/// How long [`Builder::verify_brokers`] waits for each topic.
const VERIFY: Duration = Duration::from_secs(10);

/// Collects what a [`Runtime`] needs; [`start`](Self::start) starts it.
#[must_use = "a builder does nothing until `start` or `lazy`"]
pub struct Builder {
    settings: Settings,
    files: Vec<PathBuf>,
    tokens: TokenSource,
    on_delivery_error: Option<OnDeliveryError>,
    verify: Option<Duration>,
    reload_every: Option<Duration>,
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { settings, files, tokens, on_delivery_error, verify, reload_every } = self;
        f.debug_struct("Builder")
            .field("settings", settings)
            .field("files", files)
            .field("token_provider", &tokens.is_registered())
            .field("on_delivery_error", &on_delivery_error.is_some())
            .field("verify", verify)
            .field("reload_every", reload_every)
            .finish()
    }
}

impl Builder {
    pub(super) fn new() -> Self {
        Self {
            settings: Settings::from_environment(),
            files: Vec::new(),
            tokens: TokenSource::default(),
            on_delivery_error: None,
            verify: None,
            reload_every: None,
        }
    }

    /// Gives a setting its value; wins over the environment and over files.
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.give(name.into(), value.into());
        self
    }

    /// Adds a settings file: Azure Functions' `local.settings.json` (its `Values`), or TOML. The environment wins over it, and an
    /// earlier file over a later one.
    pub fn settings_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.files.push(path.into());
        self
    }

    /// Fetches the secrets that settings refer to: `@Microsoft.KeyVault(SecretUri=…)` or `(VaultName=…;SecretName=…)`.
    /// Several are asked in the order given, until one has the secret. Without any, and with the cargo feature `azure-key-vault`,
    /// the vault is asked by the program's own identity.
    ///
    /// Each secret is fetched once, however many outputs have it, and again by a [reload](Runtime::reload); [`lazy`](Self::lazy) leaves
    /// that to the first call.
    pub fn secret_provider(mut self, provider: impl SecretProvider) -> Self {
        self.settings.fetch_secrets_with(Box::new(provider));
        self
    }

    /// How long a secret that a provider gave is kept before whoever needs it asks again: five minutes, if this is not said. A producer that is
    /// made keeps what it was made with, until a [reload](Runtime::reload). What could not be fetched is never kept, and `@File(…)` and
    /// `@Environment(…)` are read by each start and first call.
    pub fn secret_ttl(mut self, ttl: Duration) -> Self {
        self.settings.keep_secrets_for(ttl);
        self
    }

    /// Fetches the OAuth tokens of outputs with `oauth_bearer_method = token_provider`; see [`TokenProvider`].
    pub fn token_provider(mut self, provider: impl TokenProvider) -> Self {
        self.tokens = TokenSource::of(provider);
        self
    }

    /// Is called for each record that fails with nobody waiting for it (`delivery = enqueued`, or a dropped future), on a thread
    /// of the library's. A plain annotated `fn` called from it is an error, since it would wait for itself.
    ///
    /// Failures wait for one that takes its time, however many they are, and with keys and values up to 64 MiB of those: beyond that they come
    /// [without](DeliveryFailure::value), which the log says once.
    pub fn on_delivery_error(mut self, callback: impl Fn(&DeliveryFailure) + Send + Sync + 'static) -> Self {
        self.on_delivery_error = Some(Box::new(callback));
        self
    }

    /// Lets [`start`](Self::start) also connect to the brokers and look every topic up.
    pub fn verify_brokers(mut self) -> Self {
        self.verify = Some(VERIFY);
        self
    }

    /// [Reloads](Runtime::reload) after each such time, at least a second: renewed certificates, changed settings files and
    /// rotated secrets are taken over while the program runs. Unwritten, nothing is reloaded but by `reload` itself.
    ///
    /// Secrets are fetched again each time, so the interval is also how often a secret store is asked. What is wrong is told to the
    /// log, once, and the runtime goes on as it was; the next time may find it right.
    pub fn reload_every(mut self, interval: Duration) -> Self {
        self.reload_every = Some(interval);
        self
    }

    /// Resolves and judges every output declared in the program, and makes their producers; reports all that is wrong in one error.
    pub async fn start(self) -> Result<Runtime, Error> {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        let start = move || {
            let _on_library_thread = thread::enter();
            let (verify, reload_every) = (self.verify, self.reload_every);
            self.settings.secrets.allow_fetching();
            let _ = sender.send(self.judge(Look::Certificates).and_then(|state| {
                let faults = state.connect_all(verify);
                if faults.is_empty() { Runtime::of(&state, reload_every) } else { Err(all(faults)) }
            }));
        };
        let unstarted = |error: std::io::Error| {
            Error::new(ErrorKind::Configuration, "the thread that starts the runtime could not be started")
                .with_source(Some(Box::new(error)))
        };
        std::thread::Builder::new().name("kafka-output-start".to_owned()).spawn(start).map_err(unstarted)?;
        receiver.await.unwrap_or_else(|_| {
            Err(Error::new(ErrorKind::Configuration, "starting the runtime was interrupted"))
        })
    }

    /// Like [`start`](Self::start), but without touching the network: each producer is made at its first call, and certificates are
    /// read then.
    pub fn lazy(self) -> Result<Runtime, Error> {
        let reload_every = self.reload_every;
        self.settings.secrets.begin_round();
        self.judge(Look::Options).and_then(|state| Runtime::of(&state, reload_every))
    }

    /// Reads the files, and judges every output.
    fn judge(mut self, look: Look) -> Result<Arc<RuntimeState>, Error> {
        let mut faults = Vec::new();
        for path in &self.files {
            match SettingsFile::read(path) {
                Ok(file) => self.settings.add_file(file),
                Err(wrong) => {
                    self.settings.note_lost_file();
                    faults.extend(wrong);
                }
            }
        }
        let reporter = Reporter::new(self.on_delivery_error);
        let state = RuntimeState::new(self.settings, reporter, Connect::Kafka(self.tokens), false);
        faults.extend(state.judge_all(look));
        if faults.is_empty() { Ok(state) } else { Err(all(faults)) }
    }
}
