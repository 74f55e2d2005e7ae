//! The options crate's list of properties is librdkafka's own, and its judge agrees with librdkafka on values.
//!
//! The list is made of what the linked librdkafka prints (`rd_kafka_conf_properties_show`), its CONFIGURATION.md, and not
//! of that file: the library is at hand wherever this test is built, a source tree of it is not. What it prints does not
//! depend on how it was built; a property without its machinery is printed too, and refused only when set.

// Asks librdkafka for its list through the C interface.
#![allow(unsafe_code)]

use std::ffi::{CStr, CString};
use std::fmt::Write as _;

use expect_test::expect_file;
use kafka_output_options::librdkafka::PROPERTIES;
use kafka_output_options::properties::{FORBIDDEN, Takes, needed_feature, owner};
use rdkafka_sys as sys;
use rdkafka_sys::RDKafkaConfRes as ConfResult;

use crate::config::FEATURES;

const HEAD: &str = "\
//! Every property librdkafka lists, by each of its names.
//!
//! Made of what librdkafka prints; `UPDATE_EXPECT=1 cargo test -p kafka-output-core --lib librdkafka` makes it anew.

use crate::properties::Client::{Any, Consumer, Producer};
use crate::properties::Takes::{Flag, Integer, NoText, Text, Word, Words};
use crate::properties::{Property, row};

/// The version whose list this is.
pub const VERSION: &str = \"VERSION_HERE\";

