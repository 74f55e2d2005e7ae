//! How values and keys become bytes, and the schema registry.

use super::rule;
use super::tls::{CERTIFICATE_TEXT, KEY_TEXT};
use crate::rule::Rule;
use crate::rule::When::{Flag, Is, IsNot, NamesUser, Written};
use crate::table::OptionId::{
    AutoRegisterSchemas, AvroEncoding, AvroSchema, AvroSchemaFile, CsvDelimiter, CsvHeader, JsonSchemaFile,
    KeyAvroSchema, KeyAvroSchemaFile, KeyFormat, KeyJsonSchemaFile, KeyProtobufSchemaFile, NormalizeSchemas,
    ProtobufSchemaFile, SchemaRegistryCaLocation, SchemaRegistryCaPem, SchemaRegistryCertificateLocation,
    SchemaRegistryCertificatePem, SchemaRegistryKeyLocation, SchemaRegistryKeyPem, SchemaRegistryPassword,
    SchemaRegistryToken, SchemaRegistryUrl, SchemaRegistryUsername, SubjectNameStrategy, UseLatestVersion,
    ValueFormat,
};
use crate::value::Value::{self, Text, Word};
use crate::violation::Place::{Key, Value as Value_};
use crate::violation::ViolationKind::{Excludes, Needs};

