//! JSON in lines that a diff shows well: what is short stands on one line, and the order of everything is kept.

/// How long a list or object on one line may be.
const WIDTH: usize = 80;

/// Valid JSON, laid out anew.
pub(super) fn lines(json: &str) -> String {
    let tokens = tokens(json);
    let mut out = String::new();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match *token {
            "{" | "[" => {
                if let Some((line, length)) = short(&tokens[at..]) {
                    out.push_str(&line);
                    at += length - 1;
                } else {
                    out.push_str(token);
                    depth += 1;
                    new_line(&mut out, depth);
                }
            }
            "}" | "]" => {
                depth = depth.saturating_sub(1);
                new_line(&mut out, depth);
                out.push_str(token);
            }
            "," => {
                out.push(',');
                new_line(&mut out, depth);
            }
            ":" => out.push_str(": "),
            other => out.push_str(other),
        }
        at += 1;
    }
    out.push('\n');
    out
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    (0..depth).for_each(|_| out.push_str("  "));
}

/// The list or object that begins here, on one line, and of how many tokens it is, unless it is too long.
fn short(tokens: &[&str]) -> Option<(String, usize)> {
    let mut line = String::new();
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match *token {
            "{" | "[" => depth += 1,
            "}" | "]" => depth -= 1,
            _ => {}
        }
        line.push_str(token);
        if matches!(*token, "," | ":") {
            line.push(' ');
        }
        if line.chars().count() > WIDTH {
            return None;
        }
        if depth == 0 {
            return Some((line, at + 1));
        }
    }
    None
}

/// Brackets, commas, colons, strings with their quotes, and other words; no space between them.
fn tokens(json: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = json.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '{' | '}' | '[' | ']' | ',' | ':' => 1,
            '"' => string(rest),
            _ => rest
                .find(|it: char| it.is_whitespace() || matches!(it, '}' | ']' | ',' | ':'))
                .unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(length);
        found.push(token);
        rest = after.trim_start();
    }
    found
}

/// How long the string is that begins here.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, it) in text.char_indices().skip(1) {
        match it {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}
