//! What is known of the brokers' refusals, as it is heard; the time is always given.

use std::time::{Duration, Instant};

use rdkafka_sys::RDKafkaRespErr as Code;

use super::{Endpoint, Ground, Refusal, Stage};
use crate::masks::address;
use crate::producer::kafka::advice::{Presented, Security};

/// How long there may be neither a token nor a word why.
pub(super) const SILENCE: Duration = Duration::from_secs(7);
/// A connection that holds so long works.
pub(super) const SETTLED: Duration = Duration::from_secs(2);
/// What every refusal for a certificate of a broker says; before it, OpenSSL was heard.
const OF_CERTIFICATE: &str = "certificate verify failed";

#[derive(Debug)]
pub(super) struct State {
    /// Who does not try for so long has no token to try with.
    pub(super) no_attempt: Duration,
    /// What is said where nothing is heard of a token.
    pub(super) silence: String,
    /// Whether we fetch the tokens, and so know of each; of librdkafka's own we hear only when none can be had, and that once.
    pub(super) has_own_tokens: bool,
    /// How many brokers are connected, and since when any is.
    pub(super) up: usize,
    pub(super) up_since: Option<Instant>,
    pub(super) has_worked: bool,
    /// That there is no token, apart: what a broker said stands beside it.
    pub(super) token: Option<Refusal>,
    pub(super) refusal: Option<Refusal>,
    /// From when on it is counted.
    pub(super) since: Option<Instant>,
    pub(super) turned_away: usize,
    /// Whether it is counted from a new token on.
    began_by_token: bool,
    /// The last certificate that OpenSSL had something against. It is heard at once, and refusals only with the next turn, so it is kept for all.
    pub(super) certificate: Option<Presented>,
    /// The status that the token endpoint last answered with: it is logged before the refusal is told.
    status: Option<u16>,
    /// The last one that records failed for.
    pub(super) told: Option<Refusal>,
}

impl State {
    pub(super) fn new(no_attempt: Duration, security: Security, endpoint: &str) -> Self {
        let from = if endpoint.is_empty() { String::new() } else { format!(" from {}", address(endpoint)) };
        let mut state = Self {
            no_attempt,
            silence: format!("no answer{from} after {} s", SILENCE.as_secs()),
            has_own_tokens: security.has_token_provider(),
            up: 0,
            up_since: None,
            has_worked: false,
            token: None,
            refusal: None,
            since: None,
            turned_away: 0,
            began_by_token: false,
            certificate: None,
            status: None,
            told: None,
        };
        if security.is_by_token() {
            state.hear_asking(Instant::now());
        }
        state
    }

    /// Whether there is any reason to look closer.
    pub(super) const fn is_troubled(&self) -> bool {
        self.refusal.is_some() || self.token.is_some()
    }

    /// A broker's connection goes from one stage to another.
    pub(super) fn step(&mut self, before: Stage, after: Stage, security: Security, now: Instant) {
        match (before, after) {
            (_, Stage::In) => {
                self.up += 1;
                self.up_since.get_or_insert(now);
                self.forget(|refusal| refusal.ground == Ground::Said);
            }
            (Stage::In, Stage::Away) => {
                self.up = self.up.saturating_sub(1);
                if self.up == 0 {
                    self.settle(now);
                    let was_short = self.up_since.take().is_some_and(|since| now - since < SETTLED);
                    self.turned_away += 1;
                    // A broker answers what it can do before anybody has authenticated, and nothing else.
                    if was_short && !security.is_sasl() {
                        self.suspect(Code::RD_KAFKA_RESP_ERR__AUTHENTICATION, now);
                    }
                }
            }
            (Stage::Asking, Stage::Away) => {
                self.turned_away += 1;
                if !security.is_tls() {
                    self.suspect(Code::RD_KAFKA_RESP_ERR__SSL, now);
                }
            }
            (Stage::AtTheDoor, Stage::Away) => self.turned_away += 1,
            _ => {}
        }
    }

    fn suspect(&mut self, code: Code, now: Instant) {
        self.refuse(code, Ground::Suspected, "it closes the connection at once", now);
    }

