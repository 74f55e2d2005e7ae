use super::Problem;
use crate::delivery::{Delivery, StreamSummary};
use crate::error::{Error, ErrorKind, RecordError};
use crate::record::TopicName;

/// What no stranger may read, in each place of an error that has text.
const SECRET: &str = "kafka-1.internal:9092";

fn error(kind: ErrorKind, retriable: bool) -> Error {
    let source = Box::new(std::io::Error::other(SECRET));
    Error::new(kind, SECRET).retriable(retriable).of_output(SECRET).on_topic(SECRET).with_source(Some(source))
}

#[test]
fn each_kind_has_its_status_and_only_what_may_help_is_to_be_tried_again() {
    use ErrorKind as Kind;
    let expected = [
        (Kind::Configuration, false, 500, false),
        (Kind::Setting, false, 500, false),
        (Kind::Setting, true, 503, true), // a vault that did not answer
        (Kind::Encoding, false, 500, false),
        (Kind::SchemaRegistry, false, 502, false),
        (Kind::SchemaRegistry, true, 503, true),
        (Kind::Authentication, false, 502, false),
        (Kind::Tls, false, 502, false),
        (Kind::UnknownTopic, false, 500, false),
        (Kind::TooLarge, false, 413, false),
        (Kind::Timeout, true, 504, false),
        (Kind::QueueFull, true, 503, true),
        (Kind::Broker, false, 502, false),
        (Kind::Broker, true, 503, true),
        (Kind::Shutdown, false, 503, true),
    ];
    for (kind, retriable, status, again) in expected {
        let problem = Problem::of(&error(kind, retriable));
        assert_eq!((problem.status(), problem.retry_after().is_some()), (status, again), "{kind:?}");
    }
}

#[test]
fn the_body_is_of_rfc_9457_and_tells_nothing_of_the_error_itself() {
    let problem = Problem::of(&error(ErrorKind::Broker, false));
    let json = problem.to_json();
    assert!(!json.contains(SECRET), "{json}");
    let body: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let expected = serde_json::json!({
        "type": "about:blank",
        "title": problem.title(),
        "status": 502,
        "detail": problem.detail(),
    });
    assert_eq!(body, expected);
}

#[test]
fn a_batch_that_is_there_in_part_is_not_to_be_sent_again() {
    let there = Delivery::new(TopicName::Static("orders"), 0, 7, -1);
    let failed = RecordError::new(ErrorKind::QueueFull, true, SECRET);
    let error = error(ErrorKind::QueueFull, true).with_outcomes(vec![Ok(there), Err(failed)]);
    let problem = Problem::of(&error);
    assert_eq!((problem.status(), problem.retry_after()), (503, None));
    assert!(problem.detail().contains("in part"), "{}", problem.detail());
}

#[test]
fn a_batch_that_never_succeeds_as_it_is_is_not_to_be_sent_again() {
    let failed = |kind, retriable| Err(RecordError::new(kind, retriable, SECRET));
    for (kind, status) in [(ErrorKind::TooLarge, 413), (ErrorKind::Encoding, 500), (ErrorKind::Broker, 502)] {
        let outcomes = vec![failed(ErrorKind::QueueFull, true), failed(kind, false)];
        let problem = Problem::of(&error(ErrorKind::QueueFull, false).with_outcomes(outcomes));
        assert_eq!((problem.status(), problem.retry_after()), (status, None), "{kind:?}");
    }
}

#[test]
fn a_stream_that_is_there_in_part_is_not_to_be_sent_again() {
    // Its outcomes begin at the first record that failed.
    let stopped = |acknowledged: i64| {
        let failed = RecordError::new(ErrorKind::QueueFull, true, SECRET);
        let mut summary = StreamSummary::default();
        let there = |offset| Delivery::new(TopicName::Static("orders"), 0, offset, -1);
        summary.add_in_order((0..acknowledged).map(there).collect());
        error(ErrorKind::QueueFull, true).with_outcomes(vec![Err(failed)]).with_stream(summary)
    };
    let problem = Problem::of(&stopped(5000));
    assert_eq!((problem.status(), problem.retry_after()), (503, None));
    assert!(problem.detail().contains("in part"), "{}", problem.detail());
    assert!(Problem::of(&stopped(0)).retry_after().is_some(), "nothing of it is there");
}

