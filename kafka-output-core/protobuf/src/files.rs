//! `.proto` files, read and checked while compiling.

use std::path::{Component, Path, PathBuf};

use protox::file::{ChainFileResolver, File, FileResolver, GoogleFileResolver};
use protox::prost_reflect::prost_types::FileDescriptorProto;
use protox::{Compiler, Error};

use crate::is_well_known;
use crate::messages::{Message, messages_of};

/// A file with all it imports.
#[derive(Debug)]
pub struct SchemaFiles {
    /// The file itself, then what it and its imports import; without Google's well-known types.
    pub files: Vec<SchemaFile>,
    /// The messages of the file itself.
    pub messages: Vec<Message>,
}

/// A file.
#[derive(Debug, PartialEq, Eq)]
pub struct SchemaFile {
    /// As it is imported.
    pub name: String,
    /// Where it was found.
    pub path: PathBuf,
    /// What it imports, as positions among the files.
    pub imports: Vec<usize>,
}

/// Reads a file and its imports, which are looked for in its own folder and those around it up to `root`.
///
/// # Errors
/// Why it is no schema, with the file, line and column where that is so.
pub fn read(root: &Path, path: &str) -> Result<SchemaFiles, String> {
    let file = root.join(path);
    let folders = folders(root, &file);
    let own = name_of(Path::new(path));
    let mut resolver = ChainFileResolver::new();
    resolver.add(GoogleFileResolver::new());
    resolver.add(Folders { own: own.clone(), file, places: folders.clone() });
    let mut compiler = Compiler::with_file_resolver(resolver);
    compiler.include_imports(true).include_source_info(false);
    compiler.open_file(&own).map_err(|error| sentence(&error, &folders))?;
    let descriptors = compiler.file_descriptor_set().file;
    let found = |name: &str| compiler.files().find(|file| file.name() == name)?.path().map(Path::to_owned);
    let messages = descriptors.iter().find(|file| file.name() == own).map(messages_of).unwrap_or_default();
    // In order of compilation, so each after what it imports, and the file itself last.
    let mut kept: Vec<(&FileDescriptorProto, PathBuf)> = descriptors
        .iter()
        .filter(|file| !is_well_known(file.name()))
        .filter_map(|file| Some((file, found(file.name())?)))
        .collect();
    kept.reverse();
    let at = |name: &String| kept.iter().position(|(file, _)| file.name() == name);
    let files = kept.iter().map(|(file, path)| SchemaFile {
        name: file.name().to_owned(),
        path: path.clone(),
        imports: file.dependency.iter().filter_map(at).collect(),
    });
    Ok(SchemaFiles { files: files.collect(), messages })
}

/// What errors call the file: its path, or its last part where that leads out of the crate.
fn name_of(path: &Path) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(part) => parts.extend(part.to_str()),
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::ParentDir => parts.clear(),
        }
    }
    match path.components().next() {
        Some(Component::RootDir | Component::Prefix(_)) => parts.pop().unwrap_or_default().to_owned(),
        _ => parts.join("/"),
    }
}

/// The file's own folder, those around it up to the root, and the root.
fn folders(root: &Path, file: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        file.ancestors().skip(1).take_while(|folder| folder.starts_with(root)).map(Path::to_owned).collect();
    if folders.is_empty() {
        folders.extend(file.parent().map(Path::to_owned));
    }
    if folders.last().is_none_or(|last| last != root) {
        folders.push(root.to_owned());
    }
    folders
}

fn sentence(error: &Error, folders: &[PathBuf]) -> String {
    let said = format!("{error:?}");
    if error.is_file_not_found() {
        let folders: Vec<String> = folders.iter().map(|folder| folder.display().to_string()).collect();
        format!("{said}; imports are looked for in {}", folders.join(", "))
    } else {
        said
    }
}

/// Finds the file by its path, and imports in folders.
struct Folders {
    own: String,
    file: PathBuf,
    places: Vec<PathBuf>,
}

impl FileResolver for Folders {
    fn open_file(&self, name: &str) -> Result<File, Error> {
        if name == self.own {
            return File::open(name, &self.file);
        }
        let mut places = self.places.iter().map(|folder| folder.join(name));
        match places.find(|place| place.is_file()) {
            Some(place) => File::open(name, &place),
            None => Err(Error::file_not_found(name)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]
    use std::path::PathBuf;

    use super::read;

    fn root() -> PathBuf {
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"))
    }

    #[test]
    fn imports_stand_behind_the_file_and_well_known_types_are_left_out() {
        let read = read(&root(), "shop/order.proto").unwrap();

        let names: Vec<&str> = read.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["shop/order.proto", "shop/money.proto", "currency.proto"]);
        let imports: Vec<&[usize]> = read.files.iter().map(|file| &file.imports[..]).collect();
        assert_eq!(imports, [&[1, 2][..], &[2], &[]]);
        assert!(read.files.iter().all(|file| file.path.is_file()), "{:?}", read.files);
    }

    #[test]
    fn messages_have_the_path_that_declarations_have() {
        let read = read(&root(), "shop/order.proto").unwrap();

        let of =
            |name: &str| read.messages.iter().find(|message| message.full_name == name).unwrap().path.clone();
        assert_eq!(of("shop.Order"), [0]);
        // A map's entry before it does not count.
        assert_eq!(of("shop.Order.Line"), [0, 0]);
        assert_eq!(of("shop.Order.Line.Part"), [0, 0, 0]);
        assert_eq!(of("shop.Order.Note"), [0, 1]);
        assert_eq!(of("shop.Refund"), [1]);
        assert_eq!(read.messages.len(), 5);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let error = read(&root(), "broken.proto").unwrap_err();
        assert!(error.starts_with("broken.proto:4:"), "{error}");
        let error = read(&root(), "missing_import.proto").unwrap_err();
        assert!(error.contains("'nowhere.proto' not found; imports are looked for in "), "{error}");
        let error = read(&root(), "unknown_type.proto").unwrap_err();
        assert!(error.starts_with("unknown_type.proto:4:") && error.contains("Nothing"), "{error}");
    }
}
