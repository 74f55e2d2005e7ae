//! What must not compile, and what is then said. `TRYBUILD=overwrite` blesses; read the difference.

#[test]
fn every_mistake_has_its_sentence_in_its_place() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("fail/*/*.rs");
}
