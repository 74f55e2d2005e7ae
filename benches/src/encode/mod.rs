//! How fast a value becomes bytes, against the libraries by hand: no cluster, no function, one thread.
//!
//! [`record`] is what is written. Each pair is measured in turn, as the rest is.

pub(crate) mod record;

use std::hint::black_box;

use crate::arguments::Arguments;
use crate::measure::{Rhythm, Spread, thread_cpu_time};
use record::{Contestant, Order};

/// Ours, the rival, and how many times as fast ours is to be.
struct Pair {
    name: &'static str,
    ours: fn() -> Contestant,
    rival: fn() -> Contestant,
    wanted: f64,
}

const PAIRS: &[Pair] = &[
    Pair {
        name: "encode/avro-record-serde-avro-fast",
        ours: record::avro_record,
        rival: record::serde_avro_fast,
        wanted: 3.0,
    },
    Pair {
        name: "encode/avro-record-apache-avro",
        ours: record::avro_record,
        rival: record::apache_avro,
        wanted: 7.0,
    },
    Pair {
        name: "encode/avro-of-serde-serde-avro-fast",
        ours: record::avro_of_serde,
        rival: record::serde_avro_fast,
        // Ours looks at each enum, float and decimal, which the writer gets wrong in silence.
        wanted: 0.9,
    },
    Pair { name: "encode/json-serde-json", ours: record::json, rival: record::serde_json, wanted: 0.95 },
    Pair { name: "encode/protobuf-prost", ours: record::protobuf, rival: record::prost, wanted: 0.95 },
];

/// How many values between two looks at the clock.
const RUN: u32 = 1_000;

/// Measures the pairs that are asked for, and prints a line for each.
pub(crate) fn measure(arguments: &Arguments) {
    let rhythm = if arguments.quick { Rhythm::QUICK } else { Rhythm::WHOLE };
    let order = Order::sample();
    let mut asked = PAIRS.iter().filter(|pair| arguments.wants(pair.name)).peekable();
    if asked.peek().is_some() {
        println!(
            "\n## Encoding, a record of ten fields\n\n| pair | ours ns | rival ns | times as fast | wanted |\n|---|---|---|---|---|"
        );
    }
    for pair in asked {
        let (mut ours, mut rival) = ((pair.ours)(), (pair.rival)());
        let mut rounds = Vec::new();
        nanos(&mut ours, &order, rhythm);
        nanos(&mut rival, &order, rhythm);
        for _ in 0..rhythm.rounds {
            rounds.push((nanos(&mut ours, &order, rhythm), nanos(&mut rival, &order, rhythm)));
        }
        let [ours, rival] = [0, 1].map(|side| {
            Spread::of(rounds.iter().map(|(ours, rival)| if side == 0 { *ours } else { *rival })).median
        });
        let ratio = Spread::of(rounds.iter().map(|(ours, rival)| rival / ours));
        println!(
            "| {} | {ours:.0} | {rival:.0} | {:.2} ({:.2} to {:.2}) | ≥ {} |",
            pair.name, ratio.median, ratio.min, ratio.max, pair.wanted
        );
    }
}

/// The nanoseconds of this thread that one value takes, in a round.
fn nanos(contestant: &mut Contestant, order: &Order, rhythm: Rhythm) -> f64 {
    let mut out = Vec::with_capacity(1024);
    let (start, mut values) = (thread_cpu_time(), 0.0);
    while thread_cpu_time().saturating_sub(start) < rhythm.round {
        for _ in 0..RUN {
            out.clear();
            contestant(black_box(order), &mut out);
            black_box(&out);
        }
        values += f64::from(RUN);
    }
    thread_cpu_time().saturating_sub(start).as_secs_f64() * 1e9 / values
}

#[cfg(test)]
mod tests {
    use super::{Order, PAIRS};

    #[test]
    fn both_of_a_pair_write_the_same() {
        let order = Order::sample();
        for pair in PAIRS {
            let [ours, rival] = [pair.ours, pair.rival].map(|contestant| {
                let mut out = Vec::new();
                contestant()(&order, &mut out);
                out
            });
            assert_eq!(ours, rival, "{}", pair.name);
        }
    }
}
