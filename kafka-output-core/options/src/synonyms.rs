//! What users of other Kafka clients may call an option, where neither librdkafka's name for it nor a slip of a few letters
//! leads to it.

use crate::table::OptionId::{
    self, AuthenticationMode, AvroSchemaFile, BrokerList, ClientId, CompressionLevel, CompressionType,
    EnableIdempotence, Headers, Key, KeyFormat, LingerMs, MaxMessageBytes, MessageTimeoutMs, Password,
    Properties, Protocol, SchemaRegistryUrl, SslCaLocation, SslCaPem, SslCertificateLocation, SslKeyLocation,
    SslKeyPassword, Topic, Username, ValueFormat,
};

/// Each option with other names for it, in lower case.
pub(crate) const SYNONYMS: &[(OptionId, &[&str])] = &[
    (
        BrokerList,
        &[
            "broker",
            "brokers",
            "server",
            "servers",
            "host",
            "hosts",
            "bootstrap",
            "bootstrap_server",
            "bootstrap_brokers",
            "kafka_brokers",
            "seed_brokers",
            "endpoint",
            "address",
        ],
    ),
    (Topic, &["topic_name", "destination", "queue", "channel", "hub", "event_hub", "event_hub_name"]),
    (ClientId, &["client", "application_id"]),
    (Username, &["user", "user_name", "login", "sasl_user"]),
    (Password, &["pass", "pwd", "passwd", "secret", "connection_string", "sasl_pass"]),
    (Protocol, &["security", "tls", "ssl", "use_tls", "use_ssl", "enable_ssl"]),
    (AuthenticationMode, &["mechanism", "auth", "auth_mode", "authentication", "sasl", "auth_mechanism"]),
    (CompressionType, &["compression", "compress", "codec"]),
    (CompressionLevel, &["level"]),
    (EnableIdempotence, &["idempotent", "idempotence"]),
    (MessageTimeoutMs, &["timeout", "timeout_ms", "delivery_timeout", "message_timeout", "send_timeout_ms"]),
    (LingerMs, &["linger", "delay_ms"]),
    (MaxMessageBytes, &["max_request_size", "max_message_size", "max_size"]),
    (ValueFormat, &["format", "serializer", "value_serializer", "serialization", "encoding", "content_type"]),
    (KeyFormat, &["key_serializer", "key_serialization"]),
    (Key, &["partition_key", "message_key", "record_key", "key_field"]),
    (Headers, &["attributes"]),
    (AvroSchemaFile, &["schema_file", "schema_path", "avsc"]),
    (SchemaRegistryUrl, &["registry", "registry_url", "schema_registry"]),
    (
        SslCaLocation,
        &["ca", "ca_file", "ca_location", "ca_path", "ca_cert", "truststore", "truststore_location"],
    ),
    (SslCaPem, &["ca_pem"]),
    (
        SslCertificateLocation,
        &["certificate", "cert", "cert_file", "certificate_location", "keystore", "keystore_location"],
    ),
    (SslKeyLocation, &["private_key", "key_file", "key_location"]),
    (SslKeyPassword, &["key_password", "passphrase"]),
    (Properties, &["config", "configs", "conf", "librdkafka", "props"]),
];

/// What is no option, since each record has its own: the methods of `KafkaEventData` by which a function says it.
pub(crate) const OF_EVENTS: &[&str] = &["partition", "timestamp", "timestamp_millis"];
