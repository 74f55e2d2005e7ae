//! Outputs whose schema comes from a setting: a call can write nothing before its output is resolved.

use std::future::poll_fn;
use std::sync::Arc;

use kafka_output_options::OptionId;

use super::finish::may_block_for;
use crate::binding::Binding;
use crate::encode::AvroSchema;
use crate::error::Error;
use crate::output::Output;
use crate::producer::call::wait;
use crate::runtime;
use crate::runtime::resolve::{Resolving, hand_over};

/// An output that a call has waited for.
#[derive(Debug)]
pub struct Resolved {
    /// The output's.
    pub binding: &'static Binding,
    /// Why it could not be resolved.
    failed: Option<Error>,
}

/// Ready when the output is resolved, or known not to be.
pub async fn resolved(binding: &'static Binding) -> Resolved {
    let failed = if runtime::resolved(binding).is_some() { None } else { ask(binding).await.err() };
    Resolved { binding, failed }
}

/// The same where nothing can be awaited: the first call blocks, unless on a thread where it may not, and the call is refused.
#[must_use]
pub fn resolved_now(binding: &'static Binding) -> Resolved {
    match may_block_for(binding.name()) {
        Ok(()) => wait(resolved(binding)),
        Err(error) => Resolved { binding, failed: Some(error) },
    }
}

async fn ask(binding: &'static Binding) -> Result<Arc<Output>, Error> {
    let mut resolving = Resolving::ask(binding);
    poll_fn(|context| resolving.poll(context)).await
}

impl Resolved {
    /// The Avro schema that an option of the output holds. Without an output there is none; the call that is about to be written on this
    /// thread says why, and asks nobody again.
    #[must_use]
    pub fn schema(&self, option: OptionId) -> Option<&'static AvroSchema> {
        // Another call may have resolved it while the body ran.
        let output = runtime::resolved(self.binding);
        let failed = self.failed.as_ref().filter(|_| output.is_none());
        hand_over(self.binding, failed);
        if failed.is_some() {
            return None;
        }
        // Another runtime may have come since, and know nothing of this output yet.
        output.or_else(|| wait(ask(self.binding)).ok())?.schema(option)
    }
}
