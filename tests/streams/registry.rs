//! A stream behind the ids of a schema registry: asked for once, and written before every record.

use futures::{Stream, stream};
use kafka_output::{KafkaEventData, kafka_output};
use serde::Serialize;

use super::captured::capture;

#[derive(Serialize)]
struct Pageview {
    viewtime: i64,
    userid: String,
    pageid: &'static str,
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "streams-pageviews",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    avro_schema_file = "schemas/pageviews.avsc"
)]
async fn streams_pageviews(count: i64) -> impl Stream<Item = KafkaEventData<Pageview>> {
    stream::iter((0..count).map(|viewtime| {
        let event =
            KafkaEventData::new(Pageview { viewtime, userid: format!("User_{viewtime}"), pageid: "Page_1" });
        // The schema of another topic has an id of its own.
        if viewtime == 400 { event.topic("streams-pageviews-elsewhere") } else { event }
    }))
}

#[tokio::test]
async fn every_record_of_every_run_stands_behind_its_topics_id() {
    let capture = capture().setting("SCHEMA_REGISTRY", "http://memory:1");
    // The first call has to ask; the second knows.
    for calls in 1..=2 {
        assert_eq!(capture.run(streams_pageviews(1_000)).await.unwrap().delivered(), 1_000);
        assert_eq!(capture.records_on("streams-pageviews").len(), calls * 999);
        assert_eq!(capture.records_on("streams-pageviews-elsewhere").len(), calls);
    }
    for (number, record) in
        (0..).filter(|number| *number != 400).zip(&capture.records_on("streams-pageviews")[..999])
    {
        let bytes = record.value().unwrap();
        assert_eq!(&bytes[..5], &capture.records()[0].value().unwrap()[..5], "record {number}");
        let user = format!("User_{number}");
        assert!(bytes[5..].windows(user.len()).any(|window| window == user.as_bytes()), "record {number}");
        assert_ne!(&bytes[5..10], &bytes[..5], "framed once");
    }
    assert_eq!(capture.records()[0].value().unwrap()[0], 0, "the magic byte");
}
