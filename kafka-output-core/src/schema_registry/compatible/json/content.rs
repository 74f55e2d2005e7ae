//! What stands in objects and lists, by their content models: open, closed, or open to what another schema takes.

use serde_json::Value;

use super::change::Change;
use super::compare::Comparison;
use super::document::Node;

/// What may stand there besides what is listed.
#[derive(Debug, Clone, Copy)]
enum Rest<'a> {
    Anything,
    Such(Node<'a>),
    Nothing,
}

impl<'a> Comparison<'a> {
    fn rest(&self, node: Node<'a>, keyword: &str, of_reader: bool) -> Rest<'a> {
        match node.get(keyword).map(|json| node.at(json)) {
            None => Rest::Anything,
            Some(node) if node.json == &Value::Bool(false) => Rest::Nothing,
            Some(node) if self.is_anything(node, of_reader) => Rest::Anything,
            Some(node) => Rest::Such(node),
        }
    }

    pub(super) fn object(&mut self, reader: Node<'a>, writer: Node<'a>, path: &str) {
        let rests = (
            self.rest(reader, "additionalProperties", true),
            self.rest(writer, "additionalProperties", false),
        );
        let (reads, wrote) = (reader.named("properties"), writer.named("properties"));
        let find = |all: &[(&str, Node<'a>)], name: &str| {
            all.iter().find(|(other, _)| *other == name).map(|(_, node)| *node)
        };
        for (name, node) in &wrote {
            self.removed_or_kept(find(&reads, name), *node, rests.0, &format!("{path}.{name}"));
        }
        for (name, node) in &reads {
            if find(&wrote, name).is_none() {
                self.added(*node, rests.1, &format!("{path}.{name}"));
            }
        }
        for name in required(reader) {
            let node = find(&reads, name);
            let is_new_in_open = find(&wrote, name).is_none() && matches!(rests.1, Rest::Anything);
            let has_default = node.is_some_and(|node| node.get("default").is_some());
            // A property that is new to an open object is told already.
            let told = is_new_in_open && node.is_some_and(|node| !self.is_anything(node, true));
            if !required(writer).contains(&name) && !has_default && !told {
                self.add(&format!("{path}.{name}"), Change::Required);
            }
        }
        self.rests(rests, &format!("{path}.*"));
    }

    pub(super) fn list(&mut self, reader: Node<'a>, writer: Node<'a>, path: &str) {
        let (reads, reads_rest) = self.items(reader, true);
        let (wrote, wrote_rest) = self.items(writer, false);
        for (index, node) in wrote.iter().enumerate() {
            self.removed_or_kept(reads.get(index).copied(), *node, reads_rest, &format!("{path}[{index}]"));
        }
        for (index, node) in reads.iter().enumerate().skip(wrote.len()) {
            self.added(*node, wrote_rest, &format!("{path}[{index}]"));
        }
        self.rests((reads_rest, wrote_rest), &format!("{path}[]"));
    }

    /// The first items, each with a schema of its own, and the rest: as drafts to 7 write it, and as those since 2020 do.
    fn items(&self, node: Node<'a>, of_reader: bool) -> (Vec<Node<'a>>, Rest<'a>) {
        if node.get("items").is_some_and(Value::is_array) {
            (node.listed("items"), self.rest(node, "additionalItems", of_reader))
        } else {
            (node.listed("prefixItems"), self.rest(node, "items", of_reader))
        }
    }

    fn removed_or_kept(&mut self, reader: Option<Node<'a>>, writer: Node<'a>, rest: Rest<'a>, path: &str) {
        match (reader, rest) {
            (Some(reader), _) | (None, Rest::Such(reader)) => self.compare(reader, writer, path),
            (None, Rest::Anything) => {}
            (None, Rest::Nothing) if self.is_nothing(writer) => {}
            (None, Rest::Nothing) => self.add(path, Change::Removed),
        }
    }

    fn added(&mut self, reader: Node<'a>, rest: Rest<'a>, path: &str) {
        match rest {
            Rest::Anything if self.is_anything(reader, true) => {}
            Rest::Anything => self.add(path, Change::AddedToOpen),
            Rest::Such(writer) => self.compare(reader, writer, path),
            Rest::Nothing => {}
        }
    }

    fn rests(&mut self, (reader, writer): (Rest<'a>, Rest<'a>), path: &str) {
        match (reader, writer) {
            (Rest::Anything, _) | (_, Rest::Nothing) => {}
            (Rest::Such(reader), Rest::Such(writer)) => self.compare(reader, writer, path),
            (Rest::Such(_), Rest::Anything) => self.add(path, Change::Narrowed),
            (Rest::Nothing, _) => self.add(path, Change::Closed),
        }
    }
}

fn required(node: Node<'_>) -> Vec<&str> {
    let names = node.get("required").and_then(Value::as_array);
    names.into_iter().flatten().filter_map(Value::as_str).collect()
}
