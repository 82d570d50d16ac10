//! Puts decisions into a report, and finds those that are of no use.

use std::collections::{HashMap, HashSet};

use super::{Approval, Approvals};
use crate::review::{Entry, Report, Stale, StaleApproval};

/// What an approval holds for, at one of its places: service, rule, values, operation, subject.
type Place<'a> = (
    &'a str,
    &'a str,
    (Option<&'a str>, Option<&'a str>),
    (&'a str, &'a str),
);

/// Fills [`Entry::decision`], [`Report::stale`] and [`Report::approvals`], and counts what is undecided anew.
///
/// An entry is decided if each of its places is covered by an approval of its rule and values that has
/// not expired by `today`. `history` is what the old side had decided already: what is also there may match
/// nothing any more.
pub fn decide(report: &mut Report, approvals: &[Approvals], history: &[Approvals], today: &str) {
    let mut decisions = Decisions::of(approvals);
    for entry in &mut report.entries {
        entry.decision = decisions.on(entry, today);
    }
    report.summary.undecided = report.entries.iter().filter(|it| it.is_undecided()).count();
    report.stale = decisions.stale(history, today);
    report.approvals = approvals.to_vec();
}

struct Decisions<'a> {
    all: Vec<(&'a str, &'a Approval)>,
    /// Which of them holds at a place, and at which of its places.
    by_place: HashMap<Place<'a>, (usize, usize)>,
    /// Those at which there is such a change.
    matched: HashSet<(usize, usize)>,
}

impl<'a> Decisions<'a> {
    fn of(approvals: &'a [Approvals]) -> Self {
        let of_service = |it: &'a Approvals| {
            let service = it.service.as_str();
            it.approvals.iter().map(move |it| (service, it))
        };
        let all: Vec<_> = approvals.iter().flat_map(of_service).collect();
        let mut by_place = HashMap::new();
        for (index, (service, it)) in all.iter().enumerate() {
            let places = (0..).zip(places(service, it));
            by_place.extend(places.map(|(number, place)| (place, (index, number))));
        }
        Self {
            all,
            by_place,
            matched: HashSet::new(),
        }
    }

    fn on(&mut self, entry: &Entry, today: &str) -> Option<Approval> {
        let (old, new) = (entry.old_key(), entry.new_key());
        let values = (old.as_deref(), new.as_deref());
        let mut decision = None;
        let mut covered = true;
        for at in &entry.places {
            let at = (at.operation.as_str(), at.subject.as_str());
            let place: Place<'_> = (&entry.service, entry.kind().id(), values, at);
            let known = self.by_place.get(&place).copied();
            self.matched.extend(known);
            match known.and_then(|(index, _)| self.all.get(index)) {
                Some((_, approval)) if !approval.is_expired(today) => {
                    decision.get_or_insert(*approval);
                }
                _ => covered = false,
            }
        }
        decision.filter(|_| covered).cloned()
    }

    fn stale(&self, history: &[Approvals], today: &str) -> Vec<StaleApproval> {
        let is_history = |service: &str, approval: &Approval| {
            let mut of_service = history.iter().filter(|it| it.service == service);
            of_service.any(|it| it.approvals.contains(approval))
        };
        let mut found = Vec::new();
        for (index, (service, approval)) in self.all.iter().enumerate() {
            let count = approval.places.len();
            let matched = (0..count).filter(|it| self.matched.contains(&(index, *it)));
            let matched = matched.count();
            let why = if matched > 0 && approval.is_expired(today) {
                Stale::Expired
            } else if matched == count || is_history(service, approval) {
                continue;
            } else {
                Stale::Unmatched
            };
            found.push(StaleApproval {
                service: (*service).to_owned(),
                approval: (*approval).clone(),
                why,
            });
        }
        found
    }
}

fn places<'a>(service: &'a str, approval: &'a Approval) -> impl Iterator<Item = Place<'a>> {
    let values = (approval.old.as_deref(), approval.new.as_deref());
    approval.places.iter().map(move |at| {
        (
            service,
            approval.rule.as_str(),
            values,
            (at.0.as_str(), at.1.as_str()),
        )
    })
}
