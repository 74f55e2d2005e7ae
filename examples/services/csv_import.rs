//! Sends each line of a CSV as a record of JSON, with a progress bar, and says how many arrived.
//!
//! ```sh
//! cargo run -p kafka-output-services --bin csv_import -- --brokers localhost:9092 --topic orders --key customer < orders.csv
//! ```
//!
//! Ends with 0 when every line is acknowledged, with 1 when some are not, and with 2 when it is called wrongly.

use std::collections::BTreeMap;
use std::fs::File;
use std::os::fd::AsFd;
use std::process::ExitCode;

use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use kafka_output::{Deliveries, Error, Json, KafkaEventData, Runtime, kafka_output};

/// Sends each line of the CSV on standard input as a record of JSON, by the names in its header.
#[derive(Parser)]
#[command(name = "csv_import")]
struct Arguments {
    /// The brokers, as `host:port`, with commas between them
    #[arg(long)]
    brokers: String,
    /// The topic
    #[arg(long)]
    topic: String,
    /// The column that is each record's key
    #[arg(long)]
    key: Option<String>,
    /// How many lines are on their way at once
    #[arg(long, default_value_t = 5_000, value_parser = clap::value_parser!(u32).range(1..))]
    batch: u32,
    /// How long a line may take, in milliseconds
    #[arg(long, default_value_t = 30_000)]
    timeout_ms: u32,
}

type Line = BTreeMap<String, String>;

// A plain `fn` blocks this thread, which has nothing else to do.
#[kafka_output(
    broker_list = "%BROKERS%",
    topic = "%TOPIC%",
    message_timeout_ms = "%TIMEOUT_MS%",
    enable_idempotence = true
)]
fn send<'a>(lines: &'a [(u64, Line)], key: Option<&'a str>) -> Vec<KafkaEventData<Json<&'a Line>>> {
    let event = |line: &'a Line| match key.and_then(|key| line.get(key)) {
        Some(key) => KafkaEventData::new(Json(line)).key(key.as_str()),
        None => KafkaEventData::new(Json(line)),
    };
    lines.iter().map(|(_, line)| event(line)).collect()
}

#[derive(Default)]
struct Count {
    delivered: usize,
    failed: usize,
}

impl Count {
    /// Adds what became of these lines. False when no more should be tried, for none of them arrived.
    fn add(&mut self, lines: &[(u64, Line)], outcome: Result<Deliveries, Error>, bar: &ProgressBar) -> bool {
        let error = match outcome {
            Ok(deliveries) => {
                self.delivered += deliveries.len();
                return true;
            }
            Err(error) => error,
        };
        let delivered = error.outcomes().iter().filter(|outcome| outcome.is_ok()).count();
        self.delivered += delivered;
        self.failed += lines.len() - delivered;
        if delivered == 0 {
            bar.suspend(|| eprintln!("{error}"));
            return false;
        }
        for ((number, _), outcome) in lines.iter().zip(error.outcomes()) {
            if let Err(error) = outcome {
                bar.suspend(|| eprintln!("line {number}: {error}"));
            }
        }
        true
    }
}

fn import(arguments: &Arguments, bar: &ProgressBar) -> Result<Count, Box<dyn std::error::Error>> {
    let mut reader = csv::Reader::from_reader(std::io::stdin().lock());
    if let Some(key) = &arguments.key
        && !reader.headers()?.iter().any(|name| name == key)
    {
        return Err(format!("no column is named `{key}`; the header has {:?}", reader.headers()?).into());
    }
    let mut count = Count::default();
    let mut lines = Vec::new();
    let mut rows = reader.deserialize::<Line>();
    loop {
        let number = rows.reader().position().line();
        let row = rows.next();
        let last = row.is_none();
        match row {
            Some(Ok(line)) => lines.push((number, line)),
            // As a line that no broker took.
            Some(Err(error)) => {
                count.failed += 1;
                bar.suspend(|| eprintln!("{error}"));
            }
            None => {}
        }
        if lines.len() as u64 >= u64::from(arguments.batch) || last && !lines.is_empty() {
            let go_on = count.add(&lines, send(&lines, arguments.key.as_deref()), bar);
            bar.set_position(rows.reader().position().byte());
            bar.set_message(format!("{} delivered, {} failed", count.delivered, count.failed));
            lines.clear();
            if !go_on {
                bar.suspend(|| eprintln!("gave up after line {number}; what follows was not read"));
                return Ok(count);
            }
        }
        if last {
            return Ok(count);
        }
    }
}

/// A bar where standard input is a file, whose size is known. On standard error, and only where that is a terminal.
fn progress() -> ProgressBar {
    let input = std::io::stdin().as_fd().try_clone_to_owned().map(File::from);
    let file = input.and_then(|file| file.metadata()).ok().filter(std::fs::Metadata::is_file);
    let (bar, template) = match file {
        Some(file) => (ProgressBar::new(file.len()), "{bar:40} {percent} %, {eta} left, {msg}"),
        None => (ProgressBar::new_spinner(), "{spinner} {msg}"),
    };
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = Runtime::builder()
        .setting("BROKERS", &arguments.brokers)
        .setting("TOPIC", &arguments.topic)
        .setting("TIMEOUT_MS", arguments.timeout_ms.to_string())
        .lazy();
    let bar = progress();
    let outcome = runtime.map_err(Into::into).and_then(|_runtime| import(&arguments, &bar));
    bar.finish_and_clear();
    match outcome {
        Ok(Count { delivered, failed }) => {
            println!("{delivered} delivered, {failed} failed");
            if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
