//! What compiles, but is warned of.

use kafka_output_options::OptionId;

use super::{expand, sentences, tokens};
use crate::caution::caution;
use crate::chosen::Chosen;
use crate::diagnostics::Diagnostics;
use crate::parse::Args;

const FN: &str = "async fn placed(order: Order) -> Order { order }";
const USER: &str = r#"broker_list = "a:1", topic = "orders", protocol = sasl_plaintext, username = "ann""#;

fn warned(attribute: &str) -> usize {
    let expanded = expand(attribute, FN);
    assert!(!expanded.contains("compile_error"), "{expanded}");
    expanded.matches("#[deprecated").count()
}

#[test]
fn a_literal_secret_is_warned_of_once() {
    assert_eq!(warned(&format!(r#"{USER}, password = "hush""#)), 1);
    assert_eq!(warned(&format!(r#"{USER}, password = "100%%""#)), 1);
    assert_eq!(warned(&format!(r#"{USER}, password = "%KAFKA_PASSWORD%""#)), 0);
    assert_eq!(warned(&format!(r#"{USER}, password = "${{KAFKA_PASSWORD:hush}}""#)), 1);
    let pair = r#"{ "ssl.keystore.password" = "hush", "debug" = "msg" }"#;
    assert_eq!(warned(&format!(r#"{USER}, password = "%P%", properties = {pair}"#)), 1);
    let kept = "allow_literal_secrets = true";
    assert_eq!(warned(&format!(r#"{USER}, password = "%P%", properties = {pair}, {kept}"#)), 0);
    assert_eq!(warned(&format!(r#"{USER}, password = "hush", allow_literal_secrets = true"#)), 0);
    assert_eq!(warned(&format!(r#"{USER}, password = "hush", allow_literal_secrets = false"#)), 1);
}

#[test]
fn the_warning_stands_beside_errors_and_shows_no_secret() {
    let expanded = expand(&format!(r#"{USER}, password = "hush", acks = some"#), FN);
    assert_eq!((expanded.matches("#[deprecated").count(), expanded.matches("compile_error").count()), (1, 1));
    assert!(!expanded.contains("hush"), "{expanded}");
    let on_no_function = expand(&format!(r#"{USER}, password = "hush""#), "struct Order;");
    assert!(!on_no_function.contains("deprecated"), "{on_no_function}");
}

#[test]
fn a_reference_by_another_name_is_an_error_and_by_another_case_is_one() {
    assert_eq!(warned(&format!(r#"{USER}, password = "@environment(PASSWORD)""#)), 0);
    for text in ["@Env(HUSH)", "${PASSWORD:@Env(HUSH)}", "@Env(%HUSH%)"] {
        for kept in ["", ", allow_literal_secrets = true"] {
            let told = sentences(&format!(r#"{USER}, password = "{text}"{kept}"#), FN);
            assert_eq!(told.len(), 1, "{told:?}");
            assert!(
                told[0].starts_with("`password` begins like a reference")
                    && told[0].contains("did you mean `@Environment(…)`?")
                    && !told[0].contains("HUSH"),
                "{told:?}"
            );
        }
    }
    assert_eq!(
        warned(&format!(r#"{USER}, password = "%P%", client_id = "@Env(ID)""#)),
        0,
        "none of a secret's"
    );
}

#[test]
fn whether_secrets_may_be_literal_is_literal() {
    let of =
        |value: &str| sentences(&format!(r#"{USER}, password = "%P%", allow_literal_secrets = {value}"#), FN);
    assert_eq!(
        of(r#""%ALLOW%""#),
        [
            "`allow_literal_secrets` is read while compiling, so it cannot be a setting; write `true` or `false`"
        ]
    );
}

/// What is said of `ssl_ca_location = path`, whatever features are on.
fn told_of_file(path: &str) -> Vec<String> {
    let mut diagnostics = Diagnostics::new();
    let args = Args::parse(tokens(&format!("ssl_ca_location = {path:?}")), &mut diagnostics);
    let options = [(OptionId::SslCaLocation, Chosen::Text(path.to_owned()))];
    caution(&options, &[(OptionId::SslCaLocation, &args.options[0])], &mut diagnostics);
    diagnostics.warnings()
}

#[test]
fn a_file_that_is_not_there_is_warned_of_with_the_path_tried() {
    let tried = concat!(env!("CARGO_MANIFEST_DIR"), "/certs/ca.pem");
    assert_eq!(
        told_of_file("certs/ca.pem"),
        [format!(
            "`ssl_ca_location` names a file that is not there while compiling, `{tried}` (when the program runs, a relative \
             path counts from the folder it is started in); mend the path, or write a setting, \
             `ssl_ca_location = \"%KAFKA_SSL_CA_LOCATION%\"`, if only the machine it runs on has the file"
        )]
    );
    let absolute = told_of_file("/no/such/ca.pem");
    assert!(absolute[0].contains("while compiling, `/no/such/ca.pem`; mend the path"), "{absolute:?}");
    for there in ["Cargo.toml", "src", env!("CARGO_MANIFEST_DIR"), "probe"] {
        assert_eq!(told_of_file(there), [""; 0], "{there}");
    }
}

#[test]
fn a_broken_reference_is_an_error_wherever_it_stands() {
    for written in [
        r#"password = "@File(/run/HUSH""#,
        r#"password = "${P:@File()}", allow_literal_secrets = true"#,
        r#"password = "%P%", client_id = "@Microsoft.KeyVault(VaultName=HUSH,SecretName=HUSH)""#,
        r#"password = "%P%", properties = { "socket.timeout.ms" = "@Environment(HUSH" }"#,
        r#"password = "%P%", headers = { "source" = "@File( )" }"#,
    ] {
        let told = sentences(&format!("{USER}, {written}"), FN);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains(" refers to ") && told[0].contains(", but its reference has "), "{told:?}");
        assert!(!told[0].contains("HUSH"), "{told:?}");
    }
}
