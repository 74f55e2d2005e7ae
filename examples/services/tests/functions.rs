//! The Azure Functions app: what its files say, and what the host posts by them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::NOBODY;
use crate::program::{Answer, Program, assert_tells_nothing};
use crate::support::broker::Broker;
use crate::support::consume::read_all;

const APP: &str = env!("CARGO_BIN_EXE_azure_function");

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("azure_function")
}

fn file(name: &str) -> Value {
    serde_json::from_slice(&fs::read(folder().join(name)).unwrap()).unwrap()
}

/// What the host posts for a function whose trigger gives this: to the folder's name, under the binding's name.
fn invoke(app: &Program, function: &str, trigger: &str, given: &Value) -> Answer {
    let bindings = file(&format!("{function}/function.json"));
    let binding =
        bindings["bindings"].as_array().unwrap().iter().find(|binding| binding["direction"] == "in").unwrap();
    assert_eq!(binding["type"], trigger);
    let name = binding["name"].as_str().unwrap();
    let metadata =
        json!({ "sys": { "MethodName": function, "UtcNow": "2026-01-01T00:00:00Z", "RandGuid": "0" } });
    app.post(&format!("/{function}"), &json!({ "Data": { name: given }, "Metadata": metadata }))
}

fn http(body: &str) -> Value {
    json!({
        "Url": "http://localhost:7071/api/orders",
        "Method": "POST",
        "Query": {},
        "Headers": { "Content-Type": ["application/json"] },
        "Params": {},
        "Identities": [],
        "Body": body,
    })
}

/// The response that the host makes for the client of an HTTP trigger.
fn response(answer: &Answer) -> (u64, String, String) {
    assert_eq!(answer.status, 200, "{answer:?}");
    let outcome = answer.json();
    assert!(outcome["ReturnValue"].is_null() && outcome["Logs"].is_array(), "{outcome}");
    let bindings = file("PlaceOrder/function.json");
    let binding =
        bindings["bindings"].as_array().unwrap().iter().find(|binding| binding["type"] == "http").unwrap();
    let made = &outcome["Outputs"][binding["name"].as_str().unwrap()];
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (made["statusCode"].as_u64().unwrap(), text(&made["headers"]["content-type"]), text(&made["body"]))
}

#[test]
fn a_request_and_a_message_become_records() {
    let broker = Broker::shared();
    let topic = broker.unique_topic("orders", 1);
    let app = Program::start(APP, broker.bootstrap(), &[("KAFKA_OUTPUT__ORDER_PLACED__TOPIC", &topic)]);

    let answer = invoke(&app, "PlaceOrder", "httpTrigger", &http(r#"{"customer": "c-1", "items": ["tea"]}"#));
    assert_eq!(response(&answer).0, 202);
    // A message as an object, as text, and as the host quotes text that is JSON.
    let order = |customer: &str| json!({ "customer": customer, "items": [] });
    let texts =
        [order("c-2"), json!(order("c-3").to_string()), json!(json!(order("c-4").to_string()).to_string())];
    for given in texts {
        let answer = invoke(&app, "OrderPlaced", "queueTrigger", &given);
        assert_eq!((answer.status, &answer.json()["Outputs"]), (200, &json!({})));
        assert_eq!(answer.json()["Logs"], json!([format!("sent to {topic}")]));
    }
    let records = read_all(broker.bootstrap(), &topic, 4);
    let keys: Vec<_> = records.iter().map(|record| record.key_text().unwrap()).collect();
    assert_eq!(keys, ["c-1", "c-2", "c-3", "c-4"]);
    assert_eq!(records[0].value_text(), Some(r#"{"customer":"c-1","items":["tea"]}"#));

    let wrong = invoke(&app, "PlaceOrder", "httpTrigger", &http("no JSON"));
    assert_eq!(response(&wrong).0, 400);
    assert_eq!(invoke(&app, "OrderPlaced", "queueTrigger", &json!("no JSON")).status, 400);
    assert_eq!(read_all(broker.bootstrap(), &topic, 4).len(), 4);
}

#[test]
fn without_a_broker_clients_read_a_problem_and_messages_are_taken_again() {
    let app = Program::start(APP, NOBODY, &[("KAFKA_TIMEOUT_MS", "1500")]);
    let order = r#"{"customer": "c-1", "items": []}"#;
    let answer = invoke(&app, "PlaceOrder", "httpTrigger", &http(order));
    let (status, content_type, body) = response(&answer);
    assert_eq!((status, content_type.as_str()), (504, "application/problem+json"));
    assert_tells_nothing(&body);
    assert!(answer.json()["Logs"][0].as_str().unwrap().contains(NOBODY), "{answer:?}");

    let answer = invoke(&app, "OrderPlaced", "queueTrigger", &json!(order));
    assert_eq!(answer.status, 500);
    assert!(answer.body.contains(NOBODY), "{answer:?}");
}

#[test]
fn the_host_finds_the_program_and_hands_requests_over_as_invocations() {
    let host = file("host.json");
    let program = Path::new(APP).file_stem().unwrap().to_str().unwrap();
    assert_eq!(host["customHandler"]["description"]["defaultExecutablePath"], program);
    assert_eq!(host["customHandler"]["enableForwardingHttpRequest"], false);
    assert_eq!(file("local.settings.json")["Values"]["FUNCTIONS_WORKER_RUNTIME"], "custom");
}
