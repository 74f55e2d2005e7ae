//! Promotions, value by value: what no number there is exactly fails alone.

use super::between;

fn recoded(own: &str, latest: &str, bytes: &[u8]) -> Result<Vec<u8>, String> {
    between(&format!("\"{own}\""), &format!("\"{latest}\"")).unwrap().unwrap().recode(bytes)
}

/// Avro's `long`.
fn long(number: i64) -> Vec<u8> {
    let mut out = Vec::new();
    super::super::walk::put_number(&mut out, number);
    out
}

#[test]
fn whole_numbers_become_real_ones_where_they_stay_the_same() {
    for number in [0, 1, -1, 4711, 1 << 53, -(1 << 53), (1 << 53) + 2, i64::MIN] {
        #[expect(clippy::cast_precision_loss, reason = "they were chosen")]
        let real = number as f64;
        assert_eq!(recoded("long", "double", &long(number)).unwrap(), real.to_le_bytes(), "{number}");
    }
    for number in [(1 << 53) + 1, i64::MAX, i64::MIN + 1] {
        let why = recoded("long", "double", &long(number)).unwrap_err();
        assert_eq!(
            why,
            format!(
                "it does not fit the registry's newest schema: `long` is `double` there, and none is {number}"
            )
        );
    }
    assert_eq!(recoded("int", "float", &long(1 << 24)).unwrap(), 16_777_216_f32.to_le_bytes());
    assert!(recoded("int", "float", &long((1 << 24) + 1)).unwrap_err().contains("none is 16777217"));
    assert_eq!(recoded("float", "double", &1.5_f32.to_le_bytes()).unwrap(), 1.5_f64.to_le_bytes());
}

#[test]
fn bytes_become_text_where_they_are_text() {
    assert_eq!(recoded("bytes", "string", b"\x04\xc3\xb6").unwrap(), b"\x04\xc3\xb6");
    assert!(
        recoded("bytes", "string", b"\x02\xff")
            .unwrap_err()
            .contains("`bytes` is `string` there, and no UTF-8")
    );
}

#[test]
fn what_changes_no_byte_is_left_alone() {
    for (own, latest) in [("int", "long"), ("string", "bytes"), ("long", "long")] {
        assert!(
            between(&format!("\"{own}\""), &format!("\"{latest}\"")).unwrap().is_none(),
            "{own} {latest}"
        );
    }
}

#[test]
fn bytes_that_are_none_of_the_schema_are_refused() {
    for bytes in [&[][..], &[0x80; 3], &[0x80; 11], &[2, 2]] {
        let why = recoded("long", "double", bytes).unwrap_err();
        assert!(why.ends_with("its bytes are none of the output's own schema"), "{why}");
    }
}
