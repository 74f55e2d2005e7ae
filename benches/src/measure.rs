//! Measuring: a round of one contestant, and pairs of contestants in turn.

// Asks the system for the processor time of this process.
#![allow(unsafe_code)]

use std::mem::MaybeUninit;
use std::time::{Duration, Instant};

/// How long and how often each contestant runs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rhythm {
    pub(crate) rounds: usize,
    pub(crate) round: Duration,
}

impl Rhythm {
    /// For figures that are shown.
    pub(crate) const WHOLE: Self = Self { rounds: 5, round: Duration::from_millis(500) };
    /// To see that all is well.
    pub(crate) const QUICK: Self = Self { rounds: 3, round: Duration::from_millis(80) };
}

/// What one contestant did in one round.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Round {
    pub(crate) records: u64,
    pub(crate) elapsed: Duration,
    /// User and system time of all threads of this process.
    pub(crate) cpu: Duration,
}

impl Round {
    /// Acknowledged records per second.
    pub(crate) fn per_second(&self) -> f64 {
        count(self.records) / self.elapsed.as_secs_f64()
    }

    /// Several as one.
    pub(crate) fn sum(rounds: &[Self]) -> Self {
        Self {
            records: rounds.iter().map(|round| round.records).sum(),
            elapsed: rounds.iter().map(|round| round.elapsed).sum(),
            cpu: rounds.iter().map(|round| round.cpu).sum(),
        }
    }

    /// Processor time per record, in microseconds.
    pub(crate) fn cpu_micros(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / count(self.records)
    }
}

/// Measures stretches of a round, leaving out what lies between them.
#[derive(Debug, Default)]
pub(crate) struct Stopwatch {
    elapsed: Duration,
    cpu: Duration,
}

impl Stopwatch {
    /// Runs `work` on the watch.
    pub(crate) async fn time<F: Future>(&mut self, work: F) -> F::Output {
        let cpu = cpu_time();
        let start = Instant::now();
        let output = work.await;
        self.elapsed += start.elapsed();
        self.cpu += cpu_time().saturating_sub(cpu);
        output
    }

    /// The time on the watch.
    pub(crate) const fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// The end: so many records were acknowledged on the watch.
    pub(crate) const fn round(self, records: u64) -> Round {
        Round { records, elapsed: self.elapsed, cpu: self.cpu }
    }
}

/// The rounds of two contestants, one after the other: ours, rival, ours, rival, …
#[derive(Debug, Clone, Default)]
pub(crate) struct Pair {
    pub(crate) ours: Vec<Round>,
    pub(crate) rival: Vec<Round>,
}

impl Pair {
    /// How many times as many records per second as the rival, round by round.
    pub(crate) fn speed(&self) -> Spread {
        Spread::of(
            self.ours.iter().zip(&self.rival).map(|(ours, rival)| ours.per_second() / rival.per_second()),
        )
    }

    /// How many times the rival's processor time per record, round by round.
    pub(crate) fn cpu(&self) -> Spread {
        Spread::of(
            self.ours.iter().zip(&self.rival).map(|(ours, rival)| ours.cpu_micros() / rival.cpu_micros()),
        )
    }
}

/// Runs two contestants in turn, after a short round of each that does not count.
pub(crate) async fn in_turn(
    rhythm: Rhythm,
    ours: impl AsyncFn(Duration) -> Round,
    rival: impl AsyncFn(Duration) -> Round,
) -> Pair {
    let warm_up = rhythm.round / 4;
    ours(warm_up).await;
    rival(warm_up).await;
    let mut pair = Pair::default();
    for _ in 0..rhythm.rounds {
        pair.ours.push(ours(rhythm.round).await);
        pair.rival.push(rival(rhythm.round).await);
    }
    pair
}

/// The middle of some figures, and their ends.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub(crate) struct Spread {
    pub(crate) median: f64,
    pub(crate) min: f64,
    pub(crate) max: f64,
}

impl Spread {
    /// Of any figures; of an even number the mean of the middle two, of none zero.
    pub(crate) fn of(figures: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = figures.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        let (Some(&min), Some(&max)) = (sorted.first(), sorted.last()) else {
            return Self { median: 0.0, min: 0.0, max: 0.0 };
        };
        let half = sorted.len() / 2;
        let median = if sorted.len().is_multiple_of(2) {
            sorted[half - 1].midpoint(sorted[half])
        } else {
            sorted[half]
        };
        Self { median, min, max }
    }
}

impl Spread {
    /// Of the inverse figures.
    pub(crate) fn inverse(self) -> Self {
        Self { median: self.median.recip(), min: self.max.recip(), max: self.min.recip() }
    }
}

/// A number of records as a figure to divide by.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
pub(crate) const fn count(records: u64) -> f64 {
    records as f64
}

/// The user and system time this process has used.
fn cpu_time() -> Duration {
    cpu_time_of(libc::RUSAGE_SELF)
}

/// The user and system time of all processes that this one has started and waited for.
pub(crate) fn children_cpu_time() -> Duration {
    cpu_time_of(libc::RUSAGE_CHILDREN)
}

/// The user and system time of this thread: what others do on the machine does not count.
pub(crate) fn thread_cpu_time() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `clock_gettime` fills the structure it is given.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
    Duration::from_secs(time.tv_sec.unsigned_abs()) + Duration::from_nanos(time.tv_nsec.unsigned_abs())
}

fn cpu_time_of(whose: libc::c_int) -> Duration {
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: `getrusage` fills the structure it is given; all zeroes are a valid one too.
    let usage = unsafe {
        libc::getrusage(whose, usage.as_mut_ptr());
        usage.assume_init()
    };
    let duration = |time: libc::timeval| {
        Duration::from_secs(time.tv_sec.unsigned_abs()) + Duration::from_micros(time.tv_usec.unsigned_abs())
    };
    duration(usage.ru_utime) + duration(usage.ru_stime)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Pair, Round, Spread};

    fn round(records: u64, millis: u64) -> Round {
        Round { records, elapsed: Duration::from_millis(millis), cpu: Duration::from_millis(2 * millis) }
    }

    #[test]
    fn the_spread_of_figures() {
        assert_eq!(Spread::of([3.0, 1.0, 2.0, 9.0, 4.0]), Spread { median: 3.0, min: 1.0, max: 9.0 });
        assert_eq!(Spread::of([4.0, 2.0]), Spread { median: 3.0, min: 2.0, max: 4.0 });
        let inverse = Spread { median: 0.5, min: 0.25, max: 1.0 };
        assert_eq!(Spread::of([1.0, 2.0, 4.0]).inverse(), inverse);
        assert_eq!(Spread::of([]), Spread { median: 0.0, min: 0.0, max: 0.0 });
    }

    #[test]
    fn a_pair_is_compared_round_by_round() {
        let pair = Pair {
            // A disturbed second half slows both alike and leaves the ratio as it was.
            ours: vec![round(2_000, 10), round(2_000, 100)],
            rival: vec![round(1_000, 10), round(1_000, 100)],
        };
        assert_eq!(pair.speed(), Spread { median: 2.0, min: 2.0, max: 2.0 });
        assert_eq!(pair.cpu(), Spread { median: 0.5, min: 0.5, max: 0.5 });
    }
}
