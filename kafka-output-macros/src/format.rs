//! How values and keys become bytes, by what is written.

use kafka_output_options::{OptionId, spec};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::chosen::Chosen;
use crate::diagnostics::Diagnostics;
use crate::judge::Judged;
use crate::schema::{Refused, Side, SideSchema};

/// How something becomes bytes.
#[derive(Debug, Clone)]
pub(crate) enum Format {
    /// By its type.
    ByType,
    /// Nobody knows, since what is written cannot be read, which is reported already: no type is wrong for it.
    Unreadable,
    /// As written: the runtime's format.
    Written(TokenStream),
    /// As written, by what the type says of its schema: the ladder's method, and what is done with its answer.
    Asked(TokenStream, TokenStream),
    /// Avro.
    Avro { by: AvroBy, single_object: bool },
}

/// Where the schema of a format comes from.
#[derive(Debug, Clone)]
pub(crate) enum AvroBy {
    /// A `static` of this name; the identity of what it holds.
    Schema { name: Ident, identity: u64 },
    /// A setting, by this option.
    Setting(Ident),
    /// The type itself.
    Type,
}

/// The format of one side, as the runtime names it; a schema option names it too.
pub(crate) fn format_of(
    judged: &Judged,
    side: &Side,
    schemas: &mut Vec<SideSchema>,
    diagnostics: &mut Diagnostics,
) -> Result<Format, Refused> {
    let name = match judged.word(side.format).or_else(|| side.format_of_schema(judged)) {
        Some("json") => return side.json(judged, schemas, diagnostics),
        Some("protobuf") => return side.protobuf(judged, schemas, diagnostics),
        Some("string") => "Text",
        Some("binary") => "Binary",
        Some("csv") => return Ok(Format::Written(csv(judged))),
        Some("avro") => {
            let by = if side.is_setting(judged) {
                AvroBy::Setting(side.text_id())
            } else if side.format_of_schema(judged) == Some("avro") {
                let schema = match side.schema(judged, diagnostics) {
                    Err(Refused::Schema) => {
                        return Ok(Format::Asked(quote!(__avro_unread()), TokenStream::new()));
                    }
                    read => read?,
                };
                let by = schema.by();
                schemas.push(SideSchema::Avro(schema));
                by
            } else {
                AvroBy::Type
            };
            let single_object = judged.word(OptionId::AvroEncoding) == Some("single_object");
            return Ok(Format::Avro { by, single_object });
        }
        _ => return Ok(Format::ByType),
    };
    Ok(Format::Written(Ident::new(name, Span::mixed_site()).into_token_stream()))
}

/// `Csv::new(b',', false)`
fn csv(judged: &Judged) -> TokenStream {
    let delimiter = judged.get(OptionId::CsvDelimiter).map(|chosen| chosen.value(&[]));
    let word = delimiter.or_else(|| spec(OptionId::CsvDelimiter).default.value());
    let word = word.and_then(|value| value.word_of(spec(OptionId::CsvDelimiter)));
    let character = word.and_then(|word| word.property.bytes().next()).unwrap_or(b',');
    let delimiter = Literal::byte_character(character);
    let header = matches!(judged.get(OptionId::CsvHeader), Some(Chosen::Flag(true)));
    quote!(Csv::new(#delimiter, #header))
}
