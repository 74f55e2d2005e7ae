//! Annotated functions against hand-written rdkafka, each pair measured in turn in one run.
//!
//! ```sh
//! cargo run --release -p kafka-output-benches
//! ```
//!
//! prints a table of ratios, and writes `benches/figures.json` and `benches/figures.svg`; `-- --help` lists the arguments.
//! Times are never asserted: on a busy machine the targets are missed, and it is said so.
//!
//! `-- --build` measures what annotated functions add to a build; that is [`build`], beside the road of the rest.
//!
//! `-- --only encode` measures only how values become bytes; that is [`encode`], which needs no cluster.
//!
//! `-- --only registry` measures only what a schema registry costs a record; that is [`registry`].
//!
//! The road: [`cases`] are pieces of work and the [`rivals`] of each; [`measure`] runs a pair in turn on a [`cluster`];
//! [`report`] prints, writes and draws.

mod alloc;
mod arguments;
mod build;
mod cases;
mod cluster;
mod encode;
mod measure;
mod ours;
mod registry;
mod report;
mod rivals;
#[expect(
    dead_code,
    unreachable_pub,
    reason = "made for the tests; only the broker and the registry are used here"
)]
mod support;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use crate::arguments::{Arguments, USAGE};
use crate::cases::{Allocations, Case};
use crate::cluster::{Cluster, Kind};
use crate::measure::Rhythm;
use crate::ours::Ours;
use crate::report::{Figure, Figures, Machine, OnCluster, json, svg, table};

fn main() -> ExitCode {
    match Arguments::parse(std::env::args().skip(1)).map_err(Into::into).and_then(|arguments| run(&arguments))
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    if arguments.help {
        print!("{USAGE}");
        return Ok(());
    }
    if cfg!(debug_assertions) {
        println!("this is a debug build; its figures say nothing: run with `--release`");
    }
    let machine = Machine::this();
    println!("{}", machine.line());
    if arguments.build {
        build::measure()?;
        return Ok(());
    }
    encode::measure(arguments);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let registry = runtime.block_on(registry::measure(arguments))?;
    let mut clusters = Vec::new();
    for kind in [Kind::Mock, Kind::Broker] {
        clusters.extend(runtime.block_on(on_cluster(arguments, kind))?);
    }
    if arguments.is_whole() {
        let build = build::measure()?;
        write(&Figures { date: arguments.date.clone(), machine, registry, clusters, build })?;
    }
    Ok(())
}

/// Measures every pair that is asked for on a cluster of this kind, if there is one.
async fn on_cluster(arguments: &Arguments, kind: Kind) -> Result<Option<OnCluster>, Box<dyn Error>> {
    let wants = |name: &str| arguments.wants(&format!("{}/{name}", kind.slug()));
    let cases: Vec<Case> = Case::all().into_iter().filter(|case| wants(&case.slug())).collect();
    if cases.is_empty() && !wants("allocations") {
        return Ok(None);
    }
    let Some(cluster) = kind.start(arguments.broker.as_deref()).await? else {
        println!(
            "\nno real broker: give `--broker HOST:PORT`, or run `tests/run` once, which fetches Kafka's jars"
        );
        return Ok(None);
    };
    measure(&cluster, kind, arguments, &cases, wants("allocations")).await.map(Some)
}

async fn measure(
    cluster: &Cluster,
    kind: Kind,
    arguments: &Arguments,
    cases: &[Case],
    allocations: bool,
) -> Result<OnCluster, Box<dyn Error>> {
    let rhythm = if arguments.quick { Rhythm::QUICK } else { Rhythm::WHOLE };
    let ours = Ours::start(cluster)?;
    let mut measured = OnCluster { cluster: kind, pairs: Vec::new(), allocations: Vec::new() };
    if kind == Kind::Broker && !arguments.quick {
        Case::warm_up(cluster).await?;
    }
    println!("{}", table::heading(kind));
    for case in cases {
        let figure = Figure::new(*case, &case.run(cluster, rhythm).await?);
        println!("{}", table::line(&figure));
        measured.pairs.push(figure);
    }
    if allocations {
        measured.allocations = Allocations::count(cluster, &ours).await?;
    }
    println!("{}", table::end(&measured));
    ours.stop().await;
    Ok(measured)
}

/// Writes `figures.json` and `figures.svg` into this package's folder.
fn write(figures: &Figures) -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, text) in [("figures.json", json::text(figures)), ("figures.svg", svg::draw(figures))] {
        std::fs::write(folder.join(name), text)?;
        println!("wrote benches/{name}");
    }
    Ok(())
}
