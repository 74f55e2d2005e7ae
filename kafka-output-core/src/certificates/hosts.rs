//! The hosts that a certificate is for, as they are told.

use std::fmt::Write as _;

/// So many are told.
const NAMES: usize = 4;

/// `` `a`, `b` and 3 more ``; a certificate may have hundreds.
pub(crate) fn listed(names: &[String]) -> String {
    if names.is_empty() {
        return "no host at all".to_owned();
    }
    let shown: Vec<_> = names.iter().take(NAMES).map(|name| format!("`{name}`")).collect();
    let mut listed = shown.join(", ");
    if names.len() > NAMES {
        let _ = write!(listed, " and {} more", names.len() - NAMES);
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn many_names_are_counted() {
        let names = |count: usize| (0..count).map(|number| number.to_string()).collect::<Vec<_>>();
        assert_eq!(listed(&[]), "no host at all");
        assert_eq!(listed(&names(2)), "`0`, `1`");
        assert_eq!(listed(&names(9)), "`0`, `1`, `2`, `3` and 5 more");
    }
}
