//! Refusals as they come and go, with the time given; and what librdkafka's names of states come to.

mod tokens;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use kafka_output_options::OptionId;
use rdkafka_sys::RDKafkaRespErr as Code;

use super::state::{SETTLED, State};
use super::verdict::{FIRST, LATER, RECENT};
use super::{Admission, Ground, Stage};
use crate::producer::kafka::advice::{Presented, Security};

const AUTHENTICATION: Code = Code::RD_KAFKA_RESP_ERR__AUTHENTICATION;
const TLS: Code = Code::RD_KAFKA_RESP_ERR__SSL;
const NO_ATTEMPT: Duration = Duration::from_secs(2);
const MOMENT: Duration = Duration::from_millis(10);

fn security(protocol: &str, mode: &str, method: &str) -> Security {
    let properties = [
        (OptionId::Protocol, protocol),
        (OptionId::AuthenticationMode, mode),
        (OptionId::OauthBearerMethod, method),
    ];
    let properties = properties.map(|(id, value)| (id.property().to_owned(), value.to_owned()));
    Security::of(&BTreeMap::from(properties))
}

/// A client and its one broker, whose clock goes as the test says.
struct Scene {
    state: State,
    security: Security,
    now: Instant,
    stage: Stage,
}

impl Scene {
    fn new(protocol: &str, mode: &str, method: &str) -> Self {
        let security = security(protocol, mode, method);
        let endpoint =
            if method == "oidc" { "https://ann:secret@login.example.com/a@b/token?secret=1" } else { "" };
        let mut scene = Self {
            state: State::new(NO_ATTEMPT, security, endpoint),
            security,
            now: Instant::now(),
            stage: Stage::Away,
        };
        scene.state.begin(scene.now);
        scene
    }

    fn by_password() -> Self {
        Self::new("sasl_ssl", "PLAIN", "")
    }

    fn by_oidc() -> Self {
        Self::new("sasl_ssl", "OAUTHBEARER", "oidc")
    }

    fn by_provider() -> Self {
        Self::new("sasl_ssl", "OAUTHBEARER", "default")
    }

    fn wait(&mut self, time: Duration) -> &mut Self {
        self.now += time;
        self
    }

    fn wait_almost(&mut self, time: Duration) -> &mut Self {
        self.wait(time.saturating_sub(MOMENT))
    }

    fn go(&mut self, stages: &[Stage]) -> &mut Self {
        for stage in stages {
            self.state.step(self.stage, *stage, self.security, self.now);
            self.stage = *stage;
        }
        self
    }

    /// One attempt that the broker turns away.
    fn turned_away(&mut self) -> &mut Self {
        self.state.hear_attempt(self.now);
        self.go(&[Stage::AtTheDoor]);
        self.state.refuse(AUTHENTICATION, Ground::Said, "wrong password", self.now);
        self.go(&[Stage::Away])
    }

    /// A connection that held.
    fn worked(&mut self) -> &mut Self {
        self.go(&[Stage::AtTheDoor, Stage::In]).wait(SETTLED);
        assert_eq!(self.verdict(), None);
        self.go(&[Stage::Away])
    }

    fn verdict(&mut self) -> Option<(Ground, String)> {
        self.state.is_final(self.now).map(|refusal| (refusal.ground, refusal.reason))
    }

    fn assert_final(&mut self, ground: Ground, reason: &str) {
        assert_eq!(self.verdict(), Some((ground, reason.to_owned())));
    }

    fn assert_open(&mut self) {
        assert_eq!(self.verdict(), None);
    }
}

#[test]
fn a_refusal_is_final_when_it_lasts_and_was_heard_twice() {
    let mut scene = Scene::by_password();
    scene.turned_away().wait(FIRST).assert_open();
    scene.turned_away().assert_final(Ground::Said, "wrong password");
    // Those that come later are given attempts of their own.
    scene.assert_open();
    scene.turned_away().turned_away().wait_almost(FIRST).assert_open();
    scene.wait(MOMENT).assert_final(Ground::Said, "wrong password");
}

#[test]
fn where_it_worked_before_a_refusal_is_borne_for_longer() {
    let mut scene = Scene::by_password();
    scene.worked().turned_away().turned_away().wait_almost(LATER).assert_open();
    scene.wait(MOMENT).assert_final(Ground::Said, "wrong password");
}

#[test]
fn nothing_is_final_while_a_broker_is_connected_and_letting_in_forgives() {
    let mut scene = Scene::by_password();
    scene.turned_away().turned_away().wait(FIRST).go(&[Stage::AtTheDoor, Stage::In]);
    scene.assert_open();
    assert!(!scene.state.is_troubled());
    scene.state.refuse(AUTHENTICATION, Ground::Said, "another broker's", scene.now);
    scene.wait(MOMENT).assert_open();
    assert!(scene.state.current(scene.now).is_none(), "a record whose time is over has another reason");
}

