//! The schemas, and what is written for them.
#[test]
fn zz() {
    println!("{}", {
        let s = super::schema::Schema::read(include_str!("../../../tests/schemas/shipment.avsc")).unwrap();
        s.canonical_form(s.root)
    });
}
