//! What a schema registry that knows every schema already costs a record: the same annotated function with it and without, on the embedded
//! cluster. The registry is a real one; it is asked once, before the rounds that count.

mod sides;

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use kafka_output::Runtime;

use crate::arguments::Arguments;
use crate::cases::BATCH;
use crate::cluster::Kind;
use crate::encode::record::{Order, OrderMessage};
use crate::measure::{Pair, Rhythm, Round, Spread, Stopwatch};
use crate::support::registry::Registry;
use sides::{BySerde, PlainMessage, PlainRecord, PlainSerde, Side, WarmMessage, WarmRecord, WarmSerde};

/// How many times a record's time without a registry it may take with one.
const WANTED: f64 = 1.03;

/// How often a round goes from one side to the other, so that a machine that slows down slows both.
const TURNS: u32 = 10;

/// What was measured of one pair.
#[derive(Debug, Clone, serde::Serialize)]
pub(crate) struct WarmFigure {
    name: &'static str,
    /// Times the time of a record without a registry.
    time_ratio: Spread,
    /// Times its processor time.
    cpu_ratio: Spread,
    warm_micros_per_record: f64,
    plain_micros_per_record: f64,
}

/// Measures the pairs that are asked for, and prints a line for each.
pub(crate) async fn measure(arguments: &Arguments) -> Result<Vec<WarmFigure>, Box<dyn Error>> {
    const NAMES: [&str; 6] = [
        "registry/avro-record-batch",
        "registry/avro-record-sequential",
        "registry/avro-of-serde-batch",
        "registry/avro-of-serde-sequential",
        "registry/protobuf-batch",
        "registry/protobuf-sequential",
    ];
    if !NAMES.iter().any(|name| arguments.wants(name)) {
        return Ok(Vec::new());
    }
    if !Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("target").join("registry/app").is_dir() {
        println!("\nno schema registry: run `tests/run` once, which fetches it");
        return Ok(Vec::new());
    }
    let (cluster, registry) =
        (Kind::Mock.start(None).await?.ok_or("the embedded cluster")?, Registry::start());
    let runtime = Runtime::builder()
        .setting("BENCH_BROKERS", &cluster.bootstrap)
        .setting("BENCH_TOPIC", &cluster.topic)
        .setting("BENCH_REGISTRY", registry.url())
        .lazy()?;
    println!(
        "\n## A warm schema registry, on {}\n\n| pair | with µs | without µs | times the time | times the CPU time | wanted | |\n|---|---|---|---|---|---|---|",
        Kind::Mock.title()
    );
    let rhythm = if arguments.quick { Rhythm::QUICK } else { Rhythm::WHOLE };
    let [record_batch, record_alone, serde_batch, serde_alone, message_batch, message_alone] =
        NAMES.map(|name| arguments.wants(name).then_some(name));
    let by_serde = BySerde(Order::sample());
    let message = OrderMessage::sample();
    let mut figures = Vec::new();
    if let Some(name) = record_batch {
        figures.push(batches::<WarmRecord, PlainRecord>(name, rhythm, &Order::sample()).await);
    }
    if let Some(name) = record_alone {
        figures.push(sequential::<WarmRecord, PlainRecord>(name, rhythm, &Order::sample()).await);
    }
    if let Some(name) = serde_batch {
        figures.push(batches::<WarmSerde, PlainSerde>(name, rhythm, &by_serde).await);
    }
    if let Some(name) = serde_alone {
        figures.push(sequential::<WarmSerde, PlainSerde>(name, rhythm, &by_serde).await);
    }
    if let Some(name) = message_batch {
        figures.push(batches::<WarmMessage, PlainMessage>(name, rhythm, &message).await);
    }
    if let Some(name) = message_alone {
        figures.push(sequential::<WarmMessage, PlainMessage>(name, rhythm, &message).await);
    }
    let report = runtime.shutdown(Duration::from_secs(10)).await;
    assert_eq!((report.failed, report.undelivered), (0, 0), "every record was acknowledged");
    Ok(figures)
}

async fn batches<W: Side, P: Side<Value = W::Value>>(
    name: &'static str,
    rhythm: Rhythm,
    value: &W::Value,
) -> WarmFigure {
    in_turn(
        name,
        rhythm,
        async |length| batch_round::<W>(value, length).await,
        async |length| batch_round::<P>(value, length).await,
    )
    .await
}

async fn sequential<W: Side, P: Side<Value = W::Value>>(
    name: &'static str,
    rhythm: Rhythm,
    value: &W::Value,
) -> WarmFigure {
    in_turn(
        name,
        rhythm,
        async |length| one_by_one::<W>(value, length).await,
        async |length| one_by_one::<P>(value, length).await,
    )
    .await
}

/// Batches until the time on the watch is over; making the values is not on it.
async fn batch_round<S: Side>(value: &S::Value, length: Duration) -> Round {
    let (mut watch, mut records) = (Stopwatch::default(), 0);
    while records == 0 || watch.elapsed() < length {
        let values = vec![value.clone(); BATCH];
        records += u64::try_from(BATCH).unwrap_or(u64::MAX);
        watch.time(S::many(values)).await;
    }
    watch.round(records)
}

/// Awaited calls until the time on the watch is over; making the values is not on it.
async fn one_by_one<S: Side>(value: &S::Value, length: Duration) -> Round {
    const CALLS: u64 = 50;
    let (mut watch, mut records) = (Stopwatch::default(), 0);
    while records == 0 || watch.elapsed() < length {
        let values: Vec<_> = (0..CALLS).map(|_| value.clone()).collect();
        records += CALLS;
        let calls = async {
            for value in values {
                S::one(value).await;
            }
        };
        watch.time(calls).await;
    }
    watch.round(records)
}

/// Both sides, now the one and now the other, after a short round of each that does not count; prints the line.
async fn in_turn(
    name: &'static str,
    rhythm: Rhythm,
    warm: impl AsyncFn(Duration) -> Round,
    plain: impl AsyncFn(Duration) -> Round,
) -> WarmFigure {
    let turn = rhythm.round / TURNS;
    let (_, _) = (warm(turn).await, plain(turn).await);
    let mut pair = Pair::default();
    for _ in 0..rhythm.rounds {
        let (mut ours, mut rival) = (Vec::new(), Vec::new());
        for _ in 0..TURNS {
            ours.push(warm(turn).await);
            rival.push(plain(turn).await);
        }
        pair.ours.push(Round::sum(&ours));
        pair.rival.push(Round::sum(&rival));
    }
    let micros = |rounds: &[Round]| Spread::of(rounds.iter().map(|round| 1e6 / round.per_second())).median;
    let figure = WarmFigure {
        name,
        time_ratio: pair.speed().inverse(),
        cpu_ratio: pair.cpu(),
        warm_micros_per_record: micros(&pair.ours),
        plain_micros_per_record: micros(&pair.rival),
    };
    println!("{}", figure.line());
    figure
}

impl WarmFigure {
    fn line(&self) -> String {
        let spread = |ratio: Spread| format!("{:.3} ({:.3} to {:.3})", ratio.median, ratio.min, ratio.max);
        format!(
            "| {} | {:.3} | {:.3} | {} | {} | ≤ {WANTED} | {} |",
            self.name,
            self.warm_micros_per_record,
            self.plain_micros_per_record,
            spread(self.time_ratio),
            spread(self.cpu_ratio),
            if self.time_ratio.median <= WANTED { "pass" } else { "FAIL" },
        )
    }
}
