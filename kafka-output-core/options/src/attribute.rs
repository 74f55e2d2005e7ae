//! The options and their words as items with documentation, which editors show and complete. The attribute names what
//! was written among them, for rust-analyzer alone.
//!
//! Made from the option table; bless with `UPDATE_EXPECT=1`.

#![allow(non_upper_case_globals, non_camel_case_types, missing_debug_implementations)]
#![allow(clippy::doc_markdown, clippy::unreadable_literal)]

/// The brokers to begin with, as `host:port`, comma-separated; an IPv6 address stands in brackets. Required, here or on the connection.
///
/// - value: `host:port`, comma-separated
/// - librdkafka `bootstrap.servers`
/// - Azure Functions `BrokerList`
/// - Stream Analytics `Bootstrap server addresses`
pub const broker_list: Option<&str> = None;

/// The topic of each record, unless the event names its own. Required.
///
/// - value: 1 to 249 letters, digits, `.`, `_`, `-`
/// - Azure Functions `Topic`
/// - Stream Analytics `Kafka topic`
pub const topic: Option<&str> = None;

/// A type with `#[kafka_connection(…)]` whose options hold here too; an option written here wins over the connection's.
///
/// - value: a path
/// - a literal: never a setting, never overridden when deployed
pub const connection: Option<&str> = None;

/// The output's name in logs, metrics and overrides, unique in a program. Unwritten: the function's name.
///
/// - value: text of letters, digits, `_`, `-`, `.`
/// - Stream Analytics `Output Alias`
/// - a literal: never a setting, never overridden when deployed
pub const name: Option<&str> = None;

/// A name under which the function is also kept as written, for tests without Kafka.
///
/// - value: a name
/// - a literal: never a setting, never overridden when deployed
pub const handler: Option<&str> = None;

/// The path of `kafka_output`, where another crate re-exports it. Unwritten: the name that Cargo.toml gives the dependency.
///
/// - value: a path
/// - a literal: never a setting, never overridden when deployed
#[doc(hidden)]
pub const crate_: Option<&str> = None;

/// Whether a secret may stand in the source as text; without it, the compiler warns of one.
///
/// - value: `true`, `false`
/// - default: `false`
/// - a literal: never a setting, never overridden when deployed
pub const allow_literal_secrets: bool = false;

/// The name the brokers log and meter this client by. Unwritten: librdkafka's own, `rdkafka`.
///
/// - value: text
/// - librdkafka `client.id`
pub const client_id: Option<&str> = None;

/// Which brokers must have a record before it counts as delivered: all in-sync replicas, the leader alone, or nobody; Kafka's numbers -1, 1 and 0 are accepted too.
///
/// - value: `all`, `one`, `none`
/// - default: `all`
/// - librdkafka `acks`
pub enum acks {
    /// Every in-sync replica has the record.
    all,
    /// The leader has it; a leader lost at once takes it along.
    ///
    /// - librdkafka `1`
    one,
    /// Nobody is asked, so that a record may be lost unnoticed; needs `delivery = enqueued`.
    ///
    /// - librdkafka `0`
    none,
}

/// The largest request that carries a record, in bytes, or as text with a unit: `"1MB"` is 1 000 000, `"1MiB"` is 1 048 576.
///
/// - value: 1000 to 1000000000 bytes
/// - default: 1000000
/// - librdkafka `message.max.bytes`
/// - Azure Functions `MaxMessageBytes`
pub const max_message_bytes: i64 = 1000000;

/// The most records in one batch: a count, not bytes.
///
/// - value: 1 to 1000000
/// - default: 10000
/// - librdkafka `batch.num.messages`
/// - Azure Functions `BatchSize`
pub const batch_size: i64 = 10000;

/// The longest a record waits for others to share its batch, in milliseconds; with few records in flight nothing waits. Unwritten, it gives way to a shorter `message_timeout_ms`.
///
/// - value: 0 to 900000
/// - default: 5
/// - librdkafka `linger.ms`
/// - Azure Functions `LingerMs`
pub const linger_ms: i64 = 5;

/// Whether each record is written exactly once and in order even when requests are sent again. Unwritten, it is true with a `transactional_id`.
///
/// - value: `true`, `false`
/// - default: `false`
/// - librdkafka `enable.idempotence`
/// - Azure Functions `EnableIdempotence`
pub const enable_idempotence: bool = false;

