//! Where an answer leads to, and what is sent there.

use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, LOCATION};
use hyper::http::uri::PathAndQuery;
use hyper::{Method, Request, Response, StatusCode, Uri};

use super::{Fault, FaultKind};

/// The request that follows on an answer, if it is a redirect.
///
/// With 307 and 308 it is the same once more; with the others a `POST` becomes a `GET`, as in every client. Credentials go no further than
/// to the scheme, host and port they were meant for.
pub(super) fn followed(
    request: Request<Bytes>,
    answer: &Response<Bytes>,
) -> Result<Option<Request<Bytes>>, Fault> {
    let is_same = match answer.status() {
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER => false,
        _ => return Ok(None),
    };
    let Some(location) = answer.headers().get(LOCATION) else { return Ok(None) };
    let next = location.to_str().ok().and_then(|location| resolved(request.uri(), location));
    let next = next.ok_or_else(|| {
        Fault::new(FaultKind::Unusable, "it redirects to what is no URL of HTTP".to_owned())
    })?;
    let mut request = request;
    if !is_same && request.method() == Method::POST {
        *request.method_mut() = Method::GET;
        *request.body_mut() = Bytes::new();
        request.headers_mut().remove(CONTENT_TYPE);
        request.headers_mut().remove(CONTENT_LENGTH);
    }
    if origin(request.uri()) != origin(&next) {
        request.headers_mut().remove(AUTHORIZATION);
    }
    *request.uri_mut() = next;
    Ok(Some(request))
}

/// Scheme, host and port.
fn origin(uri: &Uri) -> (Option<&str>, Option<String>, Option<u16>) {
    let usual = if uri.scheme_str() == Some("https") { 443 } else { 80 };
    let port = uri.port_u16().or(Some(usual));
    (uri.scheme_str(), uri.host().map(str::to_ascii_lowercase), port)
}

/// A location as it is meant at a URL (RFC 9110, 10.2.2), without the user it may name.
fn resolved(at: &Uri, location: &str) -> Option<Uri> {
    let scheme = at.scheme_str()?;
    let location = location.split('#').next().unwrap_or_default();
    let is_scheme =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let whole = if location.split_once("://").is_some_and(|(before, _)| is_scheme(before)) {
        location.to_owned()
    } else if location.starts_with("//") {
        format!("{scheme}:{location}")
    } else {
        let path = match location.chars().next() {
            Some('/') => String::new(),
            None | Some('?') => at.path().to_owned(),
            _ => at.path().rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/")),
        };
        format!("{scheme}://{}{path}{location}", at.authority()?)
    };
    let whole: Uri = whole.parse().ok()?;
    let (scheme, authority) = (whole.scheme_str()?, whole.authority()?.as_str());
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let path = whole.path_and_query().cloned().unwrap_or_else(|| PathAndQuery::from_static("/"));
    let is_http = matches!(scheme, "http" | "https");
    is_http.then(|| Uri::builder().scheme(scheme).authority(host).path_and_query(path))?.build().ok()
}

#[cfg(test)]
mod tests {
    use super::{origin, resolved};

    #[test]
    fn a_location_is_meant_where_it_stands() {
        let at = "http://registry:8081/apis/subjects?deleted=true".parse().unwrap();
        let leads = |location| resolved(&at, location).map(|uri| uri.to_string());
        for (location, expected) in [
            ("https://other/x?y", "https://other/x?y"),
            ("//other:1/x", "http://other:1/x"),
            ("/x", "http://registry:8081/x"),
            ("x#y", "http://registry:8081/apis/x"),
            ("?x", "http://registry:8081/apis/subjects?x"),
            ("https://ann:hunter2@other", "https://other/"),
            // A `://` of a query is none of its own.
            ("/x?to=http://other", "http://registry:8081/x?to=http://other"),
        ] {
            assert_eq!(leads(location).as_deref(), Some(expected), "{location}");
        }
        assert_eq!(leads("file:///etc/passwd"), None);
        assert_eq!(leads("http://"), None);
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let is_same =
            |one: &str, other: &str| origin(&one.parse().unwrap()) == origin(&other.parse().unwrap());
        assert!(is_same("http://a/x", "http://A:80/y") && is_same("https://a:443", "https://a"));
        for other in ["https://a/", "http://b/", "http://a:8080/"] {
            assert!(!is_same("http://a/", other), "{other}");
        }
    }
}
