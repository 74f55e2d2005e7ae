//! The sentences themselves: read the diff of every line you bless.

use std::fmt::Write as _;

use expect_test::expect;
use kafka_output_options::OptionId::{
    Acks, AvroSchema, BatchSize, BrokerList, ClientId, CompressionType, Crate, Delivery, EnableIdempotence,
    Handler, Headers, Key, LingerMs, MaxMessageBytes, Name, Partitioner, Password, Properties, Protocol,
    SchemaRegistryUrl, SslCaPem, SslKeyPem, Topic, ValueFormat,
};
use kafka_output_options::{Features, OptionId, RULES, Value, compile_time_only, duplicate_option, spec};

use super::{judged, judged_with};

fn told(cases: &[(OptionId, Value<'_>)]) -> String {
    let mut lines = String::new();
    for (id, value) in cases {
        for violation in judged(&[(*id, *value)]).iter().filter(|violation| violation.rule.is_none()) {
            let _ = writeln!(lines, "{violation}");
        }
    }
    lines
}

#[test]
fn of_kinds() {
    expect![[r#"
        `topic` takes text, not `orders`; write `topic = "orders"` if that is the text; a constant or an argument cannot be read here, so write its text, or a setting: `"%ORDERS%"`
        `topic` takes text, not `TOPIC`; a constant or an argument cannot be read here, so write its text in quotes, or a setting: `"%TOPIC%"`
        `password` takes text; a constant or an argument cannot be read here, so write a setting: `"%KAFKA_PASSWORD%"`
        `avro_schema` takes text, not `SCHEMA`; a constant or an argument cannot be read here, so write its text in quotes, or a setting: `"%SCHEMA%"`
        `topic` takes text, not `5`; write `topic = "5"`
        `password` takes text; write `password = "…"`
        `linger_ms` takes a whole number, not `"soon"`; write a number from 0 to 900000
        `linger_ms` takes a whole number, not `true`; write a number from 0 to 900000
        `max_message_bytes` takes a number of bytes, not `"1 elephant"`; write 1000 to 1000000000 bytes, as a number or with a unit: `"1MB"`, `"1MiB"`
        `enable_idempotence` takes a flag, not `yes`; write `true` or `false`
        `compression_type` takes a word, not `3`; write `none`, `gzip`, `snappy`, `lz4` or `zstd`
        `handler` takes a name, not `"order_event"`; leave the quotes out: `handler = order_event`
        `crate` takes a path, which the compiler reads, not a setting; write a path alone, without quotes: `crate = …`
        `key` takes the path of a field, not `"customer.id"`; leave the quotes out: `key = customer.id`
        `headers` takes pairs in braces, not `"source"`; write `headers = { "name" = "value" }`
        `headers` takes pairs in braces, not a setting as a whole; write `headers = { "name" = "value" }`
        `delivery` decides types, so it cannot be a setting; write `confirmed` or `enqueued`
        `topic` takes text, not a path; write it in quotes: `topic = "…"`
    "#]].assert_eq(&told(&[
        (Topic, Value::Word("orders")),
        (Topic, Value::Word("TOPIC")),
        (Password, Value::Word("passphrase")),
        (AvroSchema, Value::Word("SCHEMA")),
        (Topic, Value::Integer(5)),
        (Password, Value::Integer(12345)),
        (LingerMs, Value::Text("soon")),
        (LingerMs, Value::Flag(true)),
        (MaxMessageBytes, Value::Text("1 elephant")),
        (EnableIdempotence, Value::Word("yes")),
        (CompressionType, Value::Integer(3)),
        (Handler, Value::Text("order_event")),
        (Crate, Value::Setting("%A%")),
        (Key, Value::Text("customer.id")),
        (Headers, Value::Text("source")),
        (Headers, Value::Setting("%HEADERS%")),
        (Delivery, Value::Setting("%DELIVERY%")),
        (Topic, Value::Item),
    ]));
}

#[test]
fn of_ranges_and_words() {
    expect![[r#"
        `linger_ms = -1` is out of range; write a number from 0 to 900000
        `batch_size = 2000000` is out of range; write a number from 1 to 1000000
        `max_message_bytes = 1` is in bytes, too few for any record; write `max_message_bytes = "1MB"` if megabytes are meant, or 1000 to 1000000000 bytes, as a number or with a unit: `"1MB"`, `"1MiB"`
        `max_message_bytes = 0` is out of range; write 1000 to 1000000000 bytes, as a number or with a unit: `"1MB"`, `"1MiB"`
        `compression_type` has no word `zst`; did you mean `zstd`? it takes `none`, `gzip`, `snappy`, `lz4` or `zstd`
        `compression_type` has no word `brotli`; write `none`, `gzip`, `snappy`, `lz4` or `zstd`
        `acks` has no word `2`; write `all`, `one` or `none`
        `partitioner` has no word `roundrobbin`; did you mean `round_robin`? it takes `murmur2_random`, `murmur2`, `consistent_random`, `consistent`, `fnv1a_random`, `fnv1a`, `random` or `round_robin`
    "#]].assert_eq(&told(&[
        (LingerMs, Value::Integer(-1)),
        (BatchSize, Value::Integer(2_000_000)),
        (MaxMessageBytes, Value::Integer(1)),
        (MaxMessageBytes, Value::Integer(0)),
        (CompressionType, Value::Word("zst")),
        (CompressionType, Value::Word("brotli")),
        (Acks, Value::Integer(2)),
        (Partitioner, Value::Word("roundrobbin")),
    ]));
}

