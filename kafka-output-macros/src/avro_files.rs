//! A file of an Avro schema with those that define what it only names: `shop.Money` is looked for in `shop.Money.avsc`, as a type of Java
//! is looked for in a file of its name.
//!
//! A registry gets each file as it is, with its references; the writers get one schema, in which each type stands where it is first named.

mod names;
#[cfg(test)]
mod tests;
mod whole;

use std::path::{Path, PathBuf};

use kafka_output_avro::nearest_type;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::schema::{included, root};
use kafka_output_avro::Json;
use names::Names;

/// A file and what it refers to.
#[derive(Debug, Clone)]
pub(crate) struct AvroFiles {
    /// The schema that stands by itself.
    pub(crate) whole: String,
    /// The file itself first, then what it and these refer to.
    pub(crate) files: Vec<AvroFile>,
}

/// A file.
#[derive(Debug, Clone)]
pub(crate) struct AvroFile {
    /// The full name of the type that it defines; of the first file, whose type may have none, empty.
    pub(crate) name: String,
    /// From the crate's root.
    path: String,
    json: Json,
    /// The places of what it refers to.
    imports: Vec<usize>,
}

/// Reads a file, by its path from the crate's root.
///
/// # Errors
/// Why it cannot be read, or what it names cannot be found or read. What is wrong with the file itself is for those who parse it.
pub(crate) fn read(path: &str) -> Result<AvroFiles, String> {
    read_in(&root(), path)
}

fn read_in(root: &Path, path: &str) -> Result<AvroFiles, String> {
    let text =
        text_of(root, path).map_err(|reason| format!("{reason}; a path counts from the crate's root"))?;
    let Ok(json) = serde_json::from_str(&text) else {
        return Ok(AvroFiles { whole: text, files: Vec::new() });
    };
    let mut reading = Reading { root, files: Vec::new(), open: Vec::new() };
    reading.add(String::new(), path.to_owned(), json)?;
    let files = reading.files;
    // A file that needs no other is what was written, to the letter.
    let whole = if files.len() == 1 { text } else { whole::of(&files) };
    Ok(AvroFiles { whole, files })
}

fn text_of(root: &Path, path: &str) -> Result<String, String> {
    let tried = root.join(path);
    std::fs::read_to_string(&tried).map_err(|error| format!("{} cannot be read: {error}", tried.display()))
}

struct Reading<'a> {
    root: &'a Path,
    files: Vec<AvroFile>,
    /// The files that lead to the one that is read.
    open: Vec<usize>,
}

impl Reading<'_> {
    fn add(&mut self, name: String, path: String, json: Json) -> Result<usize, String> {
        let at = self.files.len();
        let missing = Names::of(&json).missing();
        self.files.push(AvroFile { name, path, json, imports: Vec::new() });
        self.open.push(at);
        let mut wrong = Vec::new();
        for name in missing {
            match self.import(at, &name) {
                Ok(import) => self.files[at].imports.push(import),
                Err(reason) => wrong.push(reason),
            }
        }
        self.open.pop();
        if wrong.is_empty() { Ok(at) } else { Err(wrong.join("; and ")) }
    }

    /// The file that defines a type which this one names.
    fn import(&mut self, by: usize, name: &str) -> Result<usize, String> {
        let using = self.files[by].path.clone();
        let path = self.path_of(&using, name)?;
        let known = self.files.iter().position(|file| file.name == name || file.path == path);
        if let Some(known) = known {
            if self.open.contains(&known) {
                let path = &self.files[known].path;
                return Err(format!(
                    "{using} and {path} need each other, by `{name}`, and a registry takes one before the other; put both types into one file"
                ));
            }
            return Ok(known);
        }
        let used = format!("which {using} needs for `{name}`");
        let text = text_of(self.root, &path).map_err(|reason| format!("{reason}, {used}; mend it there"))?;
        let json: Json = serde_json::from_str(&text)
            .map_err(|error| format!("{path}, {used}, is no JSON: {error}; mend it there"))?;
        match names::name_of(&json, "") {
            Some(own) if own == name => self.add(name.to_owned(), path, json),
            Some(own) => Err(format!(
                "{path}, {used}, defines `{own}`; give its type that name and namespace, or the file another name"
            )),
            None => Err(format!("{path}, {used}, defines no type that has a name; define `{name}` there")),
        }
    }

    /// In the folder of the file that names the type, and those around it up to the crate's root.
    fn path_of(&self, using: &str, name: &str) -> Result<String, String> {
        let file = format!("{name}.avsc");
        let within = !Path::new(using).is_absolute();
        let folders: Vec<PathBuf> = Path::new(using).ancestors().skip(1).map(Path::to_owned).collect();
        let folders = if within { &folders[..] } else { &folders[..1.min(folders.len())] };
        let mut paths = folders.iter().map(|folder| folder.join(&file));
        let found = paths.find(|path| self.root.join(path).is_file());
        found.map(|path| path.to_string_lossy().into_owned()).ok_or_else(|| {
            let way_out = match nearest_type(name, std::iter::empty()) {
                Some(near) => format!("did you mean {near}?"),
                None => "define the type, or add that file".to_owned(),
            };
            format!(
                "{using} names the type `{name}` and does not define it, and no file {file} stands in its folder, or around it in the crate; {way_out}"
            )
        })
    }
}

