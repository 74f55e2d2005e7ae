//! A token on its way to librdkafka: what no broker would take is refused here, where no text that holds the token is made of it.

// Hands the token over through the C interface.
#![allow(unsafe_code)]

use std::ffi::{CString, c_char};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rdkafka_sys as sys;
use rdkafka_sys::RDKafkaRespErr as Code;

use super::client::{Client, describe};
use crate::token::Token;

/// The bytes librdkafka writes its reason into, which is never shown: it may quote the token.
const REASON: usize = 512;

/// A token without an end is renewed all the same, and librdkafka's sums do not overflow.
const LONGEST: Duration = Duration::from_hours(365 * 24);

/// What is wrong with a token, if anything.
pub(super) fn fault(token: &Token, now: SystemTime) -> Option<String> {
    let is_bearer = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
    if token.value.is_empty() {
        return Some("its token is empty".to_owned());
    }
    if let Some(at) = token.value.bytes().position(|byte| !is_bearer(byte)) {
        return Some(format!(
            "byte {at} of its token is none that a bearer token may have: letters, digits and `-._~+/=` (RFC 6750, 2.1)"
        ));
    }
    if token.principal.contains('\0') {
        return Some("the principal of its token holds a zero byte".to_owned());
    }
    if let Some(fault) = token.extensions.iter().find_map(|(name, value)| extension_fault(name, value)) {
        return Some(fault);
    }
    let left = life(token, now);
    left.is_zero().then(|| {
        let ended = Duration::from_millis(token.expires_at_millis.try_into().unwrap_or(0));
        let ago = now.duration_since(UNIX_EPOCH).unwrap_or_default().saturating_sub(ended).as_secs();
        format!(
            "its token has expired already, {ago} s ago by this machine's clock (`expires_at_millis` is {}, in milliseconds since 1970)",
            token.expires_at_millis
        )
    })
}

/// RFC 7628, 3.1.
fn extension_fault(name: &str, value: &str) -> Option<String> {
    let shown = name.escape_debug();
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Some(format!("`{shown}` cannot be the name of its token's extension: letters alone can"));
    }
    if name == "auth" {
        return Some(
            "its token's extension cannot be called `auth`, which is the token's own place".to_owned(),
        );
    }
    let is_plain = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    let has_other = !value.bytes().all(is_plain);
    has_other.then(|| format!("the value of its token's extension `{shown}` is not plain ASCII"))
}

/// How long a token is still good, at most [`LONGEST`].
pub(super) fn life(token: &Token, now: SystemTime) -> Duration {
    let ends = Duration::from_millis(token.expires_at_millis.try_into().unwrap_or(0));
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    ends.saturating_sub(now).min(LONGEST)
}

/// Gives the client a token that has no [`fault`].
pub(super) fn hand_over(client: &Client, token: &Token, now: SystemTime) -> Result<(), String> {
    let ends = now.duration_since(UNIX_EPOCH).unwrap_or_default() + life(token, now);
    let text = |text: &str| CString::new(text).map_err(|_| "its token holds a zero byte".to_owned());
    let (value, principal) = (text(&token.value)?, text(&token.principal)?);
    let extensions = token.extensions.iter().flat_map(|(name, value)| [text(name), text(value)]);
    let extensions = extensions.collect::<Result<Vec<_>, _>>()?;
    let mut pointers: Vec<*const c_char> = extensions.iter().map(|text| text.as_ptr()).collect();
    let mut reason = [0 as c_char; REASON];
    // SAFETY: the client is alive; the texts end in zero and live through the call, which copies them; the array has as many as is said.
    let code = unsafe {
        sys::rd_kafka_oauthbearer_set_token(
            client.as_ptr(),
            value.as_ptr(),
            i64::try_from(ends.as_millis()).unwrap_or(i64::MAX),
            principal.as_ptr(),
            pointers.as_mut_ptr(),
            pointers.len(),
            reason.as_mut_ptr(),
            reason.len(),
        )
    };
    match code {
        Code::RD_KAFKA_RESP_ERR_NO_ERROR => Ok(()),
        code => Err(format!("librdkafka does not take its token: {}", describe(code))),
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::{fault, life};
    use crate::token::Token;

    /// At 1000 s after 1970.
    fn said_of(token: &Token) -> String {
        fault(token, UNIX_EPOCH + Duration::from_secs(1000)).unwrap_or_default()
    }

    #[test]
    fn what_no_broker_would_take_is_told_without_the_token() {
        let good = || Token::new("secret-token.a_b~c+/=", 1_000_001);
        assert_eq!(said_of(&good().principal("ada").extension("logicalCluster", "lkc-1 a\tb")), "");
        for (token, part) in [
            (Token::new("", 2_000_000), "is empty"),
            (Token::new("secret token", 2_000_000), "byte 6 of its token"),
            (Token::new("secret\n", 2_000_000), "byte 6 of its token"),
            (Token::new("sécret", 2_000_000), "byte 1 of its token"),
            (Token::new("secret", 940_000), "expired already, 60 s ago"),
            (Token::new("secret", 1_000_000), "expired already, 0 s ago"),
            (Token::new("secret", 0), "expired already, 1000 s ago"),
            (Token::new("secret", i64::MIN), "expired already, 1000 s ago"),
            (good().principal("a\0b"), "zero byte"),
            (good().extension("auth", "secret"), "`auth`"),
            (good().extension("logical-cluster", "secret"), "`logical-cluster` cannot be the name"),
            (good().extension("", "secret"), "`` cannot be the name"),
            (good().extension("tenant", "secret\u{1}"), "extension `tenant` is not plain ASCII"),
        ] {
            let said = said_of(&token);
            assert!(said.contains(part), "{part}\nis not in\n{said}");
            assert!(!said.contains("secret"), "{said}");
        }
    }

    #[test]
    fn a_life_without_an_end_is_no_overflow() {
        let now = UNIX_EPOCH + Duration::from_secs(1000);
        assert_eq!(life(&Token::new("t", 1_500_000), now), Duration::from_secs(500));
        assert_eq!(life(&Token::new("t", i64::MAX), now), Duration::from_hours(365 * 24));
        assert_eq!(life(&Token::new("t", -1), now), Duration::ZERO);
    }
}
