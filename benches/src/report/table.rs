//! The table on the screen.

use super::{Figure, OnCluster, targets};
use crate::cluster::Kind;
use crate::measure::Spread;

/// The heading of a cluster's pairs.
pub(crate) fn heading(cluster: Kind) -> String {
    let note = match cluster {
        Kind::Mock => "processor time includes the cluster's own, which is the same on both sides",
        Kind::Broker => "processor time is the client's alone",
    };
    format!(
        "\n{}: {}\n({note})\n\n{:<13} {:<42} {:>10} {:>10}  {:<22} {:>7} {:>7}  {:<18}",
        cluster.slug(),
        cluster.title(),
        "work",
        "against",
        "ours/s",
        "rival/s",
        "speed ratio (min–max)",
        "ours µs",
        "rival",
        "CPU ratio (min–max)",
    )
}

/// The line of a pair.
pub(crate) fn line(figure: &Figure) -> String {
    format!(
        "{:<13} {:<42} {:>10.0} {:>10.0}  {:<22} {:>7.2} {:>7.2}  {:<18}",
        figure.case.work.title(),
        figure.against(),
        figure.ours.records_per_second,
        figure.rival.records_per_second,
        spread(figure.speed_ratio),
        figure.ours.cpu_micros_per_record,
        figure.rival.cpu_micros_per_record,
        spread(figure.cpu_ratio),
    )
}

/// What follows the pairs of a cluster: allocations, and the targets.
pub(crate) fn end(measured: &OnCluster) -> String {
    let mut lines = vec![String::new()];
    if !measured.allocations.is_empty() {
        lines.push("allocations per record, beyond the value the user made".to_owned());
        lines.extend(
            measured
                .allocations
                .iter()
                .map(|counted| format!("  {:<42} {:>8.4}", counted.way, counted.per_record)),
        );
        lines.push(String::new());
    }
    for target in targets::of(measured) {
        let mark = if target.is_reached() { "pass" } else { "FAIL" };
        lines.push(format!("  {mark}  {:<74} {:>9.3}  {}", target.what, target.reached, target.condition()));
    }
    lines.join("\n")
}

/// `1.72 (1.60–1.80)`.
fn spread(spread: Spread) -> String {
    format!("{:.2} ({:.2}–{:.2})", spread.median, spread.min, spread.max)
}

#[cfg(test)]
mod tests {
    use super::{end, line};

    #[test]
    fn every_pair_has_a_line_with_its_ratio() {
        let figures = super::super::invented();
        for figure in &figures.clusters[0].pairs {
            let line = line(figure);
            assert!(line.contains(&figure.case.work.title()) && line.contains(&figure.against()), "{line}");
        }
        assert!(end(&figures.clusters[0]).contains("FAIL"));
    }
}
