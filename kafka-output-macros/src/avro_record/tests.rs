//! The schemas, and what is written for them.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use expect_test::{Expect, expect};

use kafka_output_avro::Schema;

#[expect(clippy::needless_pass_by_value, reason = "`expect![…]` is a value")]
fn check(item: &str, expected: Expect) {
    let expanded = super::derive(item.parse().expect("the test's text is Rust"));
    expected.assert_eq(&prettyplease::unparse(&syn::parse2(expanded).expect("the expansion is Rust")));
}

#[test]
fn a_record_is_one_call_for_each_field() {
    check(
        r##"#[avro(schema = r#"{"type": "record", "name": "shop.Order", "fields": [
            {"name": "total", "type": ["null", "double"]}, {"name": "added", "type": "int", "default": -1}
        ]}"#)]
        struct Order<'a> { total: Option<&'a f64> }"##,
        expect![[r##"
            #[allow(non_camel_case_types, non_snake_case)]
            const _: () = {
                use ::kafka_output::__private::all as __kafka;
                #[diagnostic::on_unimplemented(
                    message = "field `total`: the schema says [\"null\", \"double\"], and `{Self}` cannot be that; use `Option<f64>`",
                    label = "not [\"null\", \"double\"]"
                )]
                trait __total {
                    fn put(
                        &self,
                        out: &mut ::std::vec::Vec<::core::primitive::u8>,
                    ) -> ::core::result::Result<(), __kafka::EncodeError>;
                }
                #[diagnostic::do_not_recommend]
                impl<
                    __KafkaOutputT: __kafka::avro::FitsAvro<
                            __kafka::avro::shape::NullFirst<__kafka::avro::shape::Double>,
                        > + ?::core::marker::Sized,
                > __total for __KafkaOutputT {
                    #[inline(always)]
                    fn put(
                        &self,
                        out: &mut ::std::vec::Vec<::core::primitive::u8>,
                    ) -> ::core::result::Result<(), __kafka::EncodeError> {
                        __kafka::avro::FitsAvro::<
                            __kafka::avro::shape::NullFirst<__kafka::avro::shape::Double>,
                        >::put(self, out)
                    }
                }
                #[automatically_derived]
                impl<'a> __kafka::avro::AvroRecord for Order<'a> {
                    const SCHEMA: &'static ::core::primitive::str = "{\"type\": \"record\", \"name\": \"shop.Order\", \"fields\": [\n            {\"name\": \"total\", \"type\": [\"null\", \"double\"]}, {\"name\": \"added\", \"type\": \"int\", \"default\": -1}\n        ]}";
                    const FINGERPRINT: ::core::primitive::u64 = 0xeefa333bb1096a6a;
                    const IDENTITY: ::core::primitive::u64 = 0xeefa333bb1096a6a;
                    const NAME: &'static ::core::primitive::str = "shop.Order";
                    #[inline]
                    fn write(
                        &self,
                        out: &mut ::std::vec::Vec<::core::primitive::u8>,
                    ) -> ::core::result::Result<(), __kafka::EncodeError> {
                        <Option<&'a f64> as __total>::put(&self.total, out)?;
                        out.extend_from_slice(b"\x01");
                        ::core::result::Result::Ok(())
                    }
                }
                #[automatically_derived]
                impl<'a> __kafka::avro::DerivesAvroRecord for Order<'a> {}
                #[automatically_derived]
                impl<'a> __kafka::avro::FitsAvro<__kafka::avro::shape::Named<0xeefa333bb1096a6a>>
                for Order<'a> {
                    #[inline]
                    fn put(
                        &self,
                        out: &mut ::std::vec::Vec<::core::primitive::u8>,
                    ) -> ::core::result::Result<(), __kafka::EncodeError> {
                        __kafka::avro::AvroRecord::write(self, out)
                    }
                }
            };
        "##]],
    );
}

