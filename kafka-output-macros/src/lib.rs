//! The attribute of `kafka-output`. Use it through that crate, which documents it.

use proc_macro::TokenStream;

mod around;
mod ask;
mod asked_alone;
#[cfg(feature = "avro")]
mod avro_files;
#[cfg(feature = "avro")]
mod avro_record;
mod bindings;
mod body;
mod catalogue;
mod caution;
mod choose;
mod chosen;
mod connected;
mod connection;
mod diagnostics;
mod editor;
mod emit;
mod expand;
mod facade;
mod fieldless;
mod fits;
mod flat;
mod format;
mod gate;
mod handler;
mod judge;
mod lower;
mod meant;
mod outputs;
mod parse;
mod process;
mod refusal;
mod schema;
mod shape;
mod signature;
mod stream;
mod test;
#[cfg(test)]
mod tests;
mod types;
mod unknown;
mod warm;
mod wrapper;

/// Makes acknowledged Kafka records of what the function returns.
///
/// The function keeps all it has but its return type, which becomes a `Result` of what Kafka answered. The options,
/// and what each return type means, are in the documentation of the crate `kafka-output`.
#[proc_macro_attribute]
pub fn kafka_output(attribute: TokenStream, item: TokenStream) -> TokenStream {
    expand::kafka_output(attribute.into(), item.into()).into()
}

/// Makes a test of a function that is given its Kafka: memory, an embedded cluster or live brokers, as the environment chooses.
///
/// What it takes, and what it gives, is in the documentation of the crate `kafka-output`.
#[proc_macro_attribute]
pub fn test(attribute: TokenStream, item: TokenStream) -> TokenStream {
    test::test(&attribute.into(), &item.into()).into()
}

/// Says once, on a type, what several outputs share: their brokers, protocol and credentials, and any other option but the topic,
/// those about records, and those that decide types.
///
/// A function uses it with `connection = TheType`; an option on the function wins over the connection's. What the two contradict each
/// other in is a compile error too.
#[proc_macro_attribute]
pub fn kafka_connection(attribute: TokenStream, item: TokenStream) -> TokenStream {
    connection::kafka_connection(attribute.into(), &item.into()).into()
}

/// Writes a type as one Avro schema says, in straight-line code, after the compiler has held the type against the schema.
///
/// `#[avro(schema_file = "schemas/order.avsc")]` on the type names the schema. All of it is in the documentation of the crate
/// `kafka-output`.
#[proc_macro_derive(AvroRecord, attributes(avro, serde))]
pub fn avro_record(item: TokenStream) -> TokenStream {
    #[cfg(feature = "avro")]
    return avro_record::derive(item.into()).into();
    #[cfg(not(feature = "avro"))]
    return without_avro(&item.into()).into();
}

/// Says which feature the derive needs.
#[cfg(not(feature = "avro"))]
fn without_avro(_item: &proc_macro2::TokenStream) -> proc_macro2::TokenStream {
    let mut diagnostics = diagnostics::Diagnostics::new();
    diagnostics.push(
        diagnostics::Underline::attribute(),
        "`#[derive(AvroRecord)]` needs the cargo feature `avro` of kafka-output; add it to the dependency in Cargo.toml",
    );
    diagnostics.into_tokens().errors
}

/// Makes each field of a struct, or the variant of an enum, an output of the function that returns it.
///
/// `#[kafka_output(…)]` on a field says where it goes, with the options it has on a function. The function has a bare
/// `#[kafka_output]`.
#[proc_macro_derive(KafkaOutputs, attributes(kafka_output))]
pub fn kafka_outputs(item: TokenStream) -> TokenStream {
    outputs::kafka_outputs(item.into()).into()
}
