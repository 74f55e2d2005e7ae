//! What users of other Kafka clients may call an option, where neither librdkafka's name for it nor a slip of a few letters
//! leads to it.

use crate::table::OptionId::{
    self, Acks, AllowLiteralSecrets, AuthenticationMode, AutoRegisterSchemas, AvroSchema, AvroSchemaFile,
    BatchSize, BrokerList, ClientId, CompressionLevel, CompressionType, Connection, Crate, CsvDelimiter,
    CsvHeader, Delivery, EnableIdempotence, Handler, Headers, JsonSchemaFile, KerberosKeytab,
    KerberosPrincipal, KerberosServiceName, Key, KeyAvroSchema, KeyAvroSchemaFile, KeyFormat, LingerMs,
    MaxMessageBytes, MaxRetries, MessageTimeoutMs, MetadataMaxAgeMs, Name, NormalizeSchemas,
    OauthBearerClientId, OauthBearerClientSecret, OauthBearerExtensions, OauthBearerMethod, OauthBearerScope,
    OauthBearerTokenEndpointUrl, Partitioner, Password, Properties, ProtobufSchemaFile, Protocol,
    RequestTimeoutMs, SchemaRegistryCaLocation, SchemaRegistryPassword, SchemaRegistryToken,
    SchemaRegistryUrl, SchemaRegistryUsername, SocketKeepaliveEnable, SslCaLocation, SslCaPem,
    SslCertificateLocation, SslCertificatePem, SslKeyLocation, SslKeyPassword, SslKeyPem,
    SubjectNameStrategy, Topic, UseLatestVersion, Username, ValueFormat,
};

