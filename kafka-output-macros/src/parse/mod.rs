//! Tokens to `Args` and `AnnotatedFn`: what was written, before anybody asks whether it is right.

mod attribute;
mod function;
mod map;
mod value;

pub(crate) use attribute::{Arg, Args, pieces};
pub(crate) use function::{Annotated, AnnotatedFn};
pub(crate) use map::MapEntry;
pub(crate) use value::{ARRAY, CALL, Written, word};
