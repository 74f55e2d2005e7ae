//! References to secrets: followed wherever a value may be one, and never shown.

use kafka_output_options::{OptionId, Value};

use super::{BROKERS, TOPIC, Vault, binding, declared, output};
use crate::config::Effective;
use crate::error::Error;
use crate::event::HeaderValue;
use crate::runtime::connect::Connect;
use crate::runtime::report::Reporter;
use crate::runtime::state::{RuntimeState, all};
use crate::settings::Settings;
use crate::token::TokenSource;

/// An output with these options too, whose secrets the vault may be asked for.
fn effective(
    options: &[(OptionId, Value<'static>)],
    given: &[(&str, &str)],
) -> Result<Effective, Vec<Error>> {
    let mut settings = Settings::empty();
    for (name, value) in given {
        settings.give((*name).to_owned(), (*value).to_owned());
    }
    settings.fetch_secrets_with(Box::new(Vault));
    settings.secrets.allow_fetching();
    let connect = Connect::Kafka(TokenSource::default());
    let state = RuntimeState::new(settings, Reporter::new(None), connect, false);
    state.effective(&binding(declared(&[&[BROKERS, TOPIC], options].concat())))
}

/// An output with this password.
fn password(value: Value<'static>, given: &[(&str, &str)]) -> Result<String, String> {
    let options = [
        (OptionId::Protocol, Value::Word("sasl_plaintext")),
        (OptionId::Username, Value::Text("ann")),
        (OptionId::Password, value),
    ];
    let effective = effective(&options, given).map_err(|faults| all(faults).to_string())?;
    Ok(effective.producer.properties["sasl.password"].clone())
}

#[test]
fn settings_in_a_reference_are_replaced_before_it_is_followed() {
    const BY_VAULT: Value<'static> =
        Value::Setting("@Microsoft.KeyVault(VaultName=%VAULT%;SecretName=${NAME:brokers})");
    const FALLEN_BACK_ON: Value<'static> = Value::Setting("${PASSWORD:@Environment(CARGO_PKG_NAME)}");
    const NOT_THERE: Value<'static> = Value::Setting("${PASSWORD:@Environment(NO_SUCH)}");
    assert_eq!(password(BY_VAULT, &[("VAULT", "shop")]).as_deref(), Ok("vault:9092"));
    let told = password(BY_VAULT, &[("VAULT", "shop"), ("NAME", "other")]).unwrap_err();
    assert!(
        told.contains("its text refers to Key Vault")
            && told.contains("https://shop.vault.azure.net/secrets/other"),
        "{told}"
    );
    let told = password(BY_VAULT, &[]).unwrap_err();
    assert!(told.contains("the setting `VAULT` has no value"), "{told}");

    assert_eq!(password(FALLEN_BACK_ON, &[]).as_deref(), Ok("kafka-output-core"));
    assert_eq!(password(FALLEN_BACK_ON, &[("PASSWORD", "hush")]).as_deref(), Ok("hush"));
    let told = password(NOT_THERE, &[]).unwrap_err();
    assert!(told.contains("the default of the setting `PASSWORD` refers to the environment, but"), "{told}");
}

#[test]
fn a_reference_is_one_in_any_case_and_none_by_another_name() {
    const OVERRIDE: &str = "KAFKA_OUTPUT__PLACED__PASSWORD";
    const SETTING: Value<'static> = Value::Setting("%PASSWORD%");
    let followed = |text| password(SETTING, &[("PASSWORD", text)]);
    for text in ["@environment(CARGO_PKG_NAME)", " @ENVIRONMENT(CARGO_PKG_NAME)"] {
        assert_eq!(followed(text).as_deref(), Ok("kafka-output-core"));
        assert_eq!(password(SETTING, &[(OVERRIDE, text)]).as_deref(), Ok("kafka-output-core"));
    }
    let vault = "@microsoft.keyvault(VaultName=shop;SecretName=brokers)";
    assert_eq!(followed(vault).as_deref(), Ok("vault:9092"));
    for told in [
        followed("@Env(HUSH)"),
        password(SETTING, &[(OVERRIDE, "@Env(HUSH)")]),
        password(Value::Text("@Env(HUSH)"), &[]),
        password(Value::Setting("@Env(%NAME%)"), &[("NAME", "HUSH")]),
        password(Value::Setting("${PASSWORD:@Env(HUSH)}"), &[]),
    ] {
        let told = told.unwrap_err();
        assert!(told.contains("`password`: ") && told.contains("did you mean `@Environment(…)`?"), "{told}");
        assert!(!told.contains("HUSH"), "{told}");
    }
    // A secret that is such a text can be had.
    assert_eq!(
        password(Value::Setting("@Microsoft.KeyVault(VaultName=shop;SecretName=odd)"), &[]).as_deref(),
        Ok("@Env(HUSH)")
    );
}

#[test]
#[cfg(unix)]
fn what_is_no_text_in_the_environment_is_refused_by_name() {
    use std::os::unix::ffi::OsStrExt;
    const SETTING: &str = "NO_TEXT_AT_ALL";
    const OVERRIDE: &str = "KAFKA_OUTPUT__PLACED__CLIENT_ID";
    if std::env::var_os(SETTING).is_none() {
        // Again, in a process with such an environment.
        let name = "runtime::tests::secrets::what_is_no_text_in_the_environment_is_refused_by_name";
        let mut again = std::process::Command::new(std::env::current_exe().unwrap());
        let value = std::ffi::OsStr::from_bytes(b"caf\xe9");
        let told = again.args(["--exact", name]).env(SETTING, value).env(OVERRIDE, value).output().unwrap();
        let text = String::from_utf8_lossy(&told.stdout);
        assert!(told.status.success() && text.contains("1 passed"), "{text}");
        return;
    }
    let state = RuntimeState::new(
        Settings::from_environment(),
        Reporter::new(None),
        Connect::Kafka(TokenSource::default()),
        false,
    );
    let told = |topic| {
        let faults =
            state.effective(&binding(declared(&[BROKERS, (OptionId::Topic, Value::Setting(topic))])));
        faults.unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let expected = |option, name| {
        format!("`{option}`: the setting `{name}` is no UTF-8 text in the environment; write it as UTF-8")
    };
    let both = told("${NO_TEXT_AT_ALL:orders}");
    assert!(both.iter().any(|told| told.contains(&expected("topic", SETTING))), "{both:?}");
    assert!(both.iter().any(|told| told.contains(&expected("client_id", OVERRIDE))), "{both:?}");
    assert_eq!(both.len(), 2, "{both:?}");
}

#[test]
fn an_override_that_is_a_reference_with_settings_is_followed_too() {
    const OVERRIDE: &str = "KAFKA_OUTPUT__PLACED__PASSWORD";
    let given = |value| [(OVERRIDE, value), ("VAULT", "shop"), ("PLACE", "@Environment(CARGO_PKG_NAME)")];
    let told = |value| password(Value::Setting("%NO_SUCH%"), &given(value));
    assert_eq!(
        told("@Microsoft.KeyVault(VaultName=%VAULT%;SecretName=brokers)").as_deref(),
        Ok("vault:9092")
    );
    assert_eq!(told("@Environment(CARGO_PKG_NAME)").as_deref(), Ok("kafka-output-core"));
    let missing = told("@Microsoft.KeyVault(VaultName=%ELSE%;SecretName=brokers)").unwrap_err();
    assert!(missing.contains("the setting `ELSE` has no value"), "{missing}");
    // A part that is a secret itself may be shown by none of what is said of the reference.
    let fetched = told("@Microsoft.KeyVault(%PLACE%;SecretName=brokers)").unwrap_err();
    assert!(fetched.contains("a part of the reference was fetched itself"), "{fetched}");
    assert!(!fetched.contains("kafka-output-core"), "{fetched}");
}

#[test]
fn a_value_of_a_map_that_is_a_reference_is_followed() {
    const HEADERS: Value<'static> = Value::Map(&[("token", "@Environment(CARGO_PKG_NAME)"), ("by", "%BY%")]);
    let effective = effective(&[(OptionId::Headers, HEADERS)], &[("BY", "shop")]).unwrap();
    let values: Vec<&HeaderValue> = effective.headers.iter().map(|(_, value)| value).collect();
    assert_eq!(values, [&HeaderValue::from("kafka-output-core"), &HeaderValue::from("shop")]);
}

#[test]
fn what_was_fetched_is_not_shown_in_a_map_either() {
    const MAP: Value<'static> = Value::Map(&[("debug", "all"), ("socket.timeout.ms", "%T%")]);
    let given = [("T", "@Microsoft.KeyVault(VaultName=shop;SecretName=brokers)")];
    let told = all(effective(&[(OptionId::Properties, MAP)], &given).unwrap_err()).to_string();
    assert!(!told.contains("vault:9092"), "{told}");
    let expected = "`properties` sets `socket.timeout.ms` to a value it does not take; write a whole number from 10 to 300000 \
                    (the value comes from the setting `T`)";
    assert!(told.ends_with(expected), "{told}");
}

#[test]
fn a_store_without_an_answer_may_have_one_later_and_one_that_says_no_has_not() {
    let faults = |name: &str| {
        let reference = format!("@Microsoft.KeyVault(VaultName=shop;SecretName={name})");
        effective(&[(OptionId::ClientId, Value::Setting("%ID%"))], &[("ID", &reference)]).unwrap_err()
    };
    assert!(faults("silent")[0].is_retriable());
    assert!(!faults("other")[0].is_retriable());
    assert!(all(faults("silent").into_iter().chain(faults("silent")).collect()).is_retriable());
    assert!(!all(faults("silent").into_iter().chain(faults("other")).collect()).is_retriable());
}

#[test]
fn the_query_of_a_registrys_url_is_refused_before_anybody_is_asked() {
    const URL: (OptionId, Value<'static>) = (OptionId::SchemaRegistryUrl, Value::Setting("%URL%"));
    for url in ["http://127.0.0.1:1/?apikey=hush", "http://127.0.0.1:1#hush"] {
        let told = all(effective(&[URL], &[("URL", url)]).unwrap_err());
        let sentence = told.to_string();
        assert!(sentence.contains("`schema_registry_url` has a query or fragment"), "{sentence}");
        assert!(!format!("{told} {told:?}").contains("hush"), "{sentence}");
    }
}

#[test]
fn a_runtime_shows_nothing_that_a_setting_gave() {
    const OPTIONS: &[(OptionId, Value<'static>)] = &[
        (OptionId::BrokerList, Value::Setting("%HUSH%-broker:9092")),
        (OptionId::Topic, Value::Setting("%HUSH%-topic")),
        (OptionId::Protocol, Value::Word("sasl_plaintext")),
        (OptionId::AuthenticationMode, Value::Word("plain")),
        (OptionId::Username, Value::Setting("%USER%")),
        (OptionId::Password, Value::Setting("%HUSH%")),
        (OptionId::Headers, Value::Map(&[("source", "%HUSH%"), ("by", "%USER%")])),
        #[cfg(feature = "schema-registry")]
        (OptionId::SchemaRegistryUrl, Value::Setting("http://%HUSH%:8081")),
    ];
    let binding = output("placed", declared(OPTIONS));
    for user in [
        "@Environment(CARGO_PKG_NAME)",
        "Endpoint=sb://x/;SharedAccessKey=kafka-output-core",
        "kafka-output-core",
    ] {
        let mut settings = Settings::empty();
        settings.give("HUSH".to_owned(), "@Environment(CARGO_PKG_NAME)".to_owned());
        settings.give("USER".to_owned(), user.to_owned());
        settings.secrets.allow_fetching();
        let connect = Connect::Kafka(TokenSource::default());
        let state = RuntimeState::new(settings, Reporter::new(None), connect, false);
        let output = state.output(binding).unwrap();
        let producer = format!("{:?} {:#?}", output.transport, state.pool());
        for shown in [format!("{state:?} {state:#?}"), format!("{output:?}"), producer] {
            assert!(!shown.contains("kafka-output-core"), "{shown}");
        }
        let shown = format!("{state:?}");
        assert!(
            shown.contains("outputs: Some([\"placed\"])") && shown.contains("producers: Some(1)"),
            "{shown}"
        );
        assert_eq!(&*output.topic.name, "kafka-output-core-topic");
    }
}

#[test]
fn what_was_fetched_is_shown_by_no_error_about_it() {
    const NAME: &str = "@Environment(CARGO_PKG_NAME)";
    let told = |options: &[(OptionId, Value<'static>)], given: &[(&str, &str)]| {
        let told = all(effective(options, given).unwrap_err());
        let sentence = told.to_string();
        assert!(!format!("{sentence} {told:?}").contains("kafka-output-core"), "{sentence}");
        sentence
    };
    // Part of a text that is written, and all of one that is fetched.
    #[cfg(feature = "avro")]
    for (schema, given) in
        [(r#"{"type": "%PART%"}"#, NAME), ("%PART%", "@Microsoft.KeyVault(VaultName=shop;SecretName=schema)")]
    {
        let options =
            [(OptionId::AvroSchema, Value::Setting(schema)), (OptionId::ValueFormat, Value::Word("avro"))];
        let told = told(&options, &[("PART", given)]);
        assert!(told.contains("`avro_schema` is no Avro schema: what is wrong is not shown"), "{told}");
    }
    let timeouts = [
        (OptionId::MessageTimeoutMs, Value::Setting("%MESSAGE%")),
        (OptionId::RequestTimeoutMs, Value::Setting("%REQUEST%")),
    ];
    let number = "@Microsoft.KeyVault(VaultName=shop;SecretName=number)";
    let said = told(&timeouts, &[("MESSAGE", number), ("REQUEST", "500")]);
    assert!(said.contains("`request_timeout_ms = 500` is above `message_timeout_ms`,"), "{said}");
    let size = [(OptionId::MaxMessageBytes, Value::Setting("%SIZE%"))];
    let said = told(&size, &[("SIZE", number)]);
    assert!(said.contains("`max_message_bytes` is in bytes, too few") && !said.contains("499"), "{said}");
    let said = told(&[(OptionId::LingerMs, Value::Setting("%LINGER%ms"))], &[("LINGER", number)]);
    assert!(
        said.contains("`linger_ms` takes a whole number; write a number from") && !said.contains("499"),
        "{said}"
    );
}

#[test]
fn a_reference_leads_to_no_other() {
    let folder = std::env::temp_dir().join(format!("kafka-output-again-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("hush");
    std::fs::write(&path, "@File(/run/hush)\n").unwrap();
    let reference = format!("@File({})", path.display());
    let options: &[_] = &[
        BROKERS,
        TOPIC,
        (OptionId::Protocol, Value::Word("sasl_plaintext")),
        (OptionId::Username, Value::Text("ann")),
        (OptionId::Password, Value::Setting("%PASSWORD%")),
    ];
    let faults = effective(options, &[("PASSWORD", &reference)]).unwrap_err();
    std::fs::remove_dir_all(&folder).unwrap();
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "output `placed`: `password`: the setting `PASSWORD` refers to a file, but what is there is a reference itself, which is not \
          followed; put the value there"
        ]
    );
}
