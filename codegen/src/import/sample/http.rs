//! Finds requests and answers in a text: request lines, status lines, curl, bare addresses, JSON.

use super::{Body, Lines, Request, Response, Unread, bodies, bodies::Found, curl, head, target};
use crate::{
    import::words::words,
    model::{At, Fact},
};

/// Requests and answers of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Samples {
    /// The requests.
    pub(crate) requests: Vec<Request>,
    /// Answers, and JSON that belongs to no request.
    pub(crate) responses: Vec<Response>,
    /// What begins like JSON and could not be read.
    pub(crate) unread: Vec<Unread>,
    /// All other lines.
    pub(crate) rest: Vec<(u32, String)>,
}

/// The requests of a text that begins on the line.
#[cfg(test)]
pub(crate) fn requests(code: &str, line: u32) -> Vec<Request> {
    samples(code, line).requests
}

/// The answers of a text that begins on the line.
#[cfg(test)]
pub(crate) fn responses(code: &str, line: u32) -> Vec<Response> {
    samples(code, line).responses
}

/// Everything in a text that begins on the line.
pub(crate) fn samples(code: &str, line: u32) -> Samples {
    let mut scanner = Scanner {
        code,
        lines: Lines::new(code, line),
        at: 0,
        end: 0,
        open: Open::Nothing,
        blank: false,
        head: Vec::new(),
        found: Samples::default(),
    };
    while scanner.at < code.len() {
        scanner.line();
    }
    scanner.finish();
    scanner.found
}

enum Open {
    Nothing,
    Request(Request),
    Response(Response),
}

struct Scanner<'a> {
    code: &'a str,
    lines: Lines,
    at: usize,
    /// The next line end, if it is behind `at`.
    end: usize,
    /// What the lines belong to.
    open: Open,
    /// Whether the empty line behind its headers was seen.
    blank: bool,
    /// Its first line and headers, verbatim.
    head: Vec<String>,
    found: Samples,
}

