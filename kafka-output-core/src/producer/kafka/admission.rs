//! Whether the brokers let us in.
//!
//! librdkafka tries a broker again for ever, whatever it was refused for, so a wrong password would only be told when
//! `message_timeout_ms` is over. Here its errors and the states of its connections are put together: when every attempt is turned away
//! and no broker is connected, the records that wait are failed with the reason. A broker that is gone is none of this: there, waiting
//! is what helps.

mod state;
#[cfg(test)]
mod tests;
mod verdict;

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rdkafka_sys::RDKafkaRespErr as Code;

use self::state::State;
use super::advice::{Presented, Security};
use super::reasons::tidy;

/// Why we are not let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// `_AUTHENTICATION` or `_SSL`.
    pub(super) code: Code,
    pub(super) ground: Ground,
    /// What librdkafka says, or the token provider.
    pub(super) reason: String,
    /// The broker's certificate, where OpenSSL has something against it.
    pub(super) certificate: Option<Presented>,
    /// The token endpoint, where it gives no token.
    pub(super) endpoint: Endpoint,
    heard: Instant,
}

/// What is known of a token endpoint beside librdkafka's reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Endpoint {
    /// The status of its answer, where that is an error.
    pub(super) status: Option<u16>,
    /// The hosts of its certificate, where it is for others than it was asked for by.
    pub(super) hosts: Option<Vec<String>>,
}

/// How a refusal is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// The broker said so, or its certificate.
    Said,
    /// There is no token to go there with.
    Token,
    /// Nor is there a word why.
    Silence,
    /// The connection ends as it does where one side speaks TLS or SASL and the other does not.
    Suspected,
}

/// What is known of it. Written by librdkafka's threads, one for each broker, and by the one that asks for tokens; read by the delivery
/// thread.
#[derive(Debug)]
pub(super) struct Admission {
    /// Whether there is a refusal: read by every call.
    troubled: AtomicBool,
    state: Mutex<State>,
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
    /// For a client that tries again after at most so long, with the tokens of this endpoint, if of any.
    pub(super) fn new(reconnect: Duration, security: Security, endpoint: &str) -> Self {
        let state = State::new(reconnect + Duration::from_secs(1), security, endpoint);
        Self { troubled: state.is_troubled().into(), state: Mutex::new(state) }
    }

    /// What comes of the state; those who only read `troubled` are told of the change.
    fn with<T>(&self, change: impl FnOnce(&mut State, Instant) -> T) -> T {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let outcome = change(&mut state, Instant::now());
        self.troubled.store(state.is_troubled(), Ordering::Relaxed);
        outcome
    }

    fn is_troubled(&self) -> bool {
        self.troubled.load(Ordering::Relaxed)
    }

    /// On a broker's thread: its connection's state, as librdkafka names it.
    pub(super) fn hear_state(&self, name: &[u8], security: Security) {
        let before = STAGE.get();
        let after = match name {
            b"DOWN" => Stage::Away,
            b"UP" => Stage::In,
            b"APIVERSION_QUERY" => Stage::Asking,
            b"SSL_HANDSHAKE" | b"AUTH_HANDSHAKE" | b"AUTH_REQ" | b"AUTH_LEGACY" => Stage::AtTheDoor,
            // It would not try without a token.
            b"CONNECT" => return self.with(State::hear_attempt),
            _ => return,
        };
        // Who authenticates again stays connected meanwhile.
        if before == Stage::In && after != Stage::Away {
            return;
        }
        STAGE.set(after);
        self.with(|state, now| state.step(before, after, security, now));
    }

    /// We are not let in. What is only suspected takes no certain reason's place.
    pub(super) fn hear_refusal(&self, code: Code, ground: Ground, reason: &str) {
        self.with(|state, now| state.refuse(code, ground, &tidy(reason), now));
    }

    /// Somebody is asked for a token.
    pub(super) fn hear_asking(&self) {
        self.with(State::hear_asking);
    }

    /// There is no token, says who was asked.
    pub(super) fn hear_no_token(&self, reason: &str) {
        let code = Code::RD_KAFKA_RESP_ERR__AUTHENTICATION;
        self.with(|state, now| state.refuse(code, Ground::Token, reason, now));
    }

    /// librdkafka gives up on its token endpoint, which answered with this status, if at all; the refusal follows.
    pub(super) fn hear_status(&self, status: Option<u16>) {
        self.with(|state, _| state.hear_status(status));
    }

    /// librdkafka's token endpoint answers with this status, an error, while nothing is heard of it.
    #[cfg(feature = "oidc")]
    pub(super) fn hear_answer(&self, status: u16) {
        self.with(|state, _| state.hear_answer(status));
    }

    /// The certificate of librdkafka's token endpoint is for these hosts.
    #[cfg(feature = "oidc")]
    pub(super) fn hear_hosts(&self, hosts: Vec<String>) {
        self.with(|state, _| state.hear_hosts(hosts));
    }

    /// Why there is no token, if there is none.
    #[cfg(feature = "oidc")]
    pub(super) fn missing_token(&self) -> Option<Refusal> {
        self.with(|state, _| state.token.clone())
    }

    /// There is a new token.
    pub(super) fn hear_token(&self) {
        self.with(State::hear_token);
    }

    /// A record was acknowledged.
    pub(super) fn hear_success(&self) {
        if self.is_troubled() {
            self.with(|state, _| state.hear_success());
        }
    }

    /// OpenSSL has something against this certificate of a broker's; the refusal follows.
    pub(super) fn hear_certificate(&self, presented: Presented) {
        self.with(|state, _| state.hear_certificate(presented));
    }

    /// A broker cannot be reached at all: then what was suspected may be its end, or its start.
    pub(super) fn hear_of_absence(&self) {
        self.with(|state, _| state.hear_of_absence());
    }

    /// The first record after none: it is given attempts of its own.
    pub(super) fn begin(&self) {
        if self.is_troubled() {
            self.with(State::begin);
        }
    }

    /// The reason to fail all that waits, if there is one. Those that come later are given attempts of their own.
    pub(super) fn is_final(&self) -> Option<Refusal> {
        if self.is_troubled() { self.with(State::is_final) } else { None }
    }

    /// What explains a record that failed with the code of a refusal.
    pub(super) fn told(&self) -> Option<Refusal> {
        self.with(|state, now| state.told(now))
    }

    /// What explains a record whose time is over.
    pub(super) fn current(&self) -> Option<Refusal> {
        self.with(|state, now| state.current(now))
    }

    /// What explains a connection that a broker ended: when a token runs out, it does.
    pub(super) fn recent(&self) -> Option<Refusal> {
        self.with(|state, now| state.recent(now))
    }
}
