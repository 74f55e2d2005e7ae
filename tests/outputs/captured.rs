//! The same without a broker, with each capture's own settings; and the catalogue.

use kafka_output::testing::{BrokerError, Capture};
use kafka_output::{ErrorKind, KafkaOutputs, OutputInfo, kafka_output, outputs};

#[derive(KafkaOutputs)]
struct Captured {
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "${OUTPUTS_FIRST:first}")]
    first: String,
    #[kafka_output(broker_list = "${OUTPUTS_BROKERS:memory:2}", topic = "second", key = 0)]
    second: Vec<(u32, String)>,
    #[kafka_output(returned)]
    returned: u32,
}

#[kafka_output]
async fn capture_all() -> Captured {
    let second = vec![(1, "one".to_owned()), (2, "two".to_owned())];
    Captured { first: "a".to_owned(), second, returned: 5 }
}

#[kafka_output]
fn capture_plainly() -> Captured {
    Captured { first: "b".to_owned(), second: Vec::new(), returned: 6 }
}

fn capture() -> Capture {
    Capture::new().setting("KAFKA_BROKERS", "memory:1")
}

#[tokio::test]
async fn a_capture_sees_the_records_of_all_fields_in_order() {
    let capture = capture();

    assert_eq!(capture.run(capture_all()).await.unwrap(), 5);
    assert_eq!(capture.run_blocking(capture_plainly).unwrap(), 6);

    let topics: Vec<_> = capture.records().iter().map(|record| record.topic().to_owned()).collect();
    assert_eq!(topics, ["first", "second", "second", "first"]);
    capture.published_on("second").times(2).nth(1).key("2").json((2, "two"));
}

#[tokio::test]
async fn an_output_that_cannot_be_resolved_fails_alone() {
    let capture = capture().setting("OUTPUTS_BROKERS", "no port");

    let error = capture.run(capture_all()).await.unwrap_err();

    assert_eq!(
        (error.kind(), error.output(), error.topic()),
        (ErrorKind::Setting, Some("captured_second"), Some("second"))
    );
    let [Ok(first), Err(second), Err(third)] = error.outcomes() else { panic!("{:?}", error.outcomes()) };
    assert_eq!((first.topic(), second.topic(), third.topic()), ("first", Some("second"), Some("second")));
    assert!(
        error.to_string().contains("2 of 3 records failed; the first, record 1: `broker_list`"),
        "{error}"
    );
    assert_eq!(error.into_returned::<u32>().unwrap(), 5);
    capture.published_on("first").times(1).value("a");
}

#[tokio::test]
async fn an_output_is_overridden_by_the_name_of_type_and_field() {
    let capture = capture().setting("KAFKA_OUTPUT__CAPTURED_SECOND__TOPIC", "overridden");
    capture.fail_next(BrokerError::NotEnoughReplicas, 1);

    let error = capture.run(capture_all()).await.unwrap_err();

    assert_eq!((error.output(), error.is_retriable()), (Some("captured_first"), true));
    assert_eq!(error.outcomes().iter().filter(|outcome| outcome.is_ok()).count(), 2);
    capture.published_on("overridden").times(2);
}

#[test]
fn the_catalogue_lists_each_field_where_it_stands() {
    let declared = outputs();
    let mut fields = declared.iter().filter(|output| output.name().starts_with("captured_"));
    let [first, second]: [&OutputInfo; 2] = [fields.next().unwrap(), fields.next().unwrap()];
    assert_eq!([first.name(), second.name()], ["captured_first", "captured_second"]);
    let ((file, line), (_, next)) = (first.place(), second.place());
    assert!(file.ends_with("captured.rs") && next == line + 2, "{file}:{line}, {next}");
    assert!(second.module().ends_with("outputs::captured"));
    assert_eq!(second.options().find(|(name, _)| *name == "topic"), Some(("topic", "second".to_owned())));
}
