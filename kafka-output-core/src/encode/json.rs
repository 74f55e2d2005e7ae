//! `json`: whatever serde can write.

use serde::Serialize;

use super::{Encode, EncodeError};

/// Writes JSON: `value_format = json`. Not named like the wrapper [`Json`](crate::Json): the compiler would take one for the other, of another
/// version of the crate, and say so.
#[derive(Debug, Clone, Copy)]
pub struct JsonText;

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> Encode<T> for JsonText {
    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        serde_json::to_writer(out, value)
            .map_err(|error| EncodeError::because("it could not be written as JSON", error))
    }
}

/// Writes JSON because the type says nothing else.
///
/// In a generic function the type is not known where its format is chosen; [`Encode::check`] looks again once it is.
#[derive(Debug, Clone, Copy)]
pub struct JsonByType;

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> Encode<T> for JsonByType {
    fn check(&self) -> Result<(), EncodeError> {
        match hidden_shape(std::any::type_name::<T>()) {
            None => Ok(()),
            Some(shape) => Err(EncodeError::new(format!(
                "its type is `{}`, {shape}, but the attribute could not see that and would have sent JSON; \
                 write `value_format` (or `key_format`) to say what is meant",
                std::any::type_name::<T>()
            ))),
        }
    }

    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        JsonText.encode(value, out)
    }
}

/// What a type turns out to be that the ladder would have taken for something else than JSON, had it known.
fn hidden_shape(name: &str) -> Option<&'static str> {
    let name = name.trim_start_matches('&').trim_start_matches("mut ");
    let outer = name.split('<').next().unwrap_or(name);
    match outer {
        "str" | "alloc::string::String" => Some("which is text"),
        "i16" | "i32" | "i64" | "f32" | "f64" => Some("which is a number with a format of its own"),
        "u8" | "()" => Some("which is no value for a record"),
        "core::option::Option" | "core::result::Result" => Some("which may hold no value"),
        "alloc::boxed::Box" | "alloc::sync::Arc" | "alloc::borrow::Cow" | "alloc::rc::Rc" => {
            hidden_shape(inner(name)?)
        }
        "bytes::bytes::Bytes" | "bytes::bytes_mut::BytesMut" => Some("which is bytes"),
        _ if outer.starts_with('[') => Some("which is bytes or a collection"),
        _ if outer.starts_with("alloc::vec::") || outer.starts_with("alloc::collections::") => {
            Some("which is bytes or a collection")
        }
        _ if outer.starts_with("std::collections::") => Some("which is a collection"),
        _ => None,
    }
}

/// `alloc::borrow::Cow<'_, str>` → `str`; a type name holds no default arguments.
fn inner(name: &str) -> Option<&str> {
    let arguments = name.split_once('<')?.1.strip_suffix('>')?;
    Some(arguments.strip_prefix("'_, ").unwrap_or(arguments))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

    use super::hidden_shape;

    struct Order;
    struct Vec2<T>(T);

    fn hidden<T: ?Sized>() -> bool {
        hidden_shape(std::any::type_name::<T>()).is_some()
    }

    #[test]
    fn what_would_have_had_another_format_is_seen_through_a_type_parameter() {
        assert!(
            hidden::<String>() && hidden::<&str>() && hidden::<Box<str>>() && hidden::<Cow<'static, str>>()
        );
        assert!(hidden::<Vec<Order>>() && hidden::<Vec<u8>>() && hidden::<[Order; 2]>() && hidden::<&[u8]>());
        assert!(
            hidden::<VecDeque<Order>>() && hidden::<HashMap<String, u8>>() && hidden::<BTreeMap<u8, u8>>()
        );
        assert!(hidden::<HashSet<u8>>() && hidden::<Option<Order>>() && hidden::<Result<Order, ()>>());
        assert!(
            hidden::<i64>()
                && hidden::<f32>()
                && hidden::<u8>()
                && hidden::<()>()
                && hidden::<bytes::Bytes>()
        );
        assert!(hidden::<&&String>() && hidden::<Box<Vec<Order>>>());
    }

    #[test]
    fn what_is_json_by_its_type_stays_so() {
        assert!(!hidden::<Order>() && !hidden::<Vec2<Vec<Order>>>() && !hidden::<crate::Json<Vec<Order>>>());
        assert!(
            !hidden::<bool>() && !hidden::<u64>() && !hidden::<Box<Order>>() && !hidden::<(Order, Order)>()
        );
    }
}
