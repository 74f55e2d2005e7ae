//! The items of a stream into bytes, one by one as they are taken.

use std::convert::Infallible;

use futures_core::Stream;

use super::encode::{push_next, schemas_of};
use super::sending::Sending;
use super::stream::Streaming;
use crate::binding::Binding;
use crate::encode::Encode;
use crate::event::{Checkpointed, EventShape, KeyOf};

/// A returned stream of elements.
pub fn encode_stream<St, S, F, G, P>(
    binding: &'static Binding,
    source: Checkpointed<St>,
    _shape: S,
    value_format: F,
    key_format: G,
    key_of: P,
) -> Streaming<St, impl FnMut(&mut Sending, St::Item) -> Result<(), Infallible>>
where
    St: Stream<Item = S::Element>,
    S: EventShape,
    F: Encode<S::Value>,
    G: Encode<S::Key>,
    P: KeyOf<S::Value>,
{
    let schemas = schemas_of::<S, F, G, P>(&value_format, &key_format, &key_of);
    let write = move |sending: &mut Sending, element: S::Element| {
        push::<S>(sending, element, &value_format, &key_format, &key_of);
        Ok(())
    };
    Streaming { binding, schemas, source, write }
}

/// A returned stream of results, which `result` turns into std's own: each an element or the function's own error.
pub fn encode_results<St, I, S, F, G, P, E>(
    binding: &'static Binding,
    source: Checkpointed<St>,
    result: fn(I) -> Result<S::Element, E>,
    _shape: S,
    value_format: F,
    key_format: G,
    key_of: P,
) -> Streaming<St, impl FnMut(&mut Sending, I) -> Result<(), E>>
where
    St: Stream<Item = I>,
    S: EventShape,
    F: Encode<S::Value>,
    G: Encode<S::Key>,
    P: KeyOf<S::Value>,
{
    let schemas = schemas_of::<S, F, G, P>(&value_format, &key_format, &key_of);
    let write = move |sending: &mut Sending, item: I| {
        let element = result(item)?;
        push::<S>(sending, element, &value_format, &key_format, &key_of);
        Ok(())
    };
    Streaming { binding, schemas, source, write }
}

fn push<S: EventShape>(
    sending: &mut Sending,
    element: S::Element,
    value_format: &impl Encode<S::Value>,
    key_format: &impl Encode<S::Key>,
    key_of: &impl KeyOf<S::Value>,
) {
    let frames = sending.frames();
    push_next(sending, S::parts(element), value_format, key_format, key_of, frames.as_ref());
}
