//! Streams numbers, as a program of a user's would: settings from the environment alone.
//!
//! `streamer COUNT SIZE`: numbers padded to so many bytes, 65535 at most. Prints each checkpoint, and what it saw: how many records were
//! taken from the source beyond the checkpoint at most, and how many bytes of memory the process had at most beyond those at its start.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use futures::{Stream, StreamExt, stream};
use kafka_output::{Checkpointed, KafkaEventData, kafka_output};

/// What the source and the checkpoints see of each other.
#[derive(Default)]
struct Seen {
    taken: AtomicU64,
    checkpoint: AtomicU64,
    most_beyond: AtomicU64,
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "%KAFKA_TOPIC%",
    enable_idempotence = true,
    message_timeout_ms = "${KAFKA_TIMEOUT:60000}"
)]
async fn numbers(
    count: u64,
    size: usize,
    seen: Arc<Seen>,
) -> Checkpointed<impl Stream<Item = KafkaEventData<String>>> {
    let told = Arc::clone(&seen);
    let numbers = stream::iter(0..count).map(move |number| {
        let taken = seen.taken.fetch_add(1, Ordering::SeqCst) + 1;
        seen.most_beyond.fetch_max(taken - seen.checkpoint.load(Ordering::SeqCst), Ordering::SeqCst);
        KafkaEventData::new(format!("{number:0size$}")).key((number % 13).to_string())
    });
    let mut position = 0;
    let count = move |_: &_| {
        position += 1;
        position
    };
    Checkpointed::new(numbers, count, move |position: u64| {
        told.checkpoint.store(position, Ordering::SeqCst);
        println!("checkpoint {position}");
    })
}

/// A figure of `/proc/self/status`, in bytes.
fn memory(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.split_whitespace().find_map(|word| word.parse::<u64>().ok()).unwrap_or_default() * 1024
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let argument = |index| std::env::args().nth(index).and_then(|text| text.parse::<u64>().ok()).unwrap_or(1);
    let (count, size) = (argument(1), usize::try_from(argument(2)).unwrap_or(1));
    let (seen, before) = (Arc::<Seen>::default(), memory("VmRSS:"));
    let outcome = numbers(count, size, Arc::clone(&seen)).await;
    println!("taken {}", seen.taken.load(Ordering::SeqCst));
    println!("beyond {}", seen.most_beyond.load(Ordering::SeqCst));
    println!("grown {}", memory("VmHWM:") - before);
    match outcome {
        Ok(summary) => println!("delivered {}", summary.delivered()),
        Err(error) => {
            eprintln!("{error}");
            let summary = error.stream_summary().cloned().unwrap_or_default();
            println!("stopped {}", summary.checkpoint());
            println!("delivered {}", summary.delivered());
            println!("failed {}", error.outcomes().iter().filter(|outcome| outcome.is_err()).count());
        }
    }
}
