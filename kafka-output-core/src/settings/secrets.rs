//! The secrets fetched so far, and who fetches them.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::reference::Reference;
use super::{SecretProvider, SecretReference, local};
use crate::hidden::Hidden;

/// How long a secret is kept before it is asked for again, where nothing else is said.
const TTL: Duration = Duration::from_mins(5);

type Fetched = Result<Hidden, NotFetched>;

/// Why there is no secret, in words without any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NotFetched {
    sentence: String,
    /// Whether asking again may help.
    pub(crate) may_pass: bool,
}

impl From<String> for NotFetched {
    fn from(sentence: String) -> Self {
        Self { sentence, may_pass: false }
    }
}

impl fmt::Display for NotFetched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

/// Where the secrets of one runtime come from. Neither the values nor the providers are ever printed.
pub(crate) struct Secrets {
    keeper: Arc<Keeper>,
    /// Nothing is fetched until this is set: `lazy()` does not touch the network.
    may_fetch: AtomicBool,
}

/// Fetches and keeps.
struct Keeper {
    /// Asked in this order.
    providers: Vec<Arc<dyn SecretProvider>>,
    /// Whether they are those of every runtime that is given none.
    by_default: bool,
    ttl: Duration,
    known: Mutex<HashMap<Reference, Slot>>,
    /// Counts the starts and first calls. What could not be fetched is asked for once in each: a start tells the same of every
    /// output, and the next asks anew.
    round: AtomicU64,
}

/// What is known of one secret. Who asks holds it, so that all others wait for the one answer.
type Slot = Arc<Mutex<Option<Answer>>>;

struct Answer {
    fetched: Fetched,
    at: Instant,
    round: u64,
}

impl Default for Secrets {
    /// The default providers, and one memory for all runtimes of the process that have them.
    fn default() -> Self {
        static OF_PROCESS: LazyLock<Arc<Keeper>> =
            LazyLock::new(|| Arc::new(Keeper::new(default_providers(), true, TTL)));
        Self::of(Arc::clone(&OF_PROCESS))
    }
}

/// Who is asked where nobody was named.
#[allow(clippy::missing_const_for_fn, reason = "with the feature it is none")]
fn default_providers() -> Vec<Arc<dyn SecretProvider>> {
    #[cfg(feature = "azure-key-vault")]
    return vec![Arc::new(super::key_vault::KeyVault::new())];
    #[cfg(not(feature = "azure-key-vault"))]
    Vec::new()
}

impl Secrets {
    fn of(keeper: Arc<Keeper>) -> Self {
        Self { keeper, may_fetch: AtomicBool::new(false) }
    }

    /// The same providers, to be asked again for every secret.
    pub(crate) fn anew(&self) -> Self {
        self.with_ttl(self.keeper.ttl)
    }

    /// No provider at all.
    #[cfg(any(test, feature = "testing"))]
    pub(super) fn of_nobody() -> Self {
        Self::of(Arc::new(Keeper::new(Vec::new(), false, TTL)))
    }

    /// These, with one provider more, asked after those that were given; the default ones are not asked any longer.
    pub(super) fn with_provider(&self, provider: Box<dyn SecretProvider>) -> Self {
        let Keeper { providers, by_default, ttl, .. } = &*self.keeper;
        let mut providers = if *by_default { Vec::new() } else { providers.clone() };
        providers.push(provider.into());
        Self::of(Arc::new(Keeper::new(providers, false, *ttl)))
    }

    /// These, kept for another time.
    pub(super) fn with_ttl(&self, ttl: Duration) -> Self {
        let Keeper { providers, by_default, .. } = &*self.keeper;
        Self::of(Arc::new(Keeper::new(providers.clone(), *by_default, ttl)))
    }

    /// From here on, secrets are fetched when they are asked for; those that could not be had before, again.
    pub(crate) fn allow_fetching(&self) {
        self.keeper.round.fetch_add(1, Ordering::SeqCst);
        self.may_fetch.store(true, Ordering::SeqCst);
    }

