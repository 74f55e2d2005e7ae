//! Secrets in the source, and files that are not there.

use kafka_output_options::OptionId::{
    BrokerList, Headers, LingerMs, OauthBearerTokenEndpointUrl, Password, Properties, SchemaRegistryUrl,
    SslKeyPem, Topic, UncheckedProperties, Username,
};
use kafka_output_options::{
    Elsewhere, Features, OPTIONS, OptionId, OptionSet, Value, broken_reference, is_literal_secret,
    is_literal_secret_pair, judge, literal_secret, literal_secret_pair, meant_reference, meant_reference_in,
    parse_literal, spec,
};

fn warns(id: OptionId, value: Value<'_>) -> bool {
    is_literal_secret(spec(id), &value)
}

#[test]
fn text_of_a_secret_is_one_and_a_setting_is_none() {
    for option in OPTIONS {
        assert_eq!(warns(option.id, Value::Text("hush")), option.secret, "{}", option.name);
        assert!(!warns(option.id, Value::Setting("%HUSH%")), "{}", option.name);
    }
    assert!(warns(Password, Value::Setting("100%%")), "escapes alone are text");
    assert!(!warns(Password, Value::Setting("prefix-%HUSH%")));
    assert!(warns(Password, Value::Setting("${HUSH:hush}")), "what it falls back on is text");
    assert!(warns(Password, Value::Setting("key=%KEY%;${HUSH:hush}")));
    assert!(!warns(Password, Value::Setting("${HUSH:}")) && !warns(Password, Value::Setting("${HUSH}")));
    assert!(!warns(Username, Value::Setting("${USER:ann}")));
    for elsewhere in [
        "@Microsoft.KeyVault(VaultName=shop;SecretName=kafka)",
        " @File(/run/secrets/kafka)",
        "@Environment(KAFKA)",
        "@microsoft.keyvault(VaultName=shop;SecretName=kafka)",
        "@file(/run/secrets/kafka)",
        "@ENVIRONMENT(KAFKA)",
    ] {
        assert!(!warns(Password, Value::Text(elsewhere)), "{elsewhere} stands elsewhere");
        assert!(!warns(Password, Value::Setting(elsewhere)), "{elsewhere} stands elsewhere");
        let fallen_back_on = format!("${{HUSH:{elsewhere}}}");
        assert!(!warns(Password, Value::Setting(&fallen_back_on)), "{fallen_back_on} stands elsewhere");
    }
    assert!(!warns(
        Password,
        Value::Setting("@Microsoft.KeyVault(VaultName=${VAULT:shop};SecretName=kafka)")
    ));
    assert!(warns(Password, Value::Setting("${HUSH:@File(/a)}${MORE:hush}")));
    assert!(!warns(Username, Value::Text("ann")) && !warns(SslKeyPem, Value::Unusable));
}

#[test]
fn a_url_may_carry_one() {
    for carrying in ["https://ann:hush@host", "http://:hush@host:8081/path", "https://ann:hu:sh@host"] {
        assert!(warns(SchemaRegistryUrl, Value::Text(carrying)), "{carrying}");
    }
    for plain in
        ["https://host", "https://ann@host", "https://ann:@host", "https://host:8081/a:b@c", "x", "https://"]
    {
        assert!(!warns(OauthBearerTokenEndpointUrl, Value::Text(plain)), "{plain}");
    }
}

#[test]
fn a_user_in_one_url_hides_no_password_in_another() {
    for urls in ["https://ann@a,https://bob:hush@b", "https://ann:@a,https://bob:hush@b"] {
        assert!(warns(SchemaRegistryUrl, Value::Text(urls)), "{urls}");
    }
}

#[test]
fn a_url_by_settings_may_carry_one_too() {
    for (text, carries) in [
        ("${URL:https://ann:hush@host}", true),
        ("https://ann:hush@%HOST%", true),
        ("https://ann:%HUSH%@host", false),
        ("https://ann:%HUSH%@${HOST:host}", false),
        ("%URL%", false),
    ] {
        assert_eq!(warns(SchemaRegistryUrl, Value::Setting(text)), carries, "{text}");
    }
}

#[test]
fn a_property_may_be_one_by_its_name() {
    let warns = |id, pair| is_literal_secret_pair(spec(id), pair);
    for name in ["ssl.keystore.password", "sasl.oauthbearer.assertion.private.key.pem", "new.client.secret"] {
        assert!(
            warns(Properties, (name, "hush")) && warns(UncheckedProperties, (name, "${HUSH:hush}")),
            "{name}"
        );
        assert!(!warns(Properties, (name, "%HUSH%")) && !warns(Properties, (name, "")), "{name}");
        assert!(!warns(Properties, (name, "@File(/run/secrets/kafka)")), "{name}");
        assert!(!warns(Headers, (name, "hush")), "a header goes on the wire");
    }
    for name in ["debug", "ssl.keystore.location", "sasl.password"] {
        assert!(!warns(Properties, (name, "hush")), "{name}");
    }
}

