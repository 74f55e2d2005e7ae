//! Token providers, each in a process of its own; the argument is the scene, and what it prints is judged by the test.

/// Hears every log line.
#[allow(dead_code, reason = "the other program uses the rest")]
#[path = "../security/world/logs.rs"]
pub mod logs;

use std::error::Error as StdError;
use std::future::pending;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use kafka_output::aws::AwsTokens;
use kafka_output::azure::AzureTokens;
use kafka_output::{
    Builder, Delivery, Error, ProviderFuture, Runtime, Token, TokenProvider, TokenRequest, kafka_output,
};

#[kafka_output(
    broker_list = "%SASL%",
    topic = "%TOPIC%",
    protocol = sasl_plaintext,
    authentication_mode = oauth_bearer,
    oauth_bearer_method = token_provider,
)]
async fn provided(text: String) -> String {
    text
}

#[kafka_output(broker_list = "%PLAINTEXT%", topic = "%TOPIC%")]
async fn elsewhere() -> &'static str {
    "elsewhere"
}

#[kafka_output(broker_list = "%PLAINTEXT%", topic = "%TOPIC%")]
fn blocking() -> &'static str {
    "blocking"
}

/// The signature of each token that was fetched: what nobody may see.
static SIGNATURES: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn signatures() -> Vec<String> {
    SIGNATURES.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

type Given = Result<Token, Box<dyn StdError + Send + Sync>>;

/// A provider that is a function of how often it was asked before.
struct Script<F> {
    asked: Arc<AtomicUsize>,
    act: F,
}

impl<F> TokenProvider for Script<F>
where
    F: Fn(usize) -> ProviderFuture<'static, Token> + Send + Sync + 'static,
{
    fn token<'a>(&'a self, request: &'a TokenRequest) -> ProviderFuture<'a, Token> {
        assert_eq!(request.hosts().next(), Some("127.0.0.1"));
        (self.act)(self.asked.fetch_add(1, Ordering::SeqCst))
    }
}

fn script<F>(act: F) -> Script<F>
where
    F: Fn(usize) -> ProviderFuture<'static, Token> + Send + Sync + 'static,
{
    Script { asked: Arc::default(), act }
}

/// A provider that does the same each time, without waiting.
fn always(give: impl Fn() -> Given + Send + Sync + 'static) -> impl TokenProvider {
    script(move |_| {
        let given = give();
        Box::pin(async move { given })
    })
}

fn setting(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("no {name}"))
}

fn in_seconds(seconds: u64) -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a time after 1970");
    i64::try_from((now + Duration::from_secs(seconds)).as_millis()).expect("not so far")
}

