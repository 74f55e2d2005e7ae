//! The secrets fetched so far, and who fetches them.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::not_fetched::NotFetched;
use super::reference::Reference;
use super::{NamedProvider, SecretReference, asking, local};
use crate::hidden::Hidden;
use crate::thread::at_once;

/// How long a secret is kept before it is asked for again, where nothing else is said.
const TTL: Duration = Duration::from_mins(5);

/// How many secrets are fetched at the same time.
const AT_ONCE: usize = 16;

type Fetched = Result<Hidden, NotFetched>;

/// Where the secrets of one runtime come from. Neither the values nor the providers are ever printed.
pub(crate) struct Secrets {
    keeper: Arc<Keeper>,
    /// Nothing is fetched until this is set: `lazy()` does not touch the network.
    may_fetch: AtomicBool,
    /// The secrets that were asked for in vain, where somebody wants to know.
    noted: Option<Mutex<HashSet<Reference>>>,
}

/// Fetches and keeps.
struct Keeper {
    /// Asked in this order.
    providers: Vec<Arc<dyn NamedProvider>>,
    /// Whether they are those of every runtime that is given none.
    by_default: bool,
    ttl: Duration,
    /// How long each provider is waited for.
    limit: Duration,
    known: Mutex<HashMap<Reference, Slot>>,
    /// Counts the starts and first calls. What could not be fetched is asked for once in each, and what this machine has itself is read
    /// once: a start tells the same of every output, and the next asks anew.
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
            LazyLock::new(|| Arc::new(Keeper::new(default_providers(), true)));
        Self::of(Arc::clone(&OF_PROCESS))
    }
}

/// Who is asked where nobody was named.
#[allow(clippy::missing_const_for_fn, reason = "with the feature it is none")]
fn default_providers() -> Vec<Arc<dyn NamedProvider>> {
    #[cfg(feature = "azure-key-vault")]
    return vec![Arc::new(super::key_vault::KeyVault::new())];
    #[cfg(not(feature = "azure-key-vault"))]
    Vec::new()
}

impl Secrets {
    fn of(keeper: Arc<Keeper>) -> Self {
        Self { keeper, may_fetch: AtomicBool::new(false), noted: None }
    }

    /// The same providers, to be asked again for every secret.
    pub(crate) fn anew(&self) -> Self {
        Self::of(Arc::new(self.keeper.anew()))
    }

    /// No provider at all.
    #[cfg(any(test, feature = "testing"))]
    pub(super) fn of_nobody() -> Self {
        Self::of(Arc::new(Keeper::new(Vec::new(), false)))
    }

    /// These, with one provider more, asked after those that were given; the default ones are not asked any longer.
    pub(super) fn with_provider(&self, provider: Box<dyn NamedProvider>) -> Self {
        let Keeper { providers, by_default, .. } = &*self.keeper;
        let mut providers = if *by_default { Vec::new() } else { providers.clone() };
        providers.push(provider.into());
        Self::of(Arc::new(Keeper { providers, by_default: false, ..self.keeper.anew() }))
    }

    /// These, kept for another time.
    pub(super) fn with_ttl(&self, ttl: Duration) -> Self {
        Self::of(Arc::new(Keeper { ttl, ..self.keeper.anew() }))
    }

    /// These, each waited for so long.
    #[cfg(test)]
    pub(crate) fn with_limit(&self, limit: Duration) -> Self {
        Self::of(Arc::new(Keeper { limit, ..self.keeper.anew() }))
    }

    /// From here on, secrets are fetched when they are asked for; those that could not be had before, again.
    pub(crate) fn allow_fetching(&self) {
        self.begin_round();
        self.may_fetch.store(true, Ordering::SeqCst);
    }

    /// From here on, what this machine has itself is read again.
    pub(crate) fn begin_round(&self) {
        self.keeper.round.fetch_add(1, Ordering::SeqCst);
    }