/// The list, a row for each name, sorted.
#[rustfmt::skip]
pub const PROPERTIES: &[Property] = &[
";

#[test]
fn the_list_of_properties_is_librdkafkas() {
    let mut rows: Vec<(String, String)> = Vec::new();
    for line in printed().lines() {
        if let Some((name, row)) = row_of(line)
            // The second of a name is a topic's, which `rd_kafka_conf_set` never reaches.
            && rows.iter().all(|(other, _)| *other != name)
        {
            rows.push((name, row));
        }
    }
    assert!(rows.len() > 100, "{rows:#?}");
    rows.sort();
    let mut file = HEAD.replace("VERSION_HERE", &linked_version());
    for (_, row) in rows {
        let _ = writeln!(file, "    {row},");
    }
    file.push_str("];\n");
    expect_file!["../../../options/src/librdkafka.rs"].assert_eq(&file);
}

#[test]
fn the_judge_and_librdkafka_agree_on_values() {
    let tried = "|x|0|1|-1|7|20000|999999999999|true|FALSE|t|yes|1 | 1|5s|010|a,b".split('|');
    for row in PROPERTIES.iter().filter(|row| row.is_for_producers() && row.takes != Takes::Text) {
        let mut values: Vec<String> = tried.clone().map(str::to_owned).collect();
        match row.takes {
            Takes::Integer(min, max) => {
                values.extend([min - 1, min, max, max + 1].map(|end| end.to_string()));
            }
            Takes::Word(words) | Takes::Words(words) => {
                values.extend(
                    words
                        .iter()
                        .flat_map(|word| [(*word).to_owned(), format!(" {word}"), format!("{word} ")]),
                );
                values.extend([
                    words.join(", "),
                    words[0].to_uppercase(),
                    format!("-{},+{}", words[0], words[0]),
                ]);
            }
            Takes::Text | Takes::Flag | Takes::NoText => {}
        }
        for value in values {
            let refusal = refusal(row.name, &value);
            if row.takes.allows(&value) {
                // What this build has no machinery for, it refuses whatever the value.
                let refusal = refusal.filter(|reason| !reason.contains("build"));
                assert_eq!(refusal, None, "{} = {value:?}", row.name);
            } else {
                let lenient = value.trim().is_empty() || matches!(row.takes, Takes::Integer(..));
                assert!(refusal.is_some() || lenient, "{} = {value:?}", row.name);
            }
        }
    }
}

#[test]
fn what_this_build_has_no_machinery_for_is_told_with_its_feature() {
    let mut wrong = Vec::new();
    for row in PROPERTIES.iter().filter(|row| row.is_for_producers() && owner(row.name).is_none()) {
        let refused = refusal(row.name, "1").is_some_and(|reason| reason.contains("build"));
        let needed = needed_feature(row.name);
        // Windows' alone, with whatever features.
        let is_windows = row.name == "ssl.ca.certificate.stores";
        let lacks = needed.is_some_and(|feature| !FEATURES.has(feature));
        if refused && needed.is_none() && !is_windows || lacks && !refused {
            wrong.push((row.name, refused, needed));
        }
    }
    assert!(wrong.is_empty(), "refused, and needs: {wrong:?}");
}

#[test]
fn librdkafka_knows_every_property_that_is_forbidden() {
    for row in FORBIDDEN {
        let unknown = refusal(row.property, "x").is_some_and(|reason| reason.contains("No such"));
        assert!(!unknown, "{}", row.property);
    }
}

/// ```text
/// INPUT   max.in.flight  |  *  | 1 .. 1000000    |  1000000 | low        | Alias for `max.in.flight.requests.per.connection`: … *Type: integer*
/// OUTPUT  row("max.in.flight", Any, Integer(1, 1_000_000)).alias_of("max.in.flight.requests.per.connection")
/// ```
/// `None` for a line that is no property's.
fn row_of(line: &str) -> Option<(String, String)> {
    let (rest, kind) = line.strip_suffix('*')?.rsplit_once("*Type: ")?;
    let columns: Vec<&str> = rest.splitn(4, " | ").map(str::trim).collect();
    let [name, client, range, about] = columns[..] else { return None };
    let client = match client {
        "*" => "Any",
        "P" => "Producer",
        "C" => "Consumer",
        _ => return None,
    };
    let words = || format!("{:?}", range.split(", ").collect::<Vec<_>>());
    let takes = match kind {
        "integer" => {
            let (min, max) = range.split_once(" .. ")?;
            format!("Integer({}, {})", grouped(min), grouped(max))
        }
        "boolean" => "Flag".to_owned(),
        "enum value" => format!("Word(&{})", words()),
        "CSV flags" if !range.is_empty() => format!("Words(&{})", words()),
        "see dedicated API" => "NoText".to_owned(),
        "string" | "pattern list" | "float" | "CSV flags" => "Text".to_owned(),
        other => panic!("librdkafka has a new kind of property: {other}"),
    };
    let mut row = format!("row({name:?}, {client}, {takes})");
    if let Some((_, alias)) = about.split_once("Alias for `") {
        let _ = write!(row, ".alias_of({:?})", alias.split('`').next()?);
    }
    Some((name.to_owned(), row))
}

/// `900000` → `900_000`, as clippy wants it.
fn grouped(number: &str) -> String {
    let digits = number.trim_start_matches('-').len();
    let mut text = String::new();
    for (at, digit) in number.chars().rev().enumerate() {
        if at > 0 && at % 3 == 0 && at < digits && digits > 5 {
            text.insert(0, '_');
        }
        text.insert(0, digit);
    }
    text
}

fn printed() -> String {
    let mut text = Vec::new();
    // SAFETY: the file is open until it is closed here, and nobody else has it; the buffer is as long as is said.
    unsafe {
        let file = libc::tmpfile();
        assert!(!file.is_null(), "a temporary file can be made");
        sys::rd_kafka_conf_properties_show(file);
        libc::rewind(file);
        let mut buffer = [0_u8; 4096];
        loop {
            let read = libc::fread(buffer.as_mut_ptr().cast(), 1, buffer.len(), file);
            if read == 0 {
                break;
            }
            text.extend_from_slice(&buffer[..read]);
        }
        libc::fclose(file);
    }
    String::from_utf8(text).unwrap()
}

fn linked_version() -> String {
    // SAFETY: returns a text that lives as long as the program.
    unsafe { CStr::from_ptr(sys::rd_kafka_version_str()) }.to_str().unwrap().to_owned()
}

/// What librdkafka says to a value: nothing, or its reason.
fn refusal(name: &str, value: &str) -> Option<String> {
    let (name, value) = (CString::new(name).unwrap(), CString::new(value).unwrap());
    let mut reason = [0; 512];
    // SAFETY: the configuration is ours and is destroyed here; the strings end in zero and live through the call.
    unsafe {
        let conf = sys::rd_kafka_conf_new();
        let result =
            sys::rd_kafka_conf_set(conf, name.as_ptr(), value.as_ptr(), reason.as_mut_ptr(), reason.len());
        sys::rd_kafka_conf_destroy(conf);
        (result != ConfResult::RD_KAFKA_CONF_OK)
            .then(|| CStr::from_ptr(reason.as_ptr()).to_string_lossy().into_owned())
    }
}
