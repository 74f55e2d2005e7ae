//! The messages of a schema as a registry has it: a text, or a descriptor in Base64.
//!
//! A registry's text is a schema already, so nothing is judged here: only how its messages stand in each other is read.

use crate::descriptors::messages_of_base64;
use crate::messages::Message;

/// All messages of a schema, each before those inside it.
#[must_use]
pub fn messages_of_text(text: &str) -> Vec<Message> {
    messages_of_base64(text).unwrap_or_else(|| Reader::default().read(&tokens(text)))
}

/// Words and single marks; neither comments nor the insides of strings.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' | '\'' => string_length(rest, first),
            _ if is_word(first) => rest.find(|letter| !is_word(letter)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (token, behind) = rest.split_at(length);
        if !first.is_whitespace() && !token.starts_with("//") && !token.starts_with("/*") {
            found.push(token);
        }
        rest = behind;
    }
    found
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '.'
}

/// The length of the string that the text begins with, quotes included.
fn string_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// What a brace opened.
enum Block {
    Message {
        full_name: String,
        path: Vec<u32>,
        /// How many messages it has so far.
        inside: u32,
    },
    /// An enum, a `oneof`, a service, the value of an option.
    Other,
}

#[derive(Default)]
struct Reader {
    package: String,
    /// How many messages the file has so far.
    outermost: u32,
    open: Vec<Block>,
    found: Vec<Message>,
}

impl Reader {
    fn read(mut self, tokens: &[&str]) -> Vec<Message> {
        let mut begins = true;
        let mut declared = None;
        for (at, token) in tokens.iter().enumerate() {
            let next = |ahead: usize| tokens.get(at + ahead).copied().unwrap_or_default();
            match *token {
                "package" if begins && self.open.is_empty() => next(1).clone_into(&mut self.package),
                "message" if begins && next(2) == "{" => declared = Some(next(1)),
                "{" => {
                    let block = self.block(declared.take());
                    self.open.push(block);
                }
                "}" => _ = self.open.pop(),
                _ => {}
            }
            begins = matches!(*token, "{" | "}" | ";");
        }
        self.found
    }

    fn block(&mut self, declared: Option<&str>) -> Block {
        let Some(name) = declared else { return Block::Other };
        let (scope, around, count) = match self.open.last_mut() {
            None => (&*self.package, &[][..], &mut self.outermost),
            Some(Block::Message { full_name, path, inside }) => (&**full_name, &path[..], inside),
            Some(Block::Other) => return Block::Other,
        };
        let full_name = if scope.is_empty() { name.to_owned() } else { format!("{scope}.{name}") };
        let path: Vec<u32> = around.iter().copied().chain([*count]).collect();
        *count += 1;
        self.found.push(Message { full_name: full_name.clone(), path: path.clone() });
        Block::Message { full_name, path, inside: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::messages_of_text;

    #[test]
    fn messages_are_counted_where_they_are_declared() {
        let text = r#"
            syntax = "proto3"; // message A {
            package shop.v1;
            option (about) = { text: "message B { '" };
            /* message C {} */
            enum Kind { message = 0; }
            message Order {
                string message = 1;
                oneof paid { string card = 2 [(text) = "}"]; }
                map<string, string> tags = 3;
                message Line { message Part {} }
                message Note { }
            }
            service Orders { rpc Place (Order) returns (Order) { } }
            message Refund {}
        "#;
        let found: Vec<(String, Vec<u32>)> =
            messages_of_text(text).into_iter().map(|message| (message.full_name, message.path)).collect();
        let expected = [
            ("shop.v1.Order", &[0][..]),
            ("shop.v1.Order.Line", &[0, 0]),
            ("shop.v1.Order.Line.Part", &[0, 0, 0]),
            ("shop.v1.Order.Note", &[0, 1]),
            ("shop.v1.Refund", &[1]),
        ];
        assert_eq!(found, expected.map(|(name, path)| (name.to_owned(), path.to_vec())));
    }

    #[test]
    fn a_descriptor_in_base64_is_read_too() {
        // `package shop; message Order {}` and its import of a timestamp.
        let found = messages_of_text(
            "CgdhLnByb3RvEgRzaG9wGh9nb29nbGUvcHJvdG9idWYvdGltZXN0YW1wLnByb3RvIjsKBU9yZGVyEgoKAmlkGAEgASgFEiYKAmF0GAIgASgLMhouZ29vZ2xlLnByb3RvYnVmLlRpbWVzdGFtcGIGcHJvdG8z",
        );
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].full_name.as_str(), &found[0].path[..]), ("shop.Order", &[0][..]));
    }
}