    pub(super) fn may_fetch(&self) -> bool {
        self.may_fetch.load(Ordering::SeqCst)
    }

    /// The same memory, which fetches nothing and notes what it is asked for.
    pub(super) fn noting(&self) -> Self {
        Self { noted: Some(Mutex::default()), ..Self::of(Arc::clone(&self.keeper)) }
    }

    /// Fetches what was noted, several at the same time, for those who ask for it next. Blocks.
    pub(super) fn fetch_noted(self) {
        let noted = self.noted.map(|noted| noted.into_inner().unwrap_or_else(PoisonError::into_inner));
        let noted: Vec<Reference> = noted.into_iter().flatten().collect();
        for some in noted.chunks(AT_ONCE) {
            at_once("kafka-output-secrets", some, |reference| drop(self.keeper.get(reference)));
        }
    }

    /// The value that a reference leads to; `None` while nothing may be fetched. Blocks: called on the library's own threads.
    pub(crate) fn fetch(&self, reference: &Reference) -> Result<Option<Hidden>, NotFetched> {
        if matches!(reference, Reference::Secret(_)) && !self.may_fetch() {
            if self.keeper.providers.is_empty() {
                return Err(NOBODY.to_owned().into());
            }
            if let Some(noted) = &self.noted {
                noted.lock().unwrap_or_else(PoisonError::into_inner).insert(reference.clone());
            }
            return Ok(None);
        }
        self.keeper.get(reference).map(Some)
    }
}

const NOBODY: &str = "no secret provider is registered; turn on the cargo feature `azure-key-vault`, or give one to \
                      `Runtime::builder().secret_provider(…)`";

impl Keeper {
    fn new(providers: Vec<Arc<dyn NamedProvider>>, by_default: bool) -> Self {
        let (ttl, limit) = (TTL, asking::LIMIT);
        Self { providers, by_default, ttl, limit, known: Mutex::default(), round: AtomicU64::new(0) }
    }

    /// The same, which knows no secret yet.
    fn anew(&self) -> Self {
        let Self { providers, by_default, ttl, limit, known: _, round: _ } = self;
        Self { ttl: *ttl, limit: *limit, ..Self::new(providers.clone(), *by_default) }
    }

    /// The secret as kept, or else fetched: once, however many ask.
    fn get(&self, reference: &Reference) -> Fetched {
        let slot = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(reference.clone()).or_default())
        };
        let asked = Instant::now();
        let mut answer = slot.lock().unwrap_or_else(PoisonError::into_inner);
        let round = self.round.load(Ordering::SeqCst);
        // What came while this one waited for it is as good as an answer of its own.
        let is_new = |answer: &Answer| answer.round == round || answer.at >= asked;
        let is_local = !matches!(reference, Reference::Secret(_));
        let is_kept = |answer: &Answer| !is_local && answer.fetched.is_ok() && answer.at.elapsed() < self.ttl;
        let holds = |answer: &&Answer| is_new(answer) || is_kept(answer);
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
        // Whoever began meanwhile waits for this one.
        let round = self.round.load(Ordering::SeqCst);
        *answer = Some(Answer { fetched: fetched.clone(), at: Instant::now(), round });
        fetched
    }

    /// Asks one provider after the other; what each says, if none has it.
    fn ask(&self, secret: &SecretReference) -> Fetched {
        if self.providers.is_empty() {
            return Err(NOBODY.to_owned().into());
        }
        let (mut sentences, mut may_pass) = (Vec::new(), false);
        for provider in &self.providers {
            match asking::ask(provider, secret, self.limit) {
                Ok(value) => return Ok(value),
                Err(fault) => {
                    may_pass |= fault.may_pass;
                    sentences.push(fault.to_string());
                }
            }
        }
        let sentence = format!("`{secret}` could not be fetched: {}", sentences.join("; and then: "));
        Err(NotFetched { sentence, may_pass })
    }
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
