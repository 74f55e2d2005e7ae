//! Values into bytes: the only part of the road that is generic in the user's types.

// The formats are the zero-sized answers of the ladders, handed over as they come.
#![expect(clippy::needless_pass_by_value, reason = "generated code has no other use for them")]

use std::cell::Cell;

use super::sending::{Encoded, Sending};
use crate::binding::Binding;
use crate::encode::{Encode, EncodeError};
use crate::event::{EventParts, EventShape, KeyOf};

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
    let mut sending = Sending::begin(binding, 1);
    let mut scratch = SCRATCH.take();
    push::<S, _, _, _>(&mut sending, element, &value_format, &key_format, &key_of, &mut scratch);
    keep(scratch);
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
    let mut sending = Sending::begin(binding, elements.len());
    let mut scratch = SCRATCH.take();
    for element in elements {
        push::<S, _, _, _>(&mut sending, element, &value_format, &key_format, &key_of, &mut scratch);
    }
    sending.pushed_all();
    keep(scratch);
    sending
}

fn keep(scratch: Vec<u8>) {
    if scratch.capacity() <= KEPT {
        SCRATCH.set(scratch);
    }
}

fn push<S, F, G, P>(
    sending: &mut Sending,
    element: S::Element,
    value_format: &F,
    key_format: &G,
    key_of: &P,
    scratch: &mut Vec<u8>,
) where
    S: EventShape,
    F: Encode<S::Value>,
    G: Encode<S::Key>,
    P: KeyOf<S::Value>,
{
    let EventParts { value, key, headers, partition, timestamp_millis, topic } = S::parts(element);
    scratch.clear();
    let mut write = || -> Result<(bool, usize, bool), (&'static str, EncodeError)> {
        if let Some(value) = &value {
            value_format.check().map_err(|error| ("value", error))?;
            value_format.encode(value, scratch).map_err(|error| ("value", error))?;
        }
        let value_size = scratch.len();
        let has_key = match (&key, &value) {
            (Some(key), _) => {
                key_format.check().and_then(|()| key_format.encode(key, scratch)).map(|()| true)
            }
            (None, Some(value)) => key_of.write(value, scratch),
            (None, None) => Ok(false),
        };
        Ok((value.is_some(), value_size, has_key.map_err(|error| ("key", error))?))
    };
    match write() {
        Ok((has_value, value_size, has_key)) => {
            let (value, key) = scratch.split_at(value_size);
            sending.push(Encoded {
                value: has_value.then_some(value),
                key: has_key.then_some(key),
                headers,
                partition,
                timestamp_millis,
                topic,
            });
        }
        Err((part, error)) => sending.push_unwritable(part, error),
    }
}