#[test]
fn a_reference_is_no_value_yet_whatever_the_option() {
    let file = "@File(/run/kafka)";
    for id in [LingerMs, Topic, Password, BrokerList] {
        assert_eq!(parse_literal(spec(id), file), Ok(Value::Setting(file)), "{}", id.name());
    }
    let vault = "@Microsoft.KeyVault(VaultName=%VAULT%;SecretName=kafka)";
    let set = [
        (BrokerList, Value::Setting(vault)),
        (Topic, Value::Setting(vault)),
        (LingerMs, Value::Setting("${LINGER:@Environment(LINGER_MS)}")),
        (Properties, Value::Map(&[("socket.timeout.ms", "@File(/run/timeout)")])),
    ];
    assert_eq!(judge(&OptionSet::new(&set), &Features::ALL), []);
    let wrong = [(BrokerList, Value::Setting("%HOST%:99999")), (Topic, Value::Setting("%TOPIC%!"))];
    assert_eq!(judge(&OptionSet::new(&wrong), &Features::ALL).len(), 2);
}

#[test]
fn a_text_that_was_meant_as_a_reference_is_told() {
    for (text, meant) in [
        ("@Env(Hush)", "`@Environment(…)`"),
        (" @ENVAR(Hush) ", "`@Environment(…)`"),
        ("@Enviroment(Hush)", "`@Environment(…)`"),
        ("@Files(/Hush)", "`@File(…)`"),
        ("@Flie(/Hush)", "`@File(…)`"),
        ("@KeyVault(SecretUri=Hush)", "`@Microsoft.KeyVault(…)`"),
        ("@Microsoft.Keyvalut(Hush)", "`@Microsoft.KeyVault(…)`"),
        ("@Secret(Hush)", "`@Microsoft.KeyVault(…)`"),
        ("@Microsoft.KeyVault SecretUri=Hush", "`@Microsoft.KeyVault(…)`"),
        ("@file:/Hush", "`@File(…)`"),
        ("@Env=Hush", "`@Environment(…)`"),
    ] {
        let told = meant_reference(spec(Password), text).expect(text);
        assert!(told.contains(&format!("did you mean {meant}?")) && !told.contains("Hush"), "{text}: {told}");
        assert_eq!(meant_reference(spec(Username), text), None, "{text}");
        let value = format!("${{PASSWORD:{}}}", text.trim());
        assert!(meant_reference_in(spec(Password), &Value::Setting(&value)).is_some(), "{value}");
    }
    for text in [
        "@Env",
        "@Env(Hush",
        "Env(Hush)",
        "@(Hush)",
        "@hush(word)",
        "x@Env(Hush)",
        "@file(Hush)",
        "",
        "@hush:word",
        "@fil:Hush",
        "@file",
    ] {
        assert_eq!(meant_reference(spec(Password), text), None, "{text}");
    }
}

#[test]
fn the_warning_has_a_way_out() {
    assert_eq!(
        literal_secret(spec(Password)),
        "`password` is a secret and stands in the source for all to read; write a setting, \
         `password = \"%KAFKA_PASSWORD%\"`, or keep it with `allow_literal_secrets = true`"
    );
    assert_eq!(
        literal_secret_pair(spec(Properties), "ssl.keystore.password"),
        "`properties` sets `ssl.keystore.password`, which is a secret and stands in the source for all to read; write a \
         setting, `\"ssl.keystore.password\" = \"%KAFKA_SSL_KEYSTORE_PASSWORD%\"`, or keep it with \
         `allow_literal_secrets = true`"
    );
    assert!(literal_secret(spec(SchemaRegistryUrl)).contains("`schema_registry_url` holds a password"));
}

#[test]
fn what_librdkafka_opens_is_a_path() {
    use kafka_output_options::OptionId::{
        AvroSchemaFile, ClientId, HttpsCaLocation, KerberosKeytab, SslCaLocation, SslCertificateLocation,
        SslKeyLocation,
    };
    use kafka_output_options::literal_path;
    let path = |id, text| literal_path(spec(id), &Value::Text(text));
    for id in [SslCaLocation, SslCertificateLocation, SslKeyLocation, KerberosKeytab, HttpsCaLocation] {
        assert_eq!(path(id, "certs/ca.pem"), Some("certs/ca.pem"), "{}", id.name());
        assert_eq!(literal_path(spec(id), &Value::Setting("%CA%")), None);
    }
    assert_eq!((path(SslCaLocation, "probe"), path(HttpsCaLocation, "probe")), (None, None));
    assert_eq!(path(SslKeyLocation, "probe"), Some("probe"));
    assert_eq!((path(AvroSchemaFile, "order.avsc"), path(ClientId, "shop")), (None, None));
}

