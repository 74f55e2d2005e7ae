//! Settings, overrides and the judge are the real ones.

use kafka_output_core::{ErrorKind, ProviderFuture, SecretProvider, SecretReference};

use super::*;

#[tokio::test]
async fn each_capture_has_its_own() {
    let (one, other) =
        (capture().setting("ORDERS", "orders-one"), capture().setting("ORDERS", "orders-other"));
    assert_eq!(one.run(order_placed(placed(1))).await.unwrap().topic(), "orders-one");
    assert_eq!(other.run(order_placed(placed(2))).await.unwrap().topic(), "orders-other");
    one.published_on("orders-one").times(1);
    one.published_on("orders-other").none();
    // Later settings hold for what follows.
    let one = one.setting("ORDERS", "renamed");
    assert_eq!(one.run(order_placed(placed(3))).await.unwrap().topic(), "renamed");
    assert_eq!(one.records().len(), 2);
}

#[tokio::test]
async fn a_missing_setting_is_an_error_and_the_environment_is_not_read() {
    assert!(std::env::var_os("PATH").is_some());
    let error = Capture::new().setting("STAGE", "test").run(order_placed(placed(1))).await.unwrap_err();
    assert_eq!((error.kind(), error.output()), (ErrorKind::Setting, Some("order_placed")));
    assert!(error.to_string().contains("KAFKA_BROKERS"), "{error}");
    let error = capture().setting("MAX", "%PATH%").run(order_placed(placed(1))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Setting);
}

#[tokio::test]
async fn a_setting_that_does_not_fit_its_option_is_an_error() {
    let error = capture().setting("MAX", "much").run(order_placed(placed(1))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Setting);
    assert!(error.to_string().contains("max_message_bytes"), "{error}");
}

#[tokio::test]
async fn an_override_reaches_its_output_alone() {
    let capture = capture().setting("KAFKA_OUTPUT__ORDER_PLACED__TOPIC", "overridden");
    assert_eq!(capture.run(order_placed(placed(1))).await.unwrap().topic(), "overridden");
    assert_eq!(capture.run_blocking(|| audited("x")).unwrap().topic(), "audit");
}

#[test]
#[should_panic(
    expected = "the setting `KAFKA_OUTPUT__ODER_PLACED__TOPIC` overrides an option of an output that this program does not have"
)]
fn an_override_of_nothing_is_noticed() {
    let _ = capture().setting("KAFKA_OUTPUT__ODER_PLACED__TOPIC", "x").run_blocking(|| audited("x"));
}

#[test]
fn a_settings_file_is_read() {
    let path =
        std::env::temp_dir().join(format!("kafka-output-capture-{}.settings.json", std::process::id()));
    std::fs::write(
        &path,
        r#"{"Values": {"KAFKA_BROKERS": "file:1", "STAGE": "file", "ORDERS": "from-file"}}"#,
    )
    .unwrap();
    let capture = Capture::new().settings_file(&path).unwrap().setting("STAGE", "code");
    std::fs::remove_file(&path).unwrap();
    assert_eq!(capture.run_blocking(|| order_placed_plainly(placed(1))).unwrap().topic(), "from-file");
    capture.published_on("from-file").header("stage", "code");
    assert_eq!(Capture::new().settings_file("nowhere.toml").unwrap_err().kind(), ErrorKind::Setting);
}

struct Vault;

impl SecretProvider for Vault {
    fn secret<'a>(&'a self, reference: &'a SecretReference) -> ProviderFuture<'a, String> {
        Box::pin(async move {
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
            Ok(format!("{}-from-{}", reference.name(), reference.vault_url().len()))
        })
    }
}

#[tokio::test]
async fn a_secret_is_fetched_by_the_provider_given() {
    let capture = capture().setting("ORDERS", "@Microsoft.KeyVault(VaultName=shop;SecretName=orders)");
    let error = capture.run(order_placed(placed(1))).await.unwrap_err();
    assert!(error.to_string().contains("no secret provider"), "{error}");
    let capture = capture.secret_provider(Vault);
    assert_eq!(capture.run(order_placed(placed(1))).await.unwrap().topic(), "orders-from-28");
}
