//! Who asks a registry, and what becomes of the answer.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::sync::oneshot::Sender;

use super::{Frame, Key, SchemaRegistry};
use crate::producer::fault::Fault;

/// How many answers a client keeps. Beyond it, as with topics without end that events name, they are forgotten, and asked for again.
const ANSWERS: usize = 100_000;

/// What is known of a question.
pub(super) enum State {
    /// One thread asks; these wait.
    Asking(Vec<Sender<Result<Frame, Fault>>>),
    Known(Frame),
}

/// The thread that asks. When it ends, by a panic of a type's own code too, nobody waits any longer.
pub(super) struct Asker {
    pub(super) registry: Arc<SchemaRegistry>,
    pub(super) key: Key,
    /// Those who waited for this one were told; others may wait for the next by now.
    pub(super) told: bool,
}

impl Asker {
    pub(super) fn tell(mut self, answer: &Result<Frame, Fault>) {
        self.told = true;
        let before = match answer {
            Ok(frame) => keep(&mut self.registry.asked(), self.key.clone(), frame, ANSWERS),
            Err(_) => self.registry.asked().remove(&self.key),
        };
        if let Some(State::Asking(waiting)) = before {
            for sender in waiting {
                let _ = sender.send(answer.clone());
            }
        }
    }
}

/// Keeps an answer; gives what was there before. Questions on their way are never forgotten.
pub(super) fn keep(asked: &mut HashMap<Key, State>, key: Key, frame: &Frame, most: usize) -> Option<State> {
    if asked.len() > most {
        asked.retain(|_, state| matches!(state, State::Asking(_)));
    }
    asked.insert(key, State::Known(frame.clone()))
}

impl Drop for Asker {
    fn drop(&mut self) {
        if !self.told {
            self.registry.asked().remove(&self.key);
        }
    }
}
