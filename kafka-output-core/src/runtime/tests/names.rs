//! Outputs that cannot be told apart.

use super::{BROKERS, TOPIC, binding};
use crate::runtime::resolve::clashes_of;

/// What is said of outputs with these names, which stand at one line after the other.
fn told(names: &[&'static str]) -> Vec<String> {
    let mut bindings = Vec::new();
    for (line, name) in (1..).zip(names) {
        let mut binding = binding(&[BROKERS, TOPIC]);
        (binding.declaration.name, binding.declaration.line) = (name, line);
        bindings.push(binding);
    }
    clashes_of(bindings.iter().collect()).iter().map(ToString::to_string).collect()
}

#[test]
fn names_that_are_the_same_to_an_override_are_refused_as_equal_ones_are() {
    assert_eq!(told(&["order_placed", "order_placed_again", "order"]), [""; 0]);
    assert!(told(&["placed", "paid", "placed"])[0].contains("two outputs have this name"));
    for [one, other] in [["Order.Placed", "order-placed"], ["ORDER_PLACED", "order_placed"]] {
        let told = told(&[other, "order", one]);
        assert_eq!(told.len(), 1, "{told:?}");
        let expected = format!(
            "output `{one}`: the output `{other}`, at shop.rs:1, has the same overrides, `KAFKA_OUTPUT__ORDER_PLACED__…`"
        );
        assert!(told[0].starts_with(&expected) && told[0].contains("at shop.rs:3,"), "{told:?}");
    }
    assert_eq!(told(&["a-b", "a.b", "a_b"]).len(), 2);
}
