//! Whether the brokers let us in.
//!
//! librdkafka tries a broker again for ever, whatever it was refused for, so a wrong password would only be told when
//! `message_timeout_ms` is over. Here its errors and the states of its connections are put together: when every attempt is turned away
//! and no broker is connected, the records that wait are failed with the reason. A broker that is gone is none of this: there, waiting
//! is what helps.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rdkafka_sys::RDKafkaRespErr as Code;

use super::advice::Security;

/// How long a refusal must last where nothing ever worked. Attempts are made for as long.
const FIRST: Duration = Duration::from_secs(2);
/// How long it must last where it worked before, or where it is only suspected.
const LATER: Duration = Duration::from_secs(5);
/// So many attempts must have ended alike before it is suspected aloud.
const ATTEMPTS: usize = 3;
/// A connection that holds so long works.
const SETTLED: Duration = Duration::from_secs(2);

/// Why we are not let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// `_AUTHENTICATION` or `_SSL`.
    pub(super) code: Code,
    pub(super) ground: Ground,
    /// What librdkafka says.
    pub(super) reason: String,
    /// What OpenSSL has against the broker's certificate: `X509_V_ERR_…`.
    pub(super) certificate: Option<i32>,
    heard: Instant,
}

/// How a refusal is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// The broker said so, or its certificate.
    Said,
    /// There is no token to go there with.
    Token,
    /// The connection ends as it does where one side speaks TLS or SASL and the other does not.
    Suspected,
}

/// What is known of it. Written by librdkafka's threads, one for each broker, and read by the delivery thread.
#[derive(Debug, Default)]
pub(super) struct Admission {
    /// Who does not try for so long has no token to try with.
    no_attempt: Duration,
    /// Whether there is a refusal: read by every call.
    troubled: AtomicBool,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// How many brokers are connected, and since when any is.
    up: usize,
    up_since: Option<Instant>,
    has_worked: bool,
    /// That there is no token, apart: librdkafka says it once, and nothing when there is one again.
    token: Option<Refusal>,
    refusal: Option<Refusal>,
    /// From when on it is counted.
    since: Option<Instant>,
    turned_away: usize,
    certificate: Option<i32>,
    /// The last one that records failed for.
    told: Option<Refusal>,
}

/// Where a broker's connection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Away,
    /// The first question is asked: which requests the broker knows.
    Asking,
    /// There, and not let in yet.
    AtTheDoor,
    In,
}

thread_local! {
    /// On a broker's thread: where its connection stands.
    static STAGE: Cell<Stage> = const { Cell::new(Stage::Away) };
}

