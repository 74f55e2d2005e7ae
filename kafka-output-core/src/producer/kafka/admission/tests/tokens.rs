//! Refusals where brokers are shown tokens: of an endpoint that librdkafka asks, and of a provider that we ask.

use super::{AUTHENTICATION, MOMENT, NO_ATTEMPT, Scene, TLS};
use crate::producer::kafka::admission::state::SILENCE;
use crate::producer::kafka::admission::verdict::{FIRST, LATER};
use crate::producer::kafka::admission::{Ground, Stage};

#[test]
fn an_endpoint_without_a_word_is_told_and_a_word_has_its_own_time() {
    let mut scene = Scene::by_oidc();
    scene.wait_almost(SILENCE).assert_open();
    scene.state.refuse(AUTHENTICATION, Ground::Token, "503", scene.now);
    scene.wait(MOMENT).assert_open();
    scene.wait(NO_ATTEMPT).assert_final(Ground::Token, "503");
    let silent = "no answer from https://login.example.com/a@b/token after 7 s";
    let mut scene = Scene::by_oidc();
    scene.wait(SILENCE).assert_final(Ground::Silence, silent);
    // The next call waits as long.
    scene.assert_open();
    scene.wait(SILENCE).assert_final(Ground::Silence, silent);
}

#[test]
fn an_attempt_shows_that_librdkafka_has_a_token() {
    let mut scene = Scene::by_oidc();
    scene.wait(SILENCE);
    scene.state.hear_attempt(scene.now);
    assert!(!scene.state.is_troubled());
    // It says once that there is none, and nothing when there is one again: who tries has one.
    scene.state.refuse(AUTHENTICATION, Ground::Token, "refused", scene.now);
    for _ in 0..10 {
        scene.wait_almost(NO_ATTEMPT).assert_open();
        scene.state.hear_attempt(scene.now);
    }
    scene.wait(NO_ATTEMPT).assert_final(Ground::Token, "refused");
}

#[test]
fn a_providers_own_reason_explains_a_token_that_ran_out() {
    let mut scene = Scene::by_provider();
    scene.state.hear_token(scene.now);
    assert!(!scene.state.is_troubled());
    scene.worked();
    scene.state.hear_asking(scene.now);
    scene.state.refuse(AUTHENTICATION, Ground::Token, "the vault is closed", scene.now);
    scene.turned_away().turned_away().wait(LATER);
    assert_eq!(scene.state.current(scene.now).unwrap().reason, "the vault is closed");
    assert_eq!(scene.state.recent(scene.now).unwrap().reason, "the vault is closed");
    scene.assert_final(Ground::Token, "the vault is closed");
    scene.state.hear_token(scene.now);
    scene.turned_away().turned_away().wait(LATER).assert_final(Ground::Said, "wrong password");
}

#[test]
fn a_provider_that_is_just_asked_explains_nothing() {
    let mut scene = Scene::by_provider();
    scene.state.hear_token(scene.now);
    scene.state.hear_asking(scene.now);
    scene.turned_away().turned_away().wait(FIRST).assert_final(Ground::Said, "wrong password");
    scene.turned_away().turned_away().wait(SILENCE).assert_final(Ground::Silence, "no answer after 7 s");
}

#[test]
fn a_new_token_is_given_attempts_of_its_own_but_not_each_of_many() {
    let mut scene = Scene::by_provider();
    scene.worked().turned_away().turned_away().wait_almost(LATER);
    scene.state.hear_token(scene.now);
    scene.wait(MOMENT).assert_open();
    // The next is no better than the one before, which was refused as well.
    scene.turned_away().turned_away().wait_almost(LATER);
    scene.state.hear_token(scene.now);
    scene.assert_final(Ground::Said, "wrong password");
    scene.turned_away().turned_away().wait_almost(LATER);
    scene.state.hear_token(scene.now);
    scene.wait(MOMENT).assert_open();
    // What a certificate is refused for is no token's fault.
    let mut scene = Scene::by_provider();
    for _ in 0..2 {
        scene.go(&[Stage::AtTheDoor]);
        scene.state.refuse(TLS, Ground::Said, "certificate verify failed", scene.now);
        scene.go(&[Stage::Away]);
    }
    scene.wait(FIRST);
    scene.state.hear_token(scene.now);
    scene.assert_final(Ground::Said, "certificate verify failed");
}
