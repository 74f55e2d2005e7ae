//! `figures.svg`: a bar for each ratio, on a logarithmic scale with a line at 1.

use std::fmt::Write as _;

use super::{Figure, Figures, OnCluster};

const WIDTH: f64 = 900.0;
/// Where the bars' area begins and ends.
const LEFT: f64 = 345.0;
const RIGHT: f64 = 840.0;
const ROW: f64 = 17.0;
/// Between two kinds of work.
const GAP: f64 = 7.0;
const HEADING: f64 = 58.0;
/// The ends of the scale; a bar beyond is cut there.
const LEAST: f64 = 0.25;
const MOST: f64 = 64.0;
const MARKS: [f64; 9] = [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0];

/// Colours that read on white; on dark the reader's own preference replaces them. Nothing is fetched.
const STYLE: &str = "\
text { font: 12px system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #24292f; }
.title { font-weight: 600; font-size: 14px; }
.small { font-size: 11px; fill: #57606a; }
.grid { stroke: #d0d7de; stroke-width: 1; }
.one { stroke: #24292f; stroke-width: 1.5; }
.span { stroke: #24292f; stroke-width: 1; }
.ahead { fill: #2da08e; }
.behind { fill: #d9822b; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .small { fill: #9da7b3; }
  .grid { stroke: #3d444d; }
  .one, .span { stroke: #e6edf3; }
}
";

/// Draws the figures.
pub(crate) fn draw(figures: &Figures) -> String {
    let mut body = String::new();
    let mut top = 0.0;
    for measured in &figures.clusters {
        top = panel(&mut body, measured, top);
    }
    let machine = escape(&figures.machine.line());
    let date = figures.date.as_ref().map_or_else(String::new, |date| format!("{}; ", escape(date)));
    let height = top + 44.0;
    let legend = "bar: median of the rounds, to the right where ours is faster; line: from the worst round to the best";
    text(&mut body, "small", 10.0, top + 10.0, "start", legend);
    text(&mut body, "small", 10.0, top + 28.0, "start", &format!("{date}{machine}"));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         height=\"{height}\" role=\"img\">\n<title>Records per second of annotated functions, as a multiple of \
         hand-written rdkafka's</title>\n<style>\n{STYLE}</style>\n{body}</svg>\n"
    )
}

/// One cluster from `top` down; gives where it ends.
fn panel(out: &mut String, measured: &OnCluster, top: f64) -> f64 {
    let title = format!("Records/s of ours, as a multiple of the rival's: {}", measured.cluster.title());
    text(out, "title", 10.0, top + 24.0, "start", &escape(&title));
    let mut rows = String::new();
    let mut y = top + HEADING;
    let mut work = None;
    for figure in &measured.pairs {
        if work.replace(figure.case.work) != Some(figure.case.work) {
            y += GAP;
            text(&mut rows, "", 10.0, y + ROW / 2.0 + 4.0, "start", &figure.case.work.title());
        }
        row(&mut rows, figure, y);
        y += ROW;
    }
    for mark in MARKS {
        let (x, class) = (x(mark), if (mark - 1.0).abs() < f64::EPSILON { "one" } else { "grid" });
        text(out, "small", x, top + HEADING - 8.0, "middle", &format!("{mark}×"));
        line(out, class, (x, top + HEADING - 3.0), (x, y));
    }
    out.push_str(&rows);
    y + 20.0
}

/// A bar from 1 to the ratio's median, a line from its least to its most, and the words beside.
fn row(out: &mut String, figure: &Figure, y: f64) {
    let ratio = figure.speed_ratio;
    let (one, end) = (x(1.0), x(ratio.median));
    let (class, from) = if ratio.median >= 1.0 { ("ahead", one) } else { ("behind", end) };
    let (width, height) = ((end - one).abs().max(1.0), ROW - 5.0);
    let middle = y + ROW / 2.0;
    text(out, "small", LEFT - 12.0, middle + 4.0, "end", &figure.against());
    let _ = writeln!(
        out,
        "<rect class=\"{class}\" x=\"{from:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>",
        y + 2.5
    );
    line(out, "span", (x(ratio.min), middle), (x(ratio.max), middle));
    let words =
        if ratio.median < 10.0 { format!("{:.2}×", ratio.median) } else { format!("{:.0}×", ratio.median) };
    text(out, "", x(ratio.max).max(one) + 6.0, middle + 4.0, "start", &words);
}

/// Where a ratio lies.
fn x(ratio: f64) -> f64 {
    let part = (ratio.clamp(LEAST, MOST) / LEAST).ln() / (MOST / LEAST).ln();
    (RIGHT - LEFT).mul_add(part, LEFT)
}

fn line(out: &mut String, class: &str, from: (f64, f64), to: (f64, f64)) {
    let _ = writeln!(
        out,
        "<line class=\"{class}\" x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\"/>",
        from.0, from.1, to.0, to.1
    );
}

fn text(out: &mut String, class: &str, x: f64, y: f64, anchor: &str, words: &str) {
    let _ = writeln!(
        out,
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{words}</text>"
    );
}

fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::draw;

    /// Whether every tag that opens closes, in order, and no ampersand stands alone.
    fn is_well_formed(xml: &str) -> bool {
        let mut open: Vec<&str> = Vec::new();
        for (start, _) in xml.match_indices('<') {
            let Some(length) = xml[start..].find('>') else { return false };
            let tag = &xml[start + 1..start + length];
            let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
            match (tag.starts_with('/'), tag.ends_with('/')) {
                (true, _) if open.pop() != Some(name) => return false,
                (false, false) => open.push(name),
                _ => {}
            }
            if !tag.matches('"').count().is_multiple_of(2) {
                return false;
            }
        }
        open.is_empty()
            && xml.matches('&').count() == xml.matches("&amp;").count() + xml.matches("&lt;").count()
    }

    #[test]
    fn the_drawing_is_well_formed_and_complete() {
        let figures = super::super::invented();
        let svg = draw(&figures);
        assert!(is_well_formed(&svg), "{svg}");
        let pairs: Vec<_> = figures.clusters.iter().flat_map(|measured| &measured.pairs).collect();
        assert_eq!(svg.matches("<rect").count(), pairs.len());
        for figure in pairs {
            assert!(svg.contains(&figure.case.work.title()) && svg.contains(&figure.against()));
        }
        assert!(!svg.contains("NaN") && !svg.contains("url("), "{svg}");
        assert!(svg.contains("class=\"one\"") && svg.contains("prefers-color-scheme: dark"));
    }
}