#[test]
fn of_grammars() {
    expect![[r#"
        `topic` is empty; write a value, such as a setting: `topic = "%NAME%"`
        `topic` has a space, which no topic has; write 1 to 249 letters, digits, `.`, `_` and `-`
        `topic` has `ö`, which no topic has; write 1 to 249 letters, digits, `.`, `_` and `-`
        `topic` cannot be `.` or `..`; write 1 to 249 letters, digits, `.`, `_` and `-`
        `topic` has 250 characters; write 1 to 249 letters, digits, `.`, `_` and `-`
        `name` has `/`, which no name of an output has; write letters, digits, `_`, `-` and `.`
        `broker_list` has no port in `kafka-1`; write `kafka-1:9092`, or the port it listens on
        `broker_list` has a URL scheme in `PLAINTEXT://kafka-1:9092/`, but brokers have none; write `kafka-1:9092`, and choose TLS and SASL by `protocol`
        `broker_list` has no broker where one should stand; write `host:port`, with one comma between two brokers
        `broker_list` has no port from 1 to 65535 in `a:99999`; write `host:port`
        `broker_list` has no host in `a b:1`; write `host:port`, the host of letters, digits, `-`, `_` and `.`
        `broker_list` has no comma in `a:1; b:1 | c:1`; write one between two brokers: `a:1,b:1,c:1`
        `broker_list` has no comma in `a:1 b:1`; write one between two brokers: `a:1,b:1`
        `broker_list` has an IPv6 address without brackets in `::1`; write `[address]:port`, such as `[::1]:9092`
        `broker_list` has no IPv6 address in the brackets of `[::x]:1`; write `[address]:port`, such as `[::1]:9092`
        `broker_list` has no host in one of the brokers, as where a user stands before an `@`; write `host:port`, and the two as `username` and `password`
        `client_id` holds a NUL character, where librdkafka would end it; leave the character out
        `schema_registry_url` does not begin with `http://` or `https://`; write a URL such as `https://host:8081/path`
        `schema_registry_url` has white space in it; write a URL such as `https://host:8081/path`
        `ssl_ca_pem` holds no whole block `-----BEGIN CERTIFICATE-----` … `-----END CERTIFICATE-----`; write the PEM text itself, not its path
        `ssl_ca_pem` holds no whole block `-----BEGIN CERTIFICATE-----` … `-----END CERTIFICATE-----`; it is cut short, or of another kind; write the whole PEM text of the right file
        `ssl_key_pem` holds no whole block `-----BEGIN PRIVATE KEY-----` … `-----END PRIVATE KEY-----`; write the PEM text itself, not its path
        `avro_schema` is no JSON; write the schema's text, or name its file in a `…_file` option
        `oauth_bearer_extensions` has no `name=value` in `b`; write `name=value`, comma-separated
    "#]].assert_eq(&told(&[
        (Topic, Value::Text(" ")),
        (Topic, Value::Text("my topic")),
        (Topic, Value::Text("größe")),
        (Topic, Value::Text("..")),
        (Topic, Value::Text(&"x".repeat(250))),
        (Name, Value::Text("a/b")),
        (BrokerList, Value::Text("kafka-1")),
        (BrokerList, Value::Text("PLAINTEXT://kafka-1:9092/")),
        (BrokerList, Value::Text("a:1,,b:1")),
        (BrokerList, Value::Text("a:99999")),
        (BrokerList, Value::Text("a b:1")),
        (BrokerList, Value::Text("a:1; b:1 | c:1")),
        (BrokerList, Value::Text("a:1 b:1")),
        (BrokerList, Value::Text("::1")),
        (BrokerList, Value::Text("[::x]:1")),
        (BrokerList, Value::Text("user:hush@host:1")),
        (ClientId, Value::Text("a\0b")),
        (SchemaRegistryUrl, Value::Text("localhost:8081")),
        (SchemaRegistryUrl, Value::Text("http://a b")),
        (SslCaPem, Value::Text("ca.pem")),
        (SslCaPem, Value::Text("-----BEGIN CERTIFICATE-----\nMIIB")),
        (SslKeyPem, Value::Text("hush")),
        (AvroSchema, Value::Text("order.avsc")),
        (OptionId::OauthBearerExtensions, Value::Text("a=1,b")),
    ]));
}