/// The longest a delivery may take, in milliseconds, counted from the call, retries and waiting included; 0 is no limit. Unwritten, it is never below a written `linger_ms` or `request_timeout_ms`, and is the transaction's own with a `transactional_id`.
///
/// - value: 0 to 2147483647
/// - default: 300000
/// - librdkafka `message.timeout.ms`
/// - Azure Functions `MessageTimeoutMs`
pub const message_timeout_ms: i64 = 300000;

/// How long the broker may wait for its replicas' acknowledgements, in milliseconds. Unwritten, it follows a shorter `message_timeout_ms`.
///
/// - value: 1 to 900000
/// - default: 5000
/// - librdkafka `request.timeout.ms`
/// - Azure Functions `RequestTimeoutMs`
pub const request_timeout_ms: i64 = 5000;

/// How often a failed request is sent again. Unwritten with `enable_idempotence` or a `transactional_id`, it is librdkafka's own 2147483647, since giving up early would break their promise.
///
/// - value: 0 to 2147483647
/// - default: 2
/// - librdkafka `message.send.max.retries`
/// - Azure Functions `MaxRetries`
pub const max_retries: i64 = 2;

/// The codec batches are compressed with.
///
/// - value: `none`, `gzip`, `snappy`, `lz4`, `zstd`
/// - default: `none`
/// - librdkafka `compression.codec`
/// - Stream Analytics `Kafka event compression type`
pub enum compression_type {
    /// Batches go as they are.
    none,
    /// Smaller than snappy and lz4, and slower.
    ///
    /// - needs the feature `gzip`
    gzip,
    /// Fast and light; has no levels.
    snappy,
    /// The fastest to unpack.
    lz4,
    /// The smallest for its speed; needs brokers of Kafka 2.1 or newer.
    ///
    /// - needs the feature `zstd`
    zstd,
}

/// How hard the codec tries: up to 9 for gzip, 12 for lz4 and zstd, 0 for snappy; -1 is the codec's own default, as when unwritten.
///
/// - value: -1 to 12
/// - librdkafka `compression.level`
pub const compression_level: Option<i64> = None;

/// How a record without a partition gets one: by Java's hash of its key, so that keys land where a Java producer's do; by another hash; at random; or each partition in turn whatever the key (`round_robin`).
///
/// - value: `murmur2_random`, `murmur2`, `consistent_random`, `consistent`, `fnv1a_random`, `fnv1a`, `random`, `round_robin`
/// - default: `murmur2_random`
/// - librdkafka `partitioner`
pub enum partitioner {
    /// Java's hash of the key; a record without a key goes to a random partition.
    murmur2_random,
    /// Java's hash of the key; all records without a key share one partition.
    murmur2,
    /// CRC32 of the key, librdkafka's own default; a record without a key goes to a random partition.
    consistent_random,
    /// CRC32 of the key; all records without a key share one partition.
    consistent,
    /// FNV-1a of the key, as Go's Sarama; a record without a key goes to a random partition.
    fnv1a_random,
    /// FNV-1a of the key; all records without a key share one partition.
    fnv1a,
    /// A random partition, whatever the key.
    random,
    /// Each partition in turn, whatever the key.
    round_robin,
}

/// When a call returns: once the brokers have acknowledged its records, or once they are in the local queue.
///
/// - value: `confirmed`, `enqueued`
/// - default: `confirmed`
/// - a literal: never a setting, never overridden when deployed
pub enum delivery {
    /// A call returns once the brokers have acknowledged its records.
    confirmed,
    /// A call returns once its records are in the local queue; failures reach `on_delivery_error`.
    enqueued,
}

/// The name under which a producer's transactions continue after a restart, unique to each running instance; implies `enable_idempotence`.
///
/// - value: text
/// - librdkafka `transactional.id`
/// - not yet in this version
pub const transactional_id: Option<&str> = None;

/// How long what is known of brokers and topics is kept, in milliseconds.
///
/// - value: 1 to 86400000
/// - default: 180000
/// - librdkafka `metadata.max.age.ms`
/// - Azure Functions `MetadataMaxAgeMs`
pub const metadata_max_age_ms: i64 = 180000;

/// Whether idle connections to brokers are kept alive by TCP, as clouds that close them after minutes need.
///
/// - value: `true`, `false`
/// - default: `true`
/// - librdkafka `socket.keepalive.enable`
/// - Azure Functions `SocketKeepaliveEnable`
pub const socket_keepalive_enable: bool = true;

