//! The manual's pages that are made from the option table are not stale.

use std::path::Path;

#[test]
fn the_option_page_is_the_tables() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../kafka-output/src/docs/options.md");
    let made = kafka_output_options::options_markdown();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&page, &made).expect("the page can be written");
    }
    let written = std::fs::read_to_string(&page).unwrap_or_default();
    assert!(
        written == made,
        "options.md is stale; run `UPDATE_DOCS=1 cargo test -p kafka-output-tests --test docs`"
    );
}
