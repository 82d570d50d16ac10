//! Audits one operation.

use std::{collections::HashMap, fmt::Write as _};

use super::{
    Audited, Check, Finding, FoundBy, Outcome,
    judge::Judge,
    pages::{Place, Read},
    phrases,
    records::Records,
};
use crate::{
    import::Draft,
    model::{self, Aspect, At, Datum},
    spec,
};

/// An operation of the specs, as written and resolved.
pub(super) struct Described<'a> {
    pub(super) service: &'a spec::Service,
    pub(super) spec: &'a spec::Operation,
    pub(super) resolved: &'a model::Operation,
}

/// Checks every fact of an operation against its page.
pub(super) fn audit(it: &Described<'_>, place: &Place, read: &[Read<'_>]) -> Audited {
    let records = Records::new(it);
    let mut audited = Audited {
        service: it.service.name.value.clone(),
        name: it.spec.name.value.clone(),
        at: At {
            file: it.spec.file,
            line: 1,
        },
        page: None,
        checks: Vec::new(),
        findings: Vec::new(),
    };
    let page = place
        .page
        .and_then(|(index, by)| Some((read.get(index)?, by)));
    let Some((page, by)) = page else {
        unpaged(it, &records, &mut audited);
        return audited;
    };
    audited.page = Some((page.name().to_owned(), by));
    if by != FoundBy::Digest {
        let help = "compare the two with `cargo xtask import PAGE --compare SPEC`, then put the new digest and date into `source`";
        audited.find(
            "page-changed",
            0,
            "the page has changed since it was transcribed: its digest is not the one in `source`",
            help,
        );
    }
    match (
        &page.draft,
        place
            .operation
            .and_then(|index| Some((index, page.operation(index)?))),
    ) {
        (Ok(draft), Some((index, found))) => {
            compare(it, &records, draft, index, found, &mut audited);
        }
        (Ok(_), None) => {
            let message = format!(
                "`{} {}` is not on the page",
                it.spec.method.as_str(),
                it.spec.path.value
            );
            audited.find(
                "operation-not-on-page",
                0,
                &message,
                "check `http`, and `section` in `source`",
            );
            unchecked(it, &mut audited);
        }
        (Err(why), _) => {
            let message = format!("the page cannot be read: {why}");
            audited.find("page-not-read", 0, &message, "capture the page anew");
            unchecked(it, &mut audited);
        }
    }
    audited
}

/// An operation whose source is no page, or whose page is not there.
fn unpaged(it: &Described<'_>, records: &Records<'_>, audited: &mut Audited) {
    let origin = it.spec.source.as_ref();
    let document = origin.and_then(|it| it.document.as_ref());
    if let (None, Some(why)) = (document, records.without_page()) {
        for datum in facts(it) {
            let check = ours(datum, Outcome::Explained, Some(why.clone()));
            audited.checks.push(check);
        }
        return;
    }
    let name = document.map_or("", |it| it.value.as_str());
    let message = format!("the page `{name}` is not among the files");
    let help = "put the captured page into the folder of pages";
    audited.find("page-not-found", 0, &message, help);
    unchecked(it, audited);
}

/// Counts the facts that nothing was compared with; one finding has said why.
fn unchecked(it: &Described<'_>, audited: &mut Audited) {
    for datum in facts(it) {
        audited.checks.push(ours(datum, Outcome::Unexplained, None));
    }
}

/// The facts of a spec. What a value stands for counts only where the page says it.
fn facts(it: &Described<'_>) -> Vec<Datum> {
    let mut facts = model::facts(it.resolved);
    facts.retain(|datum| datum.aspect != Aspect::Format);
    facts
}

fn ours(datum: Datum, outcome: Outcome, why: Option<String>) -> Check {
    Check {
        subject: datum.subject,
        aspect: datum.aspect,
        outcome,
        spec: Some((datum.value, datum.at)),
        page: None,
        why,
    }
}