/// Each option with other names for it, in lower case.
#[rustfmt::skip]
pub(crate) const SYNONYMS: &[(OptionId, &[&str])] = &[
    (BrokerList, &[
        "broker", "brokers", "server", "servers", "host", "hosts", "bootstrap", "bootstrap_server",
        "bootstrap_brokers", "kafka_brokers", "kafka_servers", "kafka_hosts", "seed_brokers", "endpoint",
        "endpoints", "address", "addresses", "url", "urls", "uri", "namespace", "event_hub_namespace",
        "fully_qualified_namespace",
    ]),
    (Topic, &[
        "topic_name", "topics", "kafka_topic", "topic_id", "default_topic", "destination", "queue",
        "channel", "stream", "exchange", "hub", "event_hub", "event_hub_name",
    ]),
    (Connection, &["conn", "kafka_connection", "connection_name", "cluster"]),
    (Name, &["id", "output", "output_name", "alias"]),
    (Crate, &["crate_name", "crate_path"]),
    (AllowLiteralSecrets, &["allow_secrets", "allow_literals", "allow_literal_secret"]),
    (Handler, &["handle", "callback", "handler_name", "handler_fn"]),
    (ClientId, &["client", "client_name", "application_id", "app_id", "app_name"]),
    (Acks, &[
        "ack", "ack_mode", "acknowledge", "acknowledgement", "acknowledgements", "acknowledgment",
        "acknowledgments", "required_acks",
    ]),
    (MaxMessageBytes, &[
        "max_request_size", "max_message_size", "max_record_bytes", "max_record_size", "max_size",
    ]),
    (BatchSize, &["batch", "batch_count", "batch_messages", "batch_max", "max_batch_size", "max_batch"]),
    (LingerMs, &[
        "linger", "linger_time", "delay_ms", "batch_timeout", "batch_timeout_ms", "flush_interval",
        "flush_interval_ms",
    ]),
    (EnableIdempotence, &["idempotent", "idempotence", "idempotency", "exactly_once"]),
    (MessageTimeoutMs, &[
        "timeout", "timeout_ms", "delivery_timeout", "message_timeout", "send_timeout", "send_timeout_ms",
    ]),
    (RequestTimeoutMs, &["ack_timeout", "ack_timeout_ms", "acks_timeout_ms", "request_timeout"]),
    (MaxRetries, &[
        "retry", "retry_count", "retry_max", "retries_max", "num_retries", "attempts", "max_attempts",
    ]),
    (CompressionType, &[
        "compression", "compression_algorithm", "compression_mode", "compressor", "compress", "codec",
    ]),
    (CompressionLevel, &["level"]),
    (Partitioner, &["partitioning", "partition_strategy", "partitioner_class", "partitioning_strategy"]),
    (Delivery, &["delivery_mode", "synchronous", "asynchronous", "wait_for_ack"]),
    (MetadataMaxAgeMs, &["metadata_refresh_ms", "metadata_refresh_interval_ms"]),
    (SocketKeepaliveEnable, &["keep_alive", "tcp_keepalive", "socket_keepalive"]),
    (Properties, &[
        "config", "configs", "conf", "librdkafka", "librdkafka_properties", "props", "property", "extra",
        "raw_properties", "producer_config", "settings",
    ]),
    (Protocol, &[
        "security", "kafka_protocol", "encryption", "transport", "secure", "tls", "ssl", "use_tls",
        "use_ssl", "enable_ssl", "enable_tls",
    ]),
    (AuthenticationMode, &[
        "mechanism", "auth", "auth_mode", "auth_type", "authentication", "authentication_type",
        "authentication_mechanism", "sasl", "sasl_mode", "auth_mechanism",
    ]),
    (Username, &[
        "user", "user_name", "login", "sasl_user", "kafka_username", "kafka_user", "api_key",
        "sasl_plain_username", "sasl_scram_username",
    ]),
    (Password, &[
        "pass", "pwd", "passwd", "secret", "sasl_pass", "kafka_password", "api_secret", "access_key",
        "shared_access_key", "sasl_plain_password", "sasl_scram_password",
    ]),
    (KerberosServiceName, &["kerberos_service", "service_name"]),
    (KerberosPrincipal, &["principal"]),
    (KerberosKeytab, &["keytab", "keytab_file", "keytab_path", "keytab_location"]),
    (SslCaLocation, &[
        "ca", "ca_file", "ca_location", "ca_path", "ca_cert", "ca_certificate", "ca_bundle", "root_ca",
        "ssl_ca", "ssl_ca_file", "ssl_ca_path", "ssl_ca_cert", "ssl_ca_certificate", "truststore",
        "truststore_location", "ssl_truststore", "ssl_truststore_location", "ssl_cafile",
    ]),
    (SslCaPem, &["ca_pem", "ca_cert_pem", "truststore_pem"]),
    (SslCertificateLocation, &[
        "certificate", "cert", "cert_file", "client_cert", "client_certificate", "certificate_location",
        "ssl_cert", "ssl_certificate", "ssl_cert_file", "ssl_cert_location", "ssl_certificate_file",
        "keystore", "keystore_location", "ssl_certfile",
    ]),
    (SslCertificatePem, &["certificate_pem", "cert_pem"]),
    (SslKeyLocation, &[
        "private_key", "key_file", "key_location", "client_key", "ssl_key", "ssl_key_file",
        "ssl_private_key", "ssl_keyfile",
    ]),
    (SslKeyPem, &["key_pem", "private_key_pem"]),
    (SslKeyPassword, &["key_password", "passphrase", "key_passphrase", "ssl_key_passphrase", "ssl_password"]),
    (OauthBearerMethod, &["oauth", "oauth_method", "token_method"]),
    (OauthBearerClientId, &["oauth_client_id"]),
    (OauthBearerClientSecret, &["client_secret", "oauth_client_secret"]),
    (OauthBearerScope, &["scope", "scopes", "oauth_scope"]),
    (OauthBearerTokenEndpointUrl, &[
        "token_url", "token_endpoint", "token_endpoint_url", "oauth_token_url", "oauth_token_endpoint",
        "oauth_url",
    ]),
    (OauthBearerExtensions, &["oauth_extensions", "sasl_extensions"]),
    (ValueFormat, &[
        "format", "serializer", "value_serializer", "value_serialization", "value_encoding",
        "serialization", "encoding", "content_type",
    ]),
    (KeyFormat, &["key_serializer", "key_serialization", "key_encoding", "key_type"]),
    (AvroSchema, &["schema", "value_schema", "schema_text", "avro"]),
    (KeyAvroSchema, &["key_schema"]),
    (AvroSchemaFile, &["schema_file", "schema_path", "value_schema_file", "avro_file", "avro_path", "avsc"]),
    (KeyAvroSchemaFile, &["key_schema_file", "key_avro_file"]),
    (ProtobufSchemaFile, &[
        "proto", "proto_file", "proto_schema", "protobuf", "protobuf_file", "protobuf_schema",
    ]),
    (JsonSchemaFile, &["json_schema", "json_file"]),
    (CsvDelimiter, &["delimiter", "separator", "field_delimiter", "csv_separator"]),
    (CsvHeader, &["header_line", "with_header", "has_header", "csv_headers"]),
    (Key, &["partition_key", "message_key", "record_key", "key_field", "key_path"]),
    (Headers, &["attributes", "record_headers", "message_headers"]),
    (SchemaRegistryUrl, &[
        "registry", "registry_url", "schema_registry", "schema_registry_urls", "schema_registry_endpoint",
    ]),
    (SchemaRegistryUsername, &[
        "registry_user", "registry_username", "schema_registry_user", "schema_registry_api_key",
        "schema_registry_basic_auth_user_info",
    ]),
    (SchemaRegistryPassword, &[
        "registry_password", "schema_registry_pass", "schema_registry_secret",
        "schema_registry_api_secret",
    ]),
    (SchemaRegistryToken, &["registry_token", "schema_registry_bearer_token"]),
    (SchemaRegistryCaLocation, &["schema_registry_ca", "schema_registry_ca_file"]),
    (SubjectNameStrategy, &[
        "subject", "subject_name", "subject_strategy", "naming_strategy", "value_subject_name_strategy",
    ]),
    (AutoRegisterSchemas, &["auto_register", "register_schemas"]),
    (UseLatestVersion, &["use_latest", "latest_version"]),
    (NormalizeSchemas, &["normalize"]),
];

