//! What is said of types that cannot be sent, and the way out of each. Nobody implements these traits: a bound on one of them is where a ladder
//! ends, and what it would give hangs on that bound, so that nothing more is said of the type.
//!
//! It is Kafka that cannot take the type, not the type that lacks a trait: of a type parameter the compiler would propose to require ours.

macro_rules! refusals {
    ($($(#[$said:meta])* $name:ident;)*) => {$(
        $(#[$said])*
        pub trait $name<T: ?Sized> {
            /// What the ladder would give.
            type Given;
            /// It gives nothing.
            fn given() -> Self::Given;
        }
    )*};
}

/// A rung of a ladder where a type is refused: its method gives what `says` gives, which is nothing.
macro_rules! refused_rung {
    ($(#[$doc:meta])* $name:ident::$method:ident says $said:ident) => {
        $(#[$doc])*
        pub trait $name {
            /// The refused type.
            type Refused;
            /// Refused.
            fn $method(&self) -> <Kafka as $said<Self::Refused>>::Given
            where
                Kafka: $said<Self::Refused>,
            {
                <Kafka as $said<Self::Refused>>::given()
            }
        }
    };
}
pub(super) use refused_rung;

/// Where a record is sent.
#[derive(Debug)]
pub struct Kafka;

refusals! {
    /// What is said of a collection where one record is expected.
    #[diagnostic::on_unimplemented(
        message = "`{T}` cannot be the value or key of one record",
        label = "this is a collection, an option, a result or an iterator, not one value",
        note = "to send many records, write the collection out where it is returned: `Vec<Order>` or `impl Iterator<Item = Order>`, not an alias of it, and not in an `Option`, since an empty one sends nothing; of a map send the values, `into_values().collect()`, and of a `Box<dyn Iterator<…>>` make an `impl Iterator<…>`",
        note = "its elements are records, not collections or options: leave out what is `None`; an `Option` and a `Result` stand around all of it, the `Option` written out, `Option<Order>`, and an alias of a `Result` is known by a name that ends in `Result`",
        note = "to send it as one value of JSON, wrap it, if serde can write it: `kafka_output::Json(..)`",
        note = "a key is one value, such as a `String` or an `i64`; an event without one is made without `.key(..)`, and a field of the value that is a key may be an `Option` of one"
    )]
    OneRecord;

    /// What is said of a value that is not worth a record.
    #[diagnostic::on_unimplemented(
        message = "`{T}` cannot be the value or key of one record",
        label = "not worth a record",
        note = "return text, bytes, a number of more than one byte, a `KafkaEventData`, or any type that implements `serde::Serialize`; its call gives the `Delivery`",
        note = "a key is text, bytes, a number of more than one byte, or a type that implements `serde::Serialize`",
        note = "to send it as one value of JSON all the same, wrap it: `kafka_output::Json(..)`"
    )]
    WorthARecord;

    /// What is said of a type that nothing here can write.
    #[diagnostic::on_unimplemented(
        message = "`{T}` cannot be sent to Kafka",
        label = "no way to write this type as the value or key of a record",
        note = "it is sent as JSON when it and all it holds implement `serde::Serialize`: derive that for types of yours, and of a type parameter `T` require it: `T: serde::Serialize`",
        note = "of a type of others, return what it stands for: text, bytes, a number, a type of yours, or a `KafkaEventData` of these"
    )]
    Sendable;

    /// What is said of what is shared.
    #[diagnostic::on_unimplemented(
        message = "`{T}` cannot be sent to Kafka",
        label = "no way to write this type as the value or key of a record",
        note = "what is behind `Arc` or `Rc` is sent as JSON if it implements `serde::Serialize` and serde has its feature `rc`: `serde = {{ version = \"1\", features = [\"derive\", \"rc\"] }}`"
    )]
    Unshared;

    /// What is said of a stream that is not spelled as one.
    #[diagnostic::on_unimplemented(
        message = "`{T}` is a stream, which its name does not tell",
        label = "sent as a stream only where it is spelled as one",
        note = "write `impl Stream<Item = …>` with the type of its records, or `Checkpointed<impl Stream<Item = …>>`; as a key it is none"
    )]
    SpelledAsStream;

    /// What is said of an event that is the value or key of another.
    #[diagnostic::on_unimplemented(
        message = "`{T}` cannot be the value or key of one record",
        label = "an event in an event",
        note = "a `KafkaEventData` is a record already; return it itself, with key and headers by its methods"
    )]
    NoEvent;

    /// What is said of a format for keys where no record has one.
    #[diagnostic::on_unimplemented(
        message = "these records have no key",
        label = "says how keys are written, and nothing gives one",
        note = "write `key = …` with the field that is the key, or return a `KafkaEventData`, whose `.key(…)` gives it; or leave this option out"
    )]
    GivesKey;

    /// What is said of several outputs where one has its options.
    #[diagnostic::on_unimplemented(
        message = "`{T}` says itself where its fields are sent, since it derives `KafkaOutputs`",
        label = "sent by what its fields say",
        note = "write `#[kafka_output]`, and the options on its fields",
        note = "to send it as one record of JSON, derive `serde::Serialize` for it"
    )]
    OneOutput;
}
