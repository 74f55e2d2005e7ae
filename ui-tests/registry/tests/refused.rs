//! What must not compile, and what is then said. `TRYBUILD=overwrite` blesses; read the difference.

#[test]
fn every_mistake_is_told_once() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("fail/*.rs");
}
