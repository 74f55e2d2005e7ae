//! `string`: text as UTF-8.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};
use std::rc::Rc;
use std::sync::Arc;

use super::{Encode, EncodeError};
use crate::event::NoKey;

/// Writes what is text already; the format of text when none is written.
#[derive(Debug, Clone, Copy)]
pub struct Str;

#[diagnostic::do_not_recommend]
impl<T: TextValue + ?Sized> Encode<T> for Str {
    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.extend_from_slice(value.text().as_bytes());
        Ok(())
    }
}

/// Writes whatever can be displayed: `value_format = string`.
#[derive(Debug, Clone, Copy)]
pub struct Text;

#[diagnostic::do_not_recommend]
impl<T: Display + ?Sized> Encode<T> for Text {
    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        write!(Utf8(out), "{value}")
            .map_err(|_| EncodeError::new("its `Display` returned an error; text was expected"))
    }
}

/// The bytes of a record as something to write text to. `io::Write` would panic on a `Display` that fails.
struct Utf8<'a>(&'a mut Vec<u8>);

impl Write for Utf8<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

/// The types that are text when no format is written; behind a pointer too.
pub trait TextValue {
    /// The text.
    fn text(&self) -> &str;
}

impl TextValue for str {
    fn text(&self) -> &str {
        self
    }
}

impl TextValue for String {
    fn text(&self) -> &str {
        self
    }
}

macro_rules! behind_a_pointer {
    ($($pointer:ty),*) => {$(
        impl<T: TextValue + ?Sized> TextValue for $pointer {
            fn text(&self) -> &str {
                (**self).text()
            }
        }
    )*};
}

behind_a_pointer!(&T, Box<T>, Arc<T>, Rc<T>);

impl<T: TextValue + ToOwned + ?Sized> TextValue for Cow<'_, T> {
    fn text(&self) -> &str {
        (**self).text()
    }
}

// A plain value has no key, so its key is never written; the rung it lands on is the cheapest.
impl TextValue for NoKey {
    fn text(&self) -> &str {
        match *self {}
    }
}
impl AsRef<str> for NoKey {
    fn as_ref(&self) -> &str {
        match *self {}
    }
}
impl Display for NoKey {
    fn fmt(&self, _f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}
impl AsRef<[u8]> for NoKey {
    fn as_ref(&self) -> &[u8] {
        match *self {}
    }
}
impl serde::Serialize for NoKey {
    fn serialize<S: serde::Serializer>(&self, _serializer: S) -> Result<S::Ok, S::Error> {
        match *self {}
    }
}
