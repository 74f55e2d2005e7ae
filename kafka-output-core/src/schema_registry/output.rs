//! One output's view of its registry: the frames of its values and keys.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::sync::oneshot::Receiver;

use super::config::{Asking, Strategy};
use super::known::KnownFrames;
use super::subject::subject;
use super::{Frame, Key, Schema, SchemaRegistry, Schemas, Side};
use crate::error::ErrorKind;
use crate::producer::fault::Fault;

/// What an output knows of its registry.
#[derive(Debug)]
pub(crate) struct OutputRegistry {
    registry: Arc<SchemaRegistry>,
    asking: Asking,
    known: KnownFrames,
}

/// A schema of one side, for records of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    side: Side,
    schema: Schema,
    topic: Box<str>,
}

/// The frames of a call's records, as far as they have schemas.
#[derive(Debug, Clone, Default)]
pub(crate) struct Frames {
    pub(crate) value: Option<Frame>,
    pub(crate) event_key: Option<Frame>,
    pub(crate) field_key: Option<Frame>,
}

impl OutputRegistry {
    /// Of an output whose own topic is this.
    pub(crate) fn new(registry: Arc<SchemaRegistry>, asking: Asking, topic: &str) -> Self {
        Self { registry, asking, known: KnownFrames::of(topic) }
    }

    /// Whether the topic makes a difference to the subject.
    pub(crate) fn is_by_topic(&self) -> bool {
        self.asking.strategy != Strategy::Record
    }

    /// The frame of a schema, if it was asked for before.
    pub(crate) fn known(&self, side: Side, schema: Schema, topic: &str) -> Option<Frame> {
        self.known.find(side, schema, self.is_by_topic().then_some(topic))
    }

    /// The frames of all schemas of a call, if each is known and leaves the bytes as they are.
    pub(crate) fn frames(&self, schemas: &Schemas, topic: &str) -> Option<Frames> {
        let find = |side, schema: Option<Schema>| match schema {
            None => Some(None),
            Some(schema) => self.known(side, schema, topic).filter(|frame| frame.recode.is_none()).map(Some),
        };
        Some(Frames {
            value: find(Side::Value, schemas.value)?,
            event_key: find(Side::Key, schemas.event_key)?,
            field_key: find(Side::Key, schemas.field_key)?,
        })
    }

    /// Asks for the frames of all schemas of an output.
    pub(crate) fn ask_all(self: &Arc<Self>, schemas: Schemas, topic: &str) -> Vec<Asked> {
        schemas.sides().map(|(side, schema)| self.ask(side, schema, topic)).collect()
    }

    /// Asks for the frame of a schema.
    pub(crate) fn ask(self: &Arc<Self>, side: Side, schema: Schema, topic: &str) -> Asked {
        let named = Named { side, schema, topic: topic.into() };
        let answer = self.key(&named).map(|key| self.registry.ask(key));
        let answer = match answer {
            Ok(Ok(frame)) => Answer::Now(Some(Ok(frame))),
            Ok(Err(receiver)) => Answer::Later(receiver),
            Err(fault) => Answer::Now(Some(Err(fault))),
        };
        Asked { registry: Arc::clone(self), named, answer }
    }

    fn key(&self, named: &Named) -> Result<Key, Fault> {
        self.asking.key(named.side, named.schema, &named.topic)
    }

    fn remember(&self, named: &Named, frame: &Frame) {
        let Named { side, schema, topic } = named;
        self.known.remember(*side, *schema, self.is_by_topic().then_some(topic), frame);
    }
}

impl Schemas {
    /// Each with its side, once.
    pub(super) fn sides(self) -> impl Iterator<Item = (Side, Schema)> {
        let Self { value, event_key, field_key, .. } = self;
        let key = [event_key, field_key.filter(|field_key| Some(*field_key) != event_key)];
        let sides = [(Side::Value, value), (Side::Key, key[0]), (Side::Key, key[1])];
        sides.into_iter().filter_map(|(side, schema)| Some((side, schema?)))
    }
}

impl Asking {
    /// What is asked of a schema.
    pub(super) fn key(&self, side: Side, schema: Schema, topic: &str) -> Result<Key, Fault> {
        let word = side.word();
        let encoding = |why: String| Fault::new(ErrorKind::Encoding, why);
        let schema = schema.read().map_err(|error| {
            let cause =
                std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
            encoding(format!("the {word}'s schema: {error}{cause}"))
        })?;
        let subject = subject(self.strategy, side, topic, &schema)
            .map_err(|why| Fault::new(ErrorKind::SchemaRegistry, why))?;
        Ok(Key { subject, schema, mode: self.mode, normalize: self.normalize })
    }
}

/// A question on its way.
#[derive(Debug)]
pub(crate) struct Asked {
    registry: Arc<OutputRegistry>,
    named: Named,
    answer: Answer,
}

#[derive(Debug)]
enum Answer {
    Now(Option<Result<Frame, Fault>>),
    Later(Receiver<Result<Frame, Fault>>),
}

impl Asked {
    pub(crate) fn is_about(&self, side: Side, schema: Schema, topic: &str) -> bool {
        self.named.side == side && self.named.schema == schema && *self.named.topic == *topic
    }

    /// The side and topic asked about.
    pub(crate) fn about(&self) -> (Side, Schema, &str) {
        (self.named.side, self.named.schema, &self.named.topic)
    }

    /// Ready when the answer is there; a frame is known from then on.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Fault>> {
        let answer = match &mut self.answer {
            Answer::Now(answer) => answer.take().unwrap_or_else(|| Err(gone())),
            Answer::Later(receiver) => {
                std::task::ready!(Pin::new(receiver).poll(context)).unwrap_or_else(|_| Err(gone()))
            }
        };
        Poll::Ready(answer.map(|frame| self.registry.remember(&self.named, &frame)))
    }
}

fn gone() -> Fault {
    Fault::new(
        ErrorKind::SchemaRegistry,
        "the thread that asks the schema registry could not be started, or its schema's own code panicked",
    )
}
