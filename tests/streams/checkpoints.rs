//! Checkpoints: how far a stream is acknowledged without a gap.

use std::sync::{Arc, Mutex};

use futures::{Stream, stream};
use kafka_output::testing::{BrokerError, Capture};
use kafka_output::{Checkpointed, kafka_output};
use serde::Serialize;

use super::captured::capture;

#[derive(Serialize)]
struct Row {
    id: i64,
}

/// The positions told, in order.
type Told = Arc<Mutex<Vec<i64>>>;

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "streams-rows")]
async fn streams_rows(
    rows: impl Stream<Item = Row> + Send,
    told: Told,
) -> Checkpointed<impl Stream<Item = Row>> {
    Checkpointed::new(rows, |row: &Row| row.id, move |id| told.lock().unwrap().push(id))
}

fn rows(count: i64) -> impl Stream<Item = Row> + Send {
    stream::iter((0..count).map(|number| Row { id: 1_000 + number }))
}

#[tokio::test]
async fn the_newest_position_is_told_in_order_and_the_last_at_the_end() {
    let (capture, told) = (capture(), Told::default());
    let summary = capture.run(streams_rows(rows(5_000), Arc::clone(&told))).await.unwrap();
    assert_eq!(summary.checkpoint(), 5_000);
    let told = told.lock().unwrap();
    assert!(told.is_sorted_by(|one, next| one < next), "{told:?}");
    assert_eq!(told.last(), Some(&5_999));
    assert!(told.len() > 1 && told.len() < 5_000, "{} times", told.len());
}

#[tokio::test]
async fn no_position_from_the_first_failed_record_on_is_told() {
    let (capture, told) = (Arc::new(capture()), Told::default());
    let failing = Arc::clone(&capture);
    let rows = futures::StreamExt::inspect(rows(5_000), move |row| fail_at(&failing, row));
    let error = capture.run(streams_rows(rows, Arc::clone(&told))).await.unwrap_err();
    let checkpoint = i64::try_from(error.stream_summary().unwrap().checkpoint()).unwrap();
    assert!(checkpoint > 0 && error.outcomes()[0].is_err());
    assert_eq!(told.lock().unwrap().last(), Some(&(1_000 + checkpoint - 1)));
    let sent: Vec<_> =
        capture.records().iter().map(|record| record.value_text().unwrap().to_owned()).collect();
    assert_eq!(sent.iter().position(|row| *row == format!("{{\"id\":{}}}", 1_000 + checkpoint)), None);
}

fn fail_at(capture: &Capture, row: &Row) {
    if row.id == 3_000 {
        capture.fail_next(BrokerError::NotEnoughReplicas, 1);
    }
}

#[tokio::test]
async fn a_stream_without_records_has_no_position() {
    let told = Told::default();
    assert_eq!(capture().run(streams_rows(rows(0), Arc::clone(&told))).await.unwrap().checkpoint(), 0);
    assert!(told.lock().unwrap().is_empty());
}