    /// The value that a reference leads to; `None` while nothing may be fetched. Blocks: called on the library's own threads.
    pub(crate) fn fetch(&self, reference: &Reference) -> Result<Option<Hidden>, NotFetched> {
        if matches!(reference, Reference::Secret(_)) && !self.may_fetch.load(Ordering::SeqCst) {
            if self.keeper.providers.is_empty() {
                return Err(NOBODY.to_owned().into());
            }
            return Ok(None);
        }
        self.keeper.get(reference).map(Some)
    }
}

const NOBODY: &str = "no secret provider is registered; turn on the cargo feature `azure-key-vault`, or give one to \
                      `Runtime::builder().secret_provider(…)`";

impl Keeper {
    fn new(providers: Vec<Arc<dyn SecretProvider>>, by_default: bool, ttl: Duration) -> Self {
        Self { providers, by_default, ttl, known: Mutex::default(), round: AtomicU64::new(0) }
    }

    /// The secret as kept, or else fetched: once, however many ask.
    fn get(&self, reference: &Reference) -> Fetched {
        let slot = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(reference.clone()).or_default())
        };
        let mut answer = slot.lock().unwrap_or_else(PoisonError::into_inner);
        let round = self.round.load(Ordering::SeqCst);
        let holds = |answer: &&Answer| match &answer.fetched {
            Ok(_) => answer.at.elapsed() < self.ttl || answer.round == round,
            Err(_) => answer.round == round,
        };
        if let Some(answer) = answer.as_ref().filter(holds) {
            return answer.fetched.clone();
        }
        let fetched = match reference {
            Reference::Secret(secret) => self.ask(secret),
            Reference::File(path) => local::read_file(path).map_err(|fault| fault.to_string().into()),
            Reference::Environment(name) => {
                local::variable(name).map(Hidden::from).map_err(|fault| fault.to_string().into())
            }
        };
        *answer = Some(Answer { fetched: fetched.clone(), at: Instant::now(), round });
        fetched
    }

    /// Asks one provider after the other; what each says, if none has it.
    fn ask(&self, secret: &SecretReference) -> Fetched {
        if self.providers.is_empty() {
            return Err(NOBODY.to_owned().into());
        }
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| {
                NotFetched::from(format!("the runtime of its provider could not be started: {error}"))
            })?;
        let answer = runtime.block_on(async {
            let (mut faults, mut may_pass) = (Vec::new(), false);
            for provider in &self.providers {
                match provider.secret(secret).await {
                    Ok(value) => return Ok(Hidden::from(value)),
                    Err(fault) => {
                        may_pass |= passes(&*fault);
                        faults.push(fault.to_string());
                    }
                }
            }
            let sentence = format!("`{secret}` could not be fetched: {}", faults.join("; and then: "));
            Err(NotFetched { sentence, may_pass })
        });
        // What a provider has given up on may still be under way.
        runtime.shutdown_background();
        answer
    }
}

/// Whether a provider had no answer, which may be otherwise the next time; one that says no says it again.
fn passes(fault: &(dyn StdError + 'static)) -> bool {
    use std::io::ErrorKind as Kind;
    let is_silence = |kind| {
        matches!(
            kind,
            Kind::TimedOut
                | Kind::ConnectionRefused
                | Kind::ConnectionReset
                | Kind::ConnectionAborted
                | Kind::HostUnreachable
                | Kind::NetworkUnreachable
                | Kind::NetworkDown
                | Kind::NotConnected
                | Kind::BrokenPipe
                | Kind::UnexpectedEof
                | Kind::ResourceBusy
        )
    };
    let mut cause = Some(fault);
    while let Some(fault) = cause {
        let io = fault.downcast_ref::<std::io::Error>();
        if io.is_some_and(|io| is_silence(io.kind())) || fault.is::<tokio::time::error::Elapsed>() {
            return true;
        }
        // One that holds another is as that one, to who asks for its source.
        let held = io.and_then(std::io::Error::get_ref);
        cause = held.map_or_else(|| fault.source(), |held| Some(held));
    }
    false
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Keeper { providers, by_default, ttl, .. } = &*self.keeper;
        f.debug_struct("Secrets")
            .field("providers", &providers.len())
            .field("by_default", by_default)
            .field("ttl", ttl)
            .finish_non_exhaustive()
    }
}
