//! Values into bytes: the only part of the road that is generic in the user's types.

// The formats are the zero-sized answers of the ladders, handed over as they come.
#![expect(clippy::needless_pass_by_value, reason = "generated code has no other use for them")]

use std::cell::Cell;

use super::sending::Sending;
use super::spill::{Extras, Written};
use crate::binding::Binding;
use crate::encode::{Encode, EncodeError};
use crate::event::{EventParts, EventShape, KeyOf};
use crate::schema_registry::{Frame, Frames, Schemas};

/// What one call keeps of its scratch buffer for the next: larger ones are given back.
const KEPT: usize = 1 << 20;

thread_local! {
    /// Taken while in use, so a value whose `Serialize` calls an annotated function gets a fresh one.
    static SCRATCH: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// One returned element, on its way.
pub fn encode_one<S, F, G, P>(
    binding: &'static Binding,
    element: S::Element,
    _shape: S,
    value_format: F,
    key_format: G,
    key_of: P,
) -> Sending
where
    S: EventShape,
    F: Encode<S::Value>,
    G: Encode<S::Key>,
    P: KeyOf<S::Value>,
{
    let schemas = schemas_of::<S, F, G, P>(&value_format, &key_format, &key_of);
    let mut sending = Sending::begin(binding, 1, schemas);
    let mut scratch = SCRATCH.take();
    scratch.clear();
    let parts = S::parts(element);
    let frames = sending.frames();
    match write(&parts, &value_format, &key_format, &key_of, frames.as_ref(), &mut scratch) {
        Ok(written) => sending.push_one(&scratch, written, extras(parts)),
        Err((part, error)) => sending.push_unwritable(part, error, parts.topic),
    }
    if scratch.capacity() <= KEPT {
        SCRATCH.set(scratch);
    }
    sending
}

/// Many returned elements, on their way in order.
///
/// They are collected first, so that a panic in a lazy iterator sends nothing.
pub fn encode_many<S, F, G, P>(
    binding: &'static Binding,
    elements: impl IntoIterator<Item = S::Element>,
    _shape: S,
    value_format: F,
    key_format: G,
    key_of: P,
) -> Sending
where
    S: EventShape,
    F: Encode<S::Value>,
    G: Encode<S::Key>,
    P: KeyOf<S::Value>,
{
    let elements: Vec<S::Element> = elements.into_iter().collect();
    let schemas = schemas_of::<S, F, G, P>(&value_format, &key_format, &key_of);
    let mut sending = Sending::begin(binding, elements.len(), schemas);
    let frames = sending.frames();
    for element in elements {
        let parts = S::parts(element);
        push_next(&mut sending, parts, &value_format, &key_format, &key_of, frames.as_ref());
    }
    sending.pushed_all();
    sending
}

/// Writes the next of many records where it waits for the others of its run: once, and not copied again but by librdkafka.
pub(super) fn push_next<V, K>(
    sending: &mut Sending,
    parts: EventParts<V, K>,
    value_format: &impl Encode<V>,
    key_format: &impl Encode<K>,
    key_of: &impl KeyOf<V>,
    frames: Option<&Frames>,
) {
    let mut buffer = sending.take_buffer();
    let start = buffer.len();
    let written = write(&parts, value_format, key_format, key_of, frames, &mut buffer);
    if written.is_err() {
        buffer.truncate(start);
    }
    sending.give_back_buffer(buffer);
    match written {
        Ok(written) => sending.push_written(start, written, extras(parts)),
        Err((part, error)) => sending.push_unwritable(part, error, parts.topic),
    }
}

/// The schemas of an output's formats, for `start()` to ask the registry for: what generated code knows without a call.
pub fn schemas<S, F, G, P>(_shape: S, value_format: F, key_format: G, key_of: P) -> Schemas
where
    S: EventShape,
    F: Encode<S::Value>,
    G: Encode<S::Key>,
    P: KeyOf<S::Value>,
{
    schemas_of::<S, F, G, P>(&value_format, &key_format, &key_of)
}

pub(super) fn schemas_of<S, F, G, P>(value_format: &F, key_format: &G, key_of: &P) -> Schemas
where
    S: EventShape,
    F: Encode<S::Value>,
    G: Encode<S::Key>,
    P: KeyOf<S::Value>,
{
    Schemas {
        value: value_format.schema(),
        event_key: key_format.schema(),
        field_key: key_of.schema(),
        partly: false,
    }
}

/// Appends value and key to `out`, each behind its frame. The error says which of them could not be written.
fn write<V, K>(
    parts: &EventParts<V, K>,
    value_format: &impl Encode<V>,
    key_format: &impl Encode<K>,
    key_of: &impl KeyOf<V>,
    frames: Option<&Frames>,
    out: &mut Vec<u8>,
) -> Result<Written, (&'static str, EncodeError)> {
    let start = out.len();
    let head = |frame: fn(&Frames) -> &Option<Frame>, out: &mut Vec<u8>| {
        if let Some(frame) = frames.and_then(|frames| frame(frames).as_ref()) {
            out.extend_from_slice(&frame.head);
        }
    };
    if let Some(value) = &parts.value {
        head(|frames| &frames.value, out);
        value_format
            .check()
            .and_then(|()| value_format.encode(value, out))
            .map_err(|error| ("value", error))?;
    }
    let value_end = out.len();
    let has_key = match (&parts.key, &parts.value) {
        (Some(key), _) => {
            head(|frames| &frames.event_key, out);
            key_format.check().and_then(|()| key_format.encode(key, out)).map(|()| true)
        }
        (None, Some(value)) => {
            head(|frames| &frames.field_key, out);
            key_of.write(value, out)
        }
        (None, None) => Ok(false),
    };
    let has_key = has_key.map_err(|error| ("key", error))?;
    if !has_key {
        out.truncate(value_end);
    }
    Ok(Written {
        value: parts.value.is_some().then_some(value_end - start),
        key: has_key.then_some(out.len() - value_end),
        of_event: parts.key.is_some(),
    })
}

/// What an event brings along beside its bytes.
fn extras<V, K>(parts: EventParts<V, K>) -> Extras {
    let EventParts { headers, partition, timestamp_millis, topic, .. } = parts;
    Extras { headers, partition, timestamp_millis, topic }
}
