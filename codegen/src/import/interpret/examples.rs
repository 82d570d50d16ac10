//! The examples of an operation: requests, answers, and what code samples set.

use crate::{
    import::{
        DoubtKind,
        page::Code,
        sample::{self, Assignments, Leaf, Request, Tree},
        words::words,
    },
    model::{At, Example, Fact},
};

use super::{
    doubts::Doubts,
    gather::{Gathered, short},
    section::Section,
};

/// A documented answer.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) line: u32,
    pub(super) status: u64,
    pub(super) text: String,
    pub(super) leaves: Vec<Leaf>,
    /// Whether it shows a failure.
    pub(super) failed: bool,
}

/// The examples of an operation.
#[derive(Debug, Default)]
pub(super) struct Examples {
    pub(super) requests: Vec<Request>,
    pub(super) answers: Vec<Answer>,
    /// Members of the body that the first example with a body sends.
    pub(super) sent: Vec<Leaf>,
    /// Members of the first good answer.
    pub(super) answered: Vec<Leaf>,
    pub(super) samples: Vec<Assignments>,
    /// Name of the call in code samples.
    pub(super) call: Option<String>,
    /// A body without a request line.
    bare: Vec<(u32, String)>,
}

impl Examples {
    /// Whether an example sends a name in the query.
    pub(super) fn queried(&self, name: &str) -> bool {
        self.requests
            .iter()
            .any(|request| request.query.iter().any(|(known, _)| known == name))
    }

    /// Requests with the answers that follow them.
    pub(super) fn into_model(self) -> Vec<Example> {
        let at = |line: u32| At { file: 0, line };
        let mut requests = self
            .requests
            .into_iter()
            .map(|it| Fact::new(it.text, at(it.line)))
            .chain(
                self.bare
                    .into_iter()
                    .map(|(line, text)| Fact::new(text, at(line))),
            )
            .collect::<Vec<_>>()
            .into_iter();
        let mut found = Vec::new();
        for answer in self.answers {
            let request = if answer.failed { None } else { requests.next() };
            found.push(Example {
                at: request.as_ref().map_or(at(answer.line), |it| it.at),
                request,
                status: answer.status,
                response: (!answer.text.is_empty())
                    .then(|| Fact::new(answer.text, at(answer.line))),
            });
        }
        found.extend(requests.map(|request| Example {
            at: request.at,
            request: Some(request),
            status: 200,
            response: None,
        }));
        found
    }
}

/// Reads the code of an operation.
pub(super) fn read(gathered: &Gathered<'_>, doubts: &mut Doubts) -> Examples {
    let mut found = Examples::default();
    let mut calls: Vec<String> = Vec::new();
    for (section, code) in &gathered.codes {
        block(*section, code, &mut found, &mut calls, doubts);
    }
    found.call = calls
        .iter()
        .max_by_key(|call| calls.iter().filter(|it| it == call).count())
        .cloned();
    found.sent = found
        .requests
        .iter()
        .find_map(|request| request.body.as_ref())
        .map(|body| Tree::new(body).leaves)
        .unwrap_or_default();
    if found.sent.is_empty()
        && let Some((line, text)) = found.bare.first()
    {
        found.sent = leaves(text, *line);
    }
    found.answered = found
        .answers
        .iter()
        .find(|answer| !answer.failed && !answer.leaves.is_empty())
        .map(|answer| answer.leaves.clone())
        .unwrap_or_default();
    same_twice(&mut found, doubts);
    found
}

fn leaves(text: &str, line: u32) -> Vec<Leaf> {
    sample::bodies(text, line)
        .bodies
        .first()
        .map(|body| Tree::new(body).leaves)
        .unwrap_or_default()
}

