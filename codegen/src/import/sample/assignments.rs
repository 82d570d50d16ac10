//! What code samples assign to names, and which call they make.

use super::{
    Assignments, Lines, bodies, call, language, target, token,
    token::{Placed, Token},
};
use crate::json::{Json, JsonKind};

/// Calls around a literal that leave it what it is: `tea.String("x")`, `Long.valueOf(1)`.
const WRAPPERS: [&str; 28] = [
    "string",
    "str",
    "int",
    "int8",
    "int16",
    "int32",
    "int64",
    "integer",
    "long",
    "bool",
    "boolean",
    "float",
    "float32",
    "float64",
    "double",
    "number",
    "any",
    "make_shared",
    "valueof",
    "ptr",
    "pointer",
    "some",
    "decimal",
    "bigdecimal",
    "of",
    "newstring",
    "stringvalue",
    "to_string",
];

/// Calls whose two arguments are a name and its value: `put("unionId", "x")`.
const SETTERS: [&str; 14] = [
    "put",
    "add",
    "set",
    "append",
    "param",
    "query",
    "field",
    "header",
    "data",
    "property",
    "value",
    "attribute",
    "part",
    "argument",
];

/// Tokens of wrappers that may stand around a literal.
const DEEP: usize = 32;

/// What the sample assigns; nothing if it is no program.
pub(crate) fn assignments(code: &str, line: u32, label: Option<&str>) -> Option<Assignments> {
    let language = language::language(code, label)?;
    let lines = Lines::new(code, line);
    let tokens = token::tokens(code, &lines);
    let mut reader = Reader {
        code,
        tokens: &tokens,
        pairs: Vec::new(),
    };
    for at in 0..tokens.len() {
        reader.look(at);
    }
    Some(Assignments {
        language,
        pairs: reader.pairs,
        call: call::call(&tokens),
    })
}

/// Whether a name of a code sample is that of a parameter, apart from case, `_` and `-`.
pub(crate) fn same_name(code: &str, wire: &str) -> bool {
    let signs = |text: &str| -> String {
        text.chars()
            .filter(|c| !matches!(c, '_' | '-' | '$'))
            .flat_map(char::to_lowercase)
            .collect()
    };
    signs(code) == signs(wire)
}

struct Reader<'a> {
    code: &'a str,
    tokens: &'a [Placed],
    pairs: Vec<(u32, String, String)>,
}

