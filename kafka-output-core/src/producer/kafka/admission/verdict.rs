//! What becomes of those who wait, by what is known of the brokers' refusals; the time is always given.

use std::time::{Duration, Instant};

use super::state::{SILENCE, State};
use super::{Ground, Refusal};

/// How long a refusal must last where nothing ever worked. Attempts are made for as long.
pub(super) const FIRST: Duration = Duration::from_secs(2);
/// How long it must last where it worked before, or where it is only suspected.
pub(super) const LATER: Duration = Duration::from_secs(5);
/// So many attempts must have ended alike before it is suspected aloud.
pub(super) const ATTEMPTS: usize = 3;
/// How long a refusal explains why a broker ended a connection.
pub(super) const RECENT: Duration = Duration::from_mins(1);

impl State {
    pub(super) fn is_final(&mut self, now: Instant) -> Option<Refusal> {
        self.settle(now);
        let refusal = self.known().filter(|_| self.up == 0)?;
        let (patience, attempts) = match (refusal.ground, self.has_worked) {
            (Ground::Suspected, true) => return None,
            (Ground::Suspected, false) => (LATER, ATTEMPTS),
            (Ground::Said, false) => (FIRST, 2),
            (Ground::Said, true) => (LATER, 2),
            (Ground::Token, false) => (FIRST.max(self.no_attempt), 0),
            (Ground::Token, true) => (LATER.max(self.no_attempt), 0),
            (Ground::Silence, _) => (SILENCE.max(self.no_attempt), 0),
        };
        if self.turned_away < attempts || !self.lasts(patience, now) {
            return None;
        }
        let told = self.explained(refusal, now);
        self.begin(now);
        self.told = Some(told.clone());
        Some(told)
    }

    pub(super) fn told(&self, now: Instant) -> Option<Refusal> {
        self.told.clone().or_else(|| Some(self.explained(self.known()?, now)))
    }

    pub(super) fn current(&self, now: Instant) -> Option<Refusal> {
        let holds = |refusal: &Refusal| match refusal.ground {
            Ground::Said => true,
            Ground::Token => self.lasts(FIRST.max(self.no_attempt), now),
            Ground::Silence => self.lasts(SILENCE.max(self.no_attempt), now),
            Ground::Suspected => self.turned_away >= ATTEMPTS,
        };
        let refusal = self.known().filter(|refusal| self.up == 0 && holds(refusal))?;
        Some(self.explained(refusal, now))
    }

    pub(super) fn recent(&self, now: Instant) -> Option<Refusal> {
        let is_recent = |refusal: &Refusal| match refusal.ground {
            Ground::Said | Ground::Token => now - refusal.heard < RECENT,
            Ground::Silence => now - refusal.heard >= SILENCE,
            Ground::Suspected => false,
        };
        Some(self.explained(self.known().filter(|refusal| is_recent(refusal))?, now))
    }

    /// That a broker does not want a token which could not be renewed is explained by why it could not.
    fn explained(&self, refusal: &Refusal, now: Instant) -> Refusal {
        let is_why = |token: &&Refusal| {
            self.has_own_tokens
                && refusal.ground == Ground::Said
                && refusal.code == token.code
                && (token.ground == Ground::Token || now - token.heard >= SILENCE)
        };
        self.token.as_ref().filter(is_why).unwrap_or(refusal).clone()
    }

    fn lasts(&self, patience: Duration, now: Instant) -> bool {
        self.since.is_some_and(|since| now - since >= patience)
    }
}
