//! Reads single values that are not just text.

use super::reader::Reader;
use crate::{
    diagnostic::{Diagnostic, Spanned},
    rules,
    spec::{Literal, Period, Span, TimeUnit},
    yaml::{Kind, Node, Plain, Style, plain},
};

impl Reader<'_> {
    pub(super) fn bool(&mut self, node: &Node) -> Option<Spanned<bool>> {
        self.bool_or(node, "`true` or `false` is needed here")
    }

    /// A boolean; `needed` says what else could stand here.
    pub(super) fn bool_or(&mut self, node: &Node, needed: &str) -> Option<Spanned<bool>> {
        if let Kind::Scalar {
            text,
            style: Style::Plain,
        } = &node.kind
            && let Plain::Bool(value) = plain(text)
        {
            return Some(Spanned::new(value, node.place));
        }
        if !matches!(node.kind, Kind::Reported) {
            self.report(
                Diagnostic::new(&rules::NOT_BOOLEAN, self.first_line(node), needed)
                    .help("YAML 1.2 has no other spelling of the two, and no quotes around them"),
            );
        }
        None
    }

    pub(super) fn number(&mut self, node: &Node) -> Option<Spanned<u64>> {
        if let Kind::Scalar {
            text,
            style: Style::Plain,
        } = &node.kind
            && plain(text) == Plain::Int
            && let Ok(value) = text.parse()
        {
            return Some(Spanned::new(value, node.place));
        }
        self.bad_value(
            node,
            "a whole number from 0 is needed",
            "write it in decimal digits, without quotes",
        );
        None
    }

    pub(super) fn literal(&mut self, node: &Node) -> Option<Spanned<Literal>> {
        let literal = match &node.kind {
            Kind::List(items) => Literal::List(
                items
                    .iter()
                    .filter_map(|item| self.literal(item))
                    .map(|item| item.value)
                    .collect(),
            ),
            Kind::Scalar {
                text,
                style: Style::Plain,
            } => match plain(text) {
                Plain::Bool(value) => Literal::Bool(value),
                Plain::Int => Literal::Int(text.clone()),
                Plain::Float => Literal::Float(text.clone()),
                Plain::Text => Literal::Text(text.clone()),
                Plain::Null | Plain::Ambiguous => {
                    self.needs_quotes(text, node.place);
                    return None;
                }
            },
            Kind::Scalar { text, .. } => Literal::Text(text.clone()),
            _ => {
                self.wrong_kind(node, "a single value is needed");
                return None;
            }
        };
        Some(Spanned::new(literal, node.place))
    }

    /// One of a set of words.
    pub(super) fn word<T: Clone>(
        &mut self,
        node: &Node,
        words: &[(&str, T)],
    ) -> Option<Spanned<T>> {
        let text = self.string(node)?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text.value) {
            return Some(Spanned::new(value.clone(), text.place));
        }
        let names: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        let message = match &names[..] {
            [only] => format!("only `{only}` can stand here, not `{}`", text.value),
            _ => format!("`{}` is not one of: {}", text.value, names.join(", ")),
        };
        let mut problem = Diagnostic::new(&rules::BAD_VALUE, text.place, message)
            .did_you_mean(&text.value, names.iter().copied());
        if problem.help.is_empty() {
            problem = problem.help("specs/README.md says what each word means");
        }
        self.report(problem);
        None
    }

    pub(super) fn span(&mut self, node: &Node) -> Option<Spanned<Span>> {
        self.span_or(node, "")
    }

    fn span_or(&mut self, node: &Node, otherwise: &str) -> Option<Spanned<Span>> {
        let text = self.string(node)?;
        if let Some(span) = span(&text.value) {
            return Some(Spanned::new(span, text.place));
        }
        self.bad_value(
            node,
            &format!("`{}` is not a length of time", text.value),
            &format!("write a number and a unit: 500ms, 60s, 5m, 6h or 31d{otherwise}"),
        );
        None
    }

    pub(super) fn period(&mut self, node: &Node) -> Option<Spanned<Period>> {
        if let Kind::Scalar { text, .. } = &node.kind
            && text == "month"
        {
            return Some(Spanned::new(Period::Month, node.place));
        }
        self.span_or(node, "; or the word month")
            .map(|span| Spanned::new(Period::Span(span.value), span.place))
    }
}

fn span(text: &str) -> Option<Span> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = match &text[digits.len()..] {
        "ms" => TimeUnit::Millis,
        "s" => TimeUnit::Seconds,
        "m" => TimeUnit::Minutes,
        "h" => TimeUnit::Hours,
        "d" => TimeUnit::Days,
        _ => return None,
    };
    let count = digits.parse().ok().filter(|count| *count > 0)?;
    Some(Span { count, unit })
}
