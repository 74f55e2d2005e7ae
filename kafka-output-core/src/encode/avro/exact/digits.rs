//! A number that is given as text, by its digits.

/// No number of 96 bits, which the writer computes with, has more.
pub(super) const MOST_DIGITS: usize = 29;

/// Where in a text the digits are that say something.
pub(super) struct Digits<'t> {
    is_negative: bool,
    /// Digits, underscores and a point.
    text: &'t str,
    /// Counted in digits: the first that is not 0, what is behind the last one, and the point, moved by the exponent.
    first: i64,
    end: i64,
    point: i64,
    /// By how much the point is moved.
    pub(super) exponent: i64,
}

impl<'t> Digits<'t> {
    /// `None` of what is no number.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let (number, exponent) = match text.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, exponent.parse().ok()?),
            None => (text, 0),
        };
        let text = number.strip_prefix(['-', '+']).unwrap_or(number);
        let (mut count, mut point, mut nonzero) = (0_i64, None, None);
        for byte in text.bytes() {
            match byte {
                b'0' => count += 1,
                b'1'..=b'9' => {
                    nonzero = Some((nonzero.map_or(count, |(first, _)| first), count + 1));
                    count += 1;
                }
                b'.' if point.is_none() => point = Some(count),
                b'_' => {}
                _ => return None,
            }
        }
        if count == 0 {
            return None;
        }
        let point = point.unwrap_or(count).saturating_add(exponent);
        // Of 0 none is needed, wherever its point is.
        let (first, end) = nonzero.unwrap_or((point, point));
        Some(Self { is_negative: number.starts_with('-'), text, first, end, point, exponent })
    }

    /// How many are needed before the point.
    pub(super) fn whole(&self) -> usize {
        length(self.point.saturating_sub(self.first))
    }

    /// How many are needed behind the point.
    pub(super) fn places(&self) -> usize {
        length(self.end.saturating_sub(self.point))
    }

    /// Whether the writer keeps all of them: as a whole number of 96 bits, and at most 28 behind the point.
    pub(super) fn are_in_96_bits(&self) -> bool {
        if self.places() >= MOST_DIGITS || self.whole() > MOST_DIGITS {
            return false;
        }
        let zeros = length(self.point.saturating_sub(self.end));
        let digits = self.needed().chain(std::iter::repeat_n(b'0', zeros));
        let mut number = Some(0_u128);
        for digit in digits {
            number = number.and_then(|number| number.checked_mul(10)?.checked_add((digit - b'0').into()));
        }
        number.is_some_and(|number| number < 1 << 96)
    }

    /// The same without an exponent; for numbers that are not long.
    pub(super) fn plain(&self) -> String {
        let mut plain = String::from(if self.is_negative { "-0" } else { "0" });
        let zeros = |from: i64, to: i64| std::iter::repeat_n('0', length(to.saturating_sub(from)));
        for (at, digit) in (self.first..).zip(self.needed()) {
            if at == self.first.max(self.point) {
                plain.push('.');
                plain.extend(zeros(self.point, self.first));
            }
            plain.push(digit.into());
        }
        plain.extend(zeros(self.end, self.point));
        plain
    }

    fn needed(&self) -> impl Iterator<Item = u8> {
        let digits = self.text.bytes().filter(u8::is_ascii_digit);
        digits.skip(length(self.first)).take(length(self.end.saturating_sub(self.first)))
    }
}

fn length(count: i64) -> usize {
    usize::try_from(count.max(0)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::Digits;

    #[test]
    fn the_point_is_where_the_exponent_says() {
        for (text, plain) in [
            ("125e-3", "0.125"),
            ("-1.2E-7", "-0.00000012"),
            ("1E+20", "0100000000000000000000"),
            ("1.25e1", "012.5"),
            ("12_00.50e-2", "012.005"),
            ("0.0e7", "0"),
            ("-000e-40", "-0"),
            ("120e-1", "012"),
            (".5e0", "0.5"),
        ] {
            assert_eq!(Digits::of(text).map(|digits| digits.plain()).as_deref(), Some(plain), "{text}");
        }
        for text in ["", "e5", "1e", "1e5e5", "1.2.3", "1,5", "NaN", "-", "1e99999999999999999999"] {
            assert!(Digits::of(text).is_none(), "{text}");
        }
    }

    #[test]
    fn only_what_says_something_is_counted() {
        let count = |text| Digits::of(text).map(|digits| (digits.whole(), digits.places()));
        assert_eq!(count("0012.3400"), Some((2, 2)));
        assert_eq!(count("0.000"), Some((0, 0)));
        assert_eq!(count("1e5"), Some((6, 0)));
        assert_eq!(count("125e-3"), Some((0, 3)));
        assert_eq!(count("0.001e2"), Some((0, 1)));
        assert_eq!(count("1e-9223372036854775808").map(|(_, places)| places > 1 << 60), Some(true));
        assert_eq!(count("1e9223372036854775807").map(|(whole, _)| whole > 1 << 60), Some(true));
    }

    #[test]
    fn the_writer_has_96_bits() {
        let are_in = |text| Digits::of(text).is_some_and(|digits| digits.are_in_96_bits());
        assert!(are_in("79228162514264337593543950335") && !are_in("79228162514264337593543950336"));
        assert!(are_in("7.9228162514264337593543950335") && !are_in("8.0000000000000000000000000001"));
        assert!(are_in("1e28") && !are_in("1e29") && are_in("1e-28") && !are_in("1e-29"));
        assert!(are_in("0e99") && are_in("1.50000000000000000000000000000000000000"));
    }
}
