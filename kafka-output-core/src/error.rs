//! One opaque error with questions, so that it can grow without breaking anybody.

mod record;

use std::any::Any;
use std::error::Error as StdError;
use std::fmt;
use std::sync::{Mutex, PoisonError};

pub use self::record::RecordError;
use crate::delivery::{Delivery, StreamSummary};

/// Why records were not, or not all, acknowledged.
///
/// Ask it: [`kind`](Error::kind), [`is_retriable`](Error::is_retriable), [`output`](Error::output), [`topic`](Error::topic),
/// [`outcomes`](Error::outcomes), and [`source`](StdError::source) for the cause. Its text names the output, the
/// option or setting, what is wrong and what to do, and never holds a secret.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    retriable: bool,
    output: Option<String>,
    topic: Option<String>,
    outcomes: Vec<Result<Delivery, RecordError>>,
    source: Option<Box<dyn StdError + Send + Sync>>,
    /// What the function returned beside its outputs. An error is `Sync`, which this need not be.
    returned: Mutex<Option<Box<dyn Any + Send>>>,
    /// What is acknowledged of a stream that stopped.
    stream: Option<StreamSummary>,
}

/// The class of an [`Error`] or a [`RecordError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Options that contradict each other, or a runtime that cannot be what it is asked to be.
    Configuration,
    /// A setting that is missing, or whose value does not fit its option.
    Setting,
    /// A value, key or header that could not be written in its format.
    Encoding,
    /// The schema registry refused, or did not answer.
    SchemaRegistry,
    /// The broker did not accept who we are, or what we may do.
    Authentication,
    /// The encrypted connection could not be made.
    Tls,
    /// The topic, or the partition asked for, does not exist.
    UnknownTopic,
    /// The record is larger than the client or the broker allows.
    TooLarge,
    /// No acknowledgement came in time.
    Timeout,
    /// The local queue stayed full until the time was over; nothing was sent.
    QueueFull,
    /// The broker refused the record.
    Broker,
    /// The runtime is shut down.
    Shutdown,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let retriable = matches!(kind, ErrorKind::Timeout | ErrorKind::QueueFull);
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            retriable,
            output: None,
            topic: None,
            outcomes: Vec::new(),
            source: None,
            returned: Mutex::new(None),
            stream: None,
        }))
    }

    pub(crate) fn retriable(mut self, retriable: bool) -> Self {
        self.0.retriable = retriable;
        self
    }

    pub(crate) fn of_output(mut self, output: &str) -> Self {
        self.0.output = Some(output.to_owned());
        self
    }

    pub(crate) fn on_topic(mut self, topic: &str) -> Self {
        self.0.topic = Some(topic.to_owned());
        self
    }

    pub(crate) fn with_outcomes(mut self, outcomes: Vec<Result<Delivery, RecordError>>) -> Self {
        self.0.outcomes = outcomes;
        self
    }

    pub(crate) fn with_source(mut self, source: Option<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = source;
        self
    }

    /// The same for another caller who waited for it; without outcomes and source, which have one owner.
    pub(crate) fn for_another(&self) -> Self {
        let Inner { kind, message, retriable, output, topic, .. } = &*self.0;
        Self(Box::new(Inner {
            kind: *kind,
            message: message.clone(),
            retriable: *retriable,
            output: output.clone(),
            topic: topic.clone(),
            outcomes: Vec::new(),
            source: None,
            returned: Mutex::new(None),
            stream: None,
        }))
    }

    pub(crate) fn with_stream(mut self, stream: StreamSummary) -> Self {
        self.0.stream = Some(stream);
        self
    }

    pub(crate) fn with_returned(mut self, returned: Box<dyn Any + Send>) -> Self {
        self.0.returned = Mutex::new(Some(returned));
        self
    }

    /// The outcomes, and the error without them.
    pub(crate) fn take_outcomes(&mut self) -> Vec<Result<Delivery, RecordError>> {
        std::mem::take(&mut self.0.outcomes)
    }

    pub(crate) fn take_source(&mut self) -> Option<Box<dyn StdError + Send + Sync>> {
        self.0.source.take()
    }

    /// What is wrong, without the output's name.
    pub(crate) fn sentence(&self) -> &str {
        &self.0.message
    }

    /// The class of the failure; of several failed records, the first one's.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether calling again with the same records may succeed; for a batch, whether that holds of every failed one.
    ///
    /// A timeout is retriable, and like every Kafka timeout it does not say that the broker has *not* stored the record.
    #[must_use]
    pub fn is_retriable(&self) -> bool {
        self.0.retriable
    }

    /// The output's name: the function's, unless the option `name` says otherwise.
    #[must_use]
    pub fn output(&self) -> Option<&str> {
        self.0.output.as_deref()
    }

    /// The topic of the (first) failed record.
    #[must_use]
    pub fn topic(&self) -> Option<&str> {
        self.0.topic.as_deref()
    }

    /// What became of each record of the call, in the order returned, of several outputs one after the other; empty where the
    /// call failed before any was looked at. Of a stream, those from the first failed record on.
    pub fn outcomes(&self) -> &[Result<Delivery, RecordError>] {
        &self.0.outcomes
    }

    /// What is acknowledged of a stream that stopped at this error; `None` where no stream was returned, or nothing was taken from it.
    ///
    /// Its [`checkpoint`](StreamSummary::checkpoint) is where to go on; the [`outcomes`](Self::outcomes) begin there.
    #[must_use]
    pub fn stream_summary(&self) -> Option<&StreamSummary> {
        self.0.stream.as_ref()
    }

    /// What the function returned to its caller beside its outputs: the field with `#[kafka_output(returned)]` of a type that derives
    /// `KafkaOutputs`.
    ///
    /// ```
    /// # use kafka_output_core as kafka_output;
    /// use kafka_output::Error;
    ///
    /// fn answer(error: Error) -> Result<String, Error> {
    ///     eprintln!("{error}");           // the records failed,
    ///     error.into_returned::<String>() // and the order is placed all the same
    /// }
    /// ```
    ///
    /// # Errors
    /// The error itself, where it holds no value of this type: no field is returned, or it has another type, it borrows
    /// (`&'a str`), or it is not `Send`, as an error is.
    pub fn into_returned<R: 'static>(self) -> Result<R, Self> {
        let kept = self.0.returned.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(kept) = kept else { return Err(self) };
        match kept.downcast::<R>() {
            Ok(returned) => Ok(*returned),
            Err(other) => Err(self.with_returned(other)),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(output) = &self.0.output {
            write!(f, "output `{output}`: ")?;
        }
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { kind, message, retriable, output, topic, outcomes, source, returned: _, stream } =
            &*self.0;
        f.debug_struct("Error")
            .field("kind", kind)
            .field("message", message)
            .field("retriable", retriable)
            .field("output", output)
            .field("topic", topic)
            .field("failed", &outcomes.iter().filter(|outcome| outcome.is_err()).count())
            .field("outcomes", &outcomes.len())
            .field("source", source)
            .field("stream", stream)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

/// What a call of a function that returns a `Result` may fail with: the function's own error, or Kafka's.
#[derive(Debug)]
pub enum CallError<E> {
    /// The function returned this error; nothing was sent. Of a stream that yielded it: everything before it is acknowledged.
    Function(E),
    /// The function succeeded; its records were not, or not all, acknowledged.
    Output(Error),
}

impl<E> CallError<E> {
    /// Kafka's error, if it is one.
    pub const fn output(&self) -> Option<&Error> {
        match self {
            Self::Function(_) => None,
            Self::Output(error) => Some(error),
        }
    }
}

impl<E> From<Error> for CallError<E> {
    fn from(error: Error) -> Self {
        Self::Output(error)
    }
}

impl<E: fmt::Display> fmt::Display for CallError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Function(error) => error.fmt(f),
            Self::Output(error) => error.fmt(f),
        }
    }
}

// `E` needs not be an error itself: `anyhow::Error` is not.
impl<E: fmt::Debug + fmt::Display> StdError for CallError<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Function(_) => None,
            Self::Output(error) => error.source(),
        }
    }
}
