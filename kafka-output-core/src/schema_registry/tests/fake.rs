//! A registry that answers by a script.

use crate::loopback::{HttpRequest, Loopback};

/// Listens until the test ends.
pub(in crate::schema_registry) struct Fake {
    pub(in crate::schema_registry) url: String,
    server: Loopback,
}

impl Fake {
    /// Answers each request, which it numbers from 0, with a status and a body.
    pub(in crate::schema_registry) fn start(
        answer: impl Fn(usize, &HttpRequest) -> (u16, String) + Send + Sync + 'static,
    ) -> Self {
        let server = Loopback::start("application/json", answer).unwrap();
        Self { url: server.url(), server }
    }

    /// Answers each with the same.
    pub(in crate::schema_registry) fn always(status: u16, body: &'static str) -> Self {
        Self::start(move |_, _| (status, body.to_owned()))
    }

    /// What it was asked so far.
    pub(in crate::schema_registry) fn requests(&self) -> Vec<HttpRequest> {
        self.server.requests()
    }
}
