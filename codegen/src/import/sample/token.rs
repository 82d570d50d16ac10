//! Code samples as tokens: enough of every language to see what is assigned to what.

use super::Lines;

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// `unionId`, `$client`
    Name(String),
    /// A string, without its quotes and escapes.
    Text(String),
    /// `10`, `1.5`
    Number(String),
    /// `=>`, `->`, `::`, `:=` and `==` and its like are one sign, all others one each.
    Sign(&'static str),
    /// A sign that means nothing here.
    Other(char),
}

/// A token and its line.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) token: Token,
    pub(super) line: u32,
    /// Byte of the code.
    pub(super) start: usize,
    /// Behind it.
    pub(super) end: usize,
}

const SIGNS: [&str; 28] = [
    "===", "!==", "=>", "->", "::", ":=", "==", "!=", "<=", ">=", "+=", "?.", "(", ")", "{", "}",
    "[", "]", "=", ":", ",", ";", ".", "<", ">", "?", "&", "@",
];

/// The tokens of a sample, without its comments.
pub(super) fn tokens(code: &str, lines: &Lines) -> Vec<Placed> {
    let mut lexer = Lexer {
        code,
        at: 0,
        never: Vec::new(),
    };
    let mut tokens = Vec::new();
    while lexer.at < code.len() {
        let start = lexer.at;
        if let Some(token) = lexer.token() {
            tokens.push(Placed {
                token,
                line: lines.at(start),
                start,
                end: lexer.at,
            });
        }
        lexer.at = lexer.at.max(start + 1);
        while !code.is_char_boundary(lexer.at) {
            lexer.at += 1;
        }
    }
    tokens
}

struct Lexer<'a> {
    code: &'a str,
    at: usize,
    /// What is not found any more further on: ends of comments and of long strings.
    never: Vec<&'static str>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.code.get(self.at..).unwrap_or_default()
    }

    /// Jumps behind the mark; whether it was found.
    fn jump(&mut self, from: usize, mark: &'static str) -> bool {
        if self.never.contains(&mark) {
            return false;
        }
        let begin = self.at + from;
        let found = self.code.get(begin..).and_then(|rest| rest.find(mark));
        if let Some(length) = found {
            self.at = begin + length + mark.len();
        } else {
            self.never.push(mark);
        }
        found.is_some()
    }

    fn skip_line(&mut self) {
        let rest = self.rest();
        self.at += rest.find('\n').unwrap_or(rest.len());
    }

    fn token(&mut self) -> Option<Token> {
        let rest = self.rest();
        let c = rest.chars().next()?;
        if c.is_whitespace() {
            self.at += c.len_utf8();
            return None;
        }
        if rest.starts_with("/*") && self.jump(2, "*/")
            || rest.starts_with("<!--") && self.jump(4, "-->")
        {
            return None;
        }
        if rest.starts_with("//") || c == '#' {
            self.skip_line();
            return None;
        }
        if rest.starts_with("\"\"\"") && self.jump(3, "\"\"\"")
            || rest.starts_with("'''") && self.jump(3, "'''")
        {
            return None;
        }
        if matches!(c, '"' | '\'' | '`') {
            if let Some(text) = self.string(c) {
                return Some(Token::Text(text));
            }
            return Some(Token::Other(c));
        }
        if c.is_ascii_digit() || c == '-' && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
        {
            return Some(self.number());
        }
        if c.is_alphabetic() || matches!(c, '_' | '$') {
            let length = rest
                .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$')))
                .unwrap_or(rest.len());
            self.at += length;
            return Some(Token::Name(rest.get(..length)?.to_owned()));
        }
        for sign in SIGNS {
            if rest.starts_with(sign) {
                self.at += sign.len();
                return Some(Token::Sign(sign));
            }
        }
        self.at += c.len_utf8();
        Some(Token::Other(c))
    }

    /// A string that ends on its line; one in backticks may end later.
    fn string(&mut self, quote: char) -> Option<String> {
        let mut text = String::new();
        let mut signs = self.rest().char_indices().skip(1);
        let raw = quote == '`';
        if raw && self.never.contains(&"`") {
            return None;
        }
        while let Some((at, c)) = signs.next() {
            match c {
                c if c == quote => {
                    self.at += at + 1;
                    return Some(text);
                }
                '\n' if !raw => return None,
                '\\' => match signs.next()?.1 {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    '\n' if !raw => return None,
                    c @ ('"' | '\'' | '\\' | '/' | '`' | '$') => text.push(c),
                    c => text.extend(['\\', c]),
                },
                c => text.push(c),
            }
        }
        if raw {
            self.never.push("`");
        }
        None
    }

    fn number(&mut self) -> Token {
        let rest = self.rest();
        let sign = usize::from(rest.starts_with('-'));
        let digits = rest.get(sign..).unwrap_or_default();
        let length = digits
            .char_indices()
            .find(|(at, c)| {
                let next = digits.get(at + 1..).unwrap_or_default();
                !(c.is_alphanumeric()
                    || *c == '_'
                    || *c == '.' && next.starts_with(|c: char| c.is_ascii_digit()))
            })
            .map_or(digits.len(), |(at, _)| at);
        self.at += sign + length;
        let text = rest.get(..sign + length).unwrap_or_default();
        let plain = text.replace('_', "");
        let hexadecimal = plain.contains(['x', 'X']);
        let plain = if hexadecimal {
            plain
        } else {
            plain
                .trim_end_matches(['L', 'l', 'f', 'F', 'd', 'D', 'm', 'M', 'u', 'U', 'n'])
                .to_owned()
        };
        Token::Number(plain)
    }
}
