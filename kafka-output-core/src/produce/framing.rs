//! What a schema registry asks for before values and keys: asked, waited for, and put there.
//!
//! A call whose frames are known writes them with its values. What was written before its output or its frames were known, goes
//! to a topic of its own, or has to be written anew by the registry's newest schema, is framed when its turn comes.

use std::task::{Context, Poll};

use super::refuse::own_topic;
use super::spill::{Front, Spill};
use crate::error::ErrorKind;
use crate::output::Output;
use crate::producer::fault::Fault;
use crate::schema_registry::{Asked, Frame, Frames, Schema, Schemas, Side};

/// A call's dealings with the registry of its output.
#[derive(Debug, Default)]
pub(super) struct Framing {
    schemas: Schemas,
    /// What its records are written with.
    written: Option<Frames>,
    asked: Option<Asked>,
    refused: Vec<Refused>,
}

/// What the registry did not give, for the records that need it.
#[derive(Debug)]
struct Refused {
    side: Side,
    schema: Schema,
    topic: Box<str>,
    fault: Fault,
}

/// What became of the first record.
pub(super) enum Turn {
    /// It can be enqueued.
    Framed,
    /// The registry was asked, and its answer is awaited.
    Wait,
    /// It cannot be sent.
    Refused(Fault),
}

impl Framing {
    pub(super) fn new(schemas: Schemas) -> Self {
        Self { schemas, ..Self::default() }
    }

    /// The schemas of the call's formats.
    #[cfg(feature = "testing")]
    pub(super) const fn schemas(&self) -> Schemas {
        self.schemas
    }

    /// Whether no value and no key has a schema.
    pub(super) fn is_unneeded(&self) -> bool {
        self.schemas.is_none()
    }

    /// The call's output is known before its values are written.
    pub(super) fn begin(&mut self, output: &Output) {
        if let Some(registry) = &output.registry {
            self.written = registry.frames(&self.schemas, &output.topic.name);
        }
    }

    /// What stands before the values as they are written.
    pub(super) fn written(&self) -> Option<Frames> {
        self.written.clone()
    }

    /// Whether a record is complete as it is written. Without an output nobody knows.
    pub(super) fn is_complete(&self, output: Option<&Output>, topic: Option<&str>) -> bool {
        if self.schemas.is_none() {
            return true;
        }
        match output.map(|output| &output.registry) {
            None => false,
            Some(None) => true,
            Some(Some(registry)) => self.written.is_some() && (topic.is_none() || !registry.is_by_topic()),
        }
    }

    /// Frames the first record.
    pub(super) fn frame_front(&mut self, spill: &mut Spill, output: &Output) -> Turn {
        let (Some(front), Some(registry)) = (spill.front(), &output.registry) else {
            spill.need_no_frames();
            return Turn::Framed;
        };
        if let Err(fault) = own_topic(front.record.topic) {
            return Turn::Refused(fault);
        }
        let topic = front.record.topic.unwrap_or(&output.topic.name);
        let mut frames = [None, None];
        for ((side, schema), frame) in self.needed(&front).into_iter().zip(&mut frames) {
            let Some(schema) = schema else { continue };
            if let Some(refused) = self.refused.iter().find(|refused| refused.is_about(side, schema, topic)) {
                return Turn::Refused(refused.fault.clone());
            }
            *frame = registry.known(side, schema, topic);
            if frame.is_none() {
                if !self.asked.as_ref().is_some_and(|asked| asked.is_about(side, schema, topic)) {
                    self.asked = Some(registry.ask(side, schema, topic));
                }
                return Turn::Wait;
            }
        }
        let (old_value, old_key) = self.old_heads(&front);
        let [value, key] = &frames;
        let value = front.record.value.map(|bytes| framed(&bytes[old_value..], value.as_ref())).transpose();
        let key = front.record.key.map(|bytes| framed(&bytes[old_key..], key.as_ref())).transpose();
        match (value, key) {
            (Ok(value), Ok(key)) => {
                spill.reframe_front(value.as_deref(), key.as_deref());
                Turn::Framed
            }
            (Err(why), _) => {
                Turn::Refused(Fault::new(ErrorKind::Encoding, format!("the record's value: {why}")))
            }
            (_, Err(why)) => {
                Turn::Refused(Fault::new(ErrorKind::Encoding, format!("the record's key: {why}")))
            }
        }
    }

    /// The schemas of what the record has; a tombstone's value needs none.
    fn needed(&self, front: &Front<'_>) -> [(Side, Option<Schema>); 2] {
        let Schemas { value, event_key, field_key, .. } = self.schemas;
        let key = if front.written.of_event { event_key } else { field_key };
        [(Side::Value, front.record.value.and(value)), (Side::Key, front.record.key.and(key))]
    }

    /// How many bytes of a frame stand before the record's value and key.
    fn old_heads(&self, front: &Front<'_>) -> (usize, usize) {
        let length = |frame: &Option<Frame>| frame.as_ref().map_or(0, |frame| frame.head.len());
        let Some(Frames { value, event_key, field_key }) = &self.written else { return (0, 0) };
        (length(value), length(if front.written.of_event { event_key } else { field_key }))
    }

    /// Whether an answer is awaited.
    pub(super) fn is_waiting(&self) -> bool {
        self.asked.is_some()
    }

    /// Ready when the registry has answered; the records that need what it refused fail in their turn.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let Some(asked) = &mut self.asked else { return Poll::Ready(()) };
        let answer = std::task::ready!(asked.poll(context));
        self.settle(answer);
        Poll::Ready(())
    }

    /// The call's time is over.
    pub(super) fn give_up(&mut self, waited: u128) {
        self.settle(Err(Fault {
            kind: ErrorKind::SchemaRegistry,
            retriable: true,
            message: format!(
                "the schema registry did not answer within {waited} ms (`message_timeout_ms`), so the record was not sent"
            ),
        }));
    }

    fn settle(&mut self, answer: Result<(), Fault>) {
        if let (Some(asked), Err(fault)) = (self.asked.take(), answer) {
            let (side, schema, topic) = asked.about();
            self.refused.push(Refused { side, schema, topic: topic.into(), fault });
        }
    }
}

impl Refused {
    fn is_about(&self, side: Side, schema: Schema, topic: &str) -> bool {
        self.side == side && self.schema == schema && *self.topic == *topic
    }
}

/// A payload behind its head.
fn framed(payload: &[u8], frame: Option<&Frame>) -> Result<Vec<u8>, String> {
    let Some(frame) = frame else { return Ok(payload.to_vec()) };
    let mut bytes = frame.head.to_vec();
    match &frame.recode {
        None => bytes.extend_from_slice(payload),
        Some(recode) => bytes.extend_from_slice(&recode.recode(payload)?),
    }
    Ok(bytes)
}
