//! Names that do not fit, beside a type that does not.
use kafka_output::AvroRecord;

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Order", "namespace": "shop", "fields": [
    {"name": "id", "type": "long"}, {"name": "customer", "type": "string"}, {"name": "total", "type": "double"},
    {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}}
]}"#)]
struct Order {
    id: i64,
    custmer: String,
    colour: String,
    #[avro(rename = "id")]
    number: i64,
    total: String,
}

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "enum", "name": "State", "symbols": ["OPEN", "SENT"]}"#)]
enum State {
    OPEN,
    SEND,
    Gone(u8),
    Lost,
}

#[derive(AvroRecord)]
#[avro(schema = r#"["null", "string", "long"]"#)]
enum Choice {
    Null(u8),
    Strin(String),
    Double(f64),
    Long(String),
}

// Nothing but wrong names: no warning of code behind them, and no words of a variant that is not written.
#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "enum", "name": "Progress", "symbols": ["OPEN", "SENT_OUT"]}"#)]
enum Progress {
    Open,
    SentOut,
}

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "enum", "name": "Side", "symbols": ["A", "B"]}"#)]
enum Side {
    A,
    C,
}

#[derive(AvroRecord)]
#[avro(schema = r#"["null", "string"]"#)]
enum Text {
    Void,
    Words(String),
}

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Of", "fields": [{"name": "id", "type": "int"}]}"#)]
struct Of<T> {
    id: T,
}

fn callers_raise_no_errors_of_their_own(order: &Order, state: &State, choice: &Choice) {
    let out = &mut Vec::new();
    let _ = order.write(out).and(state.write(out)).and(choice.write(out));
}

fn main() {}
