//! Types that hold themselves, or each other.

use std::borrow::Cow;

use apache_avro::types::Value;
use kafka_output::AvroRecord;
use proptest::prelude::*;

use crate::oracle::{AsValue, branch, check, check_constants, optional, record};

#[derive(Debug, Clone, AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Node", "fields": [
    {"name": "label", "type": "string"}, {"name": "next", "type": ["null", "Node"]}
]}"#)]
struct Node<'a> {
    label: Cow<'a, str>,
    next: Option<Box<Node<'a>>>,
}

impl AsValue for Node<'_> {
    fn value(&self) -> Value {
        record([
            ("label", Value::String(self.label.to_string())),
            ("next", optional(self.next.as_ref().map(|next| next.value()))),
        ])
    }
}

const TREE: &str = r#"{"type": "record", "name": "Tree", "namespace": "wood", "fields": [
    {"name": "of", "type": {"type": "array", "items": ["string", {"type": "record", "name": "Branch", "fields": [
        {"name": "tree", "type": "Tree"}, {"name": "length", "type": "long"}
    ]}]}}
]}"#;

#[derive(Debug, Clone, AvroRecord)]
#[avro(schema_file = "schemas/tree.avsc")]
struct Tree {
    of: Vec<Part>,
}

#[derive(Debug, Clone, AvroRecord)]
#[avro(schema_file = "schemas/tree.avsc", name = "Tree.of")]
enum Part {
    #[avro(rename = "string")]
    Leaf(String),
    Branch(Branch),
}

#[derive(Debug, Clone, AvroRecord)]
#[avro(schema_file = "schemas/tree.avsc")]
struct Branch {
    length: i64,
    tree: Tree,
}

impl AsValue for Tree {
    fn value(&self) -> Value {
        record([("of", Value::Array(self.of.iter().map(AsValue::value).collect()))])
    }
}

impl AsValue for Part {
    fn value(&self) -> Value {
        match self {
            Self::Leaf(text) => branch(0, Value::String(text.clone())),
            Self::Branch(of) => branch(1, of.value()),
        }
    }
}

impl AsValue for Branch {
    fn value(&self) -> Value {
        record([("tree", self.tree.value()), ("length", Value::Long(self.length))])
    }
}

fn nodes() -> impl Strategy<Value = Node<'static>> {
    proptest::collection::vec(any::<String>(), 0..12).prop_map(|labels| {
        let last = Node { label: Cow::Borrowed("last"), next: None };
        labels.into_iter().fold(last, |next, label| Node { label: label.into(), next: Some(Box::new(next)) })
    })
}

fn trees() -> impl Strategy<Value = Tree> {
    let leaf = any::<String>().prop_map(|text| Tree { of: vec![Part::Leaf(text)] });
    leaf.prop_recursive(4, 32, 4, |tree| {
        let part = (any::<i64>(), tree).prop_map(|(length, tree)| Part::Branch(Branch { length, tree }));
        proptest::collection::vec(part, 0..4).prop_map(|of| Tree { of })
    })
}

proptest! {
    #[test]
    fn a_list_of_itself(node in nodes()) {
        check(&node, false);
    }

    #[test]
    fn three_types_in_a_ring(tree in trees()) {
        check(&tree, false);
    }
}

#[test]
fn each_of_the_ring_is_a_schema_by_itself() {
    check_constants::<Node>("Node");
    check_constants::<Tree>("wood.Tree");
    check_constants::<Branch>("wood.Branch");
    assert_eq!(Tree::SCHEMA.trim(), TREE);
    assert!(Branch::SCHEMA.starts_with(r#"{"type":"record","name":"wood.Branch","fields":[{"name":"tree","type":{"type":"record","name":"wood.Tree""#));
}