#[test]
fn an_acknowledged_record_forgives() {
    let mut scene = Scene::by_password();
    scene.turned_away().turned_away();
    scene.state.hear_success();
    assert!(!scene.state.is_troubled());
    scene.wait(LATER).assert_open();
}

#[test]
fn connections_that_all_end_at_once_are_suspected_aloud_and_a_broker_that_is_gone_is_not() {
    let mut scene = Scene::new("plaintext", "", "");
    for _ in 0..3 {
        scene.go(&[Stage::Asking, Stage::Away]);
    }
    scene.wait_almost(LATER).assert_open();
    scene.wait(MOMENT).assert_final(Ground::Suspected, "it closes the connection at once");
    for _ in 0..3 {
        scene.go(&[Stage::Asking, Stage::Away]);
    }
    scene.state.hear_of_absence();
    scene.wait(LATER).assert_open();
}

#[test]
fn a_suspicion_takes_no_certain_reasons_place_and_is_none_where_it_worked() {
    let mut scene = Scene::new("ssl", "", "");
    scene.state.refuse(TLS, Ground::Said, "certificate verify failed", scene.now);
    scene.state.refuse(TLS, Ground::Suspected, "it closes the connection at once", scene.now);
    assert_eq!(scene.state.told(scene.now).unwrap().ground, Ground::Said);
    let mut scene = Scene::new("plaintext", "", "");
    scene.worked();
    for _ in 0..5 {
        scene.go(&[Stage::Asking, Stage::Away]);
    }
    scene.wait(LATER * 2).assert_open();
}

#[test]
fn a_connection_that_ends_soon_after_it_stood_wants_authentication() {
    let mut scene = Scene::new("plaintext", "", "");
    for _ in 0..3 {
        scene.go(&[Stage::Asking, Stage::In]).wait(MOMENT).go(&[Stage::Away]);
    }
    scene.wait(LATER).assert_final(Ground::Suspected, "it closes the connection at once");
    assert_eq!(scene.state.told(scene.now).unwrap().code, AUTHENTICATION);
}

#[test]
fn what_openssl_has_against_a_certificate_goes_with_each_refusal_for_it() {
    let mut scene = Scene::new("ssl", "", "");
    let certificate = |scene: &mut Scene, ground, reason| {
        scene.state.refuse(TLS, ground, reason, scene.now);
        scene.state.told(scene.now).unwrap().certificate
    };
    // Two handshakes end before the delivery thread hears of the first.
    scene.state.hear_certificate(Presented::of_fault(10));
    scene.state.hear_certificate(Presented::of_fault(10));
    assert_eq!(certificate(&mut scene, Ground::Suspected, "it closes the connection at once"), None);
    assert_eq!(
        certificate(&mut scene, Ground::Said, "certificate verify failed"),
        Some(Presented::of_fault(10))
    );
    assert_eq!(
        certificate(&mut scene, Ground::Said, "certificate verify failed"),
        Some(Presented::of_fault(10))
    );
    assert_eq!(certificate(&mut scene, Ground::Said, "SSL alert number 116"), None);
    scene.state.hear_certificate(Presented::of_fault(62));
    assert_eq!(
        certificate(&mut scene, Ground::Said, "certificate verify failed"),
        Some(Presented::of_fault(62))
    );
}

#[test]
fn a_refusal_explains_a_broken_connection_for_a_minute() {
    let mut scene = Scene::by_password();
    scene.turned_away().wait_almost(RECENT);
    assert!(scene.state.recent(scene.now).is_some());
    scene.wait(MOMENT);
    assert!(scene.state.recent(scene.now).is_none());
}

#[test]
fn librdkafkas_states_are_heard_on_its_own_threads() {
    let security = security("sasl_ssl", "PLAIN", "");
    let admission = Admission::new(Duration::from_secs(1), security, "");
    let attempt = || {
        for name in ["TRY_CONNECT", "CONNECT", "SSL_HANDSHAKE", "AUTH_HANDSHAKE", "AUTH_REQ", "DOWN"] {
            admission.hear_state(name.as_bytes(), security);
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(attempt).join().unwrap();
    });
    admission.hear_refusal(
        AUTHENTICATION,
        Ground::Said,
        "sasl_ssl://kafka:9093/bootstrap: SASL authentication error (after 3ms in state AUTH_REQ)",
    );
    let told = admission.told().unwrap();
    assert_eq!((told.reason.as_str(), told.ground), ("SASL authentication error", Ground::Said));
    assert!(admission.is_final().is_none(), "it has not lasted");
    std::thread::scope(|scope| {
        let up = || admission.hear_state(b"UP", security);
        scope.spawn(up).join().unwrap();
    });
    assert!(admission.told().is_none());
    assert!(admission.recent().is_none());
}
