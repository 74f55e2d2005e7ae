//! What a file says of the names in it.

use std::path::PathBuf;
use std::rc::Rc;

use super::{Block, File, Source};

fn file(text: &str) -> File {
    let line = text.lines().position(|line| line.contains("#[kafka_output")).map_or(1, |at| at + 1);
    let before = text.lines().find_map(|line| line.find("#[kafka_output")).unwrap_or(0);
    File { path: PathBuf::new(), source: Rc::new(Source::of(text)), line, before }
}

#[test]
fn parameters_are_found_in_their_brackets() {
    let file = file(
        "use shop::Placed;
        impl Shop { fn a(&self) -> Placed { } }
        impl<Event: KafkaOutputs, F: Fn() -> Other> Shop<Event, F> { fn b(&self) -> Event { } }
        pub trait Sells<
            const N: usize = { 3 },
            Item = Placing,
        >: Sized { fn c(&self) -> Item { } }
        impl Shop<Paid> { fn d(&self) -> Paid { } }
        fn free<Order>(order: Order) -> Placed { }",
    );
    for parameter in ["Event", "Item", "F"] {
        assert!(file.has_parameter(parameter), "{parameter}");
    }
    for other in ["Placed", "Paid", "Order", "Even", "Sell"] {
        assert!(!file.has_parameter(other), "{other}");
    }
}

#[test]
fn types_are_found_by_what_declares_them() {
    let file = file(
        "pub type Orders = Vec<Order>;
        type   Page<'a> = &'a [Order];
        struct OrderType;
        #[derive(Debug)] struct Cart(Vec<Order>);
        impl IntoIterator for Cart { type Item = Order; }
        impl Display for Till { }
        impl<'a> futures::Stream for Feed<'a> { }
        #[derive(Clone, kafka_output::KafkaOutputs)]
        #[kafka_output(crate = shop)]
        pub(crate) struct Placed<'a> { order: Order }
        #[derive(KafkaOutputs)]
        enum Sent { }
        struct Till;
        static mut LOST: u8 = 1; pub static SHOP: Shop = Shop; const fn shop() {} const LIMIT: u8 = 1;
        // struct Order, type Till = u8;
        #[derive(KafkaOutputs)] // {}
        /// Once; or twice.
        struct Later;",
    );
    let of = |holds: &dyn Fn(&str) -> bool| {
        let names = [
            "Orders",
            "Page",
            "Order",
            "OrderType",
            "Cart",
            "Item",
            "Till",
            "Feed",
            "Placed",
            "Sent",
            "Later",
        ];
        names.into_iter().filter(|name| holds(name)).collect::<Vec<_>>()
    };

    assert_eq!(of(&|name| file.has_alias(name)), ["Orders", "Page", "Item"]);
    assert_eq!(of(&|name| file.makes_several(name)), ["Cart", "Feed"]);
    assert_eq!(of(&|name| file.calls(name)), ["Cart"]);
    assert_eq!(of(&|name| file.declares(name)), ["OrderType", "Cart", "Till", "Placed", "Sent", "Later"]);
    assert_eq!(of(&|name| file.derives(name, "KafkaOutputs")), ["Placed", "Sent", "Later"]);
    assert_eq!(of(&|name| file.is_enum(name)), ["Sent"]);
    let inner =
        self::file("use shop::{Sent, Row}; mod a { #[derive(Serialize)] enum Sent { } static Row: u8 = 1; }");
    assert!(!inner.is_enum("Sent") && !inner.is_value("Row"));
    assert!(["LOST", "SHOP", "shop", "LIMIT"].iter().all(|name| file.is_value(name)));
    assert!(!file.is_value("Shop") && !file.is_value("Till"));
}

