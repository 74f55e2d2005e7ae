//! The manual's option table.

use kafka_output_options::{OPTIONS, options_markdown};

#[test]
fn every_option_has_a_line_with_five_cells() {
    let page = options_markdown();
    for option in OPTIONS {
        let line =
            page.lines().find(|line| line.starts_with(&format!("| `{}` |", option.name))).expect(option.name);
        assert_eq!(line.replace("\\|", "").matches('|').count(), 6, "{line}");
    }
    assert!(!page.contains("{}"));
}
