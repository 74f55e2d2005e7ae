//! Which numbers are what a schema can say.

use std::borrow::Cow;
use std::fmt::Display;

use serde::ser::Error;
use serde_avro_fast::schema::Enum;

use super::digits::{Digits, MOST_DIGITS};
use super::place::Decimals;

/// What of a text the writer gets: without an exponent, by which it would round. What is not in so many digits is refused; a text that is
/// no number is the writer's to refuse.
pub(super) fn checked<'t, E: Error>(text: &'t str, to: Decimals<'_>) -> Result<Cow<'t, str>, E> {
    let Some(digits) = Digits::of(text) else { return Ok(text.into()) };
    let (whole, places) = (digits.whole(), digits.places());
    match to {
        Decimals::Fixed(decimal) => {
            let scale = usize::try_from(decimal.scale).unwrap_or(usize::MAX);
            if places > scale {
                return Err(beyond(scale));
            }
            if whole > decimal.precision.saturating_sub(scale) {
                return Err(E::custom(format_args!(
                    "the number has more digits than the schema's `precision`, {}, {scale} of them behind the point; give the schema more",
                    decimal.precision
                )));
            }
        }
        Decimals::Big => {
            if !digits.are_in_96_bits() {
                return Err(E::custom(
                    "the number has more digits than are written of a `big-decimal`, which are 28, or 29 where they are in 96 bits; round it",
                ));
            }
        }
    }
    // Of longer ones the writer says that they are too long.
    let is_written = digits.exponent != 0 && whole.max(places) <= MOST_DIGITS;
    Ok(if is_written { digits.plain().into() } else { text.into() })
}

/// A double with as many digits behind the point as the decimal has. What doubles themselves cannot tell is rounded away, as in
/// 0.1 + 0.2; of anything more the rounding would be another number, as of a text. Where the schema has no scale, all that it tells.
pub(super) fn text_of<E: Error>(number: f64, to: Decimals<'_>) -> Result<String, E> {
    let Decimals::Fixed(decimal) = to else { return Ok(number.to_string()) };
    let scale = usize::try_from(decimal.scale).unwrap_or(usize::MAX);
    // No double has more than these.
    let places = scale.min(1074);
    let text = format!("{number:.places$}");
    let rounded: f64 = text.parse().map_err(E::custom)?;
    // Some steps of a computation, each of which may be wrong in the last of 53 bits.
    if (rounded - number).abs() <= number.abs() * 16.0 * f64::EPSILON { Ok(text) } else { Err(beyond(scale)) }
}

fn beyond<E: Error>(scale: usize) -> E {
    E::custom(format_args!(
        "the number has more digits behind the point than the schema's `scale`, {scale}; round it, or give the schema more"
    ))
}

/// Refuses what would be infinity in the 32 bits of a `float`.
pub(super) fn check_float<E: Error>(number: f64) -> Result<(), E> {
    #[expect(clippy::cast_possible_truncation, reason = "that is the question")]
    let is_lost = number.is_finite() && !(number as f32).is_finite();
    if is_lost {
        return Err(E::custom("the number is none that a `float` holds; give the schema `double`"));
    }
    Ok(())
}

/// Refuses a number that counts no symbol.
pub(super) fn check_symbol<E: Error>(
    number: impl Display + Copy + TryInto<usize>,
    of: &Enum,
) -> Result<(), E> {
    let count = of.symbols.len();
    if number.try_into().is_ok_and(|at| at < count) {
        return Ok(());
    }
    Err(E::custom(format_args!(
        "{number} stands for no symbol of the enum `{}`, which has {count}, counted from 0; write one of them, by its name or number",
        of.name.fully_qualified_name()
    )))
}
