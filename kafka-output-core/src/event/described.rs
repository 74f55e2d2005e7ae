//! The ladders by which a written format finds the schema of its type, see [`super::leaf`].

/// Ladder of `value_format = protobuf`: how the type's messages are called, and what is known of their schema.
#[cfg(feature = "protobuf")]
pub mod protobuf {
    use crate::encode::format;
    use crate::event::leaf::Probe;

    /// Rung 3: the type describes itself.
    #[cfg(feature = "schema-registry")]
    pub trait IsReflected {
        /// Protobuf.
        fn __protobuf(&self) -> format::ReflectedProtobuf {
            format::ReflectedProtobuf
        }
    }
    #[cfg(feature = "schema-registry")]
    impl<T: kafka_output_protobuf::ReflectMessage + Default> IsReflected for &&Probe<T> {}

    /// Rung 2: the type knows its message's name.
    pub trait IsNamed {
        /// Protobuf.
        fn __protobuf(&self) -> format::NamedProtobuf {
            format::NamedProtobuf
        }
    }
    impl<T: prost::Name> IsNamed for &Probe<T> {}

    /// Rung 1: any type; one that is no message is refused where it is written.
    pub trait IsAny {
        /// Protobuf.
        fn __protobuf(&self) -> format::Protobuf {
            format::Protobuf
        }
    }
    impl<T: ?Sized> IsAny for Probe<T> {}
}

/// Ladder of `value_format = json`: whether the type tells its schema.
pub mod json {
    use crate::encode::format;
    use crate::event::leaf::Probe;

    /// Rung 2: it does.
    #[cfg(feature = "schema-registry")]
    pub trait IsDescribed {
        /// JSON.
        fn __json(&self) -> format::DescribedJson {
            format::Described(format::JsonText)
        }
    }
    #[cfg(feature = "schema-registry")]
    impl<T: schemars::JsonSchema> IsDescribed for &Probe<T> {}

    /// Rung 1: it does not.
    pub trait IsAny {
        /// JSON.
        fn __json(&self) -> format::JsonText {
            format::JsonText
        }
    }
    impl<T: ?Sized> IsAny for Probe<T> {}
}
