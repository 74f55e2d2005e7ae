//! Handlers of axum 0.8: what annotated functions return is a response.

use axum_core::body::Body;
use axum_core::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderValue, StatusCode};
use serde::Serialize;

use super::Problem;
use crate::delivery::{Deliveries, Delivery, Enqueued};
use crate::error::{CallError, Error};
use crate::event::Json;

/// The [`Problem`] of the error; the error itself goes to the log. Needs the feature `axum`.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        Problem::logged(&self).into_response()
    }
}

/// The function's own error answers for itself, and an output's as [`Error`] does. Needs the feature `axum`.
impl<E: IntoResponse> IntoResponse for CallError<E> {
    fn into_response(self) -> Response {
        match self {
            Self::Function(error) => error.into_response(),
            Self::Output(error) => error.into_response(),
        }
    }
}

/// Its status code, its body and, where there is one, `Retry-After`. Needs the feature `axum`.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = typed(status, Self::CONTENT_TYPE, self.to_json());
        if let Some(wait) = self.retry_after() {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.as_secs()));
        }
        response
    }
}

/// `202 Accepted` with `{"acknowledged":1}`. Where the record is, is told nobody: offsets tell strangers how much a service does. Needs the
/// feature `axum`.
impl IntoResponse for Delivery {
    fn into_response(self) -> Response {
        accepted("acknowledged", 1)
    }
}

/// `202 Accepted` with the number of records, `{"acknowledged":3}`. Needs the feature `axum`.
impl IntoResponse for Deliveries {
    fn into_response(self) -> Response {
        accepted("acknowledged", self.len())
    }
}

/// `202 Accepted` with the number of records, `{"enqueued":3}`: no broker has them yet. Needs the feature `axum`.
impl IntoResponse for Enqueued {
    fn into_response(self) -> Response {
        accepted("enqueued", self.len())
    }
}

/// `200 OK` with the value as JSON, as `axum::Json` answers. Needs the feature `axum`.
impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_string(&self.0) {
            Ok(body) => typed(StatusCode::OK, "application/json", body),
            Err(error) => Error::new(
                crate::error::ErrorKind::Encoding,
                format!("the response cannot be written as JSON ({error}); its records are not concerned"),
            )
            .into_response(),
        }
    }
}

fn accepted(what: &str, records: usize) -> Response {
    typed(StatusCode::ACCEPTED, "application/json", format!("{{\"{what}\":{records}}}"))
}

fn typed(status: StatusCode, content_type: &'static str, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
