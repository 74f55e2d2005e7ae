//! The only list of options in the workspace.

use crate::spec::Grammar::{
    BasicUser, BrokerList, Json, Name, NonEmpty, Pairs, Path, Pem, Token, Topic, Url, Urls,
};
use crate::spec::Group::{Bytes, Delivery, OAuth, Record, Registry, Tls, Where, Who};
use crate::spec::Kind::{Choice, FieldPath, Flag, Ident, Integer, Map, Size, Text, TypePath};
use crate::spec::Target::{Encoding, Item, Properties, Property, Runtime, UncheckedProperties};
use crate::spec::{OptionSpec, PemLabel, Preset, Target};
use crate::words;

const INT32_MAX: i64 = 2_147_483_647;

const fn row(
    group: crate::spec::Group,
    kind: crate::spec::Kind,
    target: Target,
    doc: &'static str,
) -> OptionSpec {
    OptionSpec::row(group, kind, target, doc)
}

/// Makes the enum and the table of the same rows, so that neither can miss one.
macro_rules! options {
    ($($id:ident $name:literal => $row:expr;)+) => {
        /// An option, in the order of the table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum OptionId {
            $(#[doc = concat!("`", $name, "`")] $id,)+
        }

        /// Every option, in the order of [`OptionId`]. Ranges are those of librdkafka 2.12's `CONFIGURATION.md`.
        pub const OPTIONS: &[OptionSpec] = &[$(OptionSpec { id: OptionId::$id, name: $name, ..$row },)+];
    };
}

/// The row of an option.
#[must_use]
pub const fn spec(id: OptionId) -> &'static OptionSpec {
    &OPTIONS[id as usize]
}

/// The row of the option of this name, exactly as the manual spells it.
#[must_use]
pub fn find(name: &str) -> Option<&'static OptionSpec> {
    OPTIONS.iter().find(|option| option.name == name)
}

impl OptionId {
    /// The option's row.
    #[must_use]
    pub const fn spec(self) -> &'static OptionSpec {
        spec(self)
    }

    /// The option's name, as a user writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.spec().name
    }

    /// The property of librdkafka's that it is; empty where it is none.
    #[must_use]
    pub const fn property(self) -> &'static str {
        match self.spec().target {
            Property(property) => property,
            _ => "",
        }
    }

    /// `==` in a `const fn`.
    #[must_use]
    pub const fn is(self, other: Self) -> bool {
        self as u8 == other as u8
    }
}