#[test]
fn what_may_be_stored_is_not_to_be_sent_again() {
    for kind in [ErrorKind::Broker, ErrorKind::Shutdown] {
        let failed = |may_be_stored| RecordError::new(kind, true, SECRET).stored_perhaps(may_be_stored);
        let of = |outcomes| Problem::of(&error(kind, true).with_outcomes(outcomes));
        let problem = of(vec![Err(failed(false)), Err(failed(true))]);
        assert_eq!((problem.status(), problem.retry_after()), (503, None));
        assert!(problem.detail().contains("not known"), "{}", problem.detail());
        assert!(of(vec![Err(failed(false)), Err(failed(false))]).retry_after().is_some());
    }
}

#[cfg(feature = "axum")]
mod axum {
    use axum_core::response::{IntoResponse, Response};
    use http_body_util::BodyExt;

    use super::*;
    use crate::delivery::{Deliveries, Enqueued};
    use crate::error::CallError;
    use crate::event::Json;

    /// Status, `Content-Type`, `Retry-After` and body.
    async fn read(response: impl IntoResponse) -> (u16, String, Option<String>, String) {
        let response: Response = response.into_response();
        let header =
            |name: &str| Some(response.headers().get(name)?.to_str().expect("a header of text").to_owned());
        let (kind, wait) = (header("content-type").expect("a type"), header("retry-after"));
        let status = response.status().as_u16();
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        (status, kind, wait, String::from_utf8(body.to_vec()).expect("a body of text"))
    }

    fn plain(status: u16, body: &str) -> (u16, String, Option<String>, String) {
        (status, "application/json".to_owned(), None, body.to_owned())
    }

    #[tokio::test]
    async fn a_success_is_accepted_and_counted_but_not_located() {
        let one = || Delivery::new(TopicName::Static(SECRET), 3, 7, -1);
        assert_eq!(read(one()).await, plain(202, r#"{"acknowledged":1}"#));
        let many = Deliveries::new(vec![one(), one()]);
        assert_eq!(read(many).await, plain(202, r#"{"acknowledged":2}"#));
        assert_eq!(read(Enqueued::new(3)).await, plain(202, r#"{"enqueued":3}"#));
        assert_eq!(read(Json([1, 2])).await, plain(200, "[1,2]"));
    }

    #[tokio::test]
    async fn an_error_is_a_problem_with_the_time_to_wait() {
        let (status, kind, wait, body) = read(error(ErrorKind::QueueFull, true)).await;
        assert_eq!((status, kind.as_str(), wait.as_deref()), (503, "application/problem+json", Some("5")));
        assert_eq!(body, Problem::of(&error(ErrorKind::QueueFull, true)).to_json());
        let (status, kind, wait, _) = read(error(ErrorKind::Timeout, true)).await;
        assert_eq!((status, kind.as_str(), wait), (504, "application/problem+json", None));
    }

    #[tokio::test]
    async fn the_functions_own_error_answers_for_itself() {
        let own = CallError::Function((http::StatusCode::IM_A_TEAPOT, "no coffee"));
        let (status, _, _, body) = read(own).await;
        assert_eq!((status, body.as_str()), (418, "no coffee"));
        let kafka: CallError<&str> = error(ErrorKind::Tls, false).into();
        assert_eq!(read(kafka).await.0, 502);
    }

    #[tokio::test]
    async fn a_response_that_is_no_json_is_a_fault_of_ours() {
        let no_json = Json(std::collections::HashMap::from([(Some(1.5_f32.to_bits()), 1), (None, 2)]));
        let (status, kind, _, _) = read(no_json).await;
        assert_eq!((status, kind.as_str()), (500, "application/problem+json"));
    }
}
