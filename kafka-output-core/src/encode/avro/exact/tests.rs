//! What is written, or refused.

use serde::Serialize;

use crate::encode::Encode;
use crate::encode::avro::{Avro, AvroSchema};

fn written(schema: &str, value: impl Serialize) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let written = Avro::new(AvroSchema::of_text(schema), false).encode(&value, &mut out);
    let reason = |error| std::error::Error::source(&error).map_or_else(String::new, ToString::to_string);
    written.map(|()| out).map_err(reason)
}

fn decimal(precision: u32, scale: u32) -> String {
    format!(r#"{{"type": "bytes", "logicalType": "decimal", "precision": {precision}, "scale": {scale}}}"#)
}

#[test]
fn integers_keep_their_sign() {
    assert_eq!(written(&decimal(4, 0), 128), Ok(vec![4, 0, 128]));
    assert_eq!(written(&decimal(4, 0), -128), Ok(vec![2, 128]));
    assert_eq!(written(&decimal(6, 2), 400_u16), Ok(vec![6, 0, 0x9c, 0x40]));
    let union = format!(r#"["null", {}]"#, decimal(4, 0));
    assert_eq!(written(&union, Some(200)), Ok(vec![2, 4, 0, 200]));
}

#[test]
fn what_has_too_many_digits_is_no_other_number() {
    let fixed =
        r#"{"type": "fixed", "name": "F", "size": 1, "logicalType": "decimal", "precision": 2, "scale": 0}"#;
    assert_eq!(written(fixed, -99), Ok(vec![157]));
    for (schema, number) in [(fixed, 256_i64), (&decimal(4, 2), 100)] {
        let error = written(schema, number).unwrap_err();
        assert!(error.contains("more digits than the schema's `precision`"), "{error}");
    }
    assert_eq!(written(&decimal(4, 2), "12.340"), Ok(vec![4, 4, 0xd2]));
    let error = written(&decimal(4, 2), "12.345").unwrap_err();
    assert!(error.contains("more digits behind the point than the schema's `scale`"), "{error}");
}

#[test]
fn an_exponent_moves_the_point_and_rounds_nothing() {
    for text in ["12", "1.2E1", "120e-1", "0.012e+3", "1_200.0e-2"] {
        assert_eq!(written(&decimal(4, 2), text), Ok(vec![4, 4, 0xb0]), "{text}");
    }
    assert_eq!(written(&decimal(30, 28), "1e-28"), Ok(vec![2, 1]));
    assert_eq!(written(&decimal(21, 0), "1E+20").unwrap().len(), 10);
    for text in ["125e-3", "1.2E-7", "12345e-30", "1e-99999"] {
        let error = written(&decimal(6, 2), text).unwrap_err();
        assert!(
            error.contains("more digits behind the point than the schema's `scale`, 2"),
            "{text}: {error}"
        );
    }
    for text in ["1e5", "1E+20", "1e2", "1e99999"] {
        let error = written(&decimal(4, 2), text).unwrap_err();
        assert!(error.contains("more digits than the schema's `precision`, 4, 2 of them"), "{text}: {error}");
    }
    for text in ["e5", "1e", "1e5e5", "1e5.0"] {
        assert!(written(&decimal(30, 2), text).is_err(), "{text}");
    }
    assert!(written(&decimal(60, 0), "1e50").is_err());
}

#[test]
fn a_big_decimal_keeps_all_its_digits() {
    const BIG: &str = r#"{"type": "bytes", "logicalType": "big-decimal"}"#;
    // The bytes' length, the number's, the number, and how many of its digits are behind the point.
    assert_eq!(written(BIG, "12.5"), Ok(vec![6, 2, 125, 2]));
    assert_eq!(written(BIG, "1.25e1"), Ok(vec![6, 2, 125, 2]));
    assert_eq!(written(BIG, 12.5), Ok(vec![6, 2, 125, 2]));
    assert_eq!(written(&format!(r#"["null", {BIG}]"#), Some("12.5")), Ok(vec![2, 6, 2, 125, 2]));
    assert_eq!(written(BIG, "1e-28"), Ok(vec![6, 2, 1, 56]));
    assert!(written(BIG, "79228162514264337593543950335").is_ok());
    for text in ["0.12345678901234567890123456789", "8.0000000000000000000000000001", "1e-29", "1e30"] {
        let error = written(BIG, text).unwrap_err();
        assert!(error.contains("more digits than are written of a `big-decimal`"), "{text}: {error}");
    }
    assert!(written(BIG, 1e-40).is_err());
    assert!(written(BIG, "twelve").is_err());
}

#[test]
fn decimals_are_found_wherever_they_are() {
    #[derive(Serialize)]
    struct Invoice {
        lines: Vec<Line>,
        id: i64,
    }
    #[derive(Serialize)]
    struct Line {
        price: Option<u32>,
        count: u32,
    }
    let decimal = decimal(5, 0);
    let schema = format!(
        r#"{{"type": "record", "name": "Invoice", "fields": [
            {{"name": "id", "type": "long"}},
            {{"name": "lines", "type": {{"type": "array", "items": {{"type": "record", "name": "Line", "fields": [
                {{"name": "count", "type": "int"}}, {{"name": "price", "type": ["null", {decimal}]}}
            ]}}}}}}
        ]}}"#
    );
    let invoice = Invoice { lines: vec![Line { price: Some(200), count: 1 }], id: 128 };
    assert_eq!(written(&schema, invoice), Ok(vec![128, 2, 2, 2, 2, 4, 0, 200, 0]));
}

#[test]
fn a_double_keeps_all_digits_that_it_tells() {
    let bytes = |hundredths: i16| {
        let number = hundredths.to_be_bytes();
        Ok([&[4], &number[..]].concat())
    };
    assert_eq!(written(&decimal(4, 2), 12.34_f64), bytes(1234));
    assert_eq!(written(&decimal(4, 2), -12.3_f64), bytes(-1230));
    // As it is added up, 17.299999999999997.
    assert_eq!(written(&decimal(4, 2), 12.1 + 4.1 + 1.1), bytes(1730));
    let union = format!(r#"["null", {}]"#, decimal(4, 2));
    assert_eq!(written(&union, Some(12.34_f64)), Ok(vec![2, 4, 4, 0xd2]));

    for number in [100.0, -12_345.678, 99.995_1, 1e300] {
        let error = written(&decimal(4, 2), number).unwrap_err();
        assert!(error.contains("more digits"), "{number}: {error}");
    }
    for number in [12.345, 0.001, f64::MIN_POSITIVE] {
        let error = written(&decimal(4, 2), number).unwrap_err();
        assert!(error.contains("more digits behind the point than the schema's `scale`, 2"), "{error}");
    }
    assert!(written(&decimal(4, 2), f64::NAN).is_err());
    // The writer's way where there is a better branch.
    let better = format!(r#"["double", {}]"#, decimal(4, 2));
    assert_eq!(written(&better, 0.125_f64).unwrap()[0], 0);
    assert!(written(&decimal(4_000_000_000, 4_000_000_000), 0.1_f64).is_err());
}

#[test]
fn a_double_above_all_floats_is_not_infinity() {
    assert_eq!(written(r#""float""#, 0.1_f64), Ok(0.1_f32.to_le_bytes().to_vec()));
    assert_eq!(written(r#""float""#, f64::INFINITY), Ok(f32::INFINITY.to_le_bytes().to_vec()));
    assert!(written(r#""float""#, f64::NAN).is_ok());
    assert_eq!(written(r#"["float", "double"]"#, 1e39_f64).unwrap()[0], 2);
    for schema in [r#""float""#, r#"["null", "float"]"#] {
        let error = written(schema, 1e39_f64).unwrap_err();
        assert!(error.contains("none that a `float` holds"), "{error}");
    }
}

#[test]
fn a_branch_is_found_by_the_name_that_the_writer_knows() {
    #[derive(Serialize)]
    enum Choice {
        Float(f64),
        Double(f64),
        Int(i32),
        F(i32),
        BigDecimal(&'static str),
    }
    let floats = r#"["float", "double"]"#;
    assert_eq!(written(floats, Choice::Float(0.5)).unwrap().len(), 5);
    assert_eq!(written(floats, Choice::Double(1e39)).unwrap().len(), 9);
    let error = written(floats, Choice::Float(1e39)).unwrap_err();
    assert!(error.contains("none that a `float` holds"), "{error}");
    let state = r#"[{"type": "enum", "name": "S", "symbols": ["A"]}, "int"]"#;
    assert_eq!(written(state, Choice::Int(7)), Ok(vec![2, 14]));
    // The writer takes the last that is called so.
    let of = |first, last| {
        format!(
            r#"[{{"type": "enum", "name": "a.F", "symbols": [{first}]}}, {{"type": "enum", "name": "b.F", "symbols": [{last}]}}]"#
        )
    };
    let (one, two) = (r#""A""#, r#""A", "B""#);
    assert_eq!(written(&of(one, two), Choice::F(1)), Ok(vec![2, 2]));
    assert!(written(&of(two, one), Choice::F(1)).is_err());
    let big = r#"["string", {"type": "bytes", "logicalType": "big-decimal"}]"#;
    assert_eq!(written(big, Choice::BigDecimal("12.5")), Ok(vec![2, 6, 2, 125, 2]));
    assert!(written(big, Choice::BigDecimal("1e-29")).is_err());
}

#[test]
fn a_number_is_a_symbol_that_the_enum_has() {
    const STATE: &str = r#"{"type": "enum", "name": "shop.State", "symbols": ["NEW", "OLD"]}"#;
    #[derive(Serialize)]
    struct Order {
        note: &'static str,
        state: i64,
        id: u8,
    }
    #[derive(Serialize)]
    enum Choice {
        State(i32),
        Long(i32),
    }
    assert_eq!(written(STATE, 1_u8), Ok(vec![2]));
    let optional = format!(r#"["null", {STATE}]"#);
    assert_eq!(written(&optional, Some(1)), Ok(vec![2, 2]));
    let record = format!(
        r#"{{"type": "record", "name": "Order", "fields": [{{"name": "id", "type": "int"}},
            {{"name": "state", "type": {STATE}}}, {{"name": "note", "type": "string"}}]}}"#
    );
    assert_eq!(written(&record, Order { note: "", state: 1, id: 7 }), Ok(vec![14, 2, 0]));
    // There a number goes to the branch of numbers, where it is not told otherwise.
    let choice = format!(r#"["long", {STATE}]"#);
    assert_eq!(written(&choice, 7), Ok(vec![0, 14]));
    assert_eq!(written(&choice, Choice::Long(7)), Ok(vec![0, 14]));
    assert_eq!(written(&choice, Choice::State(1)), Ok(vec![2, 2]));

    let sentence = |number: i64| {
        format!(
            "{number} stands for no symbol of the enum `shop.State`, which has 2, counted from 0; write one of them, by its name or number"
        )
    };
    for number in [2, 7, -1, i64::MAX] {
        assert_eq!(written(STATE, number), Err(sentence(number)));
        assert_eq!(written(&optional, Some(number)), Err(sentence(number)));
        assert_eq!(written(&record, Order { note: "", state: number, id: 7 }), Err(sentence(number)));
    }
    assert_eq!(written(&choice, Choice::State(2)), Err(sentence(2)));
}