fn block(
    section: Section,
    code: &Code,
    found: &mut Examples,
    calls: &mut Vec<String>,
    doubts: &mut Doubts,
) {
    let language = code
        .language
        .as_deref()
        .map(|it| words().find("languages", it).unwrap_or(it));
    let plain = language.is_none_or(|it| {
        matches!(
            it,
            "http" | "curl" | "shell" | "json" | "text" | "xml" | "bash"
        )
    });
    let answer_section = matches!(
        section,
        Section::Response | Section::ResponseExample | Section::ErrorExample | Section::Errors
    );
    if !plain || language.is_none() && !answer_section {
        if let Some(set) = sample::assignments(&code.text, code.line, language)
            && (!plain || sample::requests(&code.text, code.line).is_empty())
            && (!set.pairs.is_empty() || set.call.is_some())
            && !starts_like_data(&code.text)
        {
            calls.extend(set.call.clone());
            doubts.page(
                code.line,
                DoubtKind::LeftOut,
                format!(
                    "a code sample in {}; only its values were compared",
                    set.language
                ),
            );
            found.samples.push(set);
            return;
        }
        if !plain {
            doubts.page(
                code.line,
                DoubtKind::LeftOut,
                format!(
                    "a code sample in {}",
                    language.unwrap_or("a programming language")
                ),
            );
            return;
        }
    }
    let requests = if answer_section {
        Vec::new()
    } else {
        sample::requests(&code.text, code.line)
    };
    if !requests.is_empty() {
        for request in requests {
            repaired(request.body.as_ref(), doubts);
            found.requests.push(request);
        }
        // An answer may follow in the same block.
        if let Some(at) = code.text.find("\nHTTP/") {
            let line =
                code.line + u32::try_from(code.text[..=at].matches('\n').count()).unwrap_or(0);
            answers(&code.text[at + 1..], line, false, found, doubts);
        }
        return;
    }
    let sends = section.is_request() || section == Section::RequestExample;
    if sends && !code.text.trim_start().starts_with("HTTP/") {
        let read = sample::bodies(&code.text, code.line);
        for unread in &read.unread {
            doubts.page(unread.line, DoubtKind::NotRead, unread.reason.clone());
        }
        for body in read.bodies {
            repaired(Some(&body), doubts);
            found.bare.push((body.line, body.text));
        }
        if found.bare.is_empty() {
            unknown(code, doubts);
        }
        return;
    }
    let before = found.answers.len();
    answers(
        &code.text,
        code.line,
        section == Section::ErrorExample || section == Section::Errors,
        found,
        doubts,
    );
    if found.answers.len() == before {
        unknown(code, doubts);
    }
}

fn starts_like_data(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) || text.trim_start().starts_with("HTTP/")
}

fn unknown(code: &Code, doubts: &mut Doubts) {
    let first = code
        .text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    doubts.page(
        code.line,
        DoubtKind::NotRead,
        format!(
            "{} lines of code that are no request, no JSON and no known language: `{}`",
            code.text.lines().count(),
            short(first)
        ),
    );
}

fn answers(text: &str, line: u32, failed: bool, found: &mut Examples, doubts: &mut Doubts) {
    for answer in sample::responses(text, line) {
        let status = answer.status.unwrap_or(200);
        repaired(answer.body.as_ref(), doubts);
        let failed = failed || status >= 400;
        found.answers.push(Answer {
            line: answer.body.as_ref().map_or(answer.line, |body| body.line),
            status: if failed && answer.status.is_none() {
                400
            } else {
                status
            },
            leaves: answer
                .body
                .as_ref()
                .map(|body| Tree::new(body).leaves)
                .unwrap_or_default(),
            text: answer.body.map(|body| body.text).unwrap_or_default(),
            failed,
        });
        if failed && answer.status.is_none() {
            doubts.page(
                answer.line,
                DoubtKind::Guess,
                "the example of a failure names no HTTP status; taken for 400".to_owned(),
            );
        }
    }
}

fn repaired(body: Option<&sample::Body>, doubts: &mut Doubts) {
    for repair in body.into_iter().flat_map(|body| &body.repairs) {
        doubts.page(
            repair.at.line,
            DoubtKind::Guess,
            format!("the example is no JSON as it stands: {}", repair.value),
        );
    }
}

/// The same request in two notations is one.
fn same_twice(found: &mut Examples, doubts: &mut Doubts) {
    let mut kept: Vec<Request> = Vec::new();
    for request in std::mem::take(&mut found.requests) {
        let body = |it: &Request| {
            it.body
                .as_ref()
                .map(|body| body.text.split_whitespace().collect::<String>())
        };
        let same = kept.iter().find(|known| {
            known.method == request.method
                && known.path == request.path
                && known.query == request.query
                && body(known) == body(&request)
        });
        if let Some(same) = same {
            doubts.page(
                request.line,
                DoubtKind::LeftOut,
                format!("the request of line {} in another notation", same.line),
            );
        } else {
            kept.push(request);
        }
    }
    found.requests = kept;
}
