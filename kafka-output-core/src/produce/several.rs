//! `#[derive(KafkaOutputs)]`: what the derive implements, and the end of the road for such a value.

use std::any::Any;
use std::future::poll_fn;
use std::marker::PhantomData;

use super::finish::may_block_for;
use super::together::Together;
use crate::delivery::Deliveries;
use crate::error::Error;
use crate::event::leaf::Probe;
use crate::event::ways_out::{Kafka, OneOutput};
use crate::producer::call::wait;

/// A type whose fields or variants are outputs, each with its own `#[kafka_output(…)]`; a function with a bare `#[kafka_output]` returns
/// it. It is derived; its methods are the derive's own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not derive `KafkaOutputs`",
    label = "this type does not say where its fields are sent, as it should here",
    note = "to send this value as a record, write where to: `#[kafka_output(broker_list = …, topic = …)]`",
    note = "to send several outputs at once, write `#[derive(KafkaOutputs)]` on the type, and `#[kafka_output(topic = …)]` on each of its fields or variants"
)]
pub trait KafkaOutputs: Sized {
    /// What a successful call returns: the type of the `returned` field; without one [`Deliveries`], of all records in the order of
    /// the fields.
    type Answer;
    /// The `returned` field while the records are on their way, or [`NothingReturned`].
    #[doc(hidden)]
    type Returned;
    /// What a signature asks for.
    #[doc(hidden)]
    const __KAFKA_OUTPUT_IS: bool = true;

    /// Writes the records of all outputs as bytes.
    #[doc(hidden)]
    fn __kafka_output_write(self, together: &mut Together) -> Self::Returned;

    /// What the call returns, given what became of the records.
    #[doc(hidden)]
    fn __kafka_output_answer(
        returned: Self::Returned,
        outcome: Result<Deliveries, Error>,
    ) -> Result<Self::Answer, Error>;
}

#[diagnostic::do_not_recommend]
impl<T: KafkaOutputs> KafkaOutputs for Box<T> {
    type Answer = T::Answer;
    type Returned = T::Returned;

    fn __kafka_output_write(self, together: &mut Together) -> Self::Returned {
        (*self).__kafka_output_write(together)
    }

    fn __kafka_output_answer(
        returned: Self::Returned,
        outcome: Result<Deliveries, Error>,
    ) -> Result<Self::Answer, Error> {
        T::__kafka_output_answer(returned, outcome)
    }
}

/// The answer's type in a signature, by a constant of [`KafkaOutputs`]: where that has no value, which is told where it stands, the type is
/// unknown, and so nothing is told to callers.
pub trait AnswerIf<const IS: bool> {
    /// What a successful call returns.
    type Answer;
}

#[diagnostic::do_not_recommend]
impl<T: KafkaOutputs> AnswerIf<true> for T {
    type Answer = T::Answer;
}

/// There is no `returned` field.
#[derive(Debug, Clone, Copy)]
pub struct NothingReturned;

/// What is said of a nested type that has a `returned` field.
#[diagnostic::on_unimplemented(
    message = "the `returned` field of a nested type would reach nobody",
    label = "this type has a `returned` field, of the type `{Self}`",
    note = "only the type that the function returns may have one; move the field there"
)]
pub trait ReturnsNothing {}

impl ReturnsNothing for NothingReturned {}

/// Whether a type may be nested; else there is no value. Called with a closure, a type that nobody knows is told of as where the user wrote it, see
/// [`HasLeaf`](crate::event::leaf::HasLeaf).
#[must_use]
pub const fn nests<T>(_: fn(T)) -> bool
where
    T: KafkaOutputs<Returned: ReturnsNothing>,
{
    true
}

/// The same of a type that stands in brackets.
#[must_use]
pub const fn nests_each<T>() -> bool
where
    T: KafkaOutputs<Returned: ReturnsNothing>,
{
    true
}

/// What may be nested, where that is known: of a constant without a value, which is told of where it stands, nothing more is said.
pub trait NestsIf<const IS: bool> {
    /// Writes the records.
    fn write(self, together: &mut Together);
}

#[diagnostic::do_not_recommend]
impl<T: KafkaOutputs> NestsIf<true> for T {
    fn write(self, together: &mut Together) {
        let _ = self.__kafka_output_write(together);
    }
}

/// `#[kafka_output(nested)]`: writes the records of a value that is a field of another.
pub fn nested<T>(value: T, together: &mut Together)
where
    T: KafkaOutputs<Returned: ReturnsNothing>,
{
    let _ = value.__kafka_output_write(together);
}

/// The same where a constant asks the type.
pub fn nested_if<const IS: bool, T: NestsIf<IS>>(value: T, together: &mut Together) {
    value.write(together);
}

/// A call of several outputs on its way: written as bytes, and nothing enqueued yet.
///
/// It names no type that derives `KafkaOutputs`: whether a future is `Send` is asked of its types with all lifetimes forgotten, `'static`
/// too, and the bounds of such a type's implementation could not be met then.
#[derive(Debug)]
#[must_use]
pub struct Several<R, A> {
    together: Together,
    returned: R,
    answer: fn(R, Result<Deliveries, Error>) -> Result<A, Error>,
}

