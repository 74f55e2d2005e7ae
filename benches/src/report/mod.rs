//! The figures, and the three ways they are shown.

pub(crate) mod json;
pub(crate) mod svg;
pub(crate) mod table;
pub(crate) mod targets;

use std::process::Command;

use serde::Serialize;

use crate::build::BuildFigure;
use crate::cases::{Allocations, Case};
use crate::cluster::Kind;
use crate::measure::{Pair, Spread};
use crate::registry::WarmFigure;

/// Everything that was measured.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Figures {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<String>,
    pub(crate) machine: Machine,
    pub(crate) registry: Vec<WarmFigure>,
    pub(crate) clusters: Vec<OnCluster>,
    pub(crate) build: Vec<BuildFigure>,
}

/// Where it was measured.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Machine {
    pub(crate) cores: usize,
    pub(crate) processor: String,
    pub(crate) rustc: String,
    pub(crate) librdkafka: String,
}

/// What was measured on one cluster.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OnCluster {
    pub(crate) cluster: Kind,
    pub(crate) pairs: Vec<Figure>,
    pub(crate) allocations: Vec<Allocations>,
}

/// One pair in figures.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Figure {
    pub(crate) name: String,
    #[serde(skip)]
    pub(crate) case: Case,
    /// Times as many records per second as the rival.
    pub(crate) speed_ratio: Spread,
    /// Times the rival's processor time per record.
    pub(crate) cpu_ratio: Spread,
    pub(crate) ours: Side,
    pub(crate) rival: Side,
}

/// One side of a pair: the medians of its rounds.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Side {
    pub(crate) records_per_second: f64,
    pub(crate) cpu_micros_per_record: f64,
}

impl Figure {
    /// The figures of a measured pair.
    pub(crate) fn new(case: Case, pair: &Pair) -> Self {
        let side = |rounds: &[crate::measure::Round]| Side {
            records_per_second: Spread::of(rounds.iter().map(crate::measure::Round::per_second)).median,
            cpu_micros_per_record: Spread::of(rounds.iter().map(crate::measure::Round::cpu_micros)).median,
        };
        Self {
            name: case.slug(),
            case,
            speed_ratio: pair.speed(),
            cpu_ratio: pair.cpu(),
            ours: side(&pair.ours),
            rival: side(&pair.rival),
        }
    }

    /// `FutureProducer, joined, linger 5`.
    pub(crate) fn against(&self) -> String {
        format!("{}, linger {}", self.case.rival.title(), self.case.linger_ms)
    }
}

impl Machine {
    /// This machine.
    pub(crate) fn this() -> Self {
        let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
        let version = Command::new(rustc).arg("--version").output().ok();
        let processors = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = processors.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
        Self {
            cores: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            processor: model.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, model)| model.to_owned()),
            rustc: version
                .map_or_else(String::new, |out| String::from_utf8_lossy(&out.stdout).trim().to_owned()),
            librdkafka: rdkafka::util::get_rdkafka_version().1,
        }
    }

    /// In one line.
    pub(crate) fn line(&self) -> String {
        format!("{} cores, {}; {}; librdkafka {}", self.cores, self.processor, self.rustc, self.librdkafka)
    }
}

/// Figures of every pair, for the tests of the three ways.
#[cfg(test)]
pub(crate) fn invented() -> Figures {
    let spread = |median: f64| Spread { median, min: median * 0.9, max: median * 1.1 };
    let side = || Side { records_per_second: 1_000.0, cpu_micros_per_record: 2.0 };
    let figure = |case: Case| Figure {
        name: case.slug(),
        case,
        speed_ratio: spread(if case.linger_ms == 5 { 30.0 } else { 0.8 }),
        cpu_ratio: spread(0.5),
        ours: side(),
        rival: side(),
    };
    let on = |cluster| OnCluster {
        cluster,
        pairs: Case::all().into_iter().map(figure).collect(),
        allocations: vec![Allocations { way: "ours", our_batch_path: true, per_record: 0.001 }],
    };
    Figures {
        date: None,
        machine: Machine {
            cores: 2,
            processor: "A < B & C".to_owned(),
            rustc: "rustc 1.0".to_owned(),
            librdkafka: "2.0".to_owned(),
        },
        registry: Vec::new(),
        clusters: vec![on(Kind::Mock), on(Kind::Broker)],
        build: Vec::new(),
    }
}
