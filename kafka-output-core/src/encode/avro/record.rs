//! Types that derive `AvroRecord`: written by straight-line code, whatever names their schema.

use super::schema::schema_of;
use super::{AvroSchema, MARK};
use crate::encode::avro_record::AvroRecord;
use crate::encode::{Encode, EncodeError};
use crate::schema_registry::Schema;

/// Writes a type that derives `AvroRecord` by its own schema.
#[derive(Debug, Clone, Copy)]
pub struct AvroOfRecord {
    pub(super) single_object: bool,
}

impl AvroOfRecord {
    /// As a plain datum.
    pub(crate) const PLAIN: Self = Self { single_object: false };
}

#[diagnostic::do_not_recommend]
impl<T: AvroRecord> Encode<T> for AvroOfRecord {
    fn schema(&self) -> Option<Schema> {
        Some(schema_of(T::SCHEMA, T::FILES))
    }

    #[inline]
    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        if self.single_object {
            out.extend_from_slice(&MARK);
            // As the specification has it, with the lowest byte first.
            out.extend_from_slice(&T::FINGERPRINT.to_le_bytes());
        }
        value.write(out)
    }
}

/// Writes such a type where the attribute names a schema too: that of this identity, which has to be the type's.
#[derive(Debug, Clone, Copy)]
pub struct AvroOfRecordBy<const IDENTITY: u64> {
    pub(super) schema: &'static AvroSchema,
    pub(super) single_object: bool,
}

#[diagnostic::do_not_recommend]
impl<T: AvroRecord, const IDENTITY: u64> Encode<T> for AvroOfRecordBy<IDENTITY> {
    fn schema(&self) -> Option<Schema> {
        Some(self.schema.schema())
    }

    #[inline]
    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        const {
            assert!(
                IDENTITY == T::IDENTITY,
                "the Avro schema in `#[kafka_output]` is another than the one its type derives `AvroRecord` from; leave the attribute's out, or derive from the same file"
            );
        }
        AvroOfRecord { single_object: self.single_object }.encode(value, out)
    }
}
