//! `#[kafka_output::test]`.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use expect_test::expect;

use super::{sentences_of, tokens};

fn expand(attribute: &str, item: &str) -> String {
    let expanded = crate::test::test(&tokens(attribute), &tokens(item));
    match syn::parse2(expanded.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(error) => panic!("the expansion is no Rust: {error}\n{expanded}"),
    }
}

#[test]
fn an_async_body_runs_inside_a_test() {
    expect![[r#"
        /// Docs.
        #[should_panic]
        #[::core::prelude::v1::test]
        pub fn placed() -> Result<(), Error> {
            #[allow(clippy::unused_async)]
            async fn placed(kafka: &mut TestKafka) -> Result<(), Error> {
                place().await
            }
            ::kafka_output::__private::testing::run(async |kafka| placed(kafka).await)
        }
    "#]].assert_eq(&expand(
        "",
        "/// Docs.\n#[should_panic] pub async fn placed(kafka: &mut TestKafka) -> Result<(), Error> { place().await }",
    ));
}

#[test]
fn a_plain_body_needs_no_runtime_and_no_argument() {
    expect![[r#"
        #[ignore]
        #[::core::prelude::v1::test]
        fn placed() {
            fn placed() {
                place();
            }
            shop::events::__private::testing::run_blocking(|_| placed())
        }
    "#]]
    .assert_eq(&expand("crate = shop::events", "#[ignore] fn placed() { place(); }"));
}

#[test]
fn all_mistakes_are_told_at_once() {
    let told = sentences_of(&expand(
        "x",
        "#[tokio::test] const unsafe extern \"C\" fn placed<T>(kafka: TestKafka, id: u32) {}",
    ));
    assert_eq!(told.len(), 8, "{told:#?}");
    assert!(told.iter().all(|sentence| sentence.contains("; ")), "{told:#?}");
}
