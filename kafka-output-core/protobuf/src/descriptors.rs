//! The schemas of types that describe themselves.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use prost_reflect::prost::Message as _;
use prost_reflect::prost_types::FileDescriptorProto;
use prost_reflect::{FileDescriptor, ReflectMessage};

use crate::is_well_known;
use crate::messages::{Message, messages_of};

/// A message, and the file it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// The message.
    pub message: Message,
    /// Its file.
    pub file: DescribedFile,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribedFile {
    /// As it is imported.
    pub name: String,
    /// Its descriptor in Base64, which Confluent's registry and others take in place of its text.
    pub text: String,
    /// What it imports, without Google's well-known types.
    pub imports: Vec<DescribedFile>,
}

/// The schema of a type.
///
/// # Errors
/// The type's name, where its own file does not hold it.
pub fn described<T: ReflectMessage + Default>() -> Result<Described, String> {
    let descriptor = T::default().descriptor();
    let file = descriptor.parent_file();
    let messages = messages_of(file.file_descriptor_proto());
    let found = messages.into_iter().find(|message| message.full_name == descriptor.full_name());
    let message = found.ok_or_else(|| descriptor.full_name().to_owned())?;
    Ok(Described { message, file: of(&file) })
}

fn of(file: &FileDescriptor) -> DescribedFile {
    // Where its lines were is of no use to a registry.
    let plain = FileDescriptorProto { source_code_info: None, ..file.file_descriptor_proto().clone() };
    let imports = file.dependencies().filter(|import| !is_well_known(import.name()));
    DescribedFile {
        name: file.name().to_owned(),
        text: STANDARD.encode(plain.encode_to_vec()),
        imports: imports.map(|import| of(&import)).collect(),
    }
}

/// The messages of a descriptor in Base64.
pub(crate) fn messages_of_base64(text: &str) -> Option<Vec<Message>> {
    let bytes = STANDARD.decode(text.trim()).ok()?;
    Some(messages_of(&FileDescriptorProto::decode(&bytes[..]).ok()?))
}
