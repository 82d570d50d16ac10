//! One documented example under the keys that programs see.

use serde::Serialize;

use crate::review::examples::{self, Answer, Request};

#[derive(Serialize)]
pub(super) struct Example<'a> {
    service: &'a str,
    operation: &'a str,
    number: usize,
    request: RequestResult<'a>,
    answer: AnswerResult<'a>,
}

#[derive(Serialize)]
struct RequestResult<'a> {
    result: &'static str,
    before: Option<&'a str>,
    after: Option<&'a str>,
    refused_by: Option<&'static str>,
    why: Option<&'a str>,
}

#[derive(Serialize)]
struct AnswerResult<'a> {
    result: &'static str,
    notes: Vec<Note<'a>>,
}

#[derive(Serialize)]
struct Note<'a> {
    path: Option<&'a str>,
    text: &'a str,
}

impl<'a> Example<'a> {
    pub(super) fn of(example: &'a examples::Example) -> Self {
        Self {
            service: &example.service,
            operation: &example.operation,
            number: example.number,
            request: request(&example.request),
            answer: answer(&example.answer),
        }
    }
}

fn request(request: &Request) -> RequestResult<'_> {
    let empty = RequestResult {
        result: "none",
        before: None,
        after: None,
        refused_by: None,
        why: None,
    };
    match request {
        Request::None => empty,
        Request::Same => RequestResult {
            result: "same",
            ..empty
        },
        Request::Differs { before, after } => RequestResult {
            result: "differs",
            before: Some(before),
            after: Some(after),
            ..empty
        },
        Request::Refused {
            released,
            sent,
            why,
        } => RequestResult {
            result: "refused",
            before: Some(sent.as_str()).filter(|_| !released),
            after: Some(sent.as_str()).filter(|_| *released),
            refused_by: Some(if *released { "released" } else { "new" }),
            why: Some(why),
        },
    }
}

fn answer(answer: &Answer) -> AnswerResult<'_> {
    let (result, notes) = match answer {
        Answer::None => ("none", Vec::new()),
        Answer::Reads => ("reads", Vec::new()),
        Answer::Loses(lost) => {
            let lost = lost.iter().map(|(path, text)| note(Some(path), text));
            ("loses", lost.collect())
        }
        Answer::Fails(path, why) => ("fails", vec![note(Some(path), why)]),
        Answer::Error(why) => ("error", vec![note(None, why)]),
    };
    AnswerResult { result, notes }
}

fn note<'a>(path: Option<&'a str>, text: &'a str) -> Note<'a> {
    Note { path, text }
}