fn compare(
    it: &Described<'_>,
    records: &Records<'_>,
    draft: &Draft,
    index: usize,
    found: &model::Operation,
    audited: &mut Audited,
) {
    let checks = Judge::new(it, records, draft, index, found).checks();
    let lines: HashMap<String, At> = checks
        .iter()
        .filter(|(check, _)| check.aspect == Aspect::Exists)
        .filter_map(|(check, _)| Some((check.subject.clone(), check.spec.as_ref()?.1)))
        .collect();
    // By subject: the finding that its row is not on the page, and what else has been said of it.
    let mut missing: HashMap<String, (usize, usize)> = HashMap::new();
    for (check, hint) in checks {
        let is_missing = check.outcome == Outcome::Unexplained;
        let row = missing.get_mut(&check.subject).filter(|_| is_missing);
        if let Some((finding, more)) = row {
            let link = if *more == 0 { ", nor is its" } else { "," };
            *more += 1;
            if let Some(finding) = audited.findings.get_mut(*finding) {
                let _ = write!(finding.message, "{link} {}", check.aspect);
            }
        } else if check.outcome.is_open() {
            let known = lines.get(&check.subject).copied();
            report(&check, known, hint.as_deref(), audited);
            if is_missing && check.aspect == Aspect::Exists {
                let finding = audited.findings.len() - 1;
                missing.insert(check.subject.clone(), (finding, 0));
            }
        }
        audited.checks.push(check);
    }
}

/// `known` is the line of the spec that has the subject, if it has it.
fn report(check: &Check, known: Option<At>, hint: Option<&str>, audited: &mut Audited) {
    let line = check.page.as_ref().map_or(0, |(_, line)| *line);
    let (kind, message, mut help) = match check.outcome {
        Outcome::Contradicted => ("contradicted", contradicted(check), correct(check)),
        Outcome::PageOnly => (
            "page-only",
            format!("{} is on the page and not in the spec", check.phrase()),
            "add it to the spec, or say in `not_modelled` why it is left out".to_owned(),
        ),
        _ => (
            "not-on-page",
            format!("{} is not on the page", check.phrase()),
            substantiate(check),
        ),
    };
    if let Some(hint) = hint {
        help.push_str("; ");
        help.push_str(hint);
    }
    let at = check.spec.as_ref().map(|(_, at)| *at).or(known);
    audited.find(kind, line, &message, &help);
    if let (Some(at), Some(finding)) = (at, audited.findings.last_mut()) {
        finding.at = at;
    }
}

/// What to do about a contradiction.
fn correct(check: &Check) -> String {
    let about = match &check.aspect {
        Aspect::Method | Aspect::Path | Aspect::Host => "http",
        _ if check.subject.is_empty() || check.subject.starts_with("errors.") => {
            return substantiate(check).replace("take it out", "correct the spec");
        }
        _ => &check.subject,
    };
    format!("correct the spec, or record it: `contradictions` with `about: {about}`")
}

/// What to do about something that is not on the page.
fn substantiate(check: &Check) -> String {
    let word = phrases::evidence_words(&check.aspect).first();
    let key = match (&check.aspect, word) {
        (Aspect::Request(_) | Aspect::Response(_), _) => "`evidence` of the example",
        (Aspect::Rate(_) | Aspect::RateScope(_), _) => "`evidence` of the `rate_limit`",
        _ if check.subject.starts_with("errors.") => "`evidence` of the row",
        (_, Some(word)) => {
            let about = phrases::about(&check.subject);
            return format!(
                "take it out, or say where it comes from: `evidence: {{ {word}: … }}` on {about}"
            );
        }
        _ => return "take it out".to_owned(),
    };
    format!("take it out, or say where it comes from: {key}")
}

fn contradicted(check: &Check) -> String {
    let page = check.page.as_ref().map_or("", |(value, _)| value.as_str());
    let page = phrases::short(page);
    match &check.aspect {
        Aspect::Exists => format!("{} is `{page}` on the page", check.phrase()),
        Aspect::Request(_) | Aspect::Response(_) => {
            format!("{} is another one on the page", check.phrase())
        }
        Aspect::Value(_) | Aspect::Status(_) => {
            format!("{} is not on the page, which has {page}", check.phrase())
        }
        _ => format!("{} in the spec, `{page}` on the page", check.phrase()),
    }
}

impl Audited {
    fn find(&mut self, kind: &'static str, line: u32, message: &str, help: &str) {
        self.findings.push(Finding {
            kind,
            at: self.at,
            page: self.page.as_ref().map(|(name, _)| (name.clone(), line)),
            message: message.to_owned(),
            help: help.to_owned(),
        });
    }
}
