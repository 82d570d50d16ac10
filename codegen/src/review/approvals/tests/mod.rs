//! What the tests of approvals share.

mod decisions;
mod files;

use super::{Approval, Approvals};
use crate::{
    diff::{Change, Kind},
    model::{Aspect, At},
    review::{
        Bump, Edition, Entry, Group, Location, Report, Severity, Source, Summary, Verdict, Wire,
        Words,
    },
};

fn approval(rule: &str, places: &[(&str, &str)], old: Option<&str>, new: Option<&str>) -> Approval {
    let owned = |(operation, subject): &(&str, &str)| ((*operation).into(), (*subject).into());
    Approval {
        rule: rule.into(),
        places: places.iter().map(owned).collect(),
        old: old.map(Into::into),
        new: new.map(Into::into),
        because: "The vendor said so.".into(),
        date: "2026-05-24".into(),
        until: None,
    }
}

fn entry(approved: &Approval) -> Entry {
    let location = |(operation, subject): &(String, String)| Location {
        operation: operation.clone(),
        subject: subject.clone(),
        was: None,
        old: None,
        new: None,
    };
    let kind = *Kind::ALL
        .iter()
        .find(|it| it.id() == approved.rule)
        .expect("the rule");
    Entry {
        id: String::new(),
        short: String::new(),
        service: "library".into(),
        change: Change {
            kind,
            subject: approved.places[0].1.clone(),
            was: None,
            aspect: Aspect::Exists,
            old: approved.old.clone(),
            new: approved.new.clone(),
            old_at: At::default(),
            new_at: At::default(),
            possible_rename: false,
            within: Vec::new(),
            eased: false,
            covered: false,
            notice: crate::diff::Notice::Seen,
        },
        verdict: Verdict {
            wire: Wire::Break,
            source: Source::Ok,
            bump: Bump::Patch,
            severity: Severity::High,
        },
        easing: None,
        group: Group::Break,
        places: approved.places.iter().map(location).collect(),
        rust: Vec::new(),
        words: Words::default(),
        decision: None,
    }
}

fn report(entries: Vec<Entry>) -> Report {
    let edition = Edition {
        services: Vec::new(),
        label: String::new(),
        operations: 0,
        checked: None,
        version: None,
    };
    Report {
        old: edition.clone(),
        new: edition,
        services: vec!["library".into()],
        titles: std::collections::BTreeMap::new(),
        summary: Summary {
            wire: Wire::Break,
            source: Source::Ok,
            bump: Bump::Patch,
            eased: (Source::Ok, Bump::Patch),
            lines: 0,
            wires: std::collections::BTreeMap::new(),
            sources: std::collections::BTreeMap::new(),
            undecided: entries.len(),
            touched: 0,
            added: 0,
            removed: 0,
            reworded: 0,
        },
        entries,
        examples: Vec::new(),
        unexplained: Vec::new(),
        stale: Vec::new(),
        approvals: Vec::new(),
    }
}

fn library(approvals: &[Approval]) -> Vec<Approvals> {
    vec![Approvals {
        service: "library".into(),
        approvals: approvals.to_vec(),
    }]
}
