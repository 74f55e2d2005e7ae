//! A token of MSK: a URL signed by AWS's own `aws-sigv4`, written as AWS's signers for Python, Go and JavaScript write theirs.

use std::error::Error as StdError;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SignatureLocation, SigningSettings, sign};
use aws_sigv4::sign::v4;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use crate::token::Token;

type Fault = Box<dyn StdError + Send + Sync>;

const SERVICE: &str = "kafka-cluster";
const ACTION: (&str, &str) = ("Action", "kafka-cluster:Connect");
/// For AWS's own statistics; it is no part of what is signed.
const USER_AGENT: (&str, &str) = ("User-Agent", concat!("kafka-output/", env!("CARGO_PKG_VERSION")));
/// How long a token may be shown to a broker.
const LIFE: Duration = Duration::from_mins(15);

/// What AWS's canonical form of a query leaves as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The token of these credentials, signed at this time: good for 15 minutes, and not longer than the credentials are.
pub(super) fn token(region: &str, credentials: Credentials, now: SystemTime) -> Result<Token, Fault> {
    let whole = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    // The date in the URL is in seconds.
    let signed = UNIX_EPOCH + Duration::from_secs(whole);
    let end = credentials.expiry().map_or(signed + LIFE, |end| end.min(signed + LIFE));
    let url = Zeroizing::new(signed_url(region, credentials, signed)?);
    let end = end.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    Ok(Token::new(BASE64_URL_SAFE_NO_PAD.encode(url.as_bytes()), i64::try_from(end).unwrap_or(i64::MAX)))
}

/// `https://kafka.eu-central-1.amazonaws.com/?Action=kafka-cluster%3AConnect&X-Amz-Algorithm=…&X-Amz-Signature=…&User-Agent=…`
fn signed_url(region: &str, credentials: Credentials, now: SystemTime) -> Result<String, Fault> {
    let mut url = format!("https://kafka.{region}.amazonaws.com/?");
    append(&mut url, ACTION);
    let mut settings = SigningSettings::default();
    settings.signature_location = SignatureLocation::QueryParams;
    settings.expires_in = Some(LIFE);
    let identity = credentials.into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(region)
        .name(SERVICE)
        .time(now)
        .settings(settings)
        .build()?
        .into();
    let request = SignableRequest::new("GET", &url, std::iter::empty(), SignableBody::Bytes(&[]))?;
    let (instructions, _) = sign(request, &params)?.into_parts();
    for (name, value) in instructions.params() {
        append(&mut url, (name, value));
    }
    append(&mut url, USER_AGENT);
    Ok(url)
}

fn append(url: &mut String, (name, value): (&str, &str)) {
    if !url.ends_with('?') {
        url.push('&');
    }
    url.push_str(name);
    url.push('=');
    url.extend(utf8_percent_encode(value, PLAIN));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    use aws_credential_types::Credentials;
    use base64::Engine;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;

    use super::token;

    /// 2026-03-14 15:09:26.535 UTC
    fn now() -> SystemTime {
        UNIX_EPOCH + Duration::from_millis(1_773_500_966_535)
    }

    fn credentials(session: Option<&str>, end: Option<SystemTime>) -> Credentials {
        let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
        Credentials::new("AKIDEXAMPLE", secret, session.map(str::to_owned), end, "test")
    }

    /// The URL of a token, but for who signed it.
    fn url(token: &str) -> (String, BTreeSet<String>) {
        let url = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(token).expect("base64")).expect("text");
        let (address, query) = url.split_once('?').expect("a query");
        let signed = query.split('&').filter(|pair| !pair.starts_with("User-Agent="));
        (address.to_owned(), signed.map(str::to_owned).collect())
    }

    /// What AWS's own `aws-msk-iam-sasl-signer-python` 1.0.2 makes of the same credentials in the same second.
    #[test]
    fn the_signature_is_that_of_awss_own_signer() {
        let plain = "https://kafka.eu-central-1.amazonaws.com/?Action=kafka-cluster%3AConnect&X-Amz-Algorithm=AWS4-HMAC-SHA256\
            &X-Amz-Credential=AKIDEXAMPLE%2F20260314%2Feu-central-1%2Fkafka-cluster%2Faws4_request&X-Amz-Date=20260314T150926Z\
            &X-Amz-Expires=900&X-Amz-SignedHeaders=host\
            &X-Amz-Signature=027bc5a18763e6ff30eb32a9b07fb87760899443edf7f937b6f215e5cb3c6446\
            &User-Agent=aws-msk-iam-sasl-signer-python%2F1.0.2";
        let of_session = "https://kafka.us-east-1.amazonaws.com/?Action=kafka-cluster%3AConnect&X-Amz-Algorithm=AWS4-HMAC-SHA256\
            &X-Amz-Credential=AKIDEXAMPLE%2F20260314%2Fus-east-1%2Fkafka-cluster%2Faws4_request&X-Amz-Date=20260314T150926Z\
            &X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Security-Token=session%2Fof%2Ba%20role%3D%3D\
            &X-Amz-Signature=1be1a41add4b2f340a867a491d556eb065f9f2ff7217708463592fcaf07a60b7\
            &User-Agent=aws-msk-iam-sasl-signer-python%2F1.0.2";
        let cases = [("eu-central-1", None, plain), ("us-east-1", Some("session/of+a role=="), of_session)];
        for (region, session, expected) in cases {
            let token = token(region, credentials(session, None), now()).expect("it is signed");
            assert_eq!(url(&token.value), url(&BASE64_URL_SAFE_NO_PAD.encode(expected)));
            assert_eq!(token.expires_at_millis, 1_773_501_866_000);
            let whole = BASE64_URL_SAFE_NO_PAD.decode(&token.value).expect("base64");
            let agent = concat!("&User-Agent=kafka-output%2F", env!("CARGO_PKG_VERSION"));
            assert!(whole.ends_with(agent.as_bytes()), "it comes behind the signature");
        }
    }

    #[test]
    fn a_token_ends_with_its_credentials() {
        let ends_after = |life| {
            let credentials = credentials(None, Some(now() + Duration::from_secs(life)));
            token("eu-central-1", credentials, now()).expect("it is signed").expires_at_millis
        };
        assert_eq!(ends_after(60), 1_773_501_026_535);
        assert_eq!(ends_after(3600), 1_773_501_866_000);
    }
}