#[test]
fn of_maps() {
    expect![[r#"
        `properties` sets `linger.ms`, which the option `linger_ms` owns; write `linger_ms = …`
        `properties` sets `retries`, which the option `max_retries` owns; write `max_retries = …`
        `properties` sets `batch.size` twice; leave one of the two out
        `properties` sets `delivery.report.only.error`, but every call waits for its delivery report; leave it out
        `properties` sets `log.queue`, which keeps log lines in a queue that nobody reads; leave it out
        `properties` sets `partitioner_cb`, which is a function, not text; write `partitioner`
        `properties` has a pair without a name; write `"name" = "value"`
        `properties` has a setting for a name in `%KEY%`; write the name itself, only its value may be a setting
        `properties` has a NUL character in `debug`; leave the character out
        `headers` has a pair without a name; write `"name" = "value"`
        `headers` has a setting for a name in `%H%`; write the name itself, only its value may be a setting
    "#]].assert_eq(&told(&[
        (
            Properties,
            Value::Map(&[
                ("linger.ms", "20"),
                ("retries", "3"),
                ("batch.size", "20"),
                ("batch.size", "30"),
                ("delivery.report.only.error", "true"),
                ("log.queue", "true"),
                ("partitioner_cb", "x"),
                ("", "x"),
                ("%KEY%", "x"),
                ("debug", "a\0b"),
            ]),
        ),
        (
            Headers,
            Value::Map(&[("source", "checkout"), ("source", ""), (" ", "x"), ("%H%", "x"), ("50%", "x")]),
        ),
    ]));
}