#[test]
fn what_is_no_schema_says_why() {
    let reason = |text: &str| Schema::read(text).expect_err(text);
    for (text, expected) in [
        (r#"{"type": "string""#, "EOF while parsing an object at line 1 column 17"),
        (r#"{"a": 1, "a": 2}"#, "`a` stands twice in one object at line 1 column 16"),
        (r#""record""#, r#"`record` alone is no type; it is written as an object with `"type": "record"`"#),
        (r#"["null", ["int"]]"#, "a union stands directly in a union"),
        (r#"["int", {"type": "int"}]"#, "a union has two branches `int`"),
        (r#"{"type": "fixed", "name": "A"}"#, "the fixed `A` has no `size`"),
        (
            r#"{"type": "enum", "name": "A", "symbols": ["a", "a"]}"#,
            "the enum `A` has the symbol \"a\" twice, or it is no name",
        ),
        (
            r#"{"type": "record", "name": "A", "fields": [{"name": "b", "type": "B"}]}"#,
            "field `b` of `A`: there is no type `B`, or it is named before it is defined",
        ),
        (
            r#"{"type": "record", "name": "A", "fields": [{"name": "b", "type": "lng"}, {"name": "c", "type": {"type": "recrod"}},
                {"name": "d", "type": ["null", "shop.B"]}, {"name": "e", "type": "int"}, {"name": "e", "type": "date"}]}"#,
            "field `b` of `A`: there is no type `lng` (did you mean `long`?), and field `c` of `A`: there is no type `recrod` (did you mean \
             `record`?), and field `d` of `A`: there is no type `shop.B`, or it is named before it is defined, and `A` has two fields `e`",
        ),
        (
            r#"{"type": "record", "name": "A", "fields": [{"name": "b", "type": ["nul", {"type": "record", "name": "B", "fields": []}]},
                {"name": "c", "type": "B"}, {"name": "d", "type": "Late"}, {"name": "e", "type": {"type": "fixed", "name": "Late", "size": 2}},
                {"name": "f", "type": "timestamp-nanos"}]}"#,
            "field `b` of `A`: there is no type `nul` (did you mean `null`?), and field `d` of `A`: `Late` is named before it is defined, and field `f` \
             of `A`: there is no type `timestamp-nanos` (did you mean `{\"type\": \"long\", \"logicalType\": \"timestamp-nanos\"}`?)",
        ),
        (r#"["i64", "null"]"#, "there is no type `i64` (did you mean `long`?)"),
        (
            r#"{"type": "map", "values": "timestamp-millis"}"#,
            r#"there is no type `timestamp-millis` (did you mean `{"type": "long", "logicalType": "timestamp-millis"}`?)"#,
        ),
        (
            r#"{"type": "record", "name": "A", "fields": [{"name": "b", "type": "int", "default": 3000000000}]}"#,
            "the default of field `b` of `A` is 3000000000, which is no \"int\"",
        ),
        (
            r#"{"type": "bytes", "logicalType": "decimal", "precision": 2, "scale": 3}"#,
            "a decimal has no `precision` above 0, or a `scale` above it",
        ),
        (
            r#"{"type": "record", "name": "Node", "fields": [{"name": "next", "type": ["Node", "null"], "default": {}}]}"#,
            "the default of field `next` of `Node` never ends, as it has field `next` of `Node` filled by this default again; give it a value there",
        ),
    ] {
        assert_eq!(reason(text), expected);
    }
}

#[test]
fn fingerprints_are_those_of_the_specification() {
    // The values of the reference implementation's own tests.
    for (text, fingerprint) in [
        (r#""null""#, 7_195_948_357_588_979_594_i64),
        (r#"{"type": "boolean"}"#, -6_970_731_678_124_411_036),
        (r#"{"size": 15, "type": "fixed", "name": "foo", "doc": "d"}"#, 1_756_455_273_707_447_556),
    ] {
        let schema = Schema::read(text).expect(text);
        assert_eq!(schema.fingerprint(schema.root).cast_signed(), fingerprint, "{text}");
    }
}

#[test]
fn logical_types_are_part_of_the_identity_only() {
    let read = |text: &str| Schema::read(text).expect(text);
    let plain = read(r#"{"type": "fixed", "name": "A", "size": 16}"#);
    let logical = read(r#"{"type": "fixed", "name": "A", "size": 16, "logicalType": "uuid"}"#);
    assert_eq!(plain.fingerprint(0), logical.fingerprint(0));
    assert_ne!(plain.identity(0), logical.identity(0));
}

#[test]
fn a_default_may_hold_its_own_type_where_it_ends() {
    for default in [r#"{"next": null}"#, r#"{"next": {"next": null}}"#, "null"] {
        let text = format!(
            r#"{{"type": "record", "name": "Node", "fields": [{{"name": "next", "type": ["Node", "null"], "default": {default}}}]}}"#
        );
        Schema::read(&text).expect(default);
    }
}

#[test]
fn a_type_by_itself_defines_all_it_names() {
    let read = |text: &str| Schema::read(text).expect(text);
    let order = read(
        r#"{"type": "record", "name": "Order", "namespace": "shop", "fields": [
            {"name": "paid", "type": {"type": "record", "name": "Money", "fields": [{"name": "cents", "type": "long"}]}},
            {"name": "line", "type": {"type": "record", "name": "Line", "fields": [
                {"name": "price", "type": {"type": "Money"}},
                {"name": "parts", "type": ["null", {"type": "array", "name": "parts", "items": "Line"}]},
                {"name": "taxes", "type": {"type": "map", "name": "Money", "values": "Money"}}
            ]}}
        ]}"#,
    );
    let (line, _) = order.named().find(|(_, name)| *name == "shop.Line").expect("it is there");
    let alone = read(&order.by_itself(line).expect("it has a name"));
    assert_eq!(alone.canonical_form(alone.root), order.canonical_form(line));
}

/// As when the program runs: no default keeps the compiler busy for hours, nor ends it.
#[test]
fn defaults_have_their_limits() {
    let fields = |levels: &str, default: &str| {
        format!(
            r#"{{"type": "record", "name": "Root", "fields": [{levels} {{"name": "last", "type": ["P", "null"], "default": {default}}}]}}"#
        )
    };
    let told = |text: &str| {
        let reason = Schema::read(text).expect_err("it is too large");
        assert!(reason.ends_with("; write a smaller one"), "{reason}");
    };
    // Each level may be either of two, so that what is wrong at the innermost one is tried in a million ways.
    let (mut levels, mut of, mut default) = (String::new(), r#"["null"]"#.to_owned(), "5".to_owned());
    for level in 0..20 {
        for side in ["P", "Q"] {
            let name = if (level, side) == (19, "P") { "P".to_owned() } else { format!("{side}{level}") };
            let field = format!(
                r#"{{"name": "{name}", "type": {{"type": "record", "name": "{name}", "fields": [{{"name": "n", "type": {of}}}]}}}}, "#
            );
            levels += &field;
        }
        of = format!(r#"["P{level}", "Q{level}"]"#);
        default = format!(r#"{{"n": {default}}}"#);
    }
    told(&fields(&levels, &default));
    // Each record is filled by the one before.
    let (mut levels, mut of) = (String::new(), r#""int", "default": 5"#.to_owned());
    for level in 0..70 {
        let name = if level == 69 { "P".to_owned() } else { format!("P{level}") };
        let field = format!(
            r#"{{"name": "{name}", "type": {{"type": "record", "name": "{name}", "fields": [{{"name": "n", "type": {of}}}]}}}}, "#
        );
        levels += &field;
        of = format!(r#""{name}", "default": {{}}"#);
    }
    told(&fields(&levels, "{}"));
}