/// A token of the tests' own endpoint, which signs it.
fn fetched(scope: &str) -> Given {
    let user = BASE64_STANDARD.encode(format!("{}:{}", setting("CLIENT_ID"), setting("CLIENT_SECRET")));
    let mut answer = ureq::post(setting("TOKENS"))
        .header("Authorization", format!("Basic {user}"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .send(format!("grant_type=client_credentials&scope={scope}"))?;
    let answer: serde_json::Value = serde_json::from_str(&answer.body_mut().read_to_string()?)?;
    let life = answer["expires_in"].as_u64().ok_or("no life")?;
    let token = answer["access_token"].as_str().ok_or("no token")?;
    let signature = token.rsplit('.').next().unwrap_or_default().to_owned();
    SIGNATURES.lock().unwrap_or_else(PoisonError::into_inner).push(signature);
    let token = Token::new(token, in_seconds(life)).principal("orders");
    logs::remember(format!("{token:?}"));
    Ok(token)
}

/// The offset, or the error's kind, its text, and the milliseconds it took.
fn tell(called: Instant, sent: &Result<Delivery, Error>) {
    match sent {
        Ok(delivery) => println!("{}", delivery.offset()),
        Err(error) => {
            logs::remember(format!("{error:?}"));
            println!("{:?}\n{error}\n{}", error.kind(), called.elapsed().as_millis());
        }
    }
}

async fn call() -> Result<Delivery, Error> {
    let called = Instant::now();
    let sent = provided("provided".to_owned()).await;
    tell(called, &sent);
    sent
}

/// One call with the tokens of a provider.
async fn one(provider: impl TokenProvider) {
    let _runtime = Runtime::builder().token_provider(provider).start().await.expect("it starts");
    let _ = call().await;
}

/// Records without a pause while tokens run out, five times.
async fn refreshed() {
    let asked = Arc::<AtomicUsize>::default();
    let act = |_| -> ProviderFuture<'static, Token> { Box::pin(async { fetched("seconds-5") }) };
    let provider = Script { asked: Arc::clone(&asked), act };
    let runtime = Runtime::builder().token_provider(provider).start().await.expect("it starts");
    let (begun, mut sent) = (Instant::now(), 0);
    while begun.elapsed() < Duration::from_secs(22) {
        if let Err(error) = provided(sent.to_string()).await {
            println!("failed {sent}: {error}");
        }
        sent += 1;
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let report = runtime.shutdown(Duration::from_secs(10)).await;
    println!("{sent}\n{}\n{}", asked.load(Ordering::SeqCst), report.delivered);
}

/// A provider that never answers holds up neither another client nor the end.
async fn stuck(provider: impl TokenProvider) {
    let runtime = Runtime::builder().token_provider(provider).start().await.expect("it starts");
    let waits = tokio::spawn(call());
    elsewhere().await.expect("the other client has no part in it");
    println!("{}", if waits.is_finished() { "too late" } else { "meanwhile" });
    let _ = waits.await;
    let begun = Instant::now();
    let report = runtime.shutdown(Duration::from_secs(5)).await;
    println!("{} {} {}", report.delivered, report.failed, begun.elapsed().as_millis());
}

/// Fails until it is mended; with a token before that, if `first`.
async fn mended(first: Option<&'static str>) {
    let works = Arc::<AtomicBool>::default();
    let mend = Arc::clone(&works);
    let provider = script(move |asked| {
        let given = match first {
            Some(scope) if asked == 0 => fetched(scope),
            _ if works.load(Ordering::SeqCst) => fetched("kafka"),
            _ => Err("the vault is closed".into()),
        };
        Box::pin(async move { given })
    });
    let _runtime = Runtime::builder().token_provider(provider).start().await.expect("it starts");
    let begun = Instant::now();
    while call().await.is_ok() && begun.elapsed() < Duration::from_mins(1) {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    mend.store(true, Ordering::SeqCst);
    let begun = Instant::now();
    while call().await.is_err() && begun.elapsed() < Duration::from_mins(1) {}
}

async fn unstarted(builder: Builder) {
    let begun = Instant::now();
    let error = builder.start().await.expect_err("it does not start");
    println!("{:?}\n{error}\n{}", error.kind(), begun.elapsed().as_millis());
}

fn managed() -> AzureTokens {
    AzureTokens::managed_identity().scope("https://shop.servicebus.windows.net/.default")
}

#[tokio::main]
async fn main() {
    logs::listen();
    let scene = std::env::args().nth(1).unwrap_or_default();
    match &*scene {
        "signed" => one(always(|| fetched("kafka"))).await,
        "slow" => {
            let slowly = |_| -> ProviderFuture<'static, Token> {
                Box::pin(async {
                    tokio::time::sleep(Duration::from_secs(3)).await;
                    fetched("kafka")
                })
            };
            one(script(slowly)).await;
        }
        "elsewhere" | "past" => one(always(move || fetched(&scene))).await,
        "expired" => one(always(|| Ok(Token::new(fetched("kafka")?.value.clone(), 1000)))).await,
        "empty" => one(always(|| Ok(Token::new("", in_seconds(60))))).await,
        "newline" => {
            one(always(|| Ok(Token::new(fetched("kafka")?.value.clone() + "\n", in_seconds(60))))).await;
        }
        "extension" => one(always(|| Ok(fetched("kafka")?.extension("logical-cluster", "lkc-1")))).await,
        "panics" => one(always(|| panic!("no vault at all"))).await,
        "calls" => {
            one(always(|| {
                Err(blocking().err().map_or_else(|| "it was sent".to_owned(), |e| e.to_string()).into())
            }))
            .await;
        }
        "hangs" => stuck(script(|_| Box::pin(pending()))).await,
        "blocks" => {
            let block = || {
                std::thread::sleep(Duration::from_mins(10));
                Err("at last".into())
            };
            stuck(always(block)).await;
        }
        "refreshed" => refreshed().await,
        "fails" => mended(None).await,
        "runs-out" => mended(Some("seconds-5")).await,
        "unregistered" => unstarted(Runtime::builder()).await,
        "verified" => {
            let provider = always(|| Err("the vault is closed".into()));
            unstarted(Runtime::builder().token_provider(provider).verify_brokers()).await;
        }
        "azure" => one(managed()).await,
        "azure-user-assigned" => {
            let identity = AzureTokens::user_assigned_identity(setting("AZURE_CLIENT_ID"));
            one(identity.scope("https://shop.servicebus.windows.net/.default")).await;
        }
        "azure-unscoped" => one(AzureTokens::managed_identity()).await,
        "aws" => one(AwsTokens::from_environment().region("eu-central-1")).await,
        "aws-unlocated" => one(AwsTokens::from_environment()).await,
        "aws-token" => {
            let request = TokenRequest::new("b-1.shop.a1b2.c2.kafka.eu-central-1.amazonaws.com:9098");
            let token = AwsTokens::from_environment().token(&request).await.expect("a signature");
            println!("{}\n{}", token.value, token.expires_at_millis);
        }
        "aws-regions" => {
            let tokens = AwsTokens::from_environment();
            for host in ["b-1.shop.a1b2.c2.kafka.eu-central-1.amazonaws.com:9098", "kafka.internal:9098"] {
                println!("{}", tokens.token(&TokenRequest::new(host)).await.expect("a signature").value);
            }
        }
        other => panic!("no scene {other}"),
    }
    logs::assert_without(&signatures());
}
