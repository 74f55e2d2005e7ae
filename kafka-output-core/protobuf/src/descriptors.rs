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
    /// What that imports, and what those import, each once and behind all that it imports itself; without Google's well-known types.
    pub imported: Vec<DescribedFile>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribedFile {
    /// As it is imported.
    pub name: String,
    /// Its descriptor in Base64, which Confluent's registry and others take in place of its text.
    pub text: String,
    /// What it imports, as positions among all that is imported.
    pub imports: Vec<usize>,
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
    let mut imported = Vec::new();
    let file = of(&file, &mut imported);
    Ok(Described { message, file, imported })
}

fn of(file: &FileDescriptor, imported: &mut Vec<DescribedFile>) -> DescribedFile {
    // Where its lines were is of no use to a registry.
    let plain = FileDescriptorProto { source_code_info: None, ..file.file_descriptor_proto().clone() };
    let imports = file.dependencies().filter(|import| !is_well_known(import.name()));
    DescribedFile {
        name: file.name().to_owned(),
        text: STANDARD.encode(plain.encode_to_vec()),
        imports: imports.map(|import| position(&import, imported)).collect(),
    }
}

/// Where a file stands among those that are imported; many may import the same one.
fn position(file: &FileDescriptor, imported: &mut Vec<DescribedFile>) -> usize {
    if let Some(known) = imported.iter().position(|known| known.name == file.name()) {
        return known;
    }
    let file = of(file, imported);
    imported.push(file);
    imported.len() - 1
}

/// The messages of a descriptor in Base64.
pub(crate) fn messages_of_base64(text: &str) -> Option<Vec<Message>> {
    let bytes = STANDARD.decode(text.trim()).ok()?;
    Some(messages_of(&FileDescriptorProto::decode(&bytes[..]).ok()?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]
    use prost_reflect::DescriptorPool;
    use prost_reflect::prost_types::{FileDescriptorProto, FileDescriptorSet};

    use super::of;

    #[test]
    fn a_file_that_many_import_is_described_once() {
        let names = |level: usize| [format!("a{level}.proto"), format!("b{level}.proto")];
        let timestamp = ["google/protobuf/timestamp.proto".to_owned()];
        let dependency =
            |level: usize| level.checked_sub(1).map_or(timestamp.to_vec(), |below| names(below).to_vec());
        let files = (0..=30).flat_map(|level| names(level).map(|name| (level, name))).map(|(level, name)| {
            FileDescriptorProto { name: Some(name), dependency: dependency(level), ..Default::default() }
        });
        let mut pool = DescriptorPool::global();
        pool.add_file_descriptor_set(FileDescriptorSet { file: files.collect() }).unwrap();
        let mut imported = Vec::new();

        let outermost = of(&pool.get_file_by_name("a30.proto").unwrap(), &mut imported);

        assert_eq!(imported.len(), 60, "without the well-known type");
        for (at, file) in imported.iter().chain([&outermost]).enumerate() {
            let known: Vec<&str> = file.imports.iter().map(|known| imported[*known].name.as_str()).collect();
            assert!(file.imports.iter().all(|import| *import < at), "{}: {known:?}", file.name);
            let level: usize = file.name[1..].split('.').next().unwrap().parse().unwrap();
            assert_eq!(known, level.checked_sub(1).map_or(Vec::new(), |below| names(below).to_vec()));
        }
    }
}
