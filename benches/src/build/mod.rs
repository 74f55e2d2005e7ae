//! What annotated functions add to a build, against the same functions written by hand.
//!
//! [`sources`] are the crates, all of the same functions; [`scratch`] is the workspace they stand in, and runs cargo in it.

mod scratch;
mod sources;

use std::io;
use std::time::Duration;

use serde::Serialize;

use self::scratch::Scratch;
use self::sources::Contestant;
use crate::measure::Spread;

/// How many functions each crate has.
const FUNCTIONS: usize = 200;

/// How often each crate is built.
const ROUNDS: usize = 7;

/// How a crate is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Command {
    /// `cargo check`
    Check,
    /// `cargo build`
    Build,
}

/// What a build took.
#[derive(Debug, Clone, Copy, Default)]
struct Took {
    elapsed: Duration,
    /// Of cargo and all it started.
    cpu: Duration,
}

/// What our functions add to a build, as a share of what a rival's add.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BuildFigure {
    pub(crate) command: Command,
    pub(crate) rival: &'static str,
    /// Times the rival's added time; below 1, ours add less.
    pub(crate) time_ratio: Spread,
    /// Times the rival's added processor time.
    pub(crate) cpu_ratio: Spread,
    pub(crate) ours_added_ms: f64,
    pub(crate) rival_added_ms: f64,
}

/// Writes the crates, builds what they depend on, and then each of them in turn.
pub(crate) fn measure() -> io::Result<Vec<BuildFigure>> {
    let scratch = Scratch::write(FUNCTIONS)?;
    println!("\nbuild: {FUNCTIONS} functions; first what they depend on, once\n");
    for command in [Command::Check, Command::Build] {
        scratch.build_all(command)?;
    }
    let mut figures = Vec::new();
    println!("{}", heading());
    for command in [Command::Check, Command::Build] {
        let mut rounds = Vec::new();
        for round in 0..ROUNDS {
            rounds.push(Round::run(&scratch, command, round)?);
        }
        for (at, rival) in Contestant::RIVALS.iter().enumerate() {
            let figure = BuildFigure::new(command, rival.title(), &rounds, at);
            println!("{}", line(&figure));
            figures.push(figure);
        }
    }
    Ok(figures)
}

/// One build of each crate.
struct Round {
    types: Took,
    ours: Took,
    rivals: Vec<Took>,
}

impl Round {
    fn run(scratch: &Scratch, command: Command, round: usize) -> io::Result<Self> {
        let types = scratch.build(Contestant::Types, command, round)?;
        let ours = scratch.build(Contestant::Ours, command, round)?;
        let rivals = Contestant::RIVALS.iter().map(|rival| scratch.build(*rival, command, round));
        Ok(Self { types, ours, rivals: rivals.collect::<io::Result<_>>()? })
    }
}

impl BuildFigure {
    fn new(command: Command, rival: &'static str, rounds: &[Round], at: usize) -> Self {
        let spread = |figure: &dyn Fn(&Round) -> f64| Spread::of(rounds.iter().map(figure));
        let time = |took: Took, round: &Round| added(took.elapsed, round.types.elapsed);
        let cpu = |took: Took, round: &Round| added(took.cpu, round.types.cpu);
        Self {
            command,
            rival,
            time_ratio: spread(&|round| time(round.ours, round) / time(round.rivals[at], round)),
            cpu_ratio: spread(&|round| cpu(round.ours, round) / cpu(round.rivals[at], round)),
            ours_added_ms: spread(&|round| time(round.ours, round)).median,
            rival_added_ms: spread(&|round| time(round.rivals[at], round)).median,
        }
    }
}

/// What a build took beyond that of the types alone, in milliseconds.
fn added(whole: Duration, types: Duration) -> f64 {
    whole.saturating_sub(types).as_secs_f64() * 1e3
}

fn heading() -> String {
    format!(
        "{:<12} {:<36} {:>8} {:>8}  {:<22} {:<22}",
        "added to", "against", "ours ms", "rival ms", "time ratio (min–max)", "CPU ratio (min–max)"
    )
}

fn line(figure: &BuildFigure) -> String {
    let spread = |spread: Spread| format!("{:.2} ({:.2}–{:.2})", spread.median, spread.min, spread.max);
    format!(
        "{:<12} {:<36} {:>8.0} {:>8.0}  {:<22} {:<22}",
        format!("cargo {}", figure.command.word()),
        figure.rival,
        figure.ours_added_ms,
        figure.rival_added_ms,
        spread(figure.time_ratio),
        spread(figure.cpu_ratio)
    )
}

impl Command {
    const fn word(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Build => "build",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{BuildFigure, Command, Round, Took};

    #[test]
    fn what_is_compared_is_what_was_added() {
        let took = |ms| Took { elapsed: Duration::from_millis(ms), cpu: Duration::from_millis(2 * ms) };
        let round = || Round { types: took(100), ours: took(150), rivals: vec![took(200), took(110)] };
        let figure = BuildFigure::new(Command::Check, "by hand", &[round(), round(), round()], 0);
        assert!(
            (figure.time_ratio.median - 0.5).abs() < 1e-9 && (figure.cpu_ratio.median - 0.5).abs() < 1e-9
        );
        assert!((figure.ours_added_ms - 50.0).abs() < 1e-9 && (figure.rival_added_ms - 100.0).abs() < 1e-9);
    }
}
