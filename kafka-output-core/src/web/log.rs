//! What operators read of an error whose caller was told little.

use std::error::Error as _;
use std::fmt::{self, Display};

use super::Problem;
use crate::error::Error;

pub(super) fn write(error: &Error, problem: &Problem) {
    let status = problem.status();
    let told = Told(error);
    if matches!(status, 413 | 503 | 504) {
        tracing::warn!(target: "kafka_output", status, kind = ?error.kind(), output = error.output(), topic = error.topic(), "{told}");
    } else {
        tracing::error!(target: "kafka_output", status, kind = ?error.kind(), output = error.output(), topic = error.topic(), "{told}");
    }
}

/// An error with its causes.
struct Told<'a>(&'a Error);

impl Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)?;
        let mut cause = self.0.source();
        while let Some(source) = cause {
            write!(f, ": {source}")?;
            cause = source.source();
        }
        Ok(())
    }
}