/// Any other properties of librdkafka's, by its own names: those it lists for a producer, with values it takes.
///
/// - value: `{ "name" = "value" }`
/// - any of librdkafka's
pub const properties: Option<&[(&str, &str)]> = None;

/// Properties of a newer or patched librdkafka, passed on as they are: librdkafka alone judges them, when the producer is made.
///
/// - value: `{ "name" = "value" }`
/// - any of librdkafka's
pub const unchecked_properties: Option<&[(&str, &str)]> = None;

/// How brokers are talked to: in the clear or by TLS, without or with authentication by SASL.
///
/// - value: `plaintext`, `ssl`, `sasl_plaintext`, `sasl_ssl`
/// - default: `plaintext`
/// - librdkafka `security.protocol`
/// - Azure Functions `Protocol`
/// - Stream Analytics `Security Protocol`
pub enum protocol {
    /// In the clear, without authentication.
    plaintext,
    /// By TLS; who the client is, a certificate may tell.
    ///
    /// - needs the feature `ssl`
    ssl,
    /// Authentication by SASL in the clear: for networks one trusts.
    sasl_plaintext,
    /// Authentication by SASL over TLS, as clouds want it.
    ///
    /// - needs the feature `ssl`
    sasl_ssl,
}

/// How the client proves who it is; counts with the `sasl_…` protocols only.
///
/// - value: `plain`, `gssapi`, `scram_sha256`, `scram_sha512`, `oauth_bearer`
/// - default: `plain`
/// - librdkafka `sasl.mechanisms`
/// - Azure Functions `AuthenticationMode`
pub enum authentication_mode {
    /// User and password, sent as they are; over `sasl_ssl`, else anybody can read them.
    ///
    /// - librdkafka `PLAIN`
    plain,
    /// Kerberos.
    ///
    /// - librdkafka `GSSAPI`
    /// - needs the feature `gssapi`
    gssapi,
    /// User and password, proved without being sent; by SHA-256.
    ///
    /// - librdkafka `SCRAM-SHA-256`
    /// - needs the feature `ssl`
    scram_sha256,
    /// User and password, proved without being sent; by SHA-512.
    ///
    /// - librdkafka `SCRAM-SHA-512`
    /// - needs the feature `ssl`
    scram_sha512,
    /// A token, from where `oauth_bearer_method` says.
    ///
    /// - librdkafka `OAUTHBEARER`
    /// - needs the feature `ssl`
    oauth_bearer,
}

/// The user's name, for `plain` and `scram_…`; `$ConnectionString` for Event Hubs.
///
/// - value: text
/// - librdkafka `sasl.username`
/// - Azure Functions `Username`
/// - Stream Analytics `Username`
pub const username: Option<&str> = None;

/// The user's password, for `plain` and `scram_…`; the connection string for Event Hubs.
///
/// - value: text
/// - librdkafka `sasl.password`
/// - Azure Functions `Password`
/// - Stream Analytics `Password`
/// - secret: never shown
pub const password: Option<&str> = None;

/// The Kerberos name the brokers run as, without host and realm. Unwritten: librdkafka's own, `kafka`.
///
/// - value: text
/// - librdkafka `sasl.kerberos.service.name`
/// - needs the feature `gssapi`
pub const kerberos_service_name: Option<&str> = None;

/// The client's own Kerberos name. Unwritten: librdkafka's own, `kafkaclient`.
///
/// - value: text
/// - librdkafka `sasl.kerberos.principal`
/// - needs the feature `gssapi`
pub const kerberos_principal: Option<&str> = None;

/// The path of the keytab from which tickets are got.
///
/// - value: path
/// - librdkafka `sasl.kerberos.keytab`
/// - needs the feature `gssapi`
pub const kerberos_keytab: Option<&str> = None;

/// The path of the authorities' certificates the brokers' are checked against, a file or a folder, or `probe`. Unwritten: the system's own.
///
/// - value: path
/// - librdkafka `ssl.ca.location`
/// - Azure Functions `SslCaLocation`
/// - needs the feature `ssl`
pub const ssl_ca_location: Option<&str> = None;

/// The path of the client's certificate, in PEM.
///
/// - value: path
/// - librdkafka `ssl.certificate.location`
/// - Azure Functions `SslCertificateLocation`
/// - needs the feature `ssl`
pub const ssl_certificate_location: Option<&str> = None;