impl<'a> Scanner<'a> {
    fn line_end(&self, from: usize) -> usize {
        self.code
            .get(from..)
            .and_then(|rest| rest.find('\n'))
            .map_or(self.code.len(), |length| from + length)
    }

    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.code.get(from..to).unwrap_or_default()
    }

    fn line(&mut self) {
        let start = self.at;
        if self.end < start || start == 0 {
            self.end = self.line_end(start);
        }
        let end = self.end;
        let next = (end + 1).min(self.code.len());
        let raw = self.slice(start, end);
        let space = |c: char| c.is_whitespace() || c == '\u{feff}';
        let line = raw.trim_start_matches(space);
        let from = start + raw.len() - line.len();
        let line = line.trim_end_matches(space);
        if line.is_empty() {
            self.blank = true;
            self.at = next.max(start + 1);
            return;
        }
        if let Some((request, end)) = curl::read(self.code, from, line, &self.lines) {
            self.finish();
            match request {
                Some(request) => self.found.requests.push(request),
                None => self.found.unread.push(Unread {
                    line: self.lines.at(start),
                    reason: "a curl command without an address".to_owned(),
                }),
            }
            self.at = end.max(start + 1);
            return;
        }
        if let Some((status, length)) = head::status_line(line) {
            self.finish();
            self.open = Open::Response(Response {
                line: self.lines.at(start),
                status: Some(status),
                ..Response::default()
            });
            self.blank = false;
            self.head = vec![line.get(..length).unwrap_or_default().trim().to_owned()];
            self.at = from + length;
            if self.at >= end {
                self.at = next;
            }
            return;
        }
        // Behind JSON on the same line, there is none; looking would take long on long lines.
        let fresh = start == 0 || self.code.as_bytes().get(start - 1) == Some(&b'\n');
        if fresh && self.request_line(start, from, line) {
            return;
        }
        if self.header(line) || self.form(line) {
            self.at = next;
            return;
        }
        self.text(start, end, line);
        self.at = self.at.max(start + 1);
    }

    /// The line, and those that continue its address.
    fn logical(&self, line: &str, from: usize) -> (String, usize) {
        let mut text = line.to_owned();
        let mut end = self.line_end(from);
        loop {
            let next = (end + 1).min(self.code.len());
            let next_end = self.line_end(next);
            let more = self.slice(next, next_end).trim();
            let open = text.ends_with(['&', '?']);
            if more.is_empty()
                || more.contains(char::is_whitespace) && !more.contains(" HTTP/")
                || !(open || more.starts_with(['&', '?']))
                || open && more.starts_with(['{', '['])
            {
                return (text, end);
            }
            text.push_str(more);
            end = next_end;
        }
    }

    fn request_line(&mut self, start: usize, from: usize, line: &str) -> bool {
        let bare = head::bare_address(line);
        if !bare && head::request_line(line).is_none() {
            return false;
        }
        let (text, mut end) = if line.contains(" HTTP/") {
            (line.to_owned(), self.line_end(from))
        } else {
            self.logical(line, from)
        };
        let mut request = Request {
            line: self.lines.at(start),
            ..Request::default()
        };
        let mut header = None;
        if bare {
            (request.host, request.path, request.query) = target::split(&text);
            self.finish();
            self.head = vec![text];
        } else {
            let Some(found) = head::request_line(&text) else {
                return false;
            };
            (request.host, request.path, request.query) = target::split(&found.target);
            if !found.upper {
                request.repairs.push(Fact::new(
                    format!("the method `{}` in capitals", found.method),
                    At {
                        file: 0,
                        line: request.line,
                    },
                ));
            }
            request.method = found.method;
            header = found.header;
            end -= found.body;
            self.finish();
            self.head = vec![found.text];
        }
        self.open = Open::Request(request);
        self.blank = false;
        if let Some(header) = header {
            self.header(&header);
        }
        self.at = if self.code.as_bytes().get(end) == Some(&b'\n') {
            end + 1
        } else {
            end
        };
        true
    }

    fn header(&mut self, line: &str) -> bool {
        let headers = match &mut self.open {
            Open::Nothing => return false,
            Open::Request(request) => &mut request.headers,
            Open::Response(response) => &mut response.headers,
        };
        let Some((name, value, usual)) = head::header(line) else {
            return false;
        };
        // Behind the empty line, or without a value, it may be a label.
        if value.starts_with("//") || (self.blank || value.is_empty()) && !usual {
            return false;
        }
        headers.push((name.to_owned(), value.trim().to_owned()));
        self.head.push(line.to_owned());
        self.blank = false;
        true
    }

    fn form(&mut self, line: &str) -> bool {
        let Open::Request(request) = &mut self.open else {
            return false;
        };
        let url_encoded = request
            .headers
            .iter()
            .any(|(_, value)| value.contains("x-www-form-urlencoded"));
        let reads = matches!(request.method.as_str(), "GET" | "HEAD");
        if !(url_encoded || self.blank && !reads) || !head::is_form(line) {
            return false;
        }
        request.form.extend(target::pairs(line));
        let body = line.to_owned();
        self.close_with(Some(&body));
        true
    }

    /// A line with JSON, a label, or something else.
    fn text(&mut self, start: usize, end: usize, line: &str) {
        let mut from = start;
        while let Some(brace) = bodies::next_brace(self.slice(0, end), from) {
            match bodies::body(self.code, brace, &self.lines) {
                Found::Nothing(resume) => from = resume.max(brace + 1),
                Found::Unread(unread, resume) => {
                    self.found.unread.push(unread);
                    self.finish();
                    self.at = resume;
                    return;
                }
                Found::Body(body, resume) => {
                    let label = self.slice(start, brace).trim();
                    if !label.is_empty() {
                        self.label(label, start);
                    }
                    self.body(body);
                    self.at = resume;
                    return;
                }
            }
            if from > end {
                self.at = from;
                return;
            }
        }
        self.label(line, start);
        self.at = (end + 1).min(self.code.len());
    }

    /// What is neither header nor body: it ends the sample, unless it says that the body follows.
    fn label(&mut self, line: &str, start: usize) {
        let section = words().find("sections", line);
        let goes_on = matches!(
            (&self.open, section),
            (
                Open::Request(_),
                Some("body" | "request" | "request_example" | "headers" | "params")
            ) | (
                Open::Response(_),
                Some("response" | "response_example" | "body" | "response_headers")
            )
        );
        if goes_on {
            self.blank = true;
        } else {
            self.finish();
        }
        self.found
            .rest
            .push((self.lines.at(start), line.to_owned()));
    }

    fn body(&mut self, body: Body) {
        let answer = match &mut self.open {
            Open::Request(request) => {
                let reads = matches!(request.method.as_str(), "GET" | "HEAD");
                let glued = !self.blank
                    || request
                        .headers
                        .iter()
                        .any(|(name, _)| name.eq_ignore_ascii_case("content-length"));
                if !reads || glued {
                    let text = body.text.clone();
                    request.body = Some(body);
                    self.close_with(Some(&text));
                    return;
                }
                request.repairs.push(Fact::new(
                    format!(
                        "the JSON behind the {} is taken for its answer",
                        request.method
                    ),
                    At {
                        file: 0,
                        line: body.line,
                    },
                ));
                self.finish();
                Response::default()
            }
            Open::Response(response) => {
                let response = std::mem::take(response);
                self.open = Open::Nothing;
                response
            }
            Open::Nothing => Response::default(),
        };
        let mut answer = answer;
        if answer.line == 0 {
            answer.line = body.line;
        }
        answer.text = assemble(&std::mem::take(&mut self.head), Some(&body.text));
        answer.body = Some(body);
        self.found.responses.push(answer);
    }

    fn finish(&mut self) {
        self.close_with(None);
    }

    fn close_with(&mut self, body: Option<&str>) {
        let head = std::mem::take(&mut self.head);
        match std::mem::replace(&mut self.open, Open::Nothing) {
            Open::Nothing => {}
            Open::Request(mut request) => {
                request.text = assemble(&head, body);
                self.found.requests.push(request);
            }
            Open::Response(mut response) => {
                response.text = assemble(&head, body);
                self.found.responses.push(response);
            }
        }
    }
}

/// First line, headers, empty line and body, as the examples of specs have them: a single line
/// has no line end, several have one each.
pub(super) fn assemble(head: &[String], body: Option<&str>) -> String {
    let mut text = head.join("\n");
    if let Some(body) = body {
        if !head.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(body);
    }
    if text.contains('\n') {
        text.push('\n');
    }
    text
}
