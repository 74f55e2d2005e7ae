//! Where in a file each message stands: the path of indexes that Confluent's framing writes.

#[cfg(feature = "descriptors")]
use prost_reflect::prost_types;
#[cfg(not(feature = "descriptors"))]
use protox::prost_reflect::prost_types;

use prost_types::field_descriptor_proto::Type;
use prost_types::{DescriptorProto, FileDescriptorProto, MessageOptions};

/// A message of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its name behind its package and the messages around it: `shop.Order.Line`.
    pub full_name: String,
    /// Its index among the messages of the file, behind that of each message around it.
    pub path: Vec<u32>,
}

impl Message {
    /// The path as it stands in a record: the number of indexes and each of them, in zigzag, of which `[0]` is one zero byte.
    #[must_use]
    pub fn indexes(&self) -> Vec<u8> {
        if self.path == [0] {
            return vec![0];
        }
        let mut written = Vec::new();
        let length = u32::try_from(self.path.len()).unwrap_or(u32::MAX);
        for number in std::iter::once(length).chain(self.path.iter().copied()) {
            let mut rest = u64::from(number) << 1;
            while rest > 0x7f {
                written.push(u8::try_from(rest & 0x7f).unwrap_or_default() | 0x80);
                rest >>= 7;
            }
            written.push(u8::try_from(rest).unwrap_or_default());
        }
        written
    }
}

/// All messages of a file, each before those inside it.
pub(crate) fn messages_of(file: &FileDescriptorProto) -> Vec<Message> {
    let mut found = Vec::new();
    walk(file.package(), &mut file.message_type.iter(), &[], &mut found);
    found
}

fn walk(
    scope: &str,
    messages: &mut dyn Iterator<Item = &DescriptorProto>,
    path: &[u32],
    found: &mut Vec<Message>,
) {
    for (index, message) in (0..).zip(messages) {
        let name = message.name();
        let full_name = if scope.is_empty() { name.to_owned() } else { format!("{scope}.{name}") };
        let path: Vec<u32> = path.iter().copied().chain([index]).collect();
        found.push(Message { full_name: full_name.clone(), path: path.clone() });
        let mut declared = message.nested_type.iter().filter(|nested| is_declared(message, nested));
        walk(&full_name, &mut declared, &path, found);
    }
}

/// Whether `message Name` is written in the file. Confluent's serializer counts those; a map's entry and a group are messages
/// in descriptors only.
pub(crate) fn is_declared(around: &DescriptorProto, nested: &DescriptorProto) -> bool {
    let is_entry = nested.options.as_ref().is_some_and(MessageOptions::map_entry);
    let ending = format!(".{}.{}", around.name(), nested.name());
    let extensions = around.extension.iter();
    let mut fields = around.field.iter().chain(extensions);
    !is_entry && !fields.any(|field| field.r#type() == Type::Group && field.type_name().ends_with(&ending))
}

#[cfg(test)]
mod tests {
    use super::Message;

    fn indexes(path: &[u32]) -> Vec<u8> {
        Message { full_name: String::new(), path: path.to_vec() }.indexes()
    }

    #[test]
    fn the_first_message_is_one_byte_and_others_are_zigzag() {
        assert_eq!(indexes(&[0]), [0]);
        assert_eq!(indexes(&[1]), [2, 2]);
        assert_eq!(indexes(&[0, 0]), [4, 0, 0]);
        assert_eq!(indexes(&[2, 0, 1]), [6, 4, 0, 2]);
        assert_eq!(indexes(&[64]), [2, 0x80, 1]);
    }
}
