//! A worker that takes from a channel what many tasks put there, and gives it to Kafka without waiting for it; at SIGTERM or Ctrl-C it sends what is
//! left, and says what became of everything.
//!
//! ```sh
//! KAFKA_BROKERS=localhost:9092 cargo run -p kafka-output-services --bin channel_worker
//! ```

use std::process::ExitCode;
use std::time::Duration;

use kafka_output::{Error, Runtime, kafka_output};
use serde::Serialize;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{mpsc, watch};

#[derive(Serialize)]
struct Reading {
    sensor: String,
    count: u32,
}

// `enqueued`: the call returns when the records are in the local queue. While that is full it waits, so the channel fills, so the sensors wait.
#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "readings", key = sensor, delivery = enqueued)]
async fn readings(batch: Vec<Reading>) -> Vec<Reading> {
    batch
}

/// Measures until it is told to stop, or nobody takes what it measures.
async fn sensor(name: String, channel: mpsc::Sender<Reading>, mut stop: watch::Receiver<bool>) {
    let mut clock = tokio::time::interval(Duration::from_millis(5));
    for count in 1.. {
        tokio::select! {
            _ = stop.changed() => return,
            _ = clock.tick() => {}
        }
        if channel.send(Reading { sensor: name.clone(), count }).await.is_err() {
            return;
        }
    }
}

/// Takes from the channel until all who put something there are gone and it is empty.
async fn worker(mut channel: mpsc::Receiver<Reading>) -> Result<usize, Error> {
    let mut taken = 0;
    loop {
        let mut batch = Vec::new();
        if channel.recv_many(&mut batch, 500).await == 0 {
            return Ok(taken);
        }
        taken += readings(batch).await?.len();
    }
}

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let runtime =
        Runtime::builder().on_delivery_error(|failure| eprintln!("not delivered: {failure}")).start().await?;

    let (sender, receiver) = mpsc::channel(1_000);
    let (stop, stopped) = watch::channel(false);
    for number in 1..=10 {
        tokio::spawn(sensor(format!("sensor-{number}"), sender.clone(), stopped.clone()));
    }
    drop(sender);
    let worker = tokio::spawn(worker(receiver));
    println!("measuring");

    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! { _ = terminate.recv() => {}, _ = tokio::signal::ctrl_c() => {} }
    stop.send(true)?;
    let taken = worker.await??;
    // What is in the local queue gets up to ten seconds.
    let report = runtime.shutdown(Duration::from_secs(10)).await;
    println!(
        "{taken} taken; {} delivered, {} failed, {} undelivered",
        report.delivered, report.failed, report.undelivered
    );
    Ok(if report.failed + report.undelivered == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