impl Admission {
    /// For a client that tries again after at most so long.
    pub(super) fn new(reconnect: Duration) -> Self {
        Self { no_attempt: reconnect + Duration::from_secs(1), ..Self::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// On a broker's thread: its connection's state, as librdkafka names it.
    pub(super) fn hear_state(&self, name: &[u8], security: Security) {
        let before = STAGE.get();
        let now = match name {
            b"DOWN" => Stage::Away,
            b"UP" => Stage::In,
            b"APIVERSION_QUERY" => Stage::Asking,
            b"SSL_HANDSHAKE" | b"AUTH_HANDSHAKE" | b"AUTH_REQ" | b"AUTH_LEGACY" => Stage::AtTheDoor,
            // It would not try without a token.
            b"CONNECT" => return self.state().hear_attempt(),
            _ => return,
        };
        // Who authenticates again stays connected meanwhile.
        if before == Stage::In && now != Stage::Away {
            return;
        }
        STAGE.set(now);
        let mut state = self.state();
        match (before, now) {
            (_, Stage::In) => {
                state.up += 1;
                state.up_since.get_or_insert_with(Instant::now);
                state.forget(|refusal| refusal.ground == Ground::Said, &self.troubled);
            }
            (Stage::In, Stage::Away) => {
                state.up = state.up.saturating_sub(1);
                if state.up == 0 {
                    state.settle(&self.troubled);
                    let was_short = state.up_since.take().is_some_and(|since| since.elapsed() < SETTLED);
                    state.turned_away += 1;
                    // A broker answers what it can do before anybody has authenticated, and nothing else.
                    if was_short && !security.is_sasl() {
                        self.suspect(&mut state, Code::RD_KAFKA_RESP_ERR__AUTHENTICATION);
                    }
                }
            }
            (Stage::Asking, Stage::Away) => {
                state.turned_away += 1;
                if !security.is_tls() {
                    self.suspect(&mut state, Code::RD_KAFKA_RESP_ERR__SSL);
                }
            }
            (Stage::AtTheDoor, Stage::Away) => state.turned_away += 1,
            _ => {}
        }
    }

    fn suspect(&self, state: &mut State, code: Code) {
        self.refuse(state, code, Ground::Suspected, "it closes the connection at once");
    }

    /// We are not let in. What is only suspected takes no certain reason's place.
    pub(super) fn hear_refusal(&self, code: Code, ground: Ground, reason: &str) {
        self.refuse(&mut self.state(), code, ground, tidy(reason));
    }

    fn refuse(&self, state: &mut State, code: Code, ground: Ground, reason: &str) {
        let known = state.known().map(|refusal| refusal.ground);
        if ground == Ground::Suspected && known.is_some_and(|known| known != ground) {
            return;
        }
        if known.is_none() {
            state.since = Some(Instant::now());
        }
        let certificate = state.certificate.take();
        let place = if ground == Ground::Token { &mut state.token } else { &mut state.refusal };
        *place =
            Some(Refusal { code, ground, reason: reason.to_owned(), certificate, heard: Instant::now() });
        self.troubled.store(true, Ordering::Relaxed);
    }

    /// A record was acknowledged.
    pub(super) fn hear_success(&self) {
        if self.troubled.load(Ordering::Relaxed) {
            let mut state = self.state();
            state.has_worked = true;
            state.forget(|_| true, &self.troubled);
        }
    }

    /// OpenSSL has this against a broker's certificate; the refusal follows.
    pub(super) fn hear_certificate(&self, fault: i32) {
        self.state().certificate = Some(fault);
    }

    /// A broker cannot be reached at all: then what was suspected may be its end, or its start.
    pub(super) fn hear_of_absence(&self) {
        self.state().forget(|refusal| refusal.ground == Ground::Suspected, &self.troubled);
    }

    /// The first record after none: it is given attempts of its own.
    pub(super) fn begin(&self) {
        if self.troubled.load(Ordering::Relaxed) {
            let mut state = self.state();
            state.since = Some(Instant::now());
            state.turned_away = 0;
        }
    }

    /// The reason to fail all that waits, if there is one. Those that come later are given attempts of their own.
    pub(super) fn is_final(&self) -> Option<Refusal> {
        if !self.troubled.load(Ordering::Relaxed) {
            return None;
        }
        let mut state = self.state();
        state.settle(&self.troubled);
        let refusal = state.known().filter(|_| state.up == 0)?.clone();
        let (patience, attempts) = match (refusal.ground, state.has_worked) {
            (Ground::Suspected, true) => return None,
            (Ground::Suspected, false) => (LATER, ATTEMPTS),
            (Ground::Said, false) => (FIRST, 2),
            (Ground::Said, true) => (LATER, 2),
            (Ground::Token, false) => (FIRST.max(self.no_attempt), 0),
            (Ground::Token, true) => (LATER.max(self.no_attempt), 0),
        };
        if state.turned_away < attempts || !state.lasts(patience) {
            return None;
        }
        state.since = Some(Instant::now());
        state.turned_away = 0;
        state.told = Some(refusal.clone());
        Some(refusal)
    }

    /// What explains a record that failed with the code of a refusal.
    pub(super) fn told(&self) -> Option<Refusal> {
        let state = self.state();
        state.told.as_ref().or_else(|| state.known()).cloned()
    }

    /// What explains a record whose time is over.
    pub(super) fn current(&self) -> Option<Refusal> {
        let state = self.state();
        let holds = |refusal: &Refusal| match refusal.ground {
            Ground::Said => true,
            Ground::Token => state.lasts(FIRST.max(self.no_attempt)),
            Ground::Suspected => state.turned_away >= ATTEMPTS,
        };
        state.known().filter(|refusal| state.up == 0 && holds(refusal)).cloned()
    }

    /// What explains a connection that a broker ended: when a token runs out, it does.
    pub(super) fn recent(&self) -> Option<Refusal> {
        let is_recent = |refusal: &Refusal| {
            refusal.ground != Ground::Suspected && refusal.heard.elapsed() < Duration::from_mins(1)
        };
        self.state().known().filter(|refusal| is_recent(refusal)).cloned()
    }
}

impl State {
    fn known(&self) -> Option<&Refusal> {
        self.refusal.as_ref().or(self.token.as_ref())
    }

    /// There is a token, of which librdkafka tells us only when none can be had, and of that only once.
    fn hear_attempt(&mut self) {
        if self.known().is_some_and(|refusal| refusal.ground == Ground::Token) {
            self.since = Some(Instant::now());
        }
    }

    fn lasts(&self, patience: Duration) -> bool {
        self.since.is_some_and(|since| since.elapsed() >= patience)
    }

    fn forget(&mut self, which: impl Fn(&Refusal) -> bool, troubled: &AtomicBool) {
        if self.refusal.as_ref().is_some_and(which) {
            self.refusal = None;
            self.turned_away = 0;
            troubled.store(self.token.is_some(), Ordering::Relaxed);
        }
    }

    /// A connection that held long enough has worked. That there is no new token may matter only when it ends.
    fn settle(&mut self, troubled: &AtomicBool) {
        if self.up_since.is_some_and(|since| since.elapsed() >= SETTLED) {
            self.has_worked = true;
            self.turned_away = 0;
            self.since = Some(Instant::now());
            self.forget(|_| true, troubled);
        }
    }
}

/// librdkafka's text without the broker's name before it, and without the times after it.
fn tidy(reason: &str) -> &str {
    let reason = reason.split_once("/bootstrap: ").map_or(reason, |(_, rest)| rest);
    reason.rsplit_once(" (after ").map_or(reason, |(text, _)| text)
}