#[test]
fn of_features() {
    let mut lines = String::new();
    for (id, value) in [
        (CompressionType, Value::Word("zstd")),
        (Protocol, Value::Word("ssl")),
        (SslCaPem, Value::Setting("%CA%")),
        (AvroSchema, Value::Setting("%SCHEMA%")),
        (ValueFormat, Value::Word("csv")),
    ] {
        for violation in judged_with(&[(id, value)], Features::NONE).iter().filter(|told| told.rule.is_none())
        {
            let _ = writeln!(lines, "{violation}");
        }
    }
    expect![[r#"
        `compression_type = zstd` needs the cargo feature `zstd` of kafka-output; add it to the dependency in Cargo.toml
        `protocol = ssl` needs the cargo feature `ssl` of kafka-output; add it to the dependency in Cargo.toml
        `ssl_ca_pem` needs the cargo feature `ssl` of kafka-output; add it to the dependency in Cargo.toml
        `avro_schema` needs the cargo feature `avro` of kafka-output; add it to the dependency in Cargo.toml
        `value_format = csv` needs the cargo feature `csv` of kafka-output; add it to the dependency in Cargo.toml
    "#]].assert_eq(&lines);
}

#[test]
fn of_rules() {
    let mut lines = String::new();
    for rule in RULES {
        let mut entries = rule.wrong.to_vec();
        if rule.kind != kafka_output_options::ViolationKind::MissingOption {
            entries.extend(super::BASE);
        }
        let set = kafka_output_options::OptionSet::new(&entries);
        let found = kafka_output_options::judge(&set, &Features::ALL);
        let _ =
            writeln!(lines, "{}", found.iter().find(|told| told.rule == Some(rule.name)).expect(rule.name));
    }
    expect![[r#"
        `broker_list` is missing; write `broker_list = "host:9092"` or `broker_list = "%KAFKA_BROKERS%"`
        `topic` is missing; write `topic = "orders"`, or `topic = "%ORDERS_TOPIC%"` for a setting
        `enable_idempotence` needs `acks = all`; write `acks = all`, or leave `acks` out
        `enable_idempotence` needs retries; write `max_retries` above 0, or leave it out
        `enable_idempotence` cannot be off with `transactional_id`, which implies it; leave `enable_idempotence` out
        `transactional_id` needs `acks = all`; write `acks = all`, or leave `acks` out
        `transactional_id` needs retries; write `max_retries` above 0, or leave it out
        `properties` sets more than 5 requests in flight, with which `enable_idempotence` cannot keep the order; write 5 or less, or leave the property out
        `properties` sets more than 5 requests in flight, with which `transactional_id` cannot keep the order; write 5 or less, or leave the property out
        `delivery = enqueued` cannot go with `transactional_id`, whose commit waits for every delivery; leave `delivery` out
        `acks = none` needs `delivery = enqueued`, since no broker confirms anything; write `delivery = enqueued`, or `acks = one`
        `message_timeout_ms = 10` is below both `linger_ms = 20` and `request_timeout_ms = 30`, and limits the whole delivery; raise it, or lower both
        `message_timeout_ms = 10` is below `linger_ms = 20`, so records would expire while they wait for a batch; raise it, or lower `linger_ms`
        `request_timeout_ms = 2000` is above `message_timeout_ms = 1000`, which limits the whole delivery; lower it, or raise `message_timeout_ms`
        `compression_level` needs a codec; write `compression_type`, such as `compression_type = lz4`
        `compression_level = 10` is above what gzip has; write a number from 0 to 9, or -1 for gzip's own default
        `compression_level = 1` is above what snappy has, which knows one level; leave `compression_level` out
        `unchecked_properties` sets `retry.backoff.ms`, which `properties` sets too; leave one of the two out
        `broker_list` names an Event Hubs broker, which takes TLS and SASL only; write `protocol = sasl_ssl`, and `username = "$ConnectionString"` with the connection string as `password`, or `authentication_mode = oauth_bearer`
        `broker_list` names an Event Hubs broker, which asks for credentials; write `username = "$ConnectionString"` with the connection string as `password`, or `authentication_mode = oauth_bearer`
        `protocol` of an Event Hubs broker is `sasl_ssl`, the only one it takes; write `protocol = sasl_ssl`
        `broker_list` names an Event Hubs broker, which takes TLS and SASL only; write `protocol = sasl_ssl` too
        `authentication_mode` of an Event Hubs broker is `plain`, with its connection string for a password, or `oauth_bearer`; write one of the two
        `username` needs a protocol with SASL, and the `ssl_…` options one with TLS; write `protocol = sasl_ssl`, which has both (the same goes for `password`)
        `username` needs a protocol with SASL; write `protocol = sasl_ssl`, or `sasl_plaintext` without TLS (the same goes for `password`)
        `ssl_ca_location` needs a protocol with TLS; write `protocol = ssl`, or `sasl_ssl` with authentication
        `username` cannot go with an `authentication_mode` of `gssapi` or `oauth_bearer`, which know no password; leave `username` and `password` out, or write another mode
        `username` cannot go with options of `gssapi` or `oauth_bearer`, which know no password; leave `username` and `password` out, or those options
        `password` cannot go with options of `gssapi` or `oauth_bearer`, which know no password; leave it out, or those options
        `kerberos_principal` is an option of `gssapi`, and others of `oauth_bearer` are written besides; leave the ones or the others out
        `kerberos_principal` needs `authentication_mode = gssapi`; write that, or leave `kerberos_principal` out
        `oauth_bearer_method` needs `authentication_mode = oauth_bearer`; write that, or leave `oauth_bearer_method` out
        `username` needs `password`; write it, best as a setting: `password = "%KAFKA_PASSWORD%"`
        `password` needs `username`; write it too
        `authentication_mode` by password needs `username` and `password`; write both
        `protocol` with SASL needs `username` and `password`; write both, or another `authentication_mode` than `plain`
        `authentication_mode = oauth_bearer` with options of `oidc` needs `oauth_bearer_method`; write `oauth_bearer_method = oidc`
        `authentication_mode` with options of `oidc` needs `oauth_bearer_method`; write `oauth_bearer_method = oidc`
        `authentication_mode = oauth_bearer` needs `oauth_bearer_method`; write `oauth_bearer_method = oidc`, or `token_provider`
        `oauth_bearer_method = oidc` needs `oauth_bearer_client_id`; write it too
        `oauth_bearer_method = oidc` needs `oauth_bearer_client_secret`; write it, best as a setting
        `oauth_bearer_method = oidc` needs `oauth_bearer_token_endpoint_url`; write it too
        `oauth_bearer_method` with options of `oidc` needs `oauth_bearer_client_id`; write it too
        `oauth_bearer_method` with options of `oidc` needs `oauth_bearer_client_secret`; write it, best as a setting
        `oauth_bearer_method` with options of `oidc` needs `oauth_bearer_token_endpoint_url`; write it too
        `oauth_bearer_scope` needs `oauth_bearer_method = oidc`; write that, or leave `oauth_bearer_scope` out
        `ssl_certificate_location` needs the certificate's key; write `ssl_key_location` or `ssl_key_pem`
        `ssl_key_location` needs the key's certificate; write `ssl_certificate_location` or `ssl_certificate_pem`
        `ssl_key_password` needs a key; write `ssl_key_location` or `ssl_key_pem`
        `ssl_ca_pem` cannot go with `ssl_ca_location`, which names the same certificates; leave one of the two out
        `ssl_certificate_pem` cannot go with `ssl_certificate_location`, which names the same certificate; leave one of the two out
        `ssl_key_pem` cannot go with `ssl_key_location`, which names the same key; leave one of the two out
        `ssl_certificate_location` cannot go with `ssl_certificate_and_key_pem`, which holds certificate and key; leave it out
        `https_ca_pem` cannot go with `https_ca_location`, which names the same certificates; leave one of the two out
        `avro_schema_file` cannot go with `avro_schema`, which is the same schema; leave one of the two out
        `key_avro_schema_file` cannot go with `key_avro_schema`, which is the same schema; leave one of the two out
        `avro_schema` cannot go with another `value_format` than `avro`; leave `value_format` out
        `key_avro_schema` cannot go with another `key_format` than `avro`; leave `key_format` out
        `protobuf_schema_file` cannot go with another `value_format` than `protobuf`; leave `value_format` out
        `key_protobuf_schema_file` cannot go with another `key_format` than `protobuf`; leave `key_format` out
        `json_schema_file` cannot go with another `value_format` than `json`; leave `value_format` out
        `key_json_schema_file` cannot go with another `key_format` than `json`; leave `key_format` out
        `avro_schema_file` cannot go with `protobuf_schema_file`, since a value has one format; leave one of the two out
        `avro_schema` cannot go with `json_schema_file`, since a value has one format; leave one of the two out
        `protobuf_schema_file` cannot go with `json_schema_file`, since a value has one format; leave one of the two out
        `key_avro_schema_file` cannot go with `key_protobuf_schema_file`, since a key has one format; leave one of the two out
        `key_avro_schema` cannot go with `key_json_schema_file`, since a key has one format; leave one of the two out
        `key_protobuf_schema_file` cannot go with `key_json_schema_file`, since a key has one format; leave one of the two out
        `avro_encoding` needs `value_format = avro`, or an Avro schema; write that, or leave `avro_encoding` out
        `avro_encoding` cannot be `single_object` with `schema_registry_url`, whose ids stand there instead; leave one of the two out
        `csv_delimiter` needs `value_format = csv`; write that, or leave `csv_delimiter` out
        `subject_name_strategy` needs `schema_registry_url`; write that, or leave `subject_name_strategy` out
        `schema_registry_username` needs `schema_registry_password`; write it, best as a setting
        `schema_registry_password` needs `schema_registry_username`; write it too
        `schema_registry_token` cannot go with `schema_registry_username`, since one credential is shown; leave one of the two out
        `schema_registry_token` cannot go with a user in `schema_registry_url`, since one credential is shown; leave one of the two out
        `schema_registry_ca_pem` cannot go with `schema_registry_ca_location`, which holds the same; leave one of the two out
        `schema_registry_certificate_pem` cannot go with `schema_registry_certificate_location`, which holds the same; leave one of the two out
        `schema_registry_key_pem` cannot go with `schema_registry_key_location`, which holds the same; leave one of the two out
        `schema_registry_certificate_location` needs its private key; write `schema_registry_key_location`, or its text as `schema_registry_key_pem`
        `schema_registry_key_location` needs its certificate; write `schema_registry_certificate_location`, or its text as `schema_registry_certificate_pem`
        `auto_register_schemas` cannot be true with `use_latest_version`, which takes what is registered; leave one of the two out
        `username` of an Event Hubs broker is `$ConnectionString` to the letter, and `password` is the connection string; write `username = "$ConnectionString"`
        `password` of an Event Hubs broker is a whole connection string, which begins with `Endpoint=sb://`, not the key in it alone; write that, best as a setting
        `compression_type` of an Event Hubs broker is `gzip` or `none`, since it supports no other codec; write one of the two
        `broker_list` names an Event Hubs broker at another port than 9093, the only one where it speaks Kafka; write `:9093` behind its host
    "#]].assert_eq(&lines);
}

#[test]
fn of_names() {
    expect!["`topic` is written twice; leave one of the two out"].assert_eq(&duplicate_option("topic", 2));
    expect!["`acks` is written 3 times; leave all but one out"].assert_eq(&duplicate_option("acks", 3));
    expect!["`delivery` decides types, so it cannot be overridden when the program runs; change it on the function"].assert_eq(&compile_time_only(spec(Delivery)));
}

#[test]
fn every_sentence_has_a_way_out_and_no_secret() {
    for option in kafka_output_options::OPTIONS {
        for value in [
            Value::Text("hush\0hush"),
            Value::Word("hush hush"),
            Value::Setting("hush%"),
            Value::Integer(-77),
        ] {
            for violation in judged(&[(option.id, value)]) {
                let sentence = violation.to_string();
                assert!(sentence.contains("; ") && sentence.starts_with('`'), "{sentence}");
                if option.secret {
                    assert!(
                        !format!("{violation:?}").contains("hush") && !sentence.contains("77"),
                        "{sentence}"
                    );
                }
            }
        }
    }
}
