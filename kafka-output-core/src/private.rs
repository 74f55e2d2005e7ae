//! Everything generated code names, and nothing else: the contract between the attribute and the runtime.
//! Not for people: anything here may change with any version.

use kafka_output_options::disagreement;
pub use kafka_output_options::{OptionId, OptionSet, Value, attribute};
pub use linkme;

pub use crate::__kafka_output_listed as listed;
pub use crate::binding::{Binding, Connection, Declaration, OUTPUTS, Told};
#[cfg(feature = "avro")]
pub use crate::encode::AvroSchema;
#[cfg(feature = "avro")]
pub use crate::encode::avro::AvroFile;
#[cfg(feature = "apache-avro")]
pub use crate::encode::avro::Shape;
pub use crate::encode::{BytesValue, Encode, JsonSchema, NumberValue, TextValue, format};
#[cfg(feature = "avro")]
pub use crate::encode::{EncodeError, avro_record as avro};
#[cfg(feature = "protobuf")]
pub use crate::encode::{MessageName, NameOf, ProtobufFile, ProtobufMessage, ProtobufSchema, WrappedByProst};
pub use crate::event::described;
pub use crate::event::handed::handed;
pub use crate::event::leaf::{HasLeaf, by_type, event, leaf};
pub use crate::event::yields::{yields, yields_checkpointed};
pub use crate::event::{
    ErrIf, EventShape, Fallible, GivenIf, KeyField, KeyOf, NoKey, field, held, key_path, known, one, option,
    result, whole,
};
#[cfg(feature = "avro")]
pub use crate::produce::by_setting::{Resolved, resolved, resolved_now};
pub use crate::produce::several::{
    AnswerIf, NothingReturned, forget, keep, nested, nested_if, nests, nests_each, outputs, returned,
};
pub use crate::produce::{
    Sending, Streaming, Together, confirmed_many, confirmed_one, confirmed_results, confirmed_stream,
    encode_many, encode_one, encode_results, encode_stream, enqueued, schemas, wait_confirmed_many,
    wait_confirmed_one, wait_enqueued,
};
#[cfg(feature = "schema-registry")]
pub use crate::schema_registry::schemas_command;
pub use crate::schema_registry::{Interned, Reference, Schema, SchemaText, SchemaType, Schemas};

/// This module, one segment further than needed: of an import that lacks its last segment but one, rustc says something else than of
/// a path, and a `crate = …` that leads nowhere would be told twice. For the same reason no import of generated code goes by another.
pub use crate::private as all;

/// A function's own type, for what its body gives. Between `<` and `>`, as the ladders name it, a type nobody knows is one error, not two.
pub type Returned<T> = T;

/// Some stream, which stands in a type for what is none.
pub type AnyStream = std::pin::Pin<Box<dyn futures_core::Stream<Item = ()>>>;

/// What `#[kafka_output::test]` writes.
#[cfg(feature = "testing")]
pub mod testing {
    pub use crate::testing::kit::{run, run_blocking};
}

/// The ladders' traits; generated code brings them into scope, unnamed.
pub mod prelude {
    #[cfg(feature = "avro")]
    pub use crate::encode::avro::{
        HasNoSchema as _, HasRecord as _, IsAvro as _, IsAvroRecord as _, IsOfAnotherSchema as _,
        IsOfSchema as _,
    };
    #[cfg(feature = "apache-avro")]
    pub use crate::encode::avro::{
        HasSchema as _, IsAvroValue as _, IsDescribed as _, IsJudged as _, IsSilent as _,
    };
    pub use crate::event::EventShape as _;
    pub use crate::event::KeyField as _;
    pub use crate::event::described::json::IsAny as _;
    #[cfg(feature = "schema-registry")]
    pub use crate::event::described::json::IsDescribed as _;
    #[cfg(all(feature = "protobuf", feature = "schema-registry"))]
    pub use crate::event::described::protobuf::IsReflected as _;
    #[cfg(feature = "protobuf")]
    pub use crate::event::described::protobuf::{IsAny as _, IsNamed as _};
    pub use crate::event::field::{IsKey as _, IsOption as _};
    pub use crate::event::handed::{IsAwaited as _, IsHanded as _, IsOther as _};
    pub use crate::event::held::{IsOther as _, IsResult as _};
    pub use crate::event::keyed::{IsKeyed as _, IsKeyless as _};
    #[cfg(feature = "avro")]
    pub use crate::event::leaf::by_type::IsAvroRecord as _;
    #[cfg(feature = "schema-registry")]
    pub use crate::event::leaf::by_type::IsDescribed as _;
    #[cfg(all(feature = "protobuf", feature = "schema-registry"))]
    pub use crate::event::leaf::by_type::IsReflected as _;
    pub use crate::event::leaf::by_type::{
        IsBytes as _, IsCollection as _, IsHiddenCollection as _, IsNothing as _, IsNumber as _,
        IsSerialize as _, IsStream as _, IsText as _, IsUnworthy as _,
    };
    #[cfg(feature = "protobuf")]
    pub use crate::event::leaf::by_type::{IsMessage as _, IsWrapped as _};
    pub use crate::event::leaf::event::{IsEvent as _, IsValue as _};
    pub use crate::event::one::{
        IsBytes as _, IsCollection as _, IsEvent as _, IsHiddenCollection as _, IsOther as _, IsStream as _,
        IsText as _, IsUnworthy as _,
    };
    pub use crate::event::whole::{IsUnwritten as _, IsWritten as _};
    pub use crate::event::yields::{
        IsIterable as _, IsIterator as _, IsNoIterator as _, IsNoStream as _, IsNotIterable as _,
        IsStream as _,
    };
    pub use crate::produce::several::keep::{IsOther as _, IsSend as _};
    pub use crate::produce::several::outputs::{IsNone as _, IsOutputs as _};
}

/// A type with `#[kafka_connection]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no connection",
    label = "has no `#[kafka_connection]`",
    note = "write `#[kafka_connection(broker_list = …)]` on `{Self}`, with the options its outputs share"
)]
pub trait IsConnection {
    /// What its attribute says.
    const CONNECTION: &'static Connection;
}

/// What an attribute written as `connection = …` says.
#[must_use]
pub const fn connection<C: IsConnection>() -> &'static Connection {
    C::CONNECTION
}

/// Refuses, while compiling, what a function and its connection break only together, told of one option of the function's.
///
/// # Panics
/// In a constant, where that is a compile error.
#[track_caller]
pub const fn agree(declaration: &Declaration, option: OptionId) {
    if let Some(connection) = declaration.connection
        && let Some(told) = disagreement(&declaration.options, &connection.options, connection.name, option)
    {
        panic!("{}", told.text());
    }
}

/// The value of a call in a program that does not compile: gives the wrapper its type, so that callers raise no errors of their own.
#[must_use]
pub fn refused<T>() -> T {
    unreachable!("the attribute was refused by the compiler")
}