#[test]
fn a_block_is_told_by_its_head() {
    const ATTRIBUTE: &str = "    #[kafka_output(topic = \"orders\")]\n    fn placed();";
    let block = |head: &str| {
        file(&format!(
            "struct Shop;\n\n{head}\n    fn other() {{\n        todo!()\n    }}\n\n{ATTRIBUTE}\n}}"
        ))
        .block()
    };

    for head in [
        "impl Sells for Shop {",
        "unsafe impl<T> Sells<T> for Shop<T> {",
        "impl<T> Sells<T>\n    for Shop<T>\nwhere\n    T: Send,\n{",
        "impl<\n    T,\n> Sells for Shop<T> {",
        "#[cfg(test)]\nimpl Sells<[u8; 4]> for Shop {",
        "impl Sells /* of */ for\nShop {",
        "impl Sells for Shop {\nconst HELP: &str = \"{\nimpl Shop\";",
    ] {
        assert_eq!(block(head), Block::ImplOfTrait, "{head}");
    }
    for head in ["extern \"C\" {", "unsafe extern {"] {
        assert_eq!(block(head), Block::Extern, "{head}");
    }
    for head in [
        "impl Shop {",
        "impl Shop { // for tests",
        "impl Shop\n// for tests\n{",
        "mod shop {",
        "impl<F> Shop<F>\nwhere\n    F: for<'a> Fn(&'a str),\n{",
        "impl<F: for <'a> Fn(&'a str)> Shop<F> {",
        "impl Shop /* impl Sells for */ {",
        "impl Drop for Till { fn drop(&mut self) {} } impl Shop {",
        "impl Shop {\nconst HELP: &str = \"usage:\nimpl Sells for Shop {\";",
        "impl Sells for Shop {\nfn sell() {",
        "fn outer() {",
    ] {
        assert_eq!(block(head), Block::Other, "{head}");
    }
    assert_eq!(block("pub(crate) trait Sells<T>: Send {"), Block::Trait);
    let in_one_line =
        |head| file(&format!("{head} {{ #[kafka_output(topic = \"orders\")] fn placed(); }}")).block();
    assert_eq!(in_one_line("impl Sells for Shop"), Block::ImplOfTrait);
    assert_eq!(in_one_line("impl Shop"), Block::Other);
    assert_eq!(in_one_line("unsafe extern \"C\""), Block::Extern);
    assert_eq!(file("#[kafka_output(topic = \"orders\")]\nfn placed();").block(), Block::Other);
}

#[test]
fn self_is_plain_where_the_impl_has_no_parameters() {
    let plain =
        |head| file(&format!("{head} {{ #[kafka_output] fn placed(self) -> Self; }}")).has_plain_self();
    for head in ["impl Shop", "unsafe impl Sells for shop::Shop", "#[cfg(test)]\nimpl Shop<u32>"] {
        assert!(plain(head), "{head}");
    }
    for head in ["impl<T> Shop<T>", "impl Shop<'_>", "impl $shop", "trait Sells", "mod shop", ""] {
        assert!(!plain(head), "{head}");
    }
}

#[test]
fn fields_are_those_that_serde_writes_as_they_stand() {
    let file = file(
        "#[derive(Debug, serde::Serialize)] // struct Row {}
        pub(crate) struct Row<'a> { #[serde(skip)] hidden: Vec<u8>, #[serde_as(as = \"Text\")] shown: Vec<u8>, id: u64, note: &'a str, braces: [char; 2] }
        #[derive(Serialize)] struct Sku(String);
        #[derive(Serialize)] #[serde(into = \"Flat\")] struct Nested { lines: Vec<u8> }
        #[derive(Debug)] struct Silent { lines: Vec<u8> }
        use shop::Other; mod a { #[derive(Serialize)] struct Other { lines: Vec<u8> } }",
    );
    let fields = |name: &str| {
        let fields = file.written_fields(name)?;
        Some(
            fields
                .into_iter()
                .map(|field| field.ident.map_or_else(String::new, |name| name.to_string()))
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(fields("Row"), Some(vec!["id".to_owned(), "note".to_owned(), "braces".to_owned()]));
    assert_eq!(fields("Sku"), Some(vec![String::new()]));
    for other in ["Nested", "Silent", "Other", "Nobody", "Ro"] {
        assert_eq!(fields(other), None, "{other}");
    }
}
