//! `uuid::Uuid`.

use super::FitsAvro;
use super::plain::fits;
use super::shape::{Text, Uuid, UuidFixed};
use super::wire::put_bytes;
use crate::encode::EncodeError;

fits! {
    ::uuid::Uuid as Uuid, Text: |uuid, out| {
        let mut text = ::uuid::Uuid::encode_buffer();
        put_bytes(uuid.hyphenated().encode_lower(&mut text).as_bytes(), out);
    };
    ::uuid::Uuid as UuidFixed: |uuid, out| out.extend_from_slice(uuid.as_bytes());
}
