//! Protobuf: which `.proto` files a registry gets, and where their messages stand.

use kafka_output_options::OptionId;

use super::declared::{Declared, read};
use super::{Refused, Side};
use crate::diagnostics::Diagnostics;
use crate::judge::Judged;

/// The file of a side whose format is `protobuf`; none where the type has to tell its schema itself.
pub(super) fn schema(
    side: &Side,
    judged: &Judged,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Declared>, Refused> {
    let id = side.protobuf_file;
    let Some(path) = super::path_of(id, judged)? else { return Ok(None) };
    match declared(side, id, path) {
        Ok(declared) => Ok(Some(declared)),
        Err(sentence) => {
            diagnostics.push(judged.place(id), sentence);
            Err(Refused::Schema)
        }
    }
}

fn declared(side: &Side, id: OptionId, path: &str) -> Result<Declared, String> {
    let option = id.name();
    read(path).map_err(|reason| format!("`{option}`: {reason}; a path counts from the crate's root"))?;
    files(side, option, path)
}

#[cfg(all(feature = "protobuf", feature = "schema-registry"))]
fn files(side: &Side, option: &str, path: &str) -> Result<Declared, String> {
    use proc_macro2::Literal;
    use quote::quote;

    let root = super::declared::root();
    let read = kafka_output_protobuf::read(&root, path)
        .map_err(|reason| format!("`{option}` is no Protobuf schema: {reason}; mend it there"))?;
    if read.messages.is_empty() {
        return Err(format!(
            "`{option}`: {path} has no message; name the file that has the one that is sent"
        ));
    }
    let files = read.files.iter().map(|file| {
        let from_root = file.path.strip_prefix(&root).unwrap_or(&file.path);
        let text = super::declared::included(&from_root.to_string_lossy());
        let (name, imports) = (&file.name, file.imports.iter().map(|at| Literal::usize_unsuffixed(*at)));
        quote!(__kafka::ProtobufFile { name: #name, text: #text, imports: &[#(#imports),*] })
    });
    let messages = read.messages.iter().map(|message| {
        let (name, indexes) = (&message.full_name, Literal::byte_string(&message.indexes()));
        quote!(__kafka::ProtobufMessage { name: #name, indexes: #indexes })
    });
    let arguments = quote!(&[#(#files),*], &[#(#messages),*]);
    Ok(Declared::new(side, "ProtobufSchema", false, &arguments))
}

/// Without the feature `schema-registry` the option itself is refused.
#[cfg(not(all(feature = "protobuf", feature = "schema-registry")))]
fn files(_side: &Side, option: &str, _path: &str) -> Result<Declared, String> {
    Err(format!(
        "`{option}` needs the cargo feature `protobuf` of kafka-output; add it to the dependency in Cargo.toml"
    ))
}
