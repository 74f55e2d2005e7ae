//! No setting of the two outputs that ours take after is forgotten: `reference-options.txt` has all of them.

use std::collections::HashSet;

use kafka_output_options::reference::reference_lines;
use kafka_output_options::{Here, OPTIONS, OptionSpec, find, reference_settings};

const SYSTEMS: [&str; 2] = ["Azure Functions", "Stream Analytics"];

fn name_in(option: &OptionSpec, system: &str) -> Option<&'static str> {
    match system {
        "Azure Functions" => option.azure_functions,
        "Stream Analytics" => option.stream_analytics,
        other => panic!("`{other}` is no system whose settings the table names"),
    }
}

#[test]
fn every_line_is_a_setting_with_an_option_or_a_sentence() {
    let settings: Vec<_> = reference_settings().collect();
    assert_eq!(settings.len(), reference_lines());
    let names: HashSet<_> = settings.iter().map(|setting| (setting.system, setting.name)).collect();
    assert_eq!(names.len(), settings.len(), "a setting stands twice");
    for system in SYSTEMS {
        assert!(settings.iter().any(|setting| setting.system == system), "{system}");
    }
    for setting in settings {
        assert!(SYSTEMS.contains(&setting.system), "{setting:?}");
        if let Here::Sentence(sentence) = setting.here {
            assert!(sentence.ends_with('.') && sentence.contains(' '), "{setting:?}");
        }
    }
}

#[test]
fn every_setting_is_named_by_the_option_that_covers_it() {
    for setting in reference_settings() {
        let Here::Option(name) = setting.here else { continue };
        let option = find(name).unwrap_or_else(|| panic!("{}: no option `{name}`", setting.name));
        assert_eq!(name_in(option, setting.system), Some(setting.name), "{name}");
    }
}

#[test]
fn every_name_in_the_table_is_in_the_list() {
    for option in OPTIONS {
        for system in SYSTEMS {
            let Some(name) = name_in(option, system) else { continue };
            let listed =
                reference_settings().find(|setting| setting.system == system && setting.name == name);
            assert_eq!(listed.map(|setting| setting.here), Some(Here::Option(option.name)), "{name}");
        }
    }
}