/// The path of the client's private key, in PEM.
///
/// - value: path
/// - librdkafka `ssl.key.location`
/// - Azure Functions `SslKeyLocation`
/// - needs the feature `ssl`
pub const ssl_key_location: Option<&str> = None;

/// The pass phrase of the client's private key.
///
/// - value: text
/// - librdkafka `ssl.key.password`
/// - Azure Functions `SslKeyPassword`
/// - secret: never shown
/// - needs the feature `ssl`
pub const ssl_key_password: Option<&str> = None;

/// The authorities' certificates as PEM text.
///
/// - value: PEM text
/// - librdkafka `ssl.ca.pem`
/// - Azure Functions `SslCaPEM`
/// - Stream Analytics `Truststore certificates`
/// - needs the feature `ssl`
pub const ssl_ca_pem: Option<&str> = None;

/// The client's certificate, and its chain, as PEM text.
///
/// - value: PEM text
/// - librdkafka `ssl.certificate.pem`
/// - Azure Functions `SslCertificatePEM`
/// - needs the feature `ssl`
pub const ssl_certificate_pem: Option<&str> = None;

/// The client's private key as PEM text.
///
/// - value: PEM text
/// - librdkafka `ssl.key.pem`
/// - Azure Functions `SslKeyPEM`
/// - secret: never shown
/// - needs the feature `ssl`
pub const ssl_key_pem: Option<&str> = None;

/// The client's certificate and private key in one PEM text, as Azure Key Vault exports them.
///
/// - value: PEM text
/// - Azure Functions `SslCertificateandKeyPEM`
/// - secret: never shown
/// - needs the feature `ssl`
pub const ssl_certificate_and_key_pem: Option<&str> = None;

/// Where tokens come from: an OpenID Connect endpoint, or the runtime's token provider.
///
/// - value: `oidc`, `token_provider`
/// - librdkafka `sasl.oauthbearer.method`
/// - Azure Functions `OAuthBearerMethod`
pub enum oauth_bearer_method {
    /// An OpenID Connect endpoint, asked with the `oauth_bearer_…` options.
    ///
    /// - needs the feature `oidc`
    oidc,
    /// The runtime's token provider, `Builder::token_provider`.
    token_provider,
}

/// The application's public name at the token endpoint.
///
/// - value: text
/// - librdkafka `sasl.oauthbearer.client.id`
/// - Azure Functions `OAuthBearerClientId`
/// - needs the feature `oidc`
pub const oauth_bearer_client_id: Option<&str> = None;

/// The application's secret at the token endpoint.
///
/// - value: text
/// - librdkafka `sasl.oauthbearer.client.secret`
/// - Azure Functions `OAuthBearerClientSecret`
/// - secret: never shown
/// - needs the feature `oidc`
pub const oauth_bearer_client_secret: Option<&str> = None;

/// The scope that is asked for, if any.
///
/// - value: text
/// - librdkafka `sasl.oauthbearer.scope`
/// - Azure Functions `OAuthBearerScope`
/// - needs the feature `oidc`
pub const oauth_bearer_scope: Option<&str> = None;

/// The URL tokens are fetched from.
///
/// - value: URL
/// - librdkafka `sasl.oauthbearer.token.endpoint.url`
/// - Azure Functions `OAuthBearerTokenEndpointUrl`
/// - needs the feature `oidc`
pub const oauth_bearer_token_endpoint_url: Option<&str> = None;

/// What else the broker is told with a token, as `name=value`, comma-separated.
///
/// - value: `name=value`, comma-separated
/// - librdkafka `sasl.oauthbearer.extensions`
/// - Azure Functions `OAuthBearerExtensions`
/// - needs the feature `oidc`
pub const oauth_bearer_extensions: Option<&str> = None;

/// The path of the authorities' certificates the token endpoint's is checked against, a file or a folder, or `probe`. Unwritten: the system's own.
///
/// - value: path
/// - librdkafka `https.ca.location`
/// - Azure Functions `HttpsCaLocation`
/// - needs the feature `oidc`
pub const https_ca_location: Option<&str> = None;

/// The same certificates as PEM text.
///
/// - value: PEM text
/// - librdkafka `https.ca.pem`
/// - Azure Functions `HttpsCaPem`
/// - needs the feature `oidc`
pub const https_ca_pem: Option<&str> = None;

