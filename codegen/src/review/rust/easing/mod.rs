//! The line of the new spec that lowers the verdict on code that upgrades.
//!
//! Each is a row's line made complete. Where a name is put back as it was, nothing is left of the change, even if the
//! row promises less.

mod lines;
mod place;
mod stub;
mod text;

use super::client::{Client, FieldAt, OperationAt};
use crate::{
    diagnostic::Place,
    diff::{Change, Difference, Kind},
    review::{Bump, Eased, Source, rule, verdict},
};

/// A line, and where it belongs.
struct Line {
    text: String,
    /// The line of the new side to which it is added, or below which it stands.
    at: Option<(String, u32)>,
    /// The verdict then, if it is not the row's.
    then: Option<(Source, Bump)>,
}

/// A change with what both sides declare.
struct Context<'x, 'a> {
    old: OperationAt<'x, 'a>,
    new: OperationAt<'x, 'a>,
    change: &'x Change,
}

/// See [`Clients::easing`](super::Clients::easing).
pub(super) fn easing<'a>(
    old: &Client<'a>,
    new: &Client<'a>,
    at: &Difference,
    change: &Change,
) -> Option<Eased> {
    let easing = rule(change.kind)?.easing?;
    if change.eased || easing.source >= verdict(change)?.source {
        return None;
    }
    let line = line(old, new, at, change)?;
    let (source, bump) = line.then.unwrap_or((easing.source, easing.bump));
    Some(Eased {
        line: line.text,
        beside: line.at.as_ref().and_then(|at| place::text(new, at)),
        at: line.at,
        source,
        bump,
    })
}

fn line<'a>(old: &Client<'a>, new: &Client<'a>, at: &Difference, change: &Change) -> Option<Line> {
    match change.kind {
        Kind::E14 => return lines::feature(change),
        Kind::E02 | Kind::E03 | Kind::E04 => {
            // One that was kept as `retired` is named by the service.
            let retired = change.subject.strip_prefix("operations.");
            let found = match retired {
                Some(name) => old.named(&at.service, name),
                None => old.operation(at.old, at),
            };
            return stub::operation(&found?, new);
        }
        Kind::R48 if at.name.is_empty() => {
            return lines::service(old.service(at)?, new.service(at)?, new);
        }
        _ => {}
    }
    let context = Context {
        old: old.operation(at.old, at)?,
        new: new.operation(at.new, at)?,
        change,
    };
    match change.kind {
        Kind::P04 | Kind::R04 => stub::field(&context),
        Kind::V02 | Kind::V08 => stub::value(&context),
        Kind::X02 => stub::error(&context),
        _ => lines::line(&context),
    }
}

impl<'a> Context<'_, 'a> {
    fn fields(&self) -> Option<(FieldAt<'a>, FieldAt<'a>)> {
        let from = self.old.find(self.change.old_subject())?;
        Some((from, self.new.find(&self.change.subject)?))
    }

    /// A line beside a place of the new side.
    fn beside(&self, place: Place, text: impl Into<String>) -> Line {
        Line {
            text: text.into(),
            at: place::line(self.new.client, place),
            then: None,
        }
    }

    /// Whether what is said at a place stands on the lines below it, and not within braces.
    fn opens_a_block(&self, place: Place) -> bool {
        let at = place::line(self.new.client, place);
        let text = at.and_then(|at| place::text(self.new.client, &at));
        text.is_some_and(|it| it.trim_end().ends_with(':'))
    }

    /// A line with which nothing of the change is left.
    fn restores(&self, place: Place, text: impl Into<String>) -> Line {
        Line {
            then: Some((Source::Ok, Bump::None)),
            ..self.beside(place, text)
        }
    }

    /// The day on which the new side was compared with the vendor's page.
    fn day(&self) -> String {
        stub::day(self.new.operation.source.as_ref())
    }
}