    pub(super) fn refuse(&mut self, code: Code, ground: Ground, reason: &str, now: Instant) {
        let known = self.known().map(|refusal| refusal.ground);
        if ground == Ground::Suspected && known.is_some_and(|known| known != ground) {
            return;
        }
        // That one was asked is no refusal yet: its answer is given its own time.
        if known.is_none_or(|known| known == Ground::Silence) {
            self.since = Some(now);
        }
        let certificate = self.certificate.clone().filter(|_| reason.contains(OF_CERTIFICATE));
        let is_of_token = matches!(ground, Ground::Token | Ground::Silence);
        let status = if is_of_token { self.status.take() } else { None };
        let endpoint = Endpoint { status, hosts: None };
        let place = if is_of_token { &mut self.token } else { &mut self.refusal };
        *place = Some(Refusal { code, ground, reason: reason.to_owned(), certificate, endpoint, heard: now });
    }

    pub(super) fn hear_asking(&mut self, now: Instant) {
        if self.token.is_none() {
            let reason = self.silence.clone();
            self.refuse(Code::RD_KAFKA_RESP_ERR__AUTHENTICATION, Ground::Silence, &reason, now);
        }
    }

    pub(super) const fn hear_status(&mut self, status: Option<u16>) {
        self.status = status;
    }

    #[cfg(feature = "oidc")]
    pub(super) fn hear_answer(&mut self, status: u16) {
        if let Some(refusal) = self.token.as_mut().filter(|refusal| refusal.ground == Ground::Silence) {
            refusal.endpoint.status = Some(status);
        }
    }

    #[cfg(feature = "oidc")]
    pub(super) fn hear_hosts(&mut self, hosts: Vec<String>) {
        if let Some(refusal) = &mut self.token {
            refusal.endpoint.hosts = Some(hosts);
        }
    }

    /// A broker that refused the last token is given attempts with the new one.
    pub(super) fn hear_token(&mut self, now: Instant) {
        self.token = None;
        let is_of_token = |refusal: &Refusal| {
            refusal.ground == Ground::Said && refusal.code == Code::RD_KAFKA_RESP_ERR__AUTHENTICATION
        };
        // Once: brokers that refuse one after the other are not waited for without end.
        if !self.began_by_token && self.refusal.as_ref().is_some_and(is_of_token) {
            self.begin(now);
            self.began_by_token = true;
        }
    }

    /// A broker is tried, so there is a token, if only the last one.
    pub(super) fn hear_attempt(&mut self, now: Instant) {
        let ground = self.known().map(|refusal| refusal.ground);
        if ground == Some(Ground::Silence) && !self.has_own_tokens {
            self.token = None;
        } else if matches!(ground, Some(Ground::Token | Ground::Silence)) {
            self.since = Some(now);
        }
    }

    pub(super) fn hear_success(&mut self) {
        self.has_worked = true;
        self.forget(|_| true);
    }

    pub(super) fn hear_certificate(&mut self, presented: Presented) {
        self.certificate = Some(presented);
    }

    pub(super) fn hear_of_absence(&mut self) {
        self.forget(|refusal| refusal.ground == Ground::Suspected);
    }

    pub(super) const fn begin(&mut self, now: Instant) {
        self.since = Some(now);
        self.turned_away = 0;
        self.began_by_token = false;
    }

    pub(super) fn known(&self) -> Option<&Refusal> {
        self.refusal.as_ref().or(self.token.as_ref())
    }

    fn forget(&mut self, which: impl Fn(&Refusal) -> bool) {
        if self.refusal.as_ref().is_some_and(which) {
            self.refusal = None;
            self.turned_away = 0;
            self.began_by_token = false;
        }
    }

    /// A connection that held long enough has worked. That there is no new token may matter only when it ends.
    pub(super) fn settle(&mut self, now: Instant) {
        if self.up_since.is_some_and(|since| now - since >= SETTLED) {
            self.has_worked = true;
            self.turned_away = 0;
            self.since = Some(now);
            self.forget(|_| true);
        }
    }
}
