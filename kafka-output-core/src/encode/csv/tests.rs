use std::collections::BTreeMap;

use serde::Serialize;

use super::Csv;
use crate::encode::Encode;

#[derive(Serialize)]
struct Order {
    id: u64,
    customer: &'static str,
    #[serde(rename = "paid?")]
    paid: bool,
    total: f64,
    note: Option<String>,
    state: State,
}

#[derive(Serialize, Clone)]
enum State {
    Open,
    SentBy(String),
    Partly { lines: u32 },
}

fn order() -> Order {
    Order { id: 7, customer: "Ann", paid: true, total: 12.0, note: None, state: State::Open }
}

fn written<T: Serialize>(csv: Csv, value: &T) -> Result<String, String> {
    let mut out = b"|".to_vec();
    csv.encode(value, &mut out).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(out).unwrap().split_off(1))
}

fn plain<T: Serialize>(value: &T) -> String {
    written(Csv::new(b',', false), value).unwrap()
}

#[test]
fn a_struct_is_a_line_and_its_names_are_another() {
    assert_eq!(plain(&order()), "7,Ann,true,12.0,,Open");
    let with_header = written(Csv::new(b';', true), &order()).unwrap();
    assert_eq!(with_header, "id;customer;paid?;total;note;state\r\n7;Ann;true;12.0;;Open");
}

#[test]
fn a_field_that_serde_skips_is_empty() {
    #[derive(Serialize)]
    struct Person {
        id: u8,
        #[serde(skip_serializing_if = "Option::is_none")]
        nick: Option<&'static str>,
        #[serde(skip)]
        _session: u8,
        city: &'static str,
    }
    let person = |nick| Person { id: 1, nick, _session: 9, city: "Bonn" };
    assert_eq!(plain(&person(Some("Al"))), "1,Al,Bonn");
    assert_eq!(plain(&person(None)), "1,,Bonn");
    assert_eq!(written(Csv::new(b',', true), &person(None)).unwrap(), "id,nick,city\r\n1,,Bonn");
}

#[test]
fn quotes_stand_where_rfc_4180_asks_for_them() {
    assert_eq!(
        plain(&("a,b", "say \"hi\"", "two\nlines", "a;b", " space ")),
        "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",a;b, space "
    );
    assert_eq!(written(Csv::new(b'\t', false), &("a\tb", "c,d")).unwrap(), "\"a\tb\"\tc,d");
    assert_eq!(plain(&("",)), "\"\"", "an empty line would be no record");
    assert_eq!(plain(&("", "")), ",");
}

#[test]
fn whatever_is_flat_has_its_line() {
    #[derive(Serialize)]
    struct Id(u32);
    #[derive(Serialize)]
    struct Wide {
        id: Id,
        #[serde(flatten)]
        more: BTreeMap<&'static str, i8>,
    }
    assert_eq!(plain(&Id(3)), "3");
    assert_eq!(plain(&"text"), "text");
    assert_eq!(plain(&vec![1, 2, 3]), "1,2,3");
    let wide = Wide { id: Id(1), more: BTreeMap::from([("a", 2), ("b", -3)]) };
    assert_eq!(written(Csv::new(b',', true), &wide).unwrap(), "id,a,b\r\n1,2,-3");
}

#[test]
fn what_is_nested_is_refused_by_the_fields_name() {
    #[derive(Serialize)]
    struct Nested {
        id: u8,
        lines: Vec<u8>,
    }
    let refused = |text: Result<String, String>, what: &str| {
        let error = text.unwrap_err();
        assert!(error.contains(what) && error.contains("; "), "{error}");
    };
    refused(
        written(Csv::new(b',', false), &Nested { id: 1, lines: vec![] }),
        "its field `lines` holds a list",
    );
    let sent = Order { state: State::SentBy("DHL".to_owned()), ..order() };
    refused(
        written(Csv::new(b',', false), &sent),
        "its field `state` holds the variant `SentBy` with a value",
    );
    refused(written(Csv::new(b',', false), &(1, order())), "its field number 2 holds the struct `Order`");
    refused(written(Csv::new(b',', false), &State::Partly { lines: 2 }), "it is `State::Partly` with values");
    let map = BTreeMap::from([("deep", BTreeMap::from([("er", 1)]))]);
    refused(written(Csv::new(b',', false), &map), "its field `deep` holds a map");
    refused(written(Csv::new(b',', true), &(1, 2)), "no names for its fields");
}
