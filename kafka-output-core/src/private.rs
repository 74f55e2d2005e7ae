//! Everything generated code names, and nothing else: the contract between the attribute and the runtime.
//! Not for people: anything here may change with any version.

pub use kafka_output_options::{OptionId, OptionSet, Value, attribute};
pub use linkme;

pub use crate::binding::{Binding, Declaration, OUTPUTS};
pub use crate::encode::{BytesValue, NumberValue, TextValue, format};
pub use crate::event::leaf::{by_type, event, leaf, one};
pub use crate::event::{EventShape, KeyField, KeyOf, NoKey, NoKeyPath, field, key_path};
pub use crate::produce::{
    Sending, confirmed_many, confirmed_one, encode_many, encode_one, enqueued, wait_confirmed_many,
    wait_confirmed_one, wait_enqueued,
};

/// The ladders' traits; generated code brings them into scope, unnamed.
pub mod prelude {
    pub use crate::event::EventShape as _;
    pub use crate::event::KeyField as _;
    pub use crate::event::field::{IsKey as _, IsOption as _};
    pub use crate::event::leaf::by_type::{
        IsBytes as _, IsCollection as _, IsNothing as _, IsNumber as _, IsSerialize as _, IsText as _,
        IsUnworthy as _,
    };
    pub use crate::event::leaf::event::{IsEvent as _, IsValue as _};
    pub use crate::event::leaf::one::{
        IsBytes as _, IsCollection as _, IsEventOrText as _, IsOther as _, IsUnworthy as _,
    };
}

/// The two types of a `Result` that is spelled as an alias.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is read as a `Result`, because its name ends in `Result`, but it is none",
    label = "not a `Result`",
    note = "to send a value of this type, return `KafkaEventData<{Self}>` or `kafka_output::Json<{Self}>`, or rename it"
)]
pub trait Fallible {
    /// The type of the value.
    type Ok;
    /// The type of the error.
    type Err;

    /// Itself.
    fn into_result(self) -> Result<Self::Ok, Self::Err>;
}

impl<T, E> Fallible for Result<T, E> {
    type Ok = T;
    type Err = E;

    fn into_result(self) -> Self {
        self
    }
}

/// Confirms by type what is spelled as a `Result`.
///
/// # Errors
/// The function's own.
pub fn result<R: Fallible>(returned: R) -> Result<R::Ok, R::Err> {
    returned.into_result()
}

/// Confirms by type what is spelled as an `Option`.
pub fn option<T>(returned: Option<T>) -> Option<T> {
    returned
}

/// The value of a call in a program that does not compile: gives the wrapper its type, so that callers raise no errors of their own.
#[must_use]
pub fn refused<T>() -> T {
    unreachable!("the attribute was refused by the compiler")
}
