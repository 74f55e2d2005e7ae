//! One question to a secret provider, on a thread and an async runtime of its own: it is the program's code, which may panic, block, or
//! never answer.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use super::not_fetched::{NotFetched, passes};
use super::{SecretProvider, SecretReference};
use crate::hidden::Hidden;
use crate::panics::caught_in;
use crate::thread;

/// The longest a provider is waited for.
pub(super) const LIMIT: Duration = Duration::from_mins(1);
/// How much later one is given up that blocks its thread, where its future cannot be ended.
const GRACE: Duration = Duration::from_secs(1);

/// A provider that errors can name.
pub(crate) trait NamedProvider: SecretProvider {
    /// Its type.
    fn name(&self) -> &'static str;
}

impl<P: SecretProvider> NamedProvider for P {
    fn name(&self) -> &'static str {
        std::any::type_name::<Self>()
    }
}

/// The secret, or a sentence why this provider gives none. Blocks.
pub(super) fn ask(
    provider: &Arc<dyn NamedProvider>,
    secret: &SecretReference,
    limit: Duration,
) -> Result<Hidden, NotFetched> {
    let (sender, receiver) = channel();
    let asked = (Arc::clone(provider), secret.clone());
    let question = move || {
        let _on_library_thread = thread::enter();
        let (provider, secret) = asked;
        // Who asked may have given up; then nobody needs the answer.
        let _ = sender.send(answer(&*provider, &secret, limit));
    };
    let unstarted =
        |error| format!("the thread of its provider `{}` could not be started: {error}", provider.name());
    std::thread::Builder::new().name("kafka-output-secrets".to_owned()).spawn(question).map_err(unstarted)?;
    match receiver.recv_timeout(limit.saturating_add(GRACE)) {
        Ok(answer) => answer,
        Err(RecvTimeoutError::Timeout) => Err(silent(&**provider, limit)),
        Err(RecvTimeoutError::Disconnected) => {
            Err(format!("the thread of its provider `{}` ended without an answer", provider.name()).into())
        }
    }
}

fn answer(
    provider: &dyn NamedProvider,
    secret: &SecretReference,
    limit: Duration,
) -> Result<Hidden, NotFetched> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| {
        format!("the runtime of its provider `{}` could not be started: {error}", provider.name())
    })?;
    let asked = async { provider.secret(secret).await };
    let answer = runtime.block_on(async { tokio::time::timeout(limit, caught_in(asked)).await });
    // What a provider has given up on may still be under way.
    runtime.shutdown_background();
    match answer {
        Ok(Ok(Ok(value))) => Ok(Hidden::from(value)),
        Ok(Ok(Err(fault))) => Err(NotFetched { sentence: fault.to_string(), may_pass: passes(&*fault) }),
        Ok(Err(panic)) => Err(format!("its provider `{}` panicked: {panic}", provider.name()).into()),
        Err(_) => Err(silent(provider, limit)),
    }
}

fn silent(provider: &dyn NamedProvider, limit: Duration) -> NotFetched {
    let sentence = format!(
        "its provider `{}` has not answered for {} s; give what it asks a shorter time limit, and let it not wait for an output \
         that needs this secret",
        provider.name(),
        limit.as_secs()
    );
    NotFetched { sentence, may_pass: true }
}
