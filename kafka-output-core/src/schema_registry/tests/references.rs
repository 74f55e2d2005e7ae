//! Schemas that refer to others: how often each is asked for, and whose the newest one is.

use std::future::poll_fn;
use std::sync::Arc;

use kafka_output_options::OptionId;
use serde_json::{Value, json};

use super::fake::Fake;
use super::{OutputRegistry, Side, output};
use crate::encode::EncodeError;
use crate::producer::call::wait;
use crate::schema_registry::{Frame, Reference, Schema, SchemaText};

const MONEY: &str =
    r#"{"type": "record", "name": "shop.Money", "fields": [{"name": "cents", "type": "long"}]}"#;
const TOTAL: &str =
    r#"{"type": "record", "name": "shop.Total", "fields": [{"name": "sum", "type": "shop.Money"}]}"#;

fn reference(name: &str, schema: SchemaText) -> Reference {
    Reference { name: name.to_owned(), subject: name.to_owned(), schema }
}

fn level_text(level: usize) -> String {
    let below = level.checked_sub(1).map(|below| format!(r#"{{"name": "it", "type": "shop.L{below}"}}"#));
    format!(r#"{{"type": "record", "name": "shop.L{level}", "fields": [{}]}}"#, below.unwrap_or_default())
}

/// A chain of four levels, on each of which everything below is referred to twice.
fn ladder() -> Result<SchemaText, EncodeError> {
    let mut schema = SchemaText::avro(&level_text(0))?;
    for level in 1..=4 {
        let below = format!("shop.L{}", level - 1);
        let references = vec![reference(&below, schema.clone()), reference(&below, schema)];
        schema = SchemaText { references, ..SchemaText::avro(&level_text(level))? };
    }
    Ok(schema)
}

fn total() -> Result<SchemaText, EncodeError> {
    let references = vec![reference("shop.Money", SchemaText::avro(MONEY)?)];
    Ok(SchemaText { references, ..SchemaText::avro(TOTAL)? })
}

fn ask(output: &Arc<OutputRegistry>, schema: Schema) -> Result<Frame, String> {
    let mut asked = output.ask(Side::Value, schema, "orders");
    wait(poll_fn(|context| asked.poll(context))).map_err(|fault| fault.message)?;
    Ok(output.known(Side::Value, schema, "orders").expect("known from now on"))
}

#[test]
fn each_schema_that_others_refer_to_is_asked_for_once() {
    let requests = |options: &[(OptionId, &str)]| {
        let fake = Fake::always(200, r#"{"id": 1, "version": 1}"#);
        ask(&output(&fake.url, options), Schema::made(ladder)).unwrap();
        fake.requests().len()
    };
    // Four schemas that are registered and looked up, and the outermost.
    assert_eq!(requests(&[]), 9);
    assert_eq!(requests(&[(OptionId::AutoRegisterSchemas, "false")]), 5);
}

#[test]
fn each_schema_that_the_newest_refers_to_is_read_once() {
    let fake = Fake::start(|_, request| {
        let level =
            (0..4_usize).find(|level| request.line().contains(&format!("shop.L{level}"))).unwrap_or(4);
        let reference = level.checked_sub(1).map(|below| {
            let below = format!("shop.L{below}");
            json!({ "name": below, "subject": below, "version": 1 })
        });
        let references: Vec<Value> = reference.into_iter().flat_map(|reference| vec![reference; 2]).collect();
        let body = json!({ "id": 1, "version": 1, "schema": level_text(level), "references": references });
        (200, body.to_string())
    });
    let latest = [(OptionId::UseLatestVersion, "true")];

    let frame = ask(&output(&fake.url, &latest), Schema::made(ladder)).unwrap();

    assert!(frame.recode.is_none(), "it is the own one");
    assert_eq!(fake.requests().len(), 5);
}

/// A registry whose newest total is the output's own text, and refers to this money.
fn with_money(money: &str) -> Fake {
    let money = json!({ "subject": "shop.Money", "version": 2, "id": 2, "schema": money }).to_string();
    let reference = json!({ "name": "shop.Money", "subject": "shop.Money", "version": 2 });
    let total: Value = json!({ "subject": "orders-value", "version": 1, "id": 7, "schema": TOTAL, "references": [reference] });
    Fake::start(move |_, request| {
        let body = if request.line().contains("shop.Money") { money.clone() } else { total.to_string() };
        (200, body)
    })
}

#[test]
fn the_newest_is_the_own_one_only_with_what_it_refers_to() {
    let latest = [(OptionId::UseLatestVersion, "true")];
    let ask_for = |money: &str| ask(&output(&with_money(money).url, &latest), Schema::made(total));

    assert!(ask_for(MONEY).unwrap().recode.is_none());
    let wider = MONEY.replace("}]", r#"}, {"name": "currency", "type": "string", "default": "EUR"}]"#);
    let recode = ask_for(&wider).unwrap().recode.expect("the money has one more field");
    assert_eq!(recode.recode(&[2]).unwrap(), b"\x02\x06EUR");
    let without = MONEY.replace(r#"{"name": "cents", "type": "long"}"#, "");
    let refused = ask_for(&without).unwrap_err();
    assert!(refused.contains("has no field `cents` in `shop.Money`"), "{refused}");
}
