//! The examples of an operation: requests, answers, and what code samples set.

use crate::{
    import::{
        DoubtKind,
        page::Code,
        sample::{self, Assignments, Body, Leaf, Request, Samples, Tree},
        words::words,
    },
    model::{At, Example, Fact, Kind},
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
    bare: Vec<Body>,
}

impl Examples {
    /// Whether an example sends a name in the query.
    pub(super) fn queried(&self, name: &str) -> bool {
        self.requests
            .iter()
            .any(|request| request.query.iter().any(|(known, _)| known == name))
    }

    /// Requests with the answers that follow them. A body without a request line gets that of the
    /// call, `POST /v1/orders`.
    pub(super) fn into_model(self, call: Option<&str>, doubts: &mut Doubts) -> Vec<Example> {
        let at = |line: u32| At { file: 0, line };
        let mut bare = Vec::new();
        for Body {
            line, text: body, ..
        } in self.bare
        {
            let Some(call) = call else {
                doubts.add(
                    line,
                    DoubtKind::NotRead,
                    "an example of a body whose request line is not known".to_owned(),
                    "",
                );
                continue;
            };
            doubts.add(
                line,
                DoubtKind::Guess,
                format!("the example has no request line; `{call}` follows from method and path"),
                "",
            );
            bare.push(Fact::new(format!("{call}\n\n{body}"), at(line)));
        }
        let mut requests = self
            .requests
            .into_iter()
            .map(|it| Fact::new(it.text, at(it.line)))
            .chain(bare)
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
    for (section, code) in &gathered.codes {
        block(*section, code, &mut found, doubts);
    }
    found.call = sample::shared_call(&found.samples);
    found.sent = found
        .requests
        .iter()
        .find_map(|request| request.body.as_ref())
        .or(found.bare.first())
        .map(members)
        .or_else(|| {
            found
                .requests
                .iter()
                .find(|it| !it.form.is_empty())
                .map(fields)
        })
        .unwrap_or_default();
    echoed(&mut found, doubts);
    found.answered = found
        .answers
        .iter()
        .find(|answer| !answer.failed && !answer.leaves.is_empty())
        .map(|answer| answer.leaves.clone())
        .unwrap_or_default();
    unwrap_list(&mut found.answered, doubts);
    unwrap_list(&mut found.sent, doubts);
    same_twice(&mut found, doubts);
    found
}

/// Specs describe objects: of a list at the top, its entries.
fn unwrap_list(leaves: &mut [Leaf], doubts: &mut Doubts) {
    let Some(first) = leaves.first().filter(|it| it.path.starts_with("[]")) else {
        return;
    };
    doubts.add(
        first.line,
        DoubtKind::NotRead,
        "the example is a list of objects, which a spec cannot say; its entries are drafted"
            .to_owned(),
        "",
    );
    for leaf in leaves {
        if let Some(rest) = leaf.path.strip_prefix("[].") {
            leaf.path = rest.to_owned();
        }
    }
}

/// The members of a body. What stands for a value without being one has no type.
fn members(body: &Body) -> Vec<Leaf> {
    let mut leaves = Tree::new(body).leaves;
    for leaf in &mut leaves {
        leaf.null_only |= leaf.placeholder;
    }
    leaves
}

/// The fields of a form, as the members of a body.
fn fields(request: &Request) -> Vec<Leaf> {
    request
        .form
        .iter()
        .map(|(name, value)| Leaf {
            path: name.clone(),
            name: name.clone(),
            kind: Kind::String,
            items: None,
            whole: false,
            line: request.line,
            first: value.clone(),
            null_only: true,
            placeholder: false,
            others: Vec::new(),
        })
        .collect()
}

fn block(section: Section, code: &Code, found: &mut Examples, doubts: &mut Doubts) {
    if section == Section::Headers && code.text.trim_start().starts_with('{') {
        doubts.page(
            code.line,
            DoubtKind::LeftOut,
            "an example of headers".to_owned(),
        );
        return;
    }
    let label = code.language.as_deref();
    let language = label.map(|it| words().find("languages", it).unwrap_or(it));
    let plain = language.is_none_or(|it| {
        matches!(
            it,
            "http" | "curl" | "shell" | "json" | "text" | "xml" | "bash" | "plaintext"
        )
    });
    let read = if plain {
        sample::samples(&code.text, code.line)
    } else {
        Samples::default()
    };
    let data = !read.requests.is_empty() || !read.responses.is_empty();
    let program = !plain || language.is_none() && (!data || read.rest.len() > 10);
    if program && let Some(set) = sample::assignments(&code.text, code.line, language) {
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
        let language = language.unwrap_or("a programming language");
        doubts.page(
            code.line,
            DoubtKind::LeftOut,
            format!("a code sample in {language}"),
        );
        return;
    }
    for unread in &read.unread {
        doubts.page(unread.line, DoubtKind::NotRead, unread.reason.clone());
    }
    rest(&read.rest, doubts);
    for request in read.requests {
        for repair in &request.repairs {
            doubts.page(
                repair.at.line,
                DoubtKind::Guess,
                format!("the example request: {}", repair.value),
            );
        }
        repaired(request.body.as_ref(), doubts);
        found.requests.push(request);
    }
    let sends = section.is_request() || section == Section::RequestExample;
    let failed = matches!(section, Section::ErrorExample | Section::Errors);
    for answer in read.responses {
        repaired(answer.body.as_ref(), doubts);
        match (answer.status, answer.body) {
            (None, Some(body)) if sends && bare_get(found) => {
                doubts.page(
                    body.line,
                    DoubtKind::Guess,
                    "taken for the answer: it follows a GET, which has no body".to_owned(),
                );
                push_answer(answer.line, None, Some(body), failed, found, doubts);
            }
            (None, Some(body)) if sends => found.bare.push(body),
            (status, body) => push_answer(answer.line, status, body, failed, found, doubts),
        }
    }
}

/// Whether the request before is a GET without its answer.
fn bare_get(found: &Examples) -> bool {
    let last = found.requests.last();
    found.answers.is_empty() && last.is_some_and(|it| it.method == "GET" && it.body.is_none())
}

/// Lines of code that are nothing known, one doubt for those that follow each other.
fn rest(lines: &[(u32, String)], doubts: &mut Doubts) {
    let mut start = 0;
    for (index, (line, _)) in lines.iter().enumerate() {
        let next = lines.get(index + 1).map(|(next, _)| *next);
        if next == Some(line + 1) {
            continue;
        }
        let (first, text) = &lines[start];
        let many = if first == line {
            "a line".to_owned()
        } else {
            format!("lines {first} to {line}")
        };
        doubts.page(
            *first,
            DoubtKind::NotRead,
            format!(
                "{many} of an example, no request, no JSON and no known language: `{}`",
                short(text)
            ),
        );
        start = index + 1;
    }
}

fn push_answer(
    line: u32,
    status: Option<u64>,
    body: Option<Body>,
    failed: bool,
    found: &mut Examples,
    doubts: &mut Doubts,
) {
    let failed = failed || status.is_some_and(|it| it >= 400);
    if failed && status.is_none() {
        doubts.page(
            line,
            DoubtKind::Guess,
            "the example of a failure names no HTTP status; taken for 400".to_owned(),
        );
    }
    found.answers.push(Answer {
        line: body.as_ref().map_or(line, |body| body.line),
        status: status.unwrap_or(if failed { 400 } else { 200 }),
        leaves: body.as_ref().map(members).unwrap_or_default(),
        text: body.map(|body| body.text).unwrap_or_default(),
        failed,
    });
}

fn repaired(body: Option<&Body>, doubts: &mut Doubts) {
    for repair in body.into_iter().flat_map(|body| &body.repairs) {
        doubts.page(
            repair.at.line,
            DoubtKind::Guess,
            format!("the example is no JSON as it stands: {}", repair.value),
        );
    }
}

/// A body in front of the request that sends it is no answer, if another one follows.
fn echoed(found: &mut Examples, doubts: &mut Doubts) {
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let sent: Vec<String> = found
        .requests
        .iter()
        .filter_map(|request| request.body.as_ref())
        .map(|body| plain(&body.text))
        .collect();
    let is_sent = |answer: &Answer| sent.contains(&plain(&answer.text));
    if found.answers.iter().all(&is_sent) {
        return;
    }
    for answer in found.answers.iter().filter(|answer| is_sent(answer)) {
        doubts.page(
            answer.line,
            DoubtKind::LeftOut,
            "the body of the request once more".to_owned(),
        );
    }
    found.answers.retain(|answer| !is_sent(answer));
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
