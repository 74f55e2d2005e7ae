//! An output: a binding resolved under a runtime, ready to take records.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use kafka_output_options::OptionId;

use crate::binding::Binding;
#[cfg(feature = "avro")]
use crate::encode::AvroSchema;
use crate::error::{Error, ErrorKind};
use crate::event::HeaderValue;
use crate::producer::fault::Verdict;
use crate::producer::{TopicHandle, Transport};
use crate::runtime::failure::DeliveryFailure;
use crate::runtime::report::Reporter;
use crate::runtime::resolve::handed_over;
#[cfg(feature = "testing")]
use crate::schema_registry::SeenSchemas;
use crate::schema_registry::{OutputRegistry, Schemas};

/// Where the records of one function go, and with what.
pub(crate) struct Output {
    pub(crate) name: &'static str,
    pub(crate) topic: TopicHandle,
    pub(crate) headers: Vec<(String, HeaderValue)>,
    /// How long a record may take, from the call on; `None` is for ever.
    pub(crate) timeout: Option<Duration>,
    pub(crate) transport: Arc<dyn Transport>,
    /// Asked for what stands before values that have schemas.
    pub(crate) registry: Option<Arc<OutputRegistry>>,
    /// The function names the registry itself, and so means to use it.
    pub(crate) needs_schema: bool,
    pub(crate) reporter: Arc<Reporter>,
    /// The Avro schemas whose texts come from settings.
    #[cfg(feature = "avro")]
    pub(crate) schemas: Vec<(OptionId, &'static AvroSchema)>,
    /// Where a test keeps what it wrote by; `None` outside of tests.
    #[cfg(feature = "testing")]
    pub(crate) seen: Option<Arc<SeenSchemas>>,
}

/// Its name alone: its topic and its headers may come from settings, and be fetched.
impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Output").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A record that failed with nobody waiting for it.
#[derive(Debug)]
pub(crate) struct FailedRecord {
    pub(crate) verdict: Verdict,
    /// What the broker said, beyond its code.
    pub(crate) reason: Option<String>,
    /// Where it was to go: the event's own topic, or the output's.
    pub(crate) topic: String,
    pub(crate) key: Option<Vec<u8>>,
    pub(crate) value: Option<Vec<u8>>,
}

impl Output {
    /// A call writes by these schemas: a test may read it back.
    #[cfg(feature = "testing")]
    pub(crate) fn note(&self, schemas: Schemas) {
        if let Some(seen) = &self.seen {
            seen.note(&self.topic.name, schemas);
        }
    }

    /// The Avro schema that an option holds.
    #[cfg(feature = "avro")]
    pub(crate) fn schema(&self, option: OptionId) -> Option<&'static AvroSchema> {
        self.schemas.iter().find(|(id, _)| *id == option).map(|(_, schema)| *schema)
    }

    /// The schemas known without a call, with those that come from settings.
    #[cfg_attr(
        not(feature = "avro"),
        expect(clippy::unused_self, reason = "its twin with the feature reads it")
    )]
    pub(crate) fn with_schemas(&self, known: Schemas) -> Schemas {
        #[cfg(feature = "avro")]
        let of_setting = |id| self.schema(id).map(AvroSchema::schema);
        #[cfg(not(feature = "avro"))]
        let of_setting = |_| None;
        Schemas {
            value: known.value.or_else(|| of_setting(OptionId::AvroSchema)),
            event_key: known.event_key.or_else(|| of_setting(OptionId::KeyAvroSchema)),
            ..known
        }
    }

    /// Why the call that begins on this thread has no schema, though the output has one by now.
    #[cfg_attr(
        not(feature = "avro"),
        expect(clippy::unused_self, reason = "its twin with the feature reads it")
    )]
    pub(crate) fn kept_from_call(&self, binding: &'static Binding) -> Option<Error> {
        #[cfg(feature = "avro")]
        let known = self.schemas.is_empty();
        #[cfg(not(feature = "avro"))]
        let known = true;
        if known { None } else { handed_over(binding) }
    }

    /// The function names a registry, and neither values nor keys have a schema.
    pub(crate) fn has_no_schema(&self) -> Error {
        let error = Error::new(
            ErrorKind::Configuration,
            "`schema_registry_url` has nothing to register: neither the value nor the key has a schema; write one, such as `json_schema_file` or `avro_schema_file`, derive schemars' `JsonSchema` for what is sent as JSON, or leave `schema_registry_url` out",
        );
        error.of_output(self.name)
    }

    /// Tells `on_delivery_error`, the log and the count of a failure nobody waits for.
    pub(crate) fn report_failure(&self, record: FailedRecord) {
        let fault = self.transport.explain(&record.topic, record.verdict).saying(record.reason.as_deref());
        self.reporter.report(DeliveryFailure::new(self.name, fault.into_record_error(), record));
    }
}