/// How the value becomes bytes. Unwritten: a schema option's format, else by type: text as it is, bytes as they are, i16, i32, i64, f32 and f64 big-endian, anything else JSON.
///
/// - value: `string`, `binary`, `json`, `csv`, `avro`, `protobuf`
/// - Stream Analytics `Event Serialization format`
/// - a literal: never a setting, never overridden when deployed
pub enum value_format {
    /// Text as it is, UTF-8.
    string,
    /// Bytes as they are.
    binary,
    /// JSON, by serde.
    json,
    /// A line of CSV, by serde.
    ///
    /// - needs the feature `csv`
    csv,
    /// Avro, by a schema.
    ///
    /// - needs the feature `avro`
    avro,
    /// Protobuf, of a prost message.
    ///
    /// - needs the feature `protobuf`
    protobuf,
}

/// How the key becomes bytes. Unwritten: as for `value_format`.
///
/// - value: `string`, `binary`, `json`, `csv`, `avro`, `protobuf`
/// - a literal: never a setting, never overridden when deployed
pub enum key_format {
    /// Text as it is, UTF-8.
    string,
    /// Bytes as they are.
    binary,
    /// JSON, by serde.
    json,
    /// A line of CSV, by serde.
    ///
    /// - needs the feature `csv`
    csv,
    /// Avro, by a schema.
    ///
    /// - needs the feature `avro`
    avro,
    /// Protobuf, of a prost message.
    ///
    /// - needs the feature `protobuf`
    protobuf,
}

/// The value's Avro schema, as text.
///
/// - value: JSON text
/// - Azure Functions `AvroSchema`
/// - needs the feature `avro`
pub const avro_schema: Option<&str> = None;

/// The key's Avro schema, as text.
///
/// - value: JSON text
/// - Azure Functions `KeyAvroSchema`
/// - needs the feature `avro`
pub const key_avro_schema: Option<&str> = None;

/// The file of the value's Avro schema, from the crate's root.
///
/// - value: path
/// - a literal: never a setting, never overridden when deployed
/// - needs the feature `avro`
pub const avro_schema_file: Option<&str> = None;

/// The file of the key's Avro schema, from the crate's root.
///
/// - value: path
/// - a literal: never a setting, never overridden when deployed
/// - needs the feature `avro`
pub const key_avro_schema_file: Option<&str> = None;

/// What stands before Avro data without a schema registry: nothing, or the fingerprint of their schema; of a value or key that a format or schema written here makes Avro.
///
/// - value: `datum`, `single_object`
/// - default: `datum`
/// - a literal: never a setting, never overridden when deployed
/// - needs the feature `avro`
pub enum avro_encoding {
    /// Nothing: the data as they are, for readers that know the schema.
    datum,
    /// Avro's single-object encoding: two bytes of mark, and the CRC-64-AVRO fingerprint of the schema.
    single_object,
}

/// The file of the value's Protobuf schema that a registry gets, from the crate's root. Unwritten: the type's own descriptor.
///
/// - value: path
/// - a literal: never a setting, never overridden when deployed
/// - needs the feature `schema-registry`
pub const protobuf_schema_file: Option<&str> = None;

/// The file of the key's Protobuf schema that a registry gets, from the crate's root. Unwritten: the type's own descriptor.
///
/// - value: path
/// - a literal: never a setting, never overridden when deployed
/// - needs the feature `schema-registry`
pub const key_protobuf_schema_file: Option<&str> = None;

/// The file of the value's JSON schema that a registry gets, from the crate's root. Unwritten: the type's own `JsonSchema`.
///
/// - value: path
/// - a literal: never a setting, never overridden when deployed
/// - needs the feature `schema-registry`
pub const json_schema_file: Option<&str> = None;

/// The file of the key's JSON schema that a registry gets, from the crate's root. Unwritten: the type's own `JsonSchema`.
///
/// - value: path
/// - a literal: never a setting, never overridden when deployed
/// - needs the feature `schema-registry`
pub const key_json_schema_file: Option<&str> = None;