impl AvroFiles {
    /// Whether it refers to others.
    pub(crate) fn refers(&self) -> bool {
        self.files.len() > 1
    }

    /// The first of these files that is no schema even with those it refers to, as a parser says.
    pub(crate) fn check<T>(&self, parse: impl Fn(&str) -> Result<T, String>) -> Result<T, String> {
        for at in (1..self.files.len()).rev() {
            let alone = whole::of(&self.from(at));
            parse(&alone).map_err(|reason| format!("in {}: {reason}", self.files[at].path))?;
        }
        parse(&self.whole)
    }

    /// A file with those it refers to, itself first.
    fn from(&self, first: usize) -> Vec<AvroFile> {
        let mut order = vec![first];
        let mut at = 0;
        while let Some(file) = order.get(at) {
            for import in &self.files[*file].imports {
                if !order.contains(import) {
                    order.push(*import);
                }
            }
            at += 1;
        }
        let place = |old: &usize| order.iter().position(|known| known == old);
        order
            .iter()
            .map(|old| {
                let file = self.files[*old].clone();
                AvroFile { imports: file.imports.iter().filter_map(place).collect(), ..file }
            })
            .collect()
    }

    /// The files for the runtime, as an array; empty where there is but one.
    pub(crate) fn declared(&self) -> TokenStream {
        if self.refers() { declared(&self.files) } else { quote!(&[]) }
    }

    /// The same of the one that defines this type, and of what that one refers to; empty where no file defines it by itself.
    pub(crate) fn declared_of(&self, name: &str) -> TokenStream {
        let first = self.files.first().and_then(|file| names::name_of(&file.json, ""));
        let at = match first {
            Some(first) if first == name => Some(0),
            _ => (1..self.files.len()).find(|at| self.files[*at].name == name),
        };
        let files = at.map(|at| self.from(at)).filter(|files| files.len() > 1);
        files.map_or_else(|| quote!(&[]), |files| declared(&files))
    }

    /// Nothing but that the crate is compiled again when one of the files changes.
    pub(crate) fn watched(&self) -> TokenStream {
        let texts = self.files.iter().map(|file| included(&file.path));
        quote!(#(const _: &::core::primitive::str = #texts;)*)
    }
}

fn declared(files: &[AvroFile]) -> TokenStream {
    let files = files.iter().map(|file| {
        let (name, text) = (&file.name, included(&file.path));
        let imports = file.imports.iter().map(|at| Literal::usize_unsuffixed(*at));
        quote!(__kafka::AvroFile { name: #name, text: #text, imports: &[#(#imports),*] })
    });
    quote!(&[#(#files),*])
}
