//! A datum on its way through the steps, by the specification's chapter on the binary encoding.

use super::{Source, Step};

/// What is left to read.
pub(super) struct Walk<'a> {
    steps: &'a [Step],
    rest: &'a [u8],
}

const BROKEN: &str = "its bytes are none of the output's own schema";

impl<'a> Walk<'a> {
    pub(super) fn through(steps: &'a [Step], root: usize, bytes: &'a [u8]) -> Result<Vec<u8>, String> {
        let mut walk = Self { steps, rest: bytes };
        let mut out = Vec::with_capacity(bytes.len() + 16);
        walk.step(root, &mut out)?;
        if walk.rest.is_empty() { Ok(out) } else { Err(BROKEN.to_owned()) }
    }

    fn step(&mut self, place: usize, out: &mut Vec<u8>) -> Result<(), String> {
        // Places come from the plan alone.
        let steps = self.steps;
        match &steps[place] {
            Step::Bytes(length) => out.extend_from_slice(self.take(*length)?),
            Step::Number => put_number(out, self.number()?),
            Step::Sized => put_sized(out, self.sized()?),
            Step::Text { path } => {
                let bytes = self.sized()?;
                std::str::from_utf8(bytes)
                    .map_err(|error| format!("`{path}` is `string` there, and no UTF-8 ({error})"))?;
                put_sized(out, bytes);
            }
            Step::Real { double, path } => put_real(out, self.number()?, *double, path)?,
            Step::Widened => {
                let bytes = self.take(4)?.try_into().map_err(|_| BROKEN)?;
                out.extend_from_slice(&f64::from(f32::from_le_bytes(bytes)).to_le_bytes());
            }
            Step::Symbol(positions) => put_number(out, number_of(*self.one_of(positions)?)),
            Step::Array(items) => self.blocks(out, |walk, out| walk.step(*items, out))?,
            Step::Map(values) => self.blocks(out, |walk, out| {
                put_sized(out, walk.sized()?);
                walk.step(*values, out)
            })?,
            Step::Union(branches) => {
                let (branch, step) = *self.one_of(branches)?;
                put_number(out, number_of(branch));
                self.step(step, out)?;
            }
            Step::Branch(branch, step) => {
                put_number(out, number_of(*branch));
                self.step(*step, out)?;
            }
            Step::Only(step) => {
                self.one_of(&[()])?;
                self.step(*step, out)?;
            }
            Step::Record { fields, made_of, in_order: true } => {
                for source in made_of {
                    match source {
                        Source::Field(field) => self.step(fields[*field], out)?,
                        Source::Default(bytes) => out.extend_from_slice(bytes),
                    }
                }
            }
            Step::Record { fields, made_of, in_order: false } => {
                let (mut parts, mut ends) = (Vec::new(), vec![0]);
                for field in fields {
                    self.step(*field, &mut parts)?;
                    ends.push(parts.len());
                }
                for source in made_of {
                    out.extend_from_slice(match source {
                        Source::Field(field) => &parts[ends[*field]..ends[*field + 1]],
                        Source::Default(bytes) => bytes,
                    });
                }
            }
        }
        Ok(())
    }

    /// The items of an array or a map, block by block; the length in bytes that a block may tell would be another now.
    fn blocks(
        &mut self,
        out: &mut Vec<u8>,
        mut item: impl FnMut(&mut Self, &mut Vec<u8>) -> Result<(), String>,
    ) -> Result<(), String> {
        loop {
            let mut count = self.number()?;
            if count < 0 {
                count = count.checked_neg().ok_or(BROKEN)?;
                self.number()?;
            }
            put_number(out, count);
            if count == 0 {
                return Ok(());
            }
            for _ in 0..count {
                item(self, out)?;
            }
        }
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], String> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(BROKEN)?;
        self.rest = rest;
        Ok(taken)
    }

    fn sized(&mut self) -> Result<&'a [u8], String> {
        let length = usize::try_from(self.number()?).map_err(|_| BROKEN)?;
        self.take(length)
    }

    /// What stands at the position that comes next.
    fn one_of<'b, T>(&mut self, all: &'b [T]) -> Result<&'b T, String> {
        let at = usize::try_from(self.number()?).ok();
        at.and_then(|at| all.get(at)).ok_or_else(|| BROKEN.to_owned())
    }

    /// A number of at most ten bytes, seven bits in each, the sign in the lowest.
    fn number(&mut self) -> Result<i64, String> {
        let mut read = 0_u64;
        for at in 0..10 {
            let byte = self.take(1)?[0];
            read |= u64::from(byte & 0x7f) << (7 * at);
            if byte < 0x80 {
                return Ok((read >> 1).cast_signed() ^ -(read & 1).cast_signed());
            }
        }
        Err(BROKEN.to_owned())
    }
}

pub(super) fn put_number(out: &mut Vec<u8>, number: i64) {
    let mut rest = ((number << 1) ^ (number >> 63)).cast_unsigned();
    loop {
        let [low, ..] = rest.to_le_bytes();
        if rest < 0x80 {
            return out.push(low);
        }
        // Seven bits and a mark.
        out.push(low | 0x80);
        rest >>= 7;
    }
}

pub(super) fn put_sized(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, number_of(bytes.len()));
    out.extend_from_slice(bytes);
}

/// A position or a length: none is as long as numbers go.
pub(super) fn number_of(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// A whole number as a `float` or a `double`, if there is one that is the same number.
fn put_real(out: &mut Vec<u8>, number: i64, double: bool, path: &str) -> Result<(), String> {
    let size = number.unsigned_abs();
    let digits = (u64::BITS - size.leading_zeros()).saturating_sub(size.trailing_zeros());
    let (word, most) =
        if double { ("double", f64::MANTISSA_DIGITS) } else { ("float", f32::MANTISSA_DIGITS) };
    if digits > most {
        return Err(format!("`{path}` is `{word}` there, and none is {number}"));
    }
    #[expect(clippy::cast_precision_loss, reason = "looked at above")]
    if double {
        out.extend_from_slice(&(number as f64).to_le_bytes());
    } else {
        out.extend_from_slice(&(number as f32).to_le_bytes());
    }
    Ok(())
}
