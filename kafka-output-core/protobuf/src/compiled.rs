//! A schema as a registry has it, compiled with all it imports: a text, or a descriptor in Base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use protox::file::{ChainFileResolver, File, FileResolver, GoogleFileResolver};
use protox::{Compiler, Error};

use prost_reflect::FileDescriptor;

/// What the outermost file is called where nothing names it: a registry keeps no names but those of imports.
const OUTERMOST: &str = "the schema";

/// A schema of a registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredFile<'a> {
    /// Its text, or its descriptor in Base64.
    pub text: &'a str,
    /// What it imports, and what those import, each once; without Google's well-known types.
    pub imports: Vec<RegisteredImport<'a>>,
}

/// A schema that others import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisteredImport<'a> {
    /// As it is imported.
    pub name: &'a str,
    /// Its text, or its descriptor in Base64.
    pub text: &'a str,
}

/// Compiles the outermost file.
///
/// # Errors
/// Why it is no schema, with line and column where that is so; or what it imports that nothing here has.
pub(crate) fn compiled(file: &RegisteredFile<'_>) -> Result<FileDescriptor, String> {
    let imports = file.imports.iter().map(|import| read(import.name, import.text));
    let known: Vec<File> = imports.chain([read(OUTERMOST, file.text)]).collect::<Result<_, _>>()?;
    let mut resolver = ChainFileResolver::new();
    resolver.add(GoogleFileResolver::new());
    resolver.add(Known(known));
    let mut compiler = Compiler::with_file_resolver(resolver);
    compiler.include_source_info(false).include_imports(true);
    compiler.open_file(OUTERMOST).map_err(|error| format!("{error:?}"))?;
    compiler.descriptor_pool().get_file_by_name(OUTERMOST).ok_or_else(|| "it is no file".to_owned())
}

fn read(name: &str, text: &str) -> Result<File, String> {
    if let Ok(bytes) = STANDARD.decode(text.trim())
        && let Ok(found) = File::decode_file_descriptor_proto(&bytes[..])
    {
        let mut found = found.file_descriptor_proto().clone();
        found.name = Some(name.to_owned());
        return Ok(File::from_file_descriptor_proto(found));
    }
    File::from_source(name, text).map_err(|error| format!("{error:?}"))
}

/// Files by their names.
struct Known(Vec<File>);

impl FileResolver for Known {
    fn open_file(&self, name: &str) -> Result<File, Error> {
        let found = self.0.iter().find(|file| file.name() == name);
        found.cloned().ok_or_else(|| Error::file_not_found(name))
    }
}
