//! What the figures are to reach, and whether they do. Nothing fails here: it is only said.

use super::OnCluster;
use crate::cases::{Case, Rival, Work};

/// A figure and what it is to reach.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Target {
    pub(crate) what: String,
    pub(crate) reached: f64,
    pub(crate) wanted: f64,
    /// Whether less is better.
    at_most: bool,
}

impl Target {
    fn at_least(what: String, reached: Option<f64>, wanted: f64) -> Option<Self> {
        reached.map(|reached| Self { what, reached, wanted, at_most: false })
    }

    pub(crate) fn is_reached(&self) -> bool {
        if self.at_most { self.reached <= self.wanted } else { self.reached >= self.wanted }
    }

    /// `≥ 0.95`.
    pub(crate) fn condition(&self) -> String {
        format!("{} {}", if self.at_most { '≤' } else { '≥' }, self.wanted)
    }
}

/// The targets of one cluster, of the pairs that were measured.
pub(crate) fn of(measured: &OnCluster) -> Vec<Target> {
    let ratios = |wanted: &dyn Fn(Case) -> bool| {
        let chosen = measured.pairs.iter().filter(|figure| wanted(figure.case));
        // The rival at its better linger is the one against which we look worse.
        chosen.map(|figure| figure.speed_ratio.median).min_by(f64::total_cmp)
    };
    let mut targets = Vec::new();
    for (linger_ms, name, wanted) in [(5, "the default linger", 20.0), (0, "linger 0", 0.9)] {
        let reached = ratios(&|case| case.work == Work::Sequential && case.linger_ms == linger_ms);
        let what = format!("sequential, against FutureProducer at {name}");
        targets.extend(Target::at_least(what, reached, wanted));
    }
    for callers in [8, 64, 256, 2_000].map(Work::Callers) {
        let what = format!("{}, against FutureProducer at its better linger", callers.title());
        targets.extend(Target::at_least(what, ratios(&|case| case.work == callers), 0.95));
    }
    for batch in [100, 1024].map(Work::Batch) {
        for (rival, wanted) in [(Rival::Joined, 1.6), (Rival::Threaded, 0.95)] {
            let what = format!("{}, against {} at its better linger", batch.title(), rival.title());
            let reached = ratios(&|case| case.work == batch && case.rival == rival);
            targets.extend(Target::at_least(what, reached, wanted));
        }
    }
    targets.extend(measured.allocations.iter().filter(|counted| counted.our_batch_path).map(|counted| {
        Target {
            what: format!("allocations per record, {}", counted.way),
            reached: counted.per_record,
            wanted: 1.0,
            at_most: true,
        }
    }));
    targets
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn every_target_is_judged_by_the_better_linger() {
        let targets = of(&super::super::invented().clusters[0]);
        assert_eq!(targets.len(), 2 + 4 + 4 + 1);
        // The invented ratios are 30 at linger 5 and 0.8 at linger 0.
        let reached: Vec<bool> = targets.iter().map(super::Target::is_reached).collect();
        assert!(reached[0] && reached[10], "{targets:?}");
        assert!(!reached[1..10].iter().any(|reached| *reached), "{targets:?}");
    }
}
