//! Log lines that librdkafka writes at each attempt, several a second: told once in a while.
//!
//! It holds back errors that repeat itself, but not what it says of certificates.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The kinds of lines that it does not hold back.
const REPEATED: [&str; 1] = ["SSLCERTVRFY"];
/// How long the same line is not told again, as librdkafka does it with its errors.
const PAUSE: Duration = Duration::from_secs(30);
/// A cluster has fewer brokers; what changes with each line would fill the memory.
const MOST: usize = 256;

/// The lines told, by their texts.
#[derive(Debug, Default)]
pub(super) struct Repeats(Mutex<HashMap<String, Told>>);

#[derive(Debug)]
struct Told {
    at: Instant,
    /// How many times it was not told since.
    held_back: usize,
}

impl Repeats {
    /// The line as it is to be told; `None` where it was, a moment ago.
    pub(super) fn hear<'t>(&self, facility: &str, line: Cow<'t, str>) -> Option<Cow<'t, str>> {
        if REPEATED.contains(&facility) { self.hear_at(line, Instant::now()) } else { Some(line) }
    }

    fn hear_at<'t>(&self, line: Cow<'t, str>, now: Instant) -> Option<Cow<'t, str>> {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = told.get_mut(&*line) {
            if now.saturating_duration_since(before.at) < PAUSE {
                before.held_back += 1;
                return None;
            }
            let held_back = std::mem::take(&mut before.held_back);
            before.at = now;
            return Some(if held_back == 0 {
                line
            } else {
                format!("{line} (and {held_back} times more since it was last told)").into()
            });
        }
        if told.len() >= MOST {
            told.clear();
        }
        told.insert(line.clone().into_owned(), Told { at: now, held_back: 0 });
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::{MOST, PAUSE, Repeats};

    #[test]
    fn the_same_line_is_told_once_in_a_while_and_counted() {
        let (repeats, now) = (Repeats::default(), Instant::now());
        let told =
            |line: &'static str, now| repeats.hear_at(line.into(), now).map(std::borrow::Cow::into_owned);
        assert_eq!(told("expired", now).as_deref(), Some("expired"));
        assert_eq!(told("expired", now), None);
        assert_eq!(told("expired", now), None);
        assert_eq!(told("another's", now).as_deref(), Some("another's"));
        let later = now + PAUSE;
        assert_eq!(
            told("expired", later).as_deref(),
            Some("expired (and 2 times more since it was last told)")
        );
        assert_eq!(told("another's", later).as_deref(), Some("another's"));
        assert_eq!(
            repeats.hear("FAIL", "x".into()),
            repeats.hear("FAIL", "x".into()),
            "librdkafka sees to it itself"
        );
    }

    #[test]
    fn lines_that_are_never_the_same_do_not_pile_up() {
        let (repeats, now) = (Repeats::default(), Instant::now());
        for number in 0..MOST * 3 {
            assert!(repeats.hear_at(number.to_string().into(), now).is_some());
        }
        assert!(repeats.0.lock().unwrap().len() <= MOST);
    }
}