/// What stands between two fields of CSV.
///
/// - value: `comma`, `semicolon`, `space`, `tab`, `bar`
/// - default: `comma`
/// - Stream Analytics `Delimiter`
/// - a literal: never a setting, never overridden when deployed
/// - needs the feature `csv`
pub enum csv_delimiter {
    /// `,`
    ///
    /// - librdkafka `,`
    comma,
    /// `;`
    ///
    /// - librdkafka `;`
    semicolon,
    /// A space.
    space,
    /// A tab.
    tab,
    /// `|`
    ///
    /// - librdkafka `|`
    bar,
}

/// Whether each record of CSV begins with a line of the fields' names.
///
/// - value: `true`, `false`
/// - default: `false`
/// - a literal: never a setting, never overridden when deployed
/// - needs the feature `csv`
pub const csv_header: bool = false;

/// The field of each record's value that is its key; the event's own key wins, and a `None` gives no key. Unless `key_format` says how, each of the two is written as its own type is.
///
/// - value: a field
/// - Stream Analytics `Partition key`
/// - a literal: never a setting, never overridden when deployed
pub const key: Option<&str> = None;

/// Headers of every record, before the event's own; their values may be settings.
///
/// - value: `{ "name" = "value" }`
/// - a literal: never a setting, never overridden when deployed
pub const headers: Option<&[(&str, &str)]> = None;

/// The URL of the schema registry; of several, comma-separated, the first that answers serves.
///
/// - value: URLs, comma-separated
/// - Azure Functions `SchemaRegistryUrl`
/// - needs the feature `schema-registry`
pub const schema_registry_url: Option<&str> = None;

/// The user's name at the schema registry.
///
/// - value: text without `:`
/// - Azure Functions `SchemaRegistryUsername`
/// - needs the feature `schema-registry`
pub const schema_registry_username: Option<&str> = None;

/// The user's password at the schema registry.
///
/// - value: text
/// - Azure Functions `SchemaRegistryPassword`
/// - secret: never shown
/// - needs the feature `schema-registry`
pub const schema_registry_password: Option<&str> = None;

/// The bearer token that the schema registry is shown in place of user and password.
///
/// - value: text without blanks
/// - secret: never shown
/// - needs the feature `schema-registry`
pub const schema_registry_token: Option<&str> = None;

/// The path of the authorities' certificates the registry's is checked against, in PEM. Unwritten: the system's own.
///
/// - value: path
/// - needs the feature `schema-registry`
pub const schema_registry_ca_location: Option<&str> = None;

/// The same certificates as PEM text.
///
/// - value: PEM text
/// - needs the feature `schema-registry`
pub const schema_registry_ca_pem: Option<&str> = None;

/// The path of the client's certificate for the registry, and its chain, in PEM.
///
/// - value: path
/// - needs the feature `schema-registry`
pub const schema_registry_certificate_location: Option<&str> = None;

/// The same certificate as PEM text.
///
/// - value: PEM text
/// - needs the feature `schema-registry`
pub const schema_registry_certificate_pem: Option<&str> = None;

/// The path of the private key of the client's certificate for the registry, in PEM, not encrypted.
///
/// - value: path
/// - needs the feature `schema-registry`
pub const schema_registry_key_location: Option<&str> = None;

/// The same private key as PEM text.
///
/// - value: PEM text
/// - secret: never shown
/// - needs the feature `schema-registry`
pub const schema_registry_key_pem: Option<&str> = None;

/// What a schema's subject is named after: the topic, the record's type, or both.
///
/// - value: `topic_name`, `record_name`, `topic_record_name`
/// - default: `topic_name`
/// - needs the feature `schema-registry`
pub enum subject_name_strategy {
    /// The topic: one schema for all its values.
    topic_name,
    /// The record's type, whatever the topic.
    record_name,
    /// The topic and the record's type.
    topic_record_name,
}

/// Whether a schema the registry does not know is registered, as Confluent's serializers do. Unwritten with `use_latest_version`, nothing is.
///
/// - value: `true`, `false`
/// - default: `true`
/// - needs the feature `schema-registry`
pub const auto_register_schemas: bool = true;

/// Whether the subject's newest schema is used in place of the output's own: values are written by it, and one that cannot hold all of the output's is refused.
///
/// - value: `true`, `false`
/// - default: `false`
/// - needs the feature `schema-registry`
pub const use_latest_version: bool = false;

/// Whether the registry brings schemas into its normal form before it compares them.
///
/// - value: `true`, `false`
/// - default: `false`
/// - needs the feature `schema-registry`
pub const normalize_schemas: bool = false;
