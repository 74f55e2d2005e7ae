//! A Schema Registry with Confluent's interface: which id stands before a value.
//!
//! An output asks once for each of its schemas and topics ([`OutputRegistry`]), and all outputs of a registry share one
//! client ([`SchemaRegistry`]), which asks once for each subject and schema however many calls wait for the answer. Answers are
//! kept, failures are not.

mod asker;
mod avro;
#[cfg(all(feature = "schema-registry", feature = "testing"))]
mod compatible;
mod config;
#[cfg(feature = "schema-registry")]
mod http;
mod interned;
mod known;
mod latest;
#[cfg(feature = "testing")]
mod memory;
mod output;
#[cfg(feature = "schema-registry")]
mod questions;
mod recode;
mod schema;
#[cfg(feature = "testing")]
mod seen;
#[cfg(feature = "schema-registry")]
mod snapshot;
mod subject;
#[cfg(all(test, feature = "schema-registry"))]
mod tests;
#[cfg(all(feature = "schema-registry", feature = "testing"))]
mod verdict;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot::{Receiver, channel};

#[cfg(all(feature = "schema-registry", feature = "testing"))]
pub(crate) use compatible::{Level, Newer, misfits};
pub(crate) use config::{Asking, RegistryConnection};
pub use interned::Interned;
#[cfg(feature = "testing")]
pub(crate) use memory::MemoryRegistry;
pub(crate) use output::{Asked, Frames, OutputRegistry};
pub(crate) use recode::Recode;
pub use schema::{Reference, Schema, SchemaText, SchemaType};
#[cfg(feature = "testing")]
pub(crate) use seen::SeenSchemas;
#[cfg(all(feature = "schema-registry", feature = "testing"))]
pub(crate) use snapshot::Snapshot;
#[cfg(feature = "schema-registry")]
pub use snapshot::schemas_command;
#[cfg(all(feature = "schema-registry", feature = "testing"))]
pub(crate) use verdict::{Judged, Verdict, contradiction, verdicts};

use asker::{Asker, State};
use config::Mode;

use crate::error::ErrorKind;
use crate::producer::fault::Fault;
use crate::runtime::thread;

/// The value or the key of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    Value,
    Key,
}

impl Side {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Key => "key",
        }
    }
}

/// The schemas of an output's formats: of its value, of its event's key, of the field that is its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Schemas {
    pub(crate) value: Option<Schema>,
    pub(crate) event_key: Option<Schema>,
    pub(crate) field_key: Option<Schema>,
    /// Types may tell others.
    pub(crate) partly: bool,
}

impl Schemas {
    /// Made by generated code, of the schemas that an attribute itself holds.
    #[must_use]
    pub const fn new(value: Option<Schema>, key: Option<Schema>) -> Self {
        Self { value, event_key: key, field_key: None, partly: false }
    }

    /// With those that types may tell besides.
    #[must_use]
    pub const fn and_others(self) -> Self {
        Self { partly: true, ..self }
    }

    /// Whether nothing here has a schema.
    pub(crate) fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// What stands before a value or key, and what becomes of its bytes.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// A zero byte, the id with its highest byte first, and Protobuf's message indexes.
    pub(crate) head: Arc<[u8]>,
    /// The bytes have to be written anew, by the registry's newest schema.
    pub(crate) recode: Option<Arc<Recode>>,
}

impl Frame {
    fn new(id: u32, indexes: &[u8], recode: Option<Recode>) -> Self {
        let mut head = vec![0];
        head.extend_from_slice(&id.to_be_bytes());
        head.extend_from_slice(indexes);
        Self { head: head.into(), recode: recode.map(Arc::new) }
    }
}

/// A client of one registry.
pub(crate) struct SchemaRegistry {
    backend: Backend,
    urls: String,
    asked: Mutex<HashMap<Key, State>>,
    /// By id, what values were written by: a test reads them back.
    #[cfg(feature = "testing")]
    written: Mutex<HashMap<u32, SchemaText>>,
}

/// Whom a client asks.
enum Backend {
    #[cfg(feature = "schema-registry")]
    Http(Box<Result<http::Http, String>>),
    /// Nobody: an option that names a registry is refused before.
    #[cfg(not(feature = "schema-registry"))]
    Nobody,
    /// A test's own.
    #[cfg(feature = "testing")]
    Memory(Arc<MemoryRegistry>),
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    subject: String,
    schema: Interned,
    mode: Mode,
    normalize: bool,
}

