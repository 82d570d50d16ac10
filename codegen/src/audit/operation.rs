//! Audits one operation.

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
    let judge = Judge::new(it, records, draft, index, found);
    for (check, hint) in judge.checks() {
        if check.outcome.is_open() {
            report(&check, hint.as_deref(), audited);
        }
        audited.checks.push(check);
    }
}

fn report(check: &Check, hint: Option<&str>, audited: &mut Audited) {
    let about = phrases::about(&check.subject);
    let aspect = &check.aspect;
    let line = check.page.as_ref().map_or(0, |(_, line)| *line);
    let (kind, message, mut help) = match check.outcome {
        Outcome::Contradicted => (
            "contradicted",
            contradicted(check),
            if check.subject.is_empty() {
                "correct the spec".to_owned()
            } else {
                format!(
                    "correct the spec, or record it: `contradictions` with `about: {}`",
                    check.subject
                )
            },
        ),
        Outcome::PageOnly => (
            "page-only",
            format!("{} is on the page and not in the spec", check.phrase()),
            "add it to the spec, or say in `not_modelled` why it is left out".to_owned(),
        ),
        _ => (
            "not-on-page",
            format!("{} is not on the page", check.phrase()),
            match phrases::evidence_words(aspect).first() {
                Some(word) => format!(
                    "take it out, or say where it comes from: `evidence: {{ {word}: … }}` on {about}"
                ),
                None => "take it out, or say where it comes from with `evidence`".to_owned(),
            },
        ),
    };
    if let Some(hint) = hint {
        help.push_str("; ");
        help.push_str(hint);
    }
    let at = check.spec.as_ref().map(|(_, at)| *at);
    audited.find(kind, line, &message, &help);
    if let (Some(at), Some(finding)) = (at, audited.findings.last_mut()) {
        finding.at = at;
    }
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