options! {
    BrokerList "broker_list" => row(Where, Text(BrokerList), Property("bootstrap.servers"),
        "The brokers to begin with, as `host:port`, comma-separated; an IPv6 address stands in brackets. Required, here or on the connection.")
        .azure_functions("BrokerList").stream_analytics("Bootstrap server addresses");
    Topic "topic" => row(Where, Text(Topic), Target::Record,
        "The topic of each record, unless the event names its own. Required.")
        .azure_functions("Topic").stream_analytics("Kafka topic");
    Connection "connection" => row(Where, TypePath, Item,
        "A type with `#[kafka_connection(…)]` whose options hold here too; an option written here wins over the connection's.")
        .literal();
    Name "name" => row(Where, Text(Name), Item,
        "The output's name in logs, metrics and overrides, unique in a program. Unwritten: the function's name.")
        .literal()
        .stream_analytics("Output Alias");
    Handler "handler" => row(Where, Ident, Item,
        "A name under which the function is also kept as written, for tests without Kafka.")
        .literal();
    Crate "crate" => row(Where, TypePath, Item,
        "The path of `kafka_output`, where another crate re-exports it. Unwritten: the name that Cargo.toml gives the dependency.")
        .literal();
    AllowLiteralSecrets "allow_literal_secrets" => row(Where, Flag, Item,
        "Whether a secret may stand in the source as text; without it, the compiler warns of one.")
        .or(Preset::Flag(false)).literal();
    ClientId "client_id" => row(Where, Text(NonEmpty), Property("client.id"),
        "The name the brokers log and meter this client by. Unwritten: librdkafka's own, `rdkafka`.");

    Acks "acks" => row(Delivery, Choice(words::ACKS), Property("acks"),
        "Which brokers must have a record before it counts as delivered: all in-sync replicas, the leader alone, or nobody; Kafka's numbers -1, 1 and 0 are accepted too.")
        .or(Preset::Word("all"));
    MaxMessageBytes "max_message_bytes" => row(Delivery, Size { min: 1000, max: 1_000_000_000 }, Property("message.max.bytes"),
        "The largest request that carries a record, in bytes, or as text with a unit: `\"1MB\"` is 1 000 000, `\"1MiB\"` is 1 048 576.")
        .or(Preset::Integer(1_000_000))
        .azure_functions("MaxMessageBytes");
    BatchSize "batch_size" => row(Delivery, Integer { min: 1, max: 1_000_000 }, Property("batch.num.messages"),
        "The most records in one batch: a count, not bytes.")
        .or(Preset::Integer(10_000))
        .azure_functions("BatchSize");
    LingerMs "linger_ms" => row(Delivery, Integer { min: 0, max: 900_000 }, Property("linger.ms"),
        "The longest a record waits for others to share its batch, in milliseconds; with few records in flight nothing waits. Unwritten, it gives way to a shorter `message_timeout_ms`.")
        .or(Preset::Integer(5))
        .azure_functions("LingerMs");
    EnableIdempotence "enable_idempotence" => row(Delivery, Flag, Property("enable.idempotence"),
        "Whether each record is written exactly once and in order even when requests are sent again. Unwritten, it is true with a `transactional_id`.")
        .or(Preset::Flag(false))
        .azure_functions("EnableIdempotence");
    MessageTimeoutMs "message_timeout_ms" => row(Delivery, Integer { min: 0, max: INT32_MAX }, Property("message.timeout.ms"),
        "The longest a delivery may take, in milliseconds, counted from the call, retries and waiting included; 0 is no limit. Unwritten, it is never below a written `linger_ms` or `request_timeout_ms`, and is the transaction's own with a `transactional_id`.")
        .or(Preset::Integer(300_000))
        .azure_functions("MessageTimeoutMs");
    RequestTimeoutMs "request_timeout_ms" => row(Delivery, Integer { min: 1, max: 900_000 }, Property("request.timeout.ms"),
        "How long the broker may wait for its replicas' acknowledgements, in milliseconds. Unwritten, it follows a shorter `message_timeout_ms`.")
        .or(Preset::Integer(5_000))
        .azure_functions("RequestTimeoutMs");
    MaxRetries "max_retries" => row(Delivery, Integer { min: 0, max: INT32_MAX }, Property("message.send.max.retries"),
        "How often a failed request is sent again. Unwritten with `enable_idempotence` or a `transactional_id`, it is librdkafka's own 2147483647, since giving up early would break their promise.")
        .or(Preset::Integer(2))
        .azure_functions("MaxRetries");
    CompressionType "compression_type" => row(Delivery, Choice(words::COMPRESSION), Property("compression.codec"),
        "The codec batches are compressed with.")
        .or(Preset::Word("none"))
        .stream_analytics("Kafka event compression type");
    CompressionLevel "compression_level" => row(Delivery, Integer { min: -1, max: 12 }, Property("compression.level"),
        "How hard the codec tries: up to 9 for gzip, 12 for lz4 and zstd, 0 for snappy; -1 is the codec's own default, as when unwritten.");
    Partitioner "partitioner" => row(Delivery, Choice(words::PARTITIONERS), Property("partitioner"),
        "How a record without a partition gets one: by Java's hash of its key, so that keys land where a Java producer's do; by another hash; at random; or each partition in turn whatever the key (`round_robin`).")
        .or(Preset::Word("murmur2_random"));
    Delivery "delivery" => row(Delivery, Choice(words::DELIVERY), Runtime,
        "When a call returns: once the brokers have acknowledged its records, or once they are in the local queue.")
        .or(Preset::Word("confirmed")).literal();
    TransactionalId "transactional_id" => row(Delivery, Text(NonEmpty), Property("transactional.id"),
        "The name under which a producer's transactions continue after a restart, unique to each running instance; implies `enable_idempotence`.")
        .needs("transactions");
    MetadataMaxAgeMs "metadata_max_age_ms" => row(Delivery, Integer { min: 1, max: 86_400_000 }, Property("metadata.max.age.ms"),
        "How long what is known of brokers and topics is kept, in milliseconds.")
        .or(Preset::Integer(180_000))
        .azure_functions("MetadataMaxAgeMs");
    SocketKeepaliveEnable "socket_keepalive_enable" => row(Delivery, Flag, Property("socket.keepalive.enable"),
        "Whether idle connections to brokers are kept alive by TCP, as clouds that close them after minutes need.")
        .or(Preset::Flag(true))
        .azure_functions("SocketKeepaliveEnable");
    Properties "properties" => row(Delivery, Map, Properties,
        "Any other properties of librdkafka's, by its own names: those it lists for a producer, with values it takes.");
    UncheckedProperties "unchecked_properties" => row(Delivery, Map, UncheckedProperties,
        "Properties of a newer or patched librdkafka, passed on as they are: librdkafka alone judges them, when the producer is made.");

    Protocol "protocol" => row(Who, Choice(words::PROTOCOLS), Property("security.protocol"),
        "How brokers are talked to: in the clear or by TLS, without or with authentication by SASL.")
        .or(Preset::Word("plaintext"))
        .azure_functions("Protocol").stream_analytics("Security Protocol");
    AuthenticationMode "authentication_mode" => row(Who, Choice(words::MODES), Property("sasl.mechanisms"),
        "How the client proves who it is; counts with the `sasl_…` protocols only.")
        .or(Preset::Word("plain"))
        .azure_functions("AuthenticationMode");
    Username "username" => row(Who, Text(NonEmpty), Property("sasl.username"),
        "The user's name, for `plain` and `scram_…`; `$ConnectionString` for Event Hubs.")
        .azure_functions("Username").stream_analytics("Username");
    Password "password" => row(Who, Text(NonEmpty), Property("sasl.password"),
        "The user's password, for `plain` and `scram_…`; the connection string for Event Hubs.")
        .secret()
        .azure_functions("Password").stream_analytics("Password");
    KerberosServiceName "kerberos_service_name" => row(Who, Text(NonEmpty), Property("sasl.kerberos.service.name"),
        "The Kerberos name the brokers run as, without host and realm. Unwritten: librdkafka's own, `kafka`.")
        .needs("gssapi");
    KerberosPrincipal "kerberos_principal" => row(Who, Text(NonEmpty), Property("sasl.kerberos.principal"),
        "The client's own Kerberos name. Unwritten: librdkafka's own, `kafkaclient`.")
        .needs("gssapi");
    KerberosKeytab "kerberos_keytab" => row(Who, Text(Path), Property("sasl.kerberos.keytab"),
        "The path of the keytab from which tickets are got.")
        .needs("gssapi");

    SslCaLocation "ssl_ca_location" => row(Tls, Text(Path), Property("ssl.ca.location"),
        "The path of the authorities' certificates the brokers' are checked against, a file or a folder, or `probe`. Unwritten: the system's own.")
        .needs("ssl")
        .azure_functions("SslCaLocation");
    SslCertificateLocation "ssl_certificate_location" => row(Tls, Text(Path), Property("ssl.certificate.location"),
        "The path of the client's certificate, in PEM.")
        .needs("ssl")
        .azure_functions("SslCertificateLocation");
    SslKeyLocation "ssl_key_location" => row(Tls, Text(Path), Property("ssl.key.location"),
        "The path of the client's private key, in PEM.")
        .needs("ssl")
        .azure_functions("SslKeyLocation");
    SslKeyPassword "ssl_key_password" => row(Tls, Text(NonEmpty), Property("ssl.key.password"),
        "The pass phrase of the client's private key.")
        .secret().needs("ssl")
        .azure_functions("SslKeyPassword");
    SslCaPem "ssl_ca_pem" => row(Tls, Text(Pem(PemLabel::Certificate)), Property("ssl.ca.pem"),
        "The authorities' certificates as PEM text.")
        .needs("ssl")
        .azure_functions("SslCaPEM").stream_analytics("Truststore certificates");
    SslCertificatePem "ssl_certificate_pem" => row(Tls, Text(Pem(PemLabel::Certificate)), Property("ssl.certificate.pem"),
        "The client's certificate, and its chain, as PEM text.")
        .needs("ssl")
        .azure_functions("SslCertificatePEM");
    SslKeyPem "ssl_key_pem" => row(Tls, Text(Pem(PemLabel::PrivateKey)), Property("ssl.key.pem"),
        "The client's private key as PEM text.")
        .secret().needs("ssl")
        .azure_functions("SslKeyPEM");
    SslCertificateAndKeyPem "ssl_certificate_and_key_pem" => row(Tls, Text(Pem(PemLabel::Both)), Runtime,
        "The client's certificate and private key in one PEM text, as Azure Key Vault exports them.")
        .secret().needs("ssl")
        .azure_functions("SslCertificateandKeyPEM");

    OauthBearerMethod "oauth_bearer_method" => row(OAuth, Choice(words::OAUTH_METHODS), Property("sasl.oauthbearer.method"),
        "Where tokens come from: an OpenID Connect endpoint, or the runtime's token provider.")
        .azure_functions("OAuthBearerMethod");
    OauthBearerClientId "oauth_bearer_client_id" => row(OAuth, Text(NonEmpty), Property("sasl.oauthbearer.client.id"),
        "The application's public name at the token endpoint.")
        .needs("oidc")
        .azure_functions("OAuthBearerClientId");
    OauthBearerClientSecret "oauth_bearer_client_secret" => row(OAuth, Text(NonEmpty), Property("sasl.oauthbearer.client.secret"),
        "The application's secret at the token endpoint.")
        .secret().needs("oidc")
        .azure_functions("OAuthBearerClientSecret");
    OauthBearerScope "oauth_bearer_scope" => row(OAuth, Text(NonEmpty), Property("sasl.oauthbearer.scope"),
        "The scope that is asked for, if any.")
        .needs("oidc")
        .azure_functions("OAuthBearerScope");
    OauthBearerTokenEndpointUrl "oauth_bearer_token_endpoint_url" => row(OAuth, Text(Url), Property("sasl.oauthbearer.token.endpoint.url"),
        "The URL tokens are fetched from.")
        .needs("oidc")
        .azure_functions("OAuthBearerTokenEndpointUrl");
    OauthBearerExtensions "oauth_bearer_extensions" => row(OAuth, Text(Pairs), Property("sasl.oauthbearer.extensions"),
        "What else the broker is told with a token, as `name=value`, comma-separated.")
        .needs("oidc")
        .azure_functions("OAuthBearerExtensions");
    HttpsCaLocation "https_ca_location" => row(OAuth, Text(Path), Property("https.ca.location"),
        "The path of the authorities' certificates the token endpoint's is checked against, a file or a folder, or `probe`. Unwritten: the system's own.")
        .needs("oidc")
        .azure_functions("HttpsCaLocation");
    HttpsCaPem "https_ca_pem" => row(OAuth, Text(Pem(PemLabel::Certificate)), Property("https.ca.pem"),
        "The same certificates as PEM text.")
        .needs("oidc")
        .azure_functions("HttpsCaPem");

    ValueFormat "value_format" => row(Bytes, Choice(words::FORMATS), Encoding,
        "How the value becomes bytes. Unwritten: a schema option's format, else by type: text as it is, bytes as they are, i16, i32, i64, f32 and f64 big-endian, anything else JSON.")
        .literal()
        .stream_analytics("Event Serialization format");
    KeyFormat "key_format" => row(Bytes, Choice(words::FORMATS), Encoding,
        "How the key becomes bytes. Unwritten: as for `value_format`.")
        .literal();
    AvroSchema "avro_schema" => row(Bytes, Text(Json), Encoding,
        "The value's Avro schema, as text.")
        .needs("avro")
        .azure_functions("AvroSchema");
    KeyAvroSchema "key_avro_schema" => row(Bytes, Text(Json), Encoding,
        "The key's Avro schema, as text.")
        .needs("avro")
        .azure_functions("KeyAvroSchema");
    AvroSchemaFile "avro_schema_file" => row(Bytes, Text(Path), Encoding,
        "The file of the value's Avro schema, from the crate's root.")
        .literal().needs("avro");
    KeyAvroSchemaFile "key_avro_schema_file" => row(Bytes, Text(Path), Encoding,
        "The file of the key's Avro schema, from the crate's root.")
        .literal().needs("avro");
    AvroEncoding "avro_encoding" => row(Bytes, Choice(words::AVRO_ENCODINGS), Encoding,
        "What stands before Avro data without a schema registry: nothing, or the fingerprint of their schema; of a value or key that a format or schema written here makes Avro.")
        .or(Preset::Word("datum")).literal().needs("avro");
    ProtobufSchemaFile "protobuf_schema_file" => row(Bytes, Text(Path), Encoding,
        "The file of the value's Protobuf schema that a registry gets, from the crate's root. Unwritten: the type's own descriptor.")
        .literal().needs("schema-registry");
    KeyProtobufSchemaFile "key_protobuf_schema_file" => row(Bytes, Text(Path), Encoding,
        "The file of the key's Protobuf schema that a registry gets, from the crate's root. Unwritten: the type's own descriptor.")
        .literal().needs("schema-registry");
    JsonSchemaFile "json_schema_file" => row(Bytes, Text(Path), Encoding,
        "The file of the value's JSON schema that a registry gets, from the crate's root. Unwritten: the type's own `JsonSchema`.")
        .literal().needs("schema-registry");
    KeyJsonSchemaFile "key_json_schema_file" => row(Bytes, Text(Path), Encoding,
        "The file of the key's JSON schema that a registry gets, from the crate's root. Unwritten: the type's own `JsonSchema`.")
        .literal().needs("schema-registry");
    CsvDelimiter "csv_delimiter" => row(Bytes, Choice(words::DELIMITERS), Encoding,
        "What stands between two fields of CSV.")
        .or(Preset::Word("comma")).literal().needs("csv")
        .stream_analytics("Delimiter");
    CsvHeader "csv_header" => row(Bytes, Flag, Encoding,
        "Whether each record of CSV begins with a line of the fields' names.")
        .or(Preset::Flag(false)).literal().needs("csv");

    Key "key" => row(Record, FieldPath, Target::Record,
        "The field of each record's value that is its key; the event's own key wins, and a `None` gives no key. Unless `key_format` says how, each of the two is written as its own type is.")
        .literal()
        .stream_analytics("Partition key");
    Headers "headers" => row(Record, Map, Target::Record,
        "Headers of every record, before the event's own; their values may be settings.")
        .literal();

    SchemaRegistryUrl "schema_registry_url" => row(Registry, Text(Urls), Target::Registry,
        "The URL of the schema registry; of several, comma-separated, the first that answers serves.")
        .needs("schema-registry")
        .azure_functions("SchemaRegistryUrl");
    SchemaRegistryUsername "schema_registry_username" => row(Registry, Text(BasicUser), Target::Registry,
        "The user's name at the schema registry.")
        .needs("schema-registry")
        .azure_functions("SchemaRegistryUsername");
    SchemaRegistryPassword "schema_registry_password" => row(Registry, Text(NonEmpty), Target::Registry,
        "The user's password at the schema registry.")
        .secret().needs("schema-registry")
        .azure_functions("SchemaRegistryPassword");
    SchemaRegistryToken "schema_registry_token" => row(Registry, Text(Token), Target::Registry,
        "The bearer token that the schema registry is shown in place of user and password.")
        .secret().needs("schema-registry");
    SchemaRegistryCaLocation "schema_registry_ca_location" => row(Registry, Text(Path), Target::Registry,
        "The path of the authorities' certificates the registry's is checked against, in PEM. Unwritten: the system's own.")
        .needs("schema-registry");
    SchemaRegistryCaPem "schema_registry_ca_pem" => row(Registry, Text(Pem(PemLabel::Certificate)), Target::Registry,
        "The same certificates as PEM text.")
        .needs("schema-registry");
    SchemaRegistryCertificateLocation "schema_registry_certificate_location" => row(Registry, Text(Path), Target::Registry,
        "The path of the client's certificate for the registry, and its chain, in PEM.")
        .needs("schema-registry");
    SchemaRegistryCertificatePem "schema_registry_certificate_pem" => row(Registry, Text(Pem(PemLabel::Certificate)), Target::Registry,
        "The same certificate as PEM text.")
        .needs("schema-registry");
    SchemaRegistryKeyLocation "schema_registry_key_location" => row(Registry, Text(Path), Target::Registry,
        "The path of the private key of the client's certificate for the registry, in PEM, not encrypted.")
        .needs("schema-registry");
    SchemaRegistryKeyPem "schema_registry_key_pem" => row(Registry, Text(Pem(PemLabel::PrivateKey)), Target::Registry,
        "The same private key as PEM text.")
        .secret().needs("schema-registry");
    SubjectNameStrategy "subject_name_strategy" => row(Registry, Choice(words::SUBJECTS), Target::Registry,
        "What a schema's subject is named after: the topic, the record's type, or both.")
        .or(Preset::Word("topic_name")).needs("schema-registry");
    AutoRegisterSchemas "auto_register_schemas" => row(Registry, Flag, Target::Registry,
        "Whether a schema the registry does not know is registered, as Confluent's serializers do. Unwritten with `use_latest_version`, nothing is.")
        .or(Preset::Flag(true)).needs("schema-registry");
    UseLatestVersion "use_latest_version" => row(Registry, Flag, Target::Registry,
        "Whether the subject's newest schema is used in place of the output's own: values are written by it, and one that cannot hold all of the output's is refused.")
        .or(Preset::Flag(false)).needs("schema-registry");
    NormalizeSchemas "normalize_schemas" => row(Registry, Flag, Target::Registry,
        "Whether the registry brings schemas into its normal form before it compares them.")
        .or(Preset::Flag(false)).needs("schema-registry");
}