#[test]
fn a_reference_is_taken_apart() {
    let read = |text| Elsewhere::parse(text).map(Result::ok);
    let url = "@Microsoft.KeyVault(SecretUri=https://shop.vault.azure.net/secrets/kafka/0123)";
    let (host, name) = ("shop.vault.azure.net", "kafka");
    assert_eq!(read(url), Some(Some(Elsewhere::VaultUrl { host, name, version: Some("0123") })));
    let url = url.replace("/0123", "/");
    assert_eq!(read(&url), Some(Some(Elsewhere::VaultUrl { host, name, version: None })));
    let by_name = read("@microsoft.keyvault(VaultName=shop; SecretName = kafka)");
    assert_eq!(by_name, Some(Some(Elsewhere::VaultName { vault: "shop", name, version: None })));
    let local = read("@Microsoft.KeyVault(SecretUri=https://127.0.0.1:8443/secrets/the_x.1)");
    assert!(matches!(local, Some(Some(Elsewhere::VaultUrl { host: "127.0.0.1:8443", .. }))));
    assert_eq!(read(" @File( /run/x ) "), Some(Some(Elsewhere::File("/run/x"))));
    assert_eq!(read("@environment(KAFKA)"), Some(Some(Elsewhere::Environment("KAFKA"))));
    for value in ["pa55word", "@file", "@Files(x)", "x@File(y)", ""] {
        assert_eq!(Elsewhere::parse(value), None, "{value}");
    }
}

#[test]
fn a_broken_reference_is_told_before_anything_is_fetched() {
    for (text, told) in [
        (
            "@File(/run/hush",
            "refers to a file, but its reference has no closing `)`; write it behind what is referred to",
        ),
        (
            "@File(%HUSH%/hush",
            "refers to a file, but its reference has no closing `)`; write it behind what is referred to",
        ),
        (
            "${KEY:@Environment( )}",
            "refers to the environment, but its reference has nothing between its parentheses; write what is referred to between them",
        ),
        (
            "@Microsoft.KeyVault(hush)",
            "refers to Key Vault, but its reference has a part without `=`; write `SecretUri=https://<vault>/secrets/<name>`, or \
             `VaultName=<vault>;SecretName=<name>`",
        ),
        (
            "@Microsoft.KeyVault(VaultName=hush,SecretName=hush)",
            "refers to Key Vault, but its reference has a comma between its parts; write \
             `SecretUri=https://<vault>/secrets/<name>`, or `VaultName=<vault>;SecretName=<name>`",
        ),
        (
            "@Microsoft.KeyVault(VaultName=hush;VaultName=hush)",
            "refers to Key Vault, but its reference has `VaultName` twice; leave one of the two out",
        ),
    ] {
        assert_eq!(broken_reference(text).as_deref(), Some(told), "{text}");
    }
    for broken in ["@Microsoft.KeyVault(", "@Microsoft.KeyVault()", "@Microsoft.KeyVault(VaultName=shop)"] {
        assert!(broken_reference(broken).is_some(), "{broken}");
    }
    for inside in [
        "SecretUri=http://shop/secrets/hush",
        "SecretUri=https://shop/keys/hush",
        "Vault=hush",
        "SecretUri=https://ann:hush@shop.vault.azure.net/secrets/x",
        "SecretUri=https://hush@shop.vault.azure.net/secrets/x",
        "SecretUri=https://shop.vault.azure.net/secrets/x?sig=hush",
        "SecretUri=https://shop.vault.azure.net/secrets/x?a=b;hush=c",
        "SecretUri=https://shop.vault.azure.net/secrets/x/0123?sig=hush",
        "SecretUri=https://shop.vault.azure.net/secrets/x#hush",
        "SecretUri=https://shop.vault.azure.net?sig=hush/secrets/x",
        "SecretUri=https://shop.vault.azure.net/secrets/x/0123/hush",
        "VaultName=ann:hush@shop;SecretName=x",
        "VaultName=shop;SecretName=x?sig=hush",
        "VaultName=shop;SecretName=x;SecretVersion=0123?sig=hush",
    ] {
        let told = broken_reference(&format!("@Microsoft.KeyVault({inside})")).expect(inside);
        assert!(!told.contains("hush"), "{told}");
        assert!(told.contains("alone") || told.contains("none of SecretUri"), "{told}");
    }
    for right in [
        "@File(/run/%NAME%)",
        "@File(%PATH%",
        "@Microsoft.KeyVault(%WHICH%)",
        "@Microsoft.KeyVault(SecretUri=%URI%)",
        "${KEY:@File(/run/key)}",
        "@Environment(KAFKA)",
        "%ANY%",
        "hush",
        "50%",
    ] {
        assert_eq!(broken_reference(right), None, "{right}");
    }
}
