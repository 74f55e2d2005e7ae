//! The client against servers that answer byte by byte what a test wants. TLS is tested with a registry's, a vault's and their proxies.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hyper::body::Bytes;
use hyper::{Request, Response};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::{Client, Fault, FaultKind, Proxies, Settings, Tls};

/// Listens until the test program ends.
struct Server {
    /// `127.0.0.1:33117`
    host: String,
    /// Heads and bodies.
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers each request, which it numbers from 0; nothing at all ends the connection.
    fn start(answer: impl Fn(usize) -> String + Send + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let requests = Arc::<Mutex<Vec<String>>>::default();
        let heard = Arc::clone(&requests);
        std::thread::spawn(move || {
            for (number, stream) in listener.incoming().flatten().enumerate() {
                heard.lock().unwrap().push(read(&stream));
                (&stream).write_all(answer(number).as_bytes()).unwrap();
            }
        });
        Self { host, requests }
    }

    fn always(answer: impl Into<String>) -> Self {
        let answer = answer.into();
        Self::start(move |_| answer.clone())
    }

    fn heard(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn read(stream: &TcpStream) -> String {
    let (mut reader, mut text, mut length) = (BufReader::new(stream), String::new(), 0);
    loop {
        let from = text.len();
        if reader.read_line(&mut text).unwrap_or(0) < 3 {
            break;
        }
        if let Some(value) = text[from..].to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    text + &String::from_utf8(body).unwrap()
}

/// A certificate, and a key that is another's.
const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----
MIIBeTCCAR+gAwIBAgIUQR619vxrnSkaaSdtahkHyYYLu/IwCgYIKoZIzj0EAwIw
ETEPMA0GA1UEAwwGb3JkZXJzMCAXDTI2MTEyMjAzMTIzNloYDzIxMjYxMDI5MDMx
MjM2WjARMQ8wDQYDVQQDDAZvcmRlcnMwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AARI9nRe5WNYA440LUVa04XAAvycb+hdaPp9k72i0oQnEkSiupJnT4ynG/1qILun
dJrsFlNwy6Prq2Zy9zVzurb9o1MwUTAdBgNVHQ4EFgQUhQTqxDgV99CiUyEnqaWx
d817ZGAwHwYDVR0jBBgwFoAUhQTqxDgV99CiUyEnqaWxd817ZGAwDwYDVR0TAQH/
BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEA9/KA5WkUH+Th6T1zlT8Bc9rURxQE
F96+CIEzXPGphFwCIFbLTcJ05CFJBdCIY577esSkNbRdmaWhhLmGazuc3fJD
-----END CERTIFICATE-----
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg0CWTZkyv/DB9AU+8
pdrb4bSJfk093XtHYbewS/rdtqWhRANCAAR+00wjsm6h9A/2LP1v1ewz1v9k+yPx
Jj6QWtpbsSzl75nlSCDCUTOk5qtpfCypfrXg3IWDeXYfAu6IEKd+vTru
-----END PRIVATE KEY-----
";

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

fn redirect(status: u16, to: &str) -> String {
    format!("HTTP/1.1 {status} Elsewhere\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n")
}

fn client(redirects: usize, proxies: Proxies) -> Client {
    let limit = Duration::from_secs(2);
    let client = Client::new(Settings { connect: limit, redirects, proxies, tls: Tls::default() });
    Client { limit, ..client }
}

/// With a secret and a body.
fn post(url: String) -> Request<Bytes> {
    let request = Request::post(url).header("Authorization", "Bearer hunter2").header("Content-Type", "a/b");
    request.body("order".into()).unwrap()
}

async fn send(redirects: usize, url: String) -> Result<Response<Bytes>, Fault> {
    client(redirects, Proxies::none()).send(post(url)).await
}

#[tokio::test]
async fn what_is_sent_and_what_comes_back() {
    let server = Server::always("HTTP/1.1 404 Not Found\r\nX-Said: so\r\nContent-Length: 4\r\n\r\nnone");

    let answer = send(0, format!("http://ann:pw@{}/a?b=c#d", server.host)).await.unwrap();

    assert_eq!((answer.status().as_u16(), &answer.headers()["x-said"]), (404, &"so".parse().unwrap()));
    assert_eq!(answer.body(), "none");
    let [request] = &server.heard()[..] else { panic!("{:?}", server.heard()) };
    let agent = concat!("user-agent: kafka-output/", env!("CARGO_PKG_VERSION"), "\r\n");
    let host = format!("host: {}\r\n", server.host);
    assert!(
        request.starts_with("POST /a?b=c HTTP/1.1\r\n") && request.ends_with("\r\n\r\norder"),
        "{request}"
    );
    for part in [agent, &host, "authorization: Bearer hunter2\r\n", "content-length: 5\r\n"] {
        assert!(request.contains(part), "no {part} in {request}");
    }
}

#[tokio::test]
async fn a_redirect_takes_credentials_nowhere_else() {
    let other = Server::always(OK);
    let to = format!("http://{}/moved", other.host);
    let server = Server::start(move |number| match number {
        0 => redirect(307, "/twice"),
        1 => redirect(308, &to),
        _ => OK.to_owned(),
    });

    assert_eq!(send(10, format!("http://{}/once", server.host)).await.unwrap().status(), 200);

    let [_, twice] = &server.heard()[..] else { panic!("{:?}", server.heard()) };
    assert!(twice.starts_with("POST /twice ") && twice.contains("hunter2"), "{twice}");
    let [moved] = &other.heard()[..] else { panic!("{:?}", other.heard()) };
    assert!(moved.starts_with("POST /moved ") && moved.ends_with("\r\n\r\norder"), "{moved}");
    assert!(moved.contains(&format!("host: {}\r\n", other.host)) && !moved.contains("hunter2"), "{moved}");
}

#[tokio::test]
async fn another_status_makes_a_get_of_a_post() {
    for status in [301, 302, 303] {
        let server = Server::start(move |number| if number == 0 { redirect(status, "b") } else { OK.into() });
        assert_eq!(send(10, format!("http://{}/x/a", server.host)).await.unwrap().status(), 200);
        let next = server.heard().pop().unwrap();
        assert!(
            next.starts_with("GET /x/b ") && !next.contains("content-") && next.ends_with("\r\n\r\n"),
            "{next}"
        );
    }
}

#[tokio::test]
async fn redirects_are_not_followed_for_ever_or_not_at_all() {
    let server = Server::always(redirect(302, "/again"));
    let url = || format!("http://{}/", server.host);
    assert_eq!(send(0, url()).await.unwrap().status(), 302);
    assert_eq!(server.heard().len(), 1);
    let fault = send(10, url()).await.unwrap_err();
    assert!(fault.text.contains("redirects more than 10 times"), "{fault}");
    assert_eq!(server.heard().len(), 1 + 11);
}

#[tokio::test]
async fn a_proxy_is_given_whole_urls_and_its_own_credentials() {
    let (proxy, server) = (Server::always(OK), Server::always(OK));
    let by_proxy = client(0, Proxies::of(format!("http://ann:pa%2Fss@{}", proxy.host), "127.0.0.1"));

    let _ = by_proxy.send(post("http://registry.test:8081/a?b".to_owned())).await.unwrap();
    let _ = by_proxy.send(post(format!("http://{}/a", server.host))).await.unwrap();

    let [request] = &proxy.heard()[..] else { panic!("{:?}", proxy.heard()) };
    assert!(request.starts_with("POST http://registry.test:8081/a?b HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("host: registry.test:8081\r\n"), "{request}");
    assert!(request.contains("proxy-authorization: Basic YW5uOnBhL3Nz\r\n"), "{request}");
    let [direct] = &server.heard()[..] else { panic!("{:?}", server.heard()) };
    assert!(direct.starts_with("POST /a ") && !direct.contains("proxy-"), "{direct}");
}

#[tokio::test]
async fn a_proxy_that_leads_nowhere_is_named_without_its_credentials() {
    let proxy = Server::always("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
    let by_proxy = client(0, Proxies::of(format!("http://ann:hunter3@{}", proxy.host), ""));

    let fault = by_proxy.send(post("https://shop.vault.azure.net/a".to_owned())).await.unwrap_err();

    let said = format!("the proxy {}: it answers with status 407 Proxy Authentication Required", proxy.host);
    assert_eq!((fault.kind, fault.text), (FaultKind::Unreached, said));
    let [request] = &proxy.heard()[..] else { panic!("{:?}", proxy.heard()) };
    assert!(request.starts_with("CONNECT shop.vault.azure.net:443 HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("proxy-authorization: Basic YW5uOmh1bnRlcjM=\r\n"), "{request}");
    assert!(!request.contains("hunter2"), "{request}");
}

#[tokio::test]
async fn a_key_that_is_not_the_certificates_is_told() {
    let certificate = CertificateDer::from_pem_slice(CERTIFICATE.as_bytes()).unwrap();
    let key = PrivateKeyDer::from_pem_slice(CERTIFICATE.as_bytes()).unwrap();
    let tls = Tls::new(Some(Vec::new()), Some((vec![certificate], key)));
    let connect = Duration::from_secs(2);
    let client = Client::new(Settings { connect, redirects: 0, proxies: Proxies::none(), tls });

    let fault = client.send(post(format!("https://{}", Server::always(OK).host))).await.unwrap_err();

    assert_eq!(fault.kind, FaultKind::Unusable);
    assert!(fault.text.starts_with("TLS cannot be had: "), "{fault}");
}

#[tokio::test]
async fn every_silence_is_told_with_its_cause() {
    let (mute, broken) = (
        Server::start(|_| {
            loop {
                std::thread::park();
            }
        }),
        Server::always(""),
    );
    let half = Server::always("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}");
    let cases = [
        ("http://127.0.0.1:1".to_owned(), FaultKind::Unreached, "Connection refused"),
        ("http://nowhere.invalid".to_owned(), FaultKind::Unreached, "dns error: failed to lookup"),
        (format!("http://{}", broken.host), FaultKind::Ended, "connection closed before message completed"),
        (format!("http://{}", half.host), FaultKind::Ended, "its answer broke off: "),
        (format!("https://{}", Server::always(OK).host), FaultKind::NoTls, ""),
        (format!("http://{}", mute.host), FaultKind::Slow, "no answer within 2s"),
        ("/x".to_owned(), FaultKind::Unusable, "its URL has no host"),
    ];
    for (url, kind, part) in cases {
        let fault = send(10, url.clone()).await.unwrap_err();
        assert_eq!(fault.kind, kind, "{url}: {fault}");
        assert!(fault.text.contains(part) && !fault.text.contains("hunter"), "{url}: {fault}");
    }
}