const AVRO: &str = "{\"type\": \"string\"}";
const REGISTRY: (crate::OptionId, crate::Value<'static>) = (SchemaRegistryUrl, Text("http://localhost:8081"));
const REGISTRY_OF_A_USER: (crate::OptionId, crate::Value<'static>) =
    (SchemaRegistryUrl, Text("http://ann:secret@localhost:8081"));

pub(super) const RULES: &[Rule] = &[
    // One of two forms is to go, so what is said of both stands before what is said of each.
    rule("one-form-of-avro-schema", Excludes, Key, &[AvroSchemaFile])
        .when(&[Written(AvroSchema)])
        .with(AvroSchema)
        .says("`{}` cannot go with `avro_schema`, which is the same schema; leave one of the two out")
        .wrong(&[(AvroSchema, Text(AVRO)), (AvroSchemaFile, Text("order.avsc"))])
        .right(&[(AvroSchemaFile, Text("order.avsc"))]),
    rule("one-form-of-key-avro-schema", Excludes, Key, &[KeyAvroSchemaFile])
        .when(&[Written(KeyAvroSchema)])
        .with(KeyAvroSchema)
        .says("`{}` cannot go with `key_avro_schema`, which is the same schema; leave one of the two out")
        .wrong(&[(KeyAvroSchema, Text(AVRO)), (KeyAvroSchemaFile, Text("key.avsc"))])
        .right(&[(KeyAvroSchemaFile, Text("key.avsc"))]),
    rule("avro-schema-needs-avro", Excludes, Key, &[AvroSchema, AvroSchemaFile])
        .when(&[IsNot(ValueFormat, &["avro"])])
        .with(ValueFormat)
        .says("`{}` cannot go with another `value_format` than `avro`; leave `value_format` out")
        .wrong(&[(AvroSchema, Text(AVRO)), (ValueFormat, Word("json"))])
        .right(&[(AvroSchema, Text(AVRO)), (ValueFormat, Word("avro"))]),
    rule("key-avro-schema-needs-avro", Excludes, Key, &[KeyAvroSchema, KeyAvroSchemaFile])
        .when(&[IsNot(KeyFormat, &["avro"])])
        .with(KeyFormat)
        .says("`{}` cannot go with another `key_format` than `avro`; leave `key_format` out")
        .wrong(&[(KeyAvroSchema, Text(AVRO)), (KeyFormat, Word("json"))])
        .right(&[(KeyAvroSchema, Text(AVRO)), (KeyFormat, Word("avro"))]),
    rule("protobuf-schema-needs-protobuf", Excludes, Key, &[ProtobufSchemaFile])
        .when(&[IsNot(ValueFormat, &["protobuf"])])
        .with(ValueFormat)
        .says("`{}` cannot go with another `value_format` than `protobuf`; leave `value_format` out")
        .wrong(&[(ProtobufSchemaFile, Text("order.proto")), (ValueFormat, Word("json"))])
        .right(&[(ProtobufSchemaFile, Text("order.proto")), (ValueFormat, Word("protobuf"))]),
    rule("key-protobuf-schema-needs-protobuf", Excludes, Key, &[KeyProtobufSchemaFile])
        .when(&[IsNot(KeyFormat, &["protobuf"])])
        .with(KeyFormat)
        .says("`{}` cannot go with another `key_format` than `protobuf`; leave `key_format` out")
        .wrong(&[(KeyProtobufSchemaFile, Text("key.proto")), (KeyFormat, Word("json"))])
        .right(&[(KeyProtobufSchemaFile, Text("key.proto")), (KeyFormat, Word("protobuf"))]),
    rule("json-schema-needs-json", Excludes, Key, &[JsonSchemaFile])
        .when(&[IsNot(ValueFormat, &["json"])])
        .with(ValueFormat)
        .says("`{}` cannot go with another `value_format` than `json`; leave `value_format` out")
        .wrong(&[(JsonSchemaFile, Text("order.json")), (ValueFormat, Word("string"))])
        .right(&[(JsonSchemaFile, Text("order.json")), (ValueFormat, Word("json"))]),
    rule("key-json-schema-needs-json", Excludes, Key, &[KeyJsonSchemaFile])
        .when(&[IsNot(KeyFormat, &["json"])])
        .with(KeyFormat)
        .says("`{}` cannot go with another `key_format` than `json`; leave `key_format` out")
        .wrong(&[(KeyJsonSchemaFile, Text("key.json")), (KeyFormat, Word("string"))])
        .right(&[(KeyJsonSchemaFile, Text("key.json")), (KeyFormat, Word("json"))]),
    rule("avro-excludes-protobuf-schema", Excludes, Key, &[AvroSchema, AvroSchemaFile])
        .when(&[Written(ProtobufSchemaFile)])
        .with(ProtobufSchemaFile)
        .says("`{}` cannot go with `protobuf_schema_file`, since a value has one format; leave one of the two out")
        .wrong(&[(AvroSchemaFile, Text("order.avsc")), (ProtobufSchemaFile, Text("order.proto"))])
        .right(&[(AvroSchemaFile, Text("order.avsc"))]),
    rule("avro-excludes-json-schema", Excludes, Key, &[AvroSchema, AvroSchemaFile])
        .when(&[Written(JsonSchemaFile)])
        .with(JsonSchemaFile)
        .says("`{}` cannot go with `json_schema_file`, since a value has one format; leave one of the two out")
        .wrong(&[(AvroSchema, Text(AVRO)), (JsonSchemaFile, Text("order.json"))])
        .right(&[(JsonSchemaFile, Text("order.json"))]),
    rule("protobuf-excludes-json-schema", Excludes, Key, &[ProtobufSchemaFile])
        .when(&[Written(JsonSchemaFile)])
        .with(JsonSchemaFile)
        .says("`{}` cannot go with `json_schema_file`, since a value has one format; leave one of the two out")
        .wrong(&[(ProtobufSchemaFile, Text("order.proto")), (JsonSchemaFile, Text("order.json"))])
        .right(&[(ProtobufSchemaFile, Text("order.proto"))]),
    rule("key-avro-excludes-protobuf-schema", Excludes, Key, &[KeyAvroSchema, KeyAvroSchemaFile])
        .when(&[Written(KeyProtobufSchemaFile)])
        .with(KeyProtobufSchemaFile)
        .says("`{}` cannot go with `key_protobuf_schema_file`, since a key has one format; leave one of the two out")
        .wrong(&[(KeyAvroSchemaFile, Text("order.avsc")), (KeyProtobufSchemaFile, Text("order.proto"))])
        .right(&[(KeyAvroSchemaFile, Text("order.avsc"))]),
    rule("key-avro-excludes-json-schema", Excludes, Key, &[KeyAvroSchema, KeyAvroSchemaFile])
        .when(&[Written(KeyJsonSchemaFile)])
        .with(KeyJsonSchemaFile)
        .says("`{}` cannot go with `key_json_schema_file`, since a key has one format; leave one of the two out")
        .wrong(&[(KeyAvroSchema, Text(AVRO)), (KeyJsonSchemaFile, Text("order.json"))])
        .right(&[(KeyJsonSchemaFile, Text("order.json"))]),
    rule("key-protobuf-excludes-json-schema", Excludes, Key, &[KeyProtobufSchemaFile])
        .when(&[Written(KeyJsonSchemaFile)])
        .with(KeyJsonSchemaFile)
        .says("`{}` cannot go with `key_json_schema_file`, since a key has one format; leave one of the two out")
        .wrong(&[(KeyProtobufSchemaFile, Text("order.proto")), (KeyJsonSchemaFile, Text("order.json"))])
        .right(&[(KeyProtobufSchemaFile, Text("order.proto"))]),
    rule("avro-encoding-needs-avro", Needs, Key, &[AvroEncoding])
        .unless(&[
            Is(ValueFormat, &["avro"]),
            Is(KeyFormat, &["avro"]),
            Written(AvroSchema),
            Written(AvroSchemaFile),
            Written(KeyAvroSchema),
            Written(KeyAvroSchemaFile),
        ])
        .with(ValueFormat)
        .says("`{}` needs `value_format = avro`, or an Avro schema; write that, or leave `{}` out")
        .wrong(&[(AvroEncoding, Word("single_object"))])
        .right(&[(AvroEncoding, Word("single_object")), (AvroSchema, Text(AVRO))]),
    rule("single-objects-have-no-registry", Excludes, Value_, &[AvroEncoding])
        .when(&[Is(AvroEncoding, &["single_object"]), Written(SchemaRegistryUrl)])
        .with(SchemaRegistryUrl)
        .says("`{}` cannot be `single_object` with `schema_registry_url`, whose ids stand there instead; leave one of the two out")
        .wrong(&[REGISTRY, (AvroSchema, Text(AVRO)), (AvroEncoding, Word("single_object"))])
        .right(&[REGISTRY, (AvroSchema, Text(AVRO)), (AvroEncoding, Word("datum"))]),
    rule("csv-options-need-csv", Needs, Key, &[CsvDelimiter, CsvHeader])
        .unless(&[Is(ValueFormat, &["csv"]), Is(KeyFormat, &["csv"])])
        .with(ValueFormat)
        .says("`{}` needs `value_format = csv`; write that, or leave `{}` out")
        .wrong(&[(CsvDelimiter, Word("tab"))])
        .right(&[(CsvDelimiter, Word("tab")), (ValueFormat, Word("csv"))]),
    rule("registry-options-need-url", Needs, Key, REGISTRY_OPTIONS)
        .unless(&[Written(SchemaRegistryUrl)])
        .with(SchemaRegistryUrl)
        .says("`{}` needs `schema_registry_url`; write that, or leave `{}` out")
        .wrong(&[(SubjectNameStrategy, Word("record_name"))])
        .right(&[REGISTRY, (SubjectNameStrategy, Word("record_name"))]),
    rule("registry-username-needs-password", Needs, Key, &[SchemaRegistryUsername])
        .unless(&[Written(SchemaRegistryPassword)])
        .with(SchemaRegistryPassword)
        .says("`{}` needs `schema_registry_password`; write it, best as a setting")
        .wrong(&[REGISTRY, (SchemaRegistryUsername, Text("ann"))])
        .right(&[REGISTRY, (SchemaRegistryUsername, Text("ann")), (SchemaRegistryPassword, Text("secret"))]),
    rule("registry-password-needs-username", Needs, Key, &[SchemaRegistryPassword])
        .unless(&[Written(SchemaRegistryUsername)])
        .with(SchemaRegistryUsername)
        .says("`{}` needs `schema_registry_username`; write it too")
        .wrong(&[REGISTRY, (SchemaRegistryPassword, Text("secret"))])
        .right(&[REGISTRY, (SchemaRegistryUsername, Text("ann")), (SchemaRegistryPassword, Text("secret"))]),
    rule("one-credential-of-the-registry", Excludes, Key, &[SchemaRegistryToken])
        .when(&[Written(SchemaRegistryUsername)])
        .with(SchemaRegistryUsername)
        .says("`{}` cannot go with `schema_registry_username`, since one credential is shown; leave one of the two out")
        .wrong(&[REGISTRY, (SchemaRegistryUsername, Text("ann")), (SchemaRegistryPassword, Text("secret")), (SchemaRegistryToken, Text("secret"))])
        .right(&[REGISTRY, (SchemaRegistryToken, Text("secret"))]),
    rule("one-user-of-the-registry", Excludes, Key, &[SchemaRegistryUsername, SchemaRegistryToken])
        .when(&[NamesUser(SchemaRegistryUrl)])
        .with(SchemaRegistryUrl)
        .says("`{}` cannot go with a user in `schema_registry_url`, since one credential is shown; leave one of the two out")
        .wrong(&[REGISTRY_OF_A_USER, (SchemaRegistryToken, Text("secret"))])
        .right(&[REGISTRY, (SchemaRegistryToken, Text("secret"))]),
    rule("one-form-of-the-registrys-ca", Excludes, Key, &[SchemaRegistryCaPem])
        .when(&[Written(SchemaRegistryCaLocation)])
        .with(SchemaRegistryCaLocation)
        .says("`{}` cannot go with `schema_registry_ca_location`, which holds the same; leave one of the two out")
        .wrong(&[REGISTRY, (SchemaRegistryCaLocation, Text("ca.pem")), (SchemaRegistryCaPem, Text(CERTIFICATE_TEXT))])
        .right(&[REGISTRY, (SchemaRegistryCaPem, Text(CERTIFICATE_TEXT))]),
    rule("one-form-of-the-registrys-certificate", Excludes, Key, &[SchemaRegistryCertificatePem])
        .when(&[Written(SchemaRegistryCertificateLocation)])
        .with(SchemaRegistryCertificateLocation)
        .says("`{}` cannot go with `schema_registry_certificate_location`, which holds the same; leave one of the two out")
        .wrong(&[REGISTRY, CERTIFICATE_FILE, KEY_FILE, (SchemaRegistryCertificatePem, Text(CERTIFICATE_TEXT))])
        .right(&[REGISTRY, KEY_FILE, (SchemaRegistryCertificatePem, Text(CERTIFICATE_TEXT))]),
    rule("one-form-of-the-registrys-key", Excludes, Key, &[SchemaRegistryKeyPem])
        .when(&[Written(SchemaRegistryKeyLocation)])
        .with(SchemaRegistryKeyLocation)
        .says("`{}` cannot go with `schema_registry_key_location`, which holds the same; leave one of the two out")
        .wrong(&[REGISTRY, CERTIFICATE_FILE, KEY_FILE, (SchemaRegistryKeyPem, Text(KEY_TEXT))])
        .right(&[REGISTRY, CERTIFICATE_FILE, (SchemaRegistryKeyPem, Text(KEY_TEXT))]),
    rule("registry-certificate-needs-key", Needs, Key, &[SchemaRegistryCertificateLocation, SchemaRegistryCertificatePem])
        .unless(&[Written(SchemaRegistryKeyLocation), Written(SchemaRegistryKeyPem)])
        .with(SchemaRegistryKeyLocation)
        .says("`{}` needs its private key; write `schema_registry_key_location`, or its text as `schema_registry_key_pem`")
        .wrong(&[REGISTRY, CERTIFICATE_FILE])
        .right(&[REGISTRY, CERTIFICATE_FILE, KEY_FILE]),
    rule("registry-key-needs-certificate", Needs, Key, &[SchemaRegistryKeyLocation, SchemaRegistryKeyPem])
        .unless(&[Written(SchemaRegistryCertificateLocation), Written(SchemaRegistryCertificatePem)])
        .with(SchemaRegistryCertificateLocation)
        .says("`{}` needs its certificate; write `schema_registry_certificate_location`, or its text as `schema_registry_certificate_pem`")
        .wrong(&[REGISTRY, KEY_FILE])
        .right(&[REGISTRY, CERTIFICATE_FILE, KEY_FILE]),
    rule("latest-registers-nothing", Excludes, Key, &[AutoRegisterSchemas])
        .when(&[Flag(AutoRegisterSchemas, true), Flag(UseLatestVersion, true)])
        .with(UseLatestVersion)
        .says("`{}` cannot be true with `use_latest_version`, which takes what is registered; leave one of the two out")
        .wrong(&[REGISTRY, (AutoRegisterSchemas, Value::Flag(true)), (UseLatestVersion, Value::Flag(true))])
        .right(&[REGISTRY, (AutoRegisterSchemas, Value::Flag(false)), (UseLatestVersion, Value::Flag(true))]),
];

const CERTIFICATE_FILE: (crate::OptionId, Value<'static>) =
    (SchemaRegistryCertificateLocation, Text("registry.pem"));
const KEY_FILE: (crate::OptionId, Value<'static>) = (SchemaRegistryKeyLocation, Text("registry.key"));

const REGISTRY_OPTIONS: &[crate::OptionId] = &[
    SchemaRegistryUsername,
    SchemaRegistryPassword,
    SchemaRegistryToken,
    SchemaRegistryCaLocation,
    SchemaRegistryCaPem,
    SchemaRegistryCertificateLocation,
    SchemaRegistryCertificatePem,
    SchemaRegistryKeyLocation,
    SchemaRegistryKeyPem,
    SubjectNameStrategy,
    AutoRegisterSchemas,
    UseLatestVersion,
    NormalizeSchemas,
];
