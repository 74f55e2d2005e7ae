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
    Reference { name: name.to_owned(), subject: name.to_owned(), schema: schema.interned() }
}

/// The schema of a level has two fields of the type below it.
pub(super) fn level_text(level: usize) -> String {
    let field = |name: &str, below| format!(r#"{{"name": "{name}", "type": "shop.L{below}"}}"#);
    let below = level.checked_sub(1);
    let fields = below.map(|below| [field("one", below), field("other", below)].join(", "));
    format!(r#"{{"type": "record", "name": "shop.L{level}", "fields": [{}]}}"#, fields.unwrap_or_default())
}

/// So many that whoever walked each of the ways would not come to an end.
pub(super) const LEVELS: usize = 30;

/// On each level everything below is referred to twice.
pub(super) fn ladder() -> Result<SchemaText, EncodeError> {
    let mut schema = SchemaText::avro(&level_text(0))?;
    for level in 1..=LEVELS {
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
    // All that others refer to is registered and looked up, the outermost registered alone.
    assert_eq!(requests(&[]), 2 * LEVELS + 1);
    assert_eq!(requests(&[(OptionId::AutoRegisterSchemas, "false")]), LEVELS + 1);
}

#[test]
fn each_schema_that_the_newest_refers_to_is_read_once() {
    let newest = |last: &'static str| {
        Fake::start(move |_, request| {
            let is_of = |level: &usize| request.line().contains(&format!("shop.L{level}/"));
            let level = (0..LEVELS).find(is_of).unwrap_or(LEVELS);
            let reference = level.checked_sub(1).map(|below| {
                let below = format!("shop.L{below}");
                json!({ "name": below, "subject": below, "version": 1 })
            });
            let references: Vec<Value> =
                reference.into_iter().flat_map(|reference| vec![reference; 2]).collect();
            let text = if level == 0 { last.to_owned() } else { level_text(level) };
            let body = json!({ "id": 1, "version": 1, "schema": text, "references": references });
            (200, body.to_string())
        })
    };
    let latest = [(OptionId::UseLatestVersion, "true")];
    let ask_for = |last| {
        let fake = newest(last);
        let frame = ask(&output(&fake.url, &latest), Schema::made(ladder)).unwrap();
        assert_eq!(fake.requests().len(), LEVELS + 1);
        frame
    };

    assert!(ask_for(level_text(0).leak()).recode.is_none(), "it is the own one");
    let wider =
        r#"{"type": "record", "name": "shop.L0", "fields": [{"name": "at", "type": "int", "default": 0}]}"#;
    assert!(ask_for(wider).recode.is_some(), "its last has a field more");
}

#[test]
fn a_refusal_of_what_a_schema_refers_to_names_its_subject() {
    let told = |status: u16, options: &[(OptionId, &str)]| {
        let fake = Fake::start(move |_, request| {
            if request.line().contains("/subjects/shop.Money") {
                return (status, r#"{"error_code": 40403, "message": "no"}"#.to_owned());
            }
            let money = json!({ "name": "shop.Money", "subject": "shop.Money", "version": 2 });
            (200, json!({ "id": 1, "version": 1, "schema": TOTAL, "references": [money] }).to_string())
        });
        let said = ask(&output(&fake.url, options), Schema::made(total)).unwrap_err();
        let at = format!(
            "subject `shop.Money` at the schema registry {}, to which the schema of subject `orders-value` refers: ",
            fake.url
        );
        said.strip_prefix(&at).unwrap_or_else(|| panic!("{said}")).to_owned()
    };
    let look_up = told(404, &[(OptionId::AutoRegisterSchemas, "false")]);
    assert!(look_up.starts_with("it does not have this schema (40403: no); register it first"), "{look_up}");
    let latest = told(404, &[(OptionId::UseLatestVersion, "true")]);
    assert!(latest.starts_with("it does not have that version (40403: no)"), "{latest}");
    for (status, start) in [
        (403, "it does not allow this"),
        (409, "the schema is incompatible with the subject's earlier ones"),
        (422, "it cannot use the schema"),
    ] {
        let said = told(status, &[]);
        assert!(said.starts_with(start), "{said}");
    }
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
