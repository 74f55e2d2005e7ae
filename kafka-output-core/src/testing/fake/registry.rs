//! `FakeRegistry`: the interface of Confluent's Schema Registry, over HTTP.

mod answers;
mod subjects;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use self::answers::{Refused, answer};
use self::subjects::Subjects;
use super::not_started;
use crate::error::Error;
use crate::loopback::{Answer, HttpRequest, Loopback};
use crate::schema_registry::{SchemaText, SchemaType};

/// A schema registry in this process, with the part of
/// [Confluent's interface](https://docs.confluent.io/platform/current/schema-registry/develop/api.html) that producers and
/// consumers use: subjects, versions, schemas by id, and compatibility.
///
/// ```
/// # use kafka_output_core as kafka_output;
/// use kafka_output::testing::{Capture, FakeRegistry};
///
/// # fn main() -> Result<(), kafka_output_core::Error> {
/// let registry = FakeRegistry::start()?;
/// let capture = Capture::new().setting("REGISTRY", registry.url()).ask_schema_registry();
/// // … run functions with `schema_registry_url = "%REGISTRY%"` …
/// assert_eq!(registry.subjects(), Vec::<String>::new());
/// # Ok(())
/// # }
/// ```
///
/// A new schema is held against the earlier ones of its subject as the subject's compatibility asks, for Avro; it is `BACKWARD`
/// unless [`set_compatibility`](Self::set_compatibility) says otherwise, as at Confluent's. Schemas of Protobuf and JSON are
/// taken as they come. It ends when dropped.
pub struct FakeRegistry {
    server: Loopback,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    subjects: Subjects,
    /// The status that the next requests are answered with.
    failures: std::collections::VecDeque<u16>,
    /// What the header `Authorization` has to be.
    authorization: Option<String>,
}

// An id is not always asked for.
#[allow(clippy::must_use_candidate)]
impl FakeRegistry {
    /// An empty registry on a port of its own.
    ///
    /// Fails with [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if no port can be listened on.
    pub fn start() -> Result<Self, Error> {
        let state = Arc::<Mutex<State>>::default();
        let own = Arc::clone(&state);
        let media_type = "application/vnd.schemaregistry.v1+json";
        let server = Loopback::start(media_type, move |_, request| own.answer(request))
            .map_err(|error| not_started("fake schema registry", error))?;
        Ok(Self { server, state })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Its URL, as `schema_registry_url` takes it.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Registers an Avro schema under a subject, whatever the subject's compatibility, and gives its id.
    ///
    /// # Panics
    /// If the text is no JSON.
    #[track_caller]
    pub fn register_avro(&self, subject: &str, schema: &str) -> u32 {
        match SchemaText::avro(schema) {
            Ok(schema) => self.state().subjects.add(subject, &schema),
            Err(error) => panic!("the schema for subject `{subject}` is no Avro schema: {error}"),
        }
    }

    /// Registers a `.proto` file's text under a subject, and gives its id.
    pub fn register_protobuf(&self, subject: &str, schema: &str) -> u32 {
        self.register(SchemaType::Protobuf, subject, schema)
    }

    /// Registers a JSON schema under a subject, and gives its id.
    pub fn register_json(&self, subject: &str, schema: &str) -> u32 {
        self.register(SchemaType::Json, subject, schema)
    }

    fn register(&self, schema_type: SchemaType, subject: &str, text: &str) -> u32 {
        self.state().subjects.add(subject, &subjects::schema(schema_type, text))
    }

    /// Every subject, by name.
    #[must_use]
    pub fn subjects(&self) -> Vec<String> {
        self.state().subjects.names()
    }

    /// The texts of a subject's schemas, the first version first.
    #[must_use]
    pub fn schemas(&self, subject: &str) -> Vec<String> {
        self.state().subjects.versions(subject).into_iter().map(|(_, _, schema)| schema.text).collect()
    }

    /// Sets the compatibility of all subjects that have none of their own: `NONE`, `BACKWARD`, `FORWARD`, `FULL`, or one of these with
    /// `_TRANSITIVE`.
    ///
    /// # Panics
    /// If it is another word.
    #[track_caller]
    pub fn set_compatibility(&self, level: &str) {
        self.expect_level(None, level);
    }

    /// Sets the compatibility of one subject.
    ///
    /// # Panics
    /// As [`set_compatibility`](Self::set_compatibility).
    #[track_caller]
    pub fn set_compatibility_of(&self, subject: &str, level: &str) {
        self.expect_level(Some(subject), level);
    }

    #[track_caller]
    fn expect_level(&self, subject: Option<&str>, level: &str) {
        let set = self.state().subjects.set_level(subject, level);
        if let Err(why) = set {
            panic!("{why}");
        }
    }

    /// Answers the next `requests` requests with this status, such as 409, 429 or 503, and does nothing else for them.
    ///
    /// A failure that may pass (408, 429 and from 500 on) is tried again: one question of an output is up to four requests, within
    /// two seconds.
    pub fn fail_next(&self, status: u16, requests: usize) {
        self.state().failures.extend(std::iter::repeat_n(status, requests));
    }

    /// From here on, answers 401 to who does not come with this user and password.
    pub fn expect_user(&self, username: &str, password: &str) {
        let credentials = BASE64.encode(format!("{username}:{password}"));
        self.state().authorization = Some(format!("Basic {credentials}"));
    }

    /// From here on, answers 401 to who does not come with this token.
    pub fn expect_token(&self, token: &str) {
        self.state().authorization = Some(format!("Bearer {token}"));
    }

    /// Every request so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<HttpRequest> {
        self.server.requests()
    }
}

/// What the server's threads ask.
trait Answers {
    fn answer(&self, request: &HttpRequest) -> Answer;
}

impl Answers for Mutex<State> {
    fn answer(&self, request: &HttpRequest) -> Answer {
        let mut state = self.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(status) = state.failures.pop_front() {
            return Refused::new(status, u32::from(status), "the test lets this request fail").answer();
        }
        if state.authorization.is_some() && state.authorization != request.authorization {
            return Refused::new(401, 40101, "the user is unknown, or the password or token is wrong")
                .answer();
        }
        match answer(&mut state.subjects, request) {
            Ok(body) => (200, body.to_string()),
            Err(refused) => refused.answer(),
        }
    }
}

impl fmt::Debug for FakeRegistry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeRegistry")
            .field("url", &self.url())
            .field("subjects", &self.subjects())
            .finish_non_exhaustive()
    }
}