/// What a registry has for a schema.
#[derive(Debug)]
struct Answer {
    id: u32,
    /// The schema in place of the asker's own, where the newest was asked for and is another one.
    latest: Option<SchemaText>,
}

impl SchemaRegistry {
    /// A client of the registry at these URLs. What cannot be read of certificates is told when it is first asked.
    pub(crate) fn connect(connection: &RegistryConnection) -> Arc<Self> {
        #[cfg(feature = "schema-registry")]
        let backend = Backend::Http(Box::new(connection.judge().and_then(|()| http::Http::new(connection))));
        #[cfg(not(feature = "schema-registry"))]
        let backend = Backend::Nobody;
        Self::of(backend, connection)
    }

    /// A registry in memory, unless the test has one that listens.
    #[cfg(feature = "testing")]
    pub(crate) fn in_memory(memory: &Arc<MemoryRegistry>, connection: &RegistryConnection) -> Arc<Self> {
        if memory.is_bypassed() {
            return Self::connect(connection);
        }
        Self::of(Backend::Memory(Arc::clone(memory)), connection)
    }

    /// The schema of an id that this client was given.
    #[cfg(feature = "testing")]
    pub(crate) fn schema_of(&self, id: u32) -> Option<SchemaText> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    fn of(backend: Backend, connection: &RegistryConnection) -> Arc<Self> {
        Arc::new(Self {
            backend,
            urls: connection.shown(),
            asked: Mutex::default(),
            #[cfg(feature = "testing")]
            written: Mutex::default(),
        })
    }

    fn asked(&self) -> MutexGuard<'_, HashMap<Key, State>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The frame of a schema under a subject, if it is known; else what will tell it.
    fn ask(self: &Arc<Self>, key: Key) -> Result<Frame, Receiver<Result<Frame, Fault>>> {
        let (sender, receiver) = channel();
        match self.asked().entry(key.clone()) {
            Entry::Occupied(mut entry) => match entry.get_mut() {
                State::Known(frame) => return Ok(frame.clone()),
                State::Asking(waiting) => {
                    waiting.push(sender);
                    return Err(receiver);
                }
            },
            Entry::Vacant(entry) => _ = entry.insert(State::Asking(vec![sender])),
        }
        let question = Asker { registry: Arc::clone(self), key, told: false };
        let answer = move || {
            let _on_library_thread = thread::enter();
            let answer = question.registry.answer(&question.key);
            question.tell(&answer);
        };
        // Without a thread, those that wait hear that their sender is gone.
        let _ = std::thread::Builder::new().name("kafka-output-registry".to_owned()).spawn(answer);
        Err(receiver)
    }

    /// Asks, and waits.
    fn answer(&self, key: &Key) -> Result<Frame, Fault> {
        let Key { ref subject, schema, .. } = *key;
        let Answer { id, latest } = match &self.backend {
            #[cfg(feature = "schema-registry")]
            Backend::Http(http) => questions::answer(http, key, &self.urls)?,
            #[cfg(not(feature = "schema-registry"))]
            Backend::Nobody => nobody(subject)?,
            #[cfg(feature = "testing")]
            Backend::Memory(memory) => Answer { id: memory.id(subject, schema), latest: None },
        };
        #[cfg(feature = "testing")]
        self.written
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id, latest.clone().unwrap_or_else(|| SchemaText::clone(&schema)));
        let Some(latest) = latest else { return Ok(Frame::new(id, &schema.indexes, None)) };
        latest::adapt(&schema, &latest).map(|(indexes, recode)| Frame::new(id, &indexes, recode)).map_err(
            |why| {
                let urls = &self.urls;
                Fault::new(
                    ErrorKind::SchemaRegistry,
                    format!("subject `{subject}` at the schema registry {urls}: {why}"),
                )
            },
        )
    }
}

#[cfg(not(feature = "schema-registry"))]
fn nobody(subject: &str) -> Result<Answer, Fault> {
    Err(Fault::new(
        ErrorKind::Configuration,
        format!("subject `{subject}`: the cargo feature `schema-registry` is off; turn it on"),
    ))
}

impl fmt::Debug for SchemaRegistry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SchemaRegistry").finish_non_exhaustive()
    }
}