/// Properties of librdkafka's that no option owns, with what other clients call them.
pub(crate) const PROPERTY_SYNONYMS: &[(&str, &[&str])] = &[
    ("max.in.flight", &["in_flight", "max_in_flight_requests"]),
    ("queue.buffering.max.messages", &["buffer_size", "queue_size"]),
    ("queue.buffering.max.kbytes", &["buffer_memory"]),
    ("batch.size", &["batch_bytes", "batch_size_bytes", "max_batch_bytes"]),
    ("retry.backoff.ms", &["backoff_ms", "retry_backoff", "retry_delay_ms"]),
    ("socket.timeout.ms", &["socket_timeout"]),
];

/// What is no option, since each record has its own: the methods of `KafkaEventData` by which a function says it.
pub(crate) const OF_EVENTS: &[&str] = &["partition", "timestamp", "timestamp_millis"];

/// What others say by one setting is several options here. Without a sentence, it is told of as the property it is.
pub(crate) const SEVERAL: &[(&[&str], &[OptionId], Option<&str>)] = &[
    (
        &[
            "connection_string",
            "event_hub_connection_string",
            "event_hubs_connection_string",
            "eventhub_connection_string",
            "service_bus_connection_string",
        ],
        &[Protocol, AuthenticationMode, Username, Password],
        Some(
            "a connection string of Event Hubs is a password here; write `protocol = sasl_ssl, authentication_mode = plain, username = \
             \"$ConnectionString\"`, and `password = \"%…%\"` with the setting that holds it",
        ),
    ),
    (&["sasl.jaas.config", "sasl_jaas_config"], &[AuthenticationMode, Username, Password], None),
];

/// What is no option for another reason, and what to do.
pub(crate) const NOT_HERE: &[(&[&str], &str)] = &[
    (&["group", "consumer_group"], "a consumer has a group, and an output only produces; leave it out"),
    (
        &["partitions", "num_partitions", "replicas", "replication_factor"],
        "a topic has its partitions and replicas from whoever creates it; leave it out",
    ),
    (
        &["sync", "async"],
        "the function says it: an `async fn` is awaited, a plain `fn` blocks until the brokers have answered",
    ),
    (&["value_type"], "the function's return type says it; `value_format` chooses how it is written"),
    (
        &["dlq", "dead_letter", "dead_letter_topic", "on_error", "on_failure"],
        "what fails is the call's error; of `delivery = enqueued`, `Builder::on_delivery_error` hears it",
    ),
];

#[cfg(test)]
mod tests {
    use super::{NOT_HERE, PROPERTY_SYNONYMS, SEVERAL, SYNONYMS};
    use crate::suggest::{free_property, nearest_option};

    /// None is an option's own name or a property's, and none is listed twice.
    #[test]
    fn each_leads_where_it_stands() {
        for (id, names) in SYNONYMS {
            for name in *names {
                assert_eq!(nearest_option(name), Some(id.name()), "{name}");
            }
        }
        for (property, names) in PROPERTY_SYNONYMS {
            for name in *names {
                assert_eq!((nearest_option(name), free_property(name)), (None, Some(*property)), "{name}");
            }
        }
        let several = SEVERAL.iter().flat_map(|(names, ..)| *names);
        for name in NOT_HERE.iter().flat_map(|(names, _)| *names).chain(several) {
            assert_eq!((nearest_option(name), free_property(name)), (None, None), "{name}");
        }
    }
}