impl Reader<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at).map(|placed| &placed.token)
    }

    fn before(&self, at: usize, by: usize) -> Option<&Token> {
        self.token(at.checked_sub(by)?)
    }

    fn sign(&self, at: usize, sign: &str) -> bool {
        matches!(self.token(at), Some(Token::Sign(found)) if *found == sign)
    }

    fn line(&self, at: usize) -> u32 {
        self.tokens.get(at).map_or(0, |placed| placed.line)
    }

    /// Looks for an assignment whose name stands here.
    fn look(&mut self, at: usize) {
        match self.token(at) {
            Some(Token::Name(name)) => {
                let name = name.clone();
                self.named(at, &name);
            }
            Some(Token::Text(text)) => {
                let text = text.clone();
                self.quoted(at, &text);
            }
            _ => {}
        }
    }

    fn push(&mut self, at: usize, name: &str, value: String) {
        let name = name.trim_start_matches('$').to_owned();
        if !name.is_empty() {
            self.pairs.push((self.line(at), name, value));
        }
    }

    fn named(&mut self, at: usize, name: &str) {
        let after = at + 1;
        // `.setUnionId("x")`
        let setter = name
            .strip_prefix("set")
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
        if let Some(rest) = setter
            && self.sign(after, "(")
            && let Some((value, end)) = self.literal(after + 1)
            && self.sign(end, ")")
        {
            self.push(at, &call::lower_first(rest), value);
            return;
        }
        let ternary = matches!(self.before(at, 1), Some(Token::Sign("?")));
        let operator = match self.token(after) {
            Some(Token::Sign("?")) if self.sign(after + 1, ":") => after + 1,
            Some(Token::Sign("=" | ":=" | "=>")) => after,
            Some(Token::Sign(":")) if !ternary => after,
            _ => return,
        };
        if let Some((value, end)) = self.literal(operator + 1)
            && self.ends(end)
        {
            self.push(at, name, value);
        }
    }

    fn quoted(&mut self, at: usize, text: &str) {
        if text.starts_with("http://") || text.starts_with("https://") {
            for (name, value) in target::split(text).2 {
                // What is filled in by the program is no literal.
                if !value.is_empty() && !value.contains('{') {
                    self.push(at, &name, value);
                }
            }
            return;
        }
        if text.trim_start().starts_with('{') {
            self.json(at, text);
            return;
        }
        let name = text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']'));
        if !name || text.is_empty() {
            return;
        }
        let value = match self.token(at + 1) {
            Some(Token::Sign(":" | "=>")) => {
                self.literal(at + 2).filter(|(_, end)| self.ends(*end))
            }
            // `params["unionId"] = "x"`
            Some(Token::Sign("]")) if self.sign(at + 2, "=") => {
                self.literal(at + 3).filter(|(_, end)| self.ends(*end))
            }
            Some(Token::Sign(",")) if self.takes_pairs(at) => self
                .literal(at + 2)
                .filter(|(_, end)| self.sign(*end, "}") || self.sign(*end, ")")),
            _ => None,
        };
        if let Some((value, _)) = value {
            self.push(at, text, value);
        }
    }

    /// Whether a name and its value stand in `{"unionId", "x"}` or `put("unionId", "x")`.
    fn takes_pairs(&self, at: usize) -> bool {
        match self.before(at, 1) {
            Some(Token::Sign("{")) => true,
            Some(Token::Sign("(")) => matches!(
                self.before(at, 2),
                Some(Token::Name(name)) if {
                    let name = name.to_lowercase();
                    SETTERS.iter().any(|setter| name.contains(setter))
                }
            ),
            _ => false,
        }
    }

    /// The members of JSON in a string that are single values.
    fn json(&mut self, at: usize, text: &str) {
        let line = self.line(at);
        // Line ends that are written as escapes are none of the page.
        let several = self
            .tokens
            .get(at)
            .and_then(|placed| self.code.get(placed.start..placed.end))
            .is_some_and(|code| code.contains('\n'));
        let lines = Lines::new(if several { text } else { "" }, line);
        for body in bodies(text, line).bodies {
            self.members(body.range.start, &body.json, &lines);
        }
    }

    /// Members within a value whose ranges count from `start`.
    fn members(&mut self, start: usize, json: &Json, lines: &Lines) {
        match &json.kind {
            JsonKind::List(items) => {
                for item in items {
                    self.members(start, item, lines);
                }
            }
            JsonKind::Object(members) => {
                for (name, range, value) in members {
                    let text = match &value.kind {
                        JsonKind::Bool(value) => value.to_string(),
                        JsonKind::Number(text) | JsonKind::Text(text) => text.clone(),
                        _ => {
                            self.members(start, value, lines);
                            continue;
                        }
                    };
                    self.pairs
                        .push((lines.at(start + range.start), name.clone(), text));
                }
            }
            _ => {}
        }
    }

    /// A literal, maybe within wrappers, and the token behind it.
    fn literal(&self, from: usize) -> Option<(String, usize)> {
        let mut at = from;
        let mut open = 0;
        let mut name = "";
        let value = loop {
            if at > from + DEEP {
                return None;
            }
            match self.token(at)? {
                Token::Text(text) | Token::Number(text) => break text.clone(),
                Token::Name(word)
                    if matches!(word.as_str(), "true" | "false" | "True" | "False") =>
                {
                    break word.to_lowercase();
                }
                Token::Name(word) => name = word,
                Token::Sign("." | "::" | "&" | "<" | ">") => {}
                Token::Sign("(") => {
                    let cast = name.is_empty();
                    if !cast && !WRAPPERS.contains(&name.to_lowercase().as_str()) {
                        return None;
                    }
                    open += 1;
                }
                Token::Sign(")")
                    if open > 0 && matches!(self.before(at, 2), Some(Token::Sign("("))) =>
                {
                    open -= 1;
                }
                _ => return None,
            }
            at += 1;
        };
        at += 1;
        for _ in 0..open {
            if !self.sign(at, ")") {
                return None;
            }
            at += 1;
        }
        // A name that no bracket follows is none of a wrapper.
        let bare = at == from + 1 || open > 0 || self.is_cast(from);
        bare.then_some((value, at))
    }

    /// `(long) 5`
    fn is_cast(&self, at: usize) -> bool {
        self.sign(at, "(") && self.sign(at + 2, ")")
    }

    /// Whether a value ends here, and is not a part of a longer expression.
    fn ends(&self, at: usize) -> bool {
        let Some(placed) = self.tokens.get(at) else {
            return true;
        };
        let fresh_line = at
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .and_then(|last| self.code.get(last.end..placed.start))
            .is_some_and(|gap| gap.contains('\n'));
        match &placed.token {
            Token::Sign("," | ";" | ")" | "}" | "]") => true,
            Token::Name(name) if name == "as" => true,
            Token::Name(_) | Token::Text(_) | Token::Sign("{" | "@") => fresh_line,
            _ => false,
        }
    }
}
