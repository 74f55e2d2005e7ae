//! How often a secret is asked for, of whom, and how long it is kept.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::time::Duration;

use super::reference::Reference;
use super::secrets::Secrets;
use super::{SecretProvider, SecretReference, Settings};
use crate::token::ProviderFuture;

/// Knows one secret, whose value tells how often it was asked for.
#[derive(Clone)]
struct Counting {
    name: &'static str,
    asked: Arc<AtomicUsize>,
}

impl Counting {
    fn of(name: &'static str) -> Self {
        Self { name, asked: Arc::default() }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl SecretProvider for Counting {
    fn secret<'a>(&'a self, reference: &'a SecretReference) -> ProviderFuture<'a, String> {
        let asked = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        Box::pin(async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            if reference.name() == self.name {
                Ok(format!("{asked}. {}", self.name))
            } else {
                Err("not mine".into())
            }
        })
    }
}

fn reference(name: &str) -> Reference {
    Reference::parse(&format!("@Microsoft.KeyVault(VaultName=shop;SecretName={name})")).unwrap().unwrap()
}

fn secrets(providers: &[&Counting]) -> Secrets {
    let add = |secrets: Secrets, provider: &&Counting| secrets.with_provider(Box::new((*provider).clone()));
    let secrets = providers.iter().fold(Secrets::of_nobody(), add);
    secrets.allow_fetching();
    secrets
}

fn value(secrets: &Secrets, name: &str) -> Result<String, String> {
    let value = secrets.fetch(&reference(name)).map_err(|fault| fault.to_string())?;
    Ok(value.expect("it may be fetched").to_string())
}

#[test]
fn those_who_ask_at_the_same_time_share_one_question() {
    let provider = Counting::of("kafka");
    let (secrets, barrier) = (secrets(&[&provider]), Barrier::new(16));
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                barrier.wait();
                assert_eq!(value(&secrets, "kafka").as_deref(), Ok("1. kafka"));
            });
        }
    });
    assert_eq!(provider.asked(), 1);
}

#[test]
fn a_secret_is_asked_for_again_when_its_time_is_over_or_all_are() {
    let provider = Counting::of("kafka");
    let lasting = secrets(&[&provider]);
    for _ in 0..2 {
        assert_eq!(value(&lasting, "kafka").as_deref(), Ok("1. kafka"));
        lasting.allow_fetching();
    }
    let lasting = lasting.anew();
    lasting.allow_fetching();
    assert_eq!(value(&lasting, "kafka").as_deref(), Ok("2. kafka"));

    let brief = lasting.with_ttl(Duration::ZERO);
    brief.allow_fetching();
    // One start has one answer, however long it takes.
    assert_eq!(
        (value(&brief, "kafka"), value(&brief, "kafka")),
        (Ok("3. kafka".into()), Ok("3. kafka".into()))
    );
    brief.allow_fetching();
    assert_eq!(value(&brief, "kafka").as_deref(), Ok("4. kafka"));
}

#[test]
fn a_failure_is_told_to_all_of_one_start_and_not_kept_for_the_next() {
    let provider = Counting::of("kafka");
    let secrets = secrets(&[&provider]);
    for _ in 0..3 {
        assert!(value(&secrets, "other").unwrap_err().ends_with("could not be fetched: not mine"));
    }
    assert_eq!(provider.asked(), 1);
    secrets.allow_fetching();
    assert!(value(&secrets, "other").is_err());
    assert_eq!(provider.asked(), 2);
}

#[test]
fn the_first_provider_that_has_it_is_the_last_one_asked() {
    let (first, second, third) = (Counting::of("a"), Counting::of("b"), Counting::of("b"));
    let secrets = secrets(&[&first, &second, &third]);
    assert_eq!(value(&secrets, "b").as_deref(), Ok("1. b"));
    assert_eq!((first.asked(), second.asked(), third.asked()), (1, 1, 0));
    let told = value(&secrets, "c").unwrap_err();
    assert!(told.ends_with("not mine; and then: not mine; and then: not mine"), "{told}");
}

#[test]
fn nothing_is_fetched_before_it_may_be_but_files_are_read() {
    let secrets = Secrets::of_nobody().with_provider(Box::new(Counting::of("kafka")));
    assert_eq!(secrets.fetch(&reference("kafka")), Ok(None));
    let file = Reference::parse(&format!("@File({})", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")));
    assert!(secrets.fetch(&file.unwrap().unwrap()).unwrap().unwrap().starts_with("[package]"));
    let variable = Reference::parse("@Environment(CARGO_PKG_NAME)").unwrap().unwrap();
    assert_eq!(secrets.fetch(&variable).unwrap().as_deref(), Some("kafka-output-core"));
}

#[test]
#[cfg(unix)]
fn a_pipe_or_a_folder_is_no_file_and_waited_for_by_nobody() {
    let folder = std::env::temp_dir().join(format!("kafka-output-pipes-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (pipe, link, linked) = (folder.join("pipe"), folder.join("link"), folder.join("linked"));
    std::fs::write(folder.join("file"), "hush\n").unwrap();
    std::os::unix::fs::symlink(folder.join("file"), &link).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    std::os::unix::fs::symlink(&pipe, &linked).unwrap();
    let fetched = |path: &std::path::Path| {
        let file = Reference::parse(&format!("@File({})", path.display())).unwrap().unwrap();
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || tell.send(Secrets::of_nobody().fetch(&file)));
        told.recv_timeout(Duration::from_secs(10)).expect("an answer")
    };
    assert_eq!(fetched(&link).unwrap().as_deref(), Some("hush"));
    for path in [&pipe, &linked, &folder] {
        let told = fetched(path).unwrap_err().to_string();
        assert!(
            told.contains(&format!("`{}` cannot be read: it is no regular file", path.display())),
            "{told}"
        );
    }
    let told = fetched(&folder.join("none")).unwrap_err().to_string();
    assert!(told.contains("cannot be read"), "{told}");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_is_wanted_together_is_fetched_at_the_same_time() {
    /// Answers only when as many ask as there are secrets.
    struct Together(tokio::sync::Barrier);
    impl SecretProvider for Together {
        fn secret<'a>(&'a self, reference: &'a SecretReference) -> ProviderFuture<'a, String> {
            Box::pin(async {
                self.0.wait().await;
                Ok(reference.name().to_owned())
            })
        }
    }
    let mut settings = Settings::empty();
    settings.fetch_secrets_with(Box::new(Together(tokio::sync::Barrier::new(3))));
    settings.secrets = Arc::new(settings.secrets.with_limit(Duration::from_secs(20)));
    let ask = |settings: &Settings| ["a", "b", "c"].map(|name| settings.secrets.fetch(&reference(name)));
    settings.fetch_together(|_| panic!("nothing may be fetched yet"));
    settings.secrets.allow_fetching();
    settings.fetch_together(|noting| assert_eq!(ask(noting), [Ok(None), Ok(None), Ok(None)]));
    let fetched = ask(&settings).map(|fetched| fetched.unwrap().unwrap().to_string());
    assert_eq!(fetched, ["a", "b", "c"]);
}
