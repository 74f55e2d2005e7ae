//! The thread that asks the token provider for a client's tokens.
//!
//! One for each client, with a runtime of its own, so that a slow provider holds up no verdict and no other client. A provider may never
//! come back, so nobody waits for this thread: it holds the client only while it hands a token over.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::{Arc, Weak};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use tokio::sync::oneshot::{Receiver, Sender, channel};
use tokio::time::{sleep, timeout};

use super::bearer;
use super::client::Client;
use super::shared::Shared;
use crate::causes::with_causes;
use crate::error::{Error, ErrorKind};
use crate::panics::{caught_in, tell};
use crate::token::{Token, TokenProvider, TokenRequest};

/// The longest a provider is waited for; calls fail before that.
const ASK: Duration = Duration::from_mins(1);
/// The pauses after failures: the first, and the longest.
const PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
/// How long to sleep without a look at the clock, which may be set, and goes on while a machine sleeps.
const NAP: Duration = Duration::from_secs(30);

/// The thread, until this is dropped.
#[derive(Debug)]
pub(super) struct Tokens {
    _until: Sender<()>,
}

impl Tokens {
    /// Asks `provider` for the tokens of `client`.
    pub(super) fn keep(
        client: &Arc<Client>,
        shared: &Arc<Shared>,
        provider: Arc<dyn TokenProvider>,
    ) -> Result<Self, Error> {
        let (until, mut dropped) = channel();
        let request = TokenRequest::new(shared.brokers.clone());
        let keeper = Keeper { client: Arc::downgrade(client), shared: Arc::clone(shared), provider, request };
        let unstarted = |error: std::io::Error| {
            Error::new(ErrorKind::Configuration, "the thread that asks for tokens could not be started")
                .with_source(Some(Box::new(error)))
        };
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(unstarted)?;
        let run = move || {
            let _on_library_thread = crate::runtime::thread::enter();
            runtime.block_on(unless(&mut dropped, keeper.run()));
            // What the provider started may not end either.
            runtime.shutdown_background();
        };
        std::thread::Builder::new().name("kafka-output-tokens".to_owned()).spawn(run).map_err(unstarted)?;
        Ok(Self { _until: until })
    }
}

struct Keeper {
    // Destroyed before what its callbacks look at.
    client: Weak<Client>,
    shared: Arc<Shared>,
    provider: Arc<dyn TokenProvider>,
    request: TokenRequest,
}

impl Keeper {
    /// Until the client is gone.
    async fn run(self) {
        let mut pause = PAUSE;
        loop {
            self.shared.admission.hear_asking();
            let given = self.ask().await;
            let now = SystemTime::now();
            let given = given.and_then(|token| match bearer::fault(&token, now) {
                Some(fault) => Err(fault),
                None => Ok(token),
            });
            let Some(client) = self.client.upgrade() else { return };
            let given = given.and_then(|token| bearer::hand_over(&client, &token, now).map(|()| token));
            drop(client);
            match given {
                Ok(token) => {
                    self.shared.admission.hear_token();
                    pause = PAUSE;
                    sleep_until(now + bearer::life(&token, now) * 4 / 5).await;
                }
                Err(reason) => {
                    tell(|| {
                        tracing::warn!(target: "kafka_output", brokers = %self.shared.brokers, "the token provider gives no token: {reason}");
                    });
                    self.shared.admission.hear_no_token(&reason);
                    sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    /// One token, or a sentence why there is none.
    async fn ask(&self) -> Result<Token, String> {
        let asked = async { self.provider.token(&self.request).await };
        match timeout(ASK, caught_in(asked)).await {
            Ok(Ok(given)) => given.map_err(|error| format!("it says: {}", with_causes(&*error))),
            Ok(Err(panic)) => Err(format!("it panicked: {panic}")),
            Err(_) => Err(format!("it has not answered for {} s", ASK.as_secs())),
        }
    }
}

/// Sleeps until the clock shows this.
async fn sleep_until(time: SystemTime) {
    while let Ok(left) = time.duration_since(SystemTime::now())
        && !left.is_zero()
    {
        sleep(left.min(NAP)).await;
    }
}

/// Runs a future until it ends, or until the sender of `dropped` is gone.
async fn unless(dropped: &mut Receiver<()>, future: impl Future<Output = ()>) {
    let mut future = pin!(future);
    poll_fn(|context: &mut Context<'_>| match Pin::new(&mut *dropped).poll(context) {
        Poll::Ready(_) => Poll::Ready(()),
        Poll::Pending => future.as_mut().poll(context),
    })
    .await;
}
