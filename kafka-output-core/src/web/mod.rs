//! What web services answer when records fail: what strangers may know of it. `axum` has it as responses.

#[cfg(feature = "axum")]
mod axum;
mod log;
#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::delivery::StreamSummary;
use crate::error::{Error, ErrorKind, RecordError};

/// How soon a client may try again, where that may help.
const RETRY_AFTER: Duration = Duration::from_secs(5);

/// What the client of a web service may know of an [`Error`]: a status code, and a body of problem details
/// ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)).
///
/// Its sentences are a fixed few. Nothing of the error's own text is in them, nor are names of outputs, topics, options, settings or brokers:
/// those are the operators', who find them in the log where [`Problem::logged`] was called.
///
/// ```
/// # use kafka_output_core as kafka_output;
/// use kafka_output::{Error, web::Problem};
///
/// fn answer(error: &Error) -> (u16, [(&'static str, String); 1], String) {
///     let problem = Problem::logged(error);
///     (problem.status(), [("content-type", Problem::CONTENT_TYPE.to_owned())], problem.to_json())
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    status: u16,
    title: &'static str,
    detail: &'static str,
    retry_after: Option<Duration>,
}

impl Problem {
    /// The media type of [`to_json`](Self::to_json).
    pub const CONTENT_TYPE: &str = "application/problem+json";

    /// What may be known of this error.
    #[must_use]
    pub fn of(error: &Error) -> Self {
        let problem = Self::of_kind(error);
        let is_there = |summary: &StreamSummary| summary.delivered() > 0;
        // Sent again, those that were acknowledged would be there twice. Of a stream, most are no outcomes of the error's.
        if error.outcomes().iter().any(Result::is_ok) || error.stream_summary().is_some_and(is_there) {
            return Self { detail: Self::IN_PART, retry_after: None, ..problem };
        }
        // And so may those that were on their way.
        let mut failed = error.outcomes().iter().filter_map(|outcome| outcome.as_ref().err());
        if problem.retry_after.is_some() && failed.any(RecordError::may_be_stored) {
            return Self { detail: Self::IN_DOUBT, retry_after: None, ..problem };
        }
        problem
    }

    fn of_kind(error: &Error) -> Self {
        use ErrorKind as Kind;
        match lasting_kind(error) {
            Kind::Timeout => Self::new(504, "Gateway Timeout", Self::IN_TIME),
            Kind::TooLarge => Self::new(413, "Content Too Large", Self::SMALLER),
            Kind::Shutdown => Self::later(),
            _ if error.is_retriable() => Self::later(),
            Kind::Authentication | Kind::Tls | Kind::SchemaRegistry | Kind::Broker => {
                Self::new(502, "Bad Gateway", Self::REFUSED)
            }
            Kind::Configuration | Kind::Setting | Kind::Encoding | Kind::UnknownTopic | Kind::QueueFull => {
                Self::new(500, "Internal Server Error", Self::OURS)
            }
        }
    }

    /// The same, and writes the whole error in the log with what caused it: as an `ERROR` where an operator has to do something,
    /// as a `WARN` where the client has, or time.
    #[must_use]
    pub fn logged(error: &Error) -> Self {
        let problem = Self::of(error);
        log::write(error, &problem);
        problem
    }

    const IN_TIME: &str = "The request was not confirmed in time. It may have taken effect all the same; sending it again may repeat it.";
    const IN_DOUBT: &str =
        "It is not known whether the request was carried out. Sending it again may repeat it.";
    const IN_PART: &str = "The request was carried out in part. Sending it again would repeat that part.";
    const SMALLER: &str = "The request is larger than can be processed.";
    const LATER: &str = "The request cannot be processed at the moment. Please send it again later.";
    const REFUSED: &str =
        "A system behind this service did not accept the request. Sending it again will not help.";
    const OURS: &str = "The request could not be processed because of a fault of this service. Sending it again will not help.";

    const fn new(status: u16, title: &'static str, detail: &'static str) -> Self {
        Self { status, title, detail, retry_after: None }
    }

    const fn later() -> Self {
        Self { retry_after: Some(RETRY_AFTER), ..Self::new(503, "Service Unavailable", Self::LATER) }
    }

    /// The status code of HTTP.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The name of the status code, as a problem of the type `about:blank` has it.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.title
    }

    /// What a client can do about it.
    #[must_use]
    pub const fn detail(&self) -> &'static str {
        self.detail
    }

    /// How long a client should wait before it sends the same again, for the header `Retry-After` (in seconds); `None` where that does not
    /// help, or may store the same twice.
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// The body.
    #[must_use]
    pub fn to_json(&self) -> String {
        let Self { status, title, detail, .. } = self;
        serde_json::json!({ "type": "about:blank", "title": title, "status": status, "detail": detail })
            .to_string()
    }
}

/// The error's kind. A batch whose first failure is a full queue may hold a record that never succeeds, which then decides.
fn lasting_kind(error: &Error) -> ErrorKind {
    if error.kind() != ErrorKind::QueueFull || error.is_retriable() {
        return error.kind();
    }
    let mut failed = error.outcomes().iter().filter_map(|outcome| outcome.as_ref().err());
    failed.find(|failed| !failed.is_retriable()).map_or(error.kind(), RecordError::kind)
}
