//! What the attribute writes. A change of it is a reviewed difference: bless with `UPDATE_EXPECT=1`.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
#![allow(clippy::too_many_lines, reason = "they are the generated code's")]

mod connections;
mod handlers;
mod many;
mod options;
mod outputs;
mod refused;
mod return_types;
mod settings;
mod streams;

use expect_test::Expect;

use super::{expand, expand_connection};

#[expect(clippy::needless_pass_by_value, reason = "`expect![…]` is a value")]
fn check(attribute: &str, item: &str, expected: Expect) {
    expected.assert_eq(&expand(attribute, item));
}