impl<R, A> Several<R, A> {
    fn of<T: KafkaOutputs<Returned = R, Answer = A>>(value: T) -> Self {
        let mut together = Together::default();
        let returned = value.__kafka_output_write(&mut together);
        Self { together, returned, answer: T::__kafka_output_answer }
    }

    /// All records, acknowledged.
    pub async fn confirmed(self) -> Result<A, Error> {
        let Self { mut together, returned, answer } = self;
        poll_fn(|context| together.poll_answered(context)).await;
        answer(returned, together.into_deliveries())
    }

    /// [`confirmed`](Self::confirmed) for a plain `fn`.
    pub fn wait_confirmed(self) -> Result<A, Error> {
        if let Some(output) = self.together.name()
            && let Err(error) = may_block_for(output)
        {
            return (self.answer)(self.returned, Err(error));
        }
        wait(self.confirmed())
    }
}

/// Ladder of `several()`: the returned value's type derives `KafkaOutputs`, or the program does not compile. Of that the wrapper's return
/// type tells, once.
pub mod outputs {
    use std::future::{Ready, ready};

    use super::{Error, KafkaOutputs, PhantomData, Several};

    /// The type of a returned value.
    #[derive(Debug)]
    pub struct OutputsOf<T>(PhantomData<fn() -> T>);

    /// The start of the ladder.
    #[must_use]
    pub const fn outputs_of<T>() -> OutputsOf<T> {
        OutputsOf(PhantomData)
    }

    /// The call of such a type.
    pub type SeveralOf<T> = Several<<T as KafkaOutputs>::Returned, <T as KafkaOutputs>::Answer>;

    /// Rung 2.
    pub trait IsOutputs {
        /// The type.
        type Outputs: KafkaOutputs;
        /// Writes a value as bytes.
        fn __several(&self, value: Self::Outputs) -> SeveralOf<Self::Outputs> {
            Several::of(value)
        }
    }
    impl<T: KafkaOutputs> IsOutputs for &OutputsOf<T> {
        type Outputs = T;
    }

    /// Rung 1: refused.
    pub trait IsNone {
        /// The type.
        type Refused;
        /// Takes the place of a call.
        fn __several(&self, _value: Self::Refused) -> NoOutputs {
            NoOutputs
        }
    }
    impl<T> IsNone for OutputsOf<T> {
        type Refused = T;
    }

    /// What stands for a call in a program that does not compile.
    #[derive(Debug)]
    #[must_use]
    pub struct NoOutputs;

    impl NoOutputs {
        /// Of any type, so that it is told once.
        pub fn confirmed<A>(self) -> Ready<Result<A, Error>> {
            ready(self.wait_confirmed())
        }

        /// The same for a plain `fn`.
        pub fn wait_confirmed<A>(self) -> Result<A, Error> {
            unreachable!("the return type was refused by the compiler")
        }
    }
}

/// A type of several outputs, returned where one has its options; see `event/leaf/told_apart.rs`.
impl<T: KafkaOutputs> Probe<T> {
    /// Refused.
    #[expect(clippy::unused_self, reason = "a method, which a ladder finds")]
    pub fn __format<R>(&self) -> R
    where
        Kafka: OneOutput<T, Given = R>,
    {
        Kafka::given()
    }
}

/// The answer of a type with a `returned` field: itself, or an error that keeps it if `keep` can.
pub fn returned<R>(
    returned: R,
    outcome: Result<Deliveries, Error>,
    keep: impl FnOnce(R, Error) -> Error,
) -> Result<R, Error> {
    match outcome {
        Ok(_) => Ok(returned),
        Err(error) => Err(keep(returned, error)),
    }
}

/// A returned value that borrows: the caller has what it borrows from.
pub fn forget<R>(_returned: R, error: Error) -> Error {
    error
}

/// Ladder of `kept()`: whether an error can carry a returned value.
pub mod keep {
    use super::{Any, Error, PhantomData, forget};

    /// The type of a returned value.
    #[derive(Debug)]
    pub struct Kept<R>(PhantomData<fn() -> R>);

    /// The start of the ladder, for a type as the user wrote it, see [`HasLeaf`](crate::event::leaf::HasLeaf).
    pub trait Keeps: Sized {
        /// To ask about it.
        const KEPT: Kept<Self> = Kept(PhantomData);
    }

    impl<R> Keeps for R {}

    /// Rung 2: what may go to another thread may go with an error.
    pub trait IsSend {
        /// The type.
        type Returned;
        /// Keeps it.
        fn __keep(&self) -> fn(Self::Returned, Error) -> Error;
    }
    impl<R: Any + Send> IsSend for &Kept<R> {
        type Returned = R;
        fn __keep(&self) -> fn(R, Error) -> Error {
            |returned, error| error.with_returned(Box::new(returned))
        }
    }

    /// Rung 1: what may not is dropped, as an error may go anywhere.
    pub trait IsOther {
        /// The type.
        type Returned;
        /// Drops it.
        fn __keep(&self) -> fn(Self::Returned, Error) -> Error;
    }
    impl<R> IsOther for Kept<R> {
        type Returned = R;
        fn __keep(&self) -> fn(R, Error) -> Error {
            forget
        }
    }
}
