//! Refusals and documented errors, in the format that the service documents.

use super::{ErrorSpec, HttpReply, OperationSpec, Reason, Refusal, ServiceSpec, Vendor};
use crate::runtime::{Class, Json, escape::Cut};

/// Longer explanations are cut.
const LONGEST_HEADER: usize = 500;

/// The answer to a call that the vendor refuses.
///
/// The vendor names the code; else it is the first row that fits, in the operation's table and then in the service's.
pub(super) fn refuse(
    vendor: Option<&dyn Vendor>,
    service: &ServiceSpec,
    operation: Option<&OperationSpec>,
    refusal: &Refusal,
    id: &str,
) -> HttpReply {
    let tables = Tables { service, operation };
    let named = vendor
        .zip(operation)
        .and_then(|(vendor, operation)| vendor.code(operation, refusal.reason));
    let row = match named {
        Some(code) => tables.find(|row| row.code == code),
        None => tables.fitting(refusal.reason),
    };
    let error = match row {
        Some(row) => Rendered::of(row, &refusal.problem),
        None => Rendered {
            status: 400,
            code: named.unwrap_or("Refused"),
            message: refusal.problem.clone(),
            class: refusal.reason.class(),
        },
    };
    tables.reply(vendor, &error, &refusal.problem, id)
}

/// A documented error by its code, or by its name in the spec; `None` if neither table has it.
pub(super) fn documented(
    vendor: Option<&dyn Vendor>,
    service: &ServiceSpec,
    operation: Option<&OperationSpec>,
    code: &str,
    problem: &str,
    id: &str,
) -> Option<HttpReply> {
    let tables = Tables { service, operation };
    let row = tables
        .find(|row| row.code == code)
        .or_else(|| tables.find(|row| row.name == code))?;
    Some(tables.reply(vendor, &Rendered::of(row, problem), problem, id))
}

/// A text that a header can carry: one line of visible ASCII.
pub(super) fn header(text: &str) -> String {
    let text = Cut(text, LONGEST_HEADER).to_string();
    let visible = |c: char| if matches!(c, ' '..='~') { c } else { '?' };
    text.trim().chars().map(visible).collect()
}

/// Where errors are documented.
#[derive(Clone, Copy)]
struct Tables<'s> {
    service: &'s ServiceSpec,
    operation: Option<&'s OperationSpec>,
}

/// An error as it is sent.
struct Rendered<'s> {
    status: u16,
    code: &'s str,
    message: String,
    class: Class,
}

impl<'s> Rendered<'s> {
    fn of(row: &'s ErrorSpec, problem: &str) -> Self {
        Self {
            status: row.statuses.first().copied().unwrap_or(400),
            code: row.code,
            message: match row.message {
                Some(template) => template.replace("%s", problem),
                None => problem.to_owned(),
            },
            class: row.class,
        }
    }
}

impl Tables<'_> {
    /// The first row that fits, in the operation's table and then in the service's.
    fn find(self, fits: impl Fn(&ErrorSpec) -> bool) -> Option<&'static ErrorSpec> {
        let own = self.operation.map_or(&[][..], |operation| operation.errors);
        own.iter().chain(self.service.errors).find(|row| fits(row))
    }

    /// The row for a reason: one whose name says it, else the first of the reason's class.
    fn fitting(self, reason: Reason) -> Option<&'static ErrorSpec> {
        let names: &[&str] = match reason {
            Reason::Parameter => &["invalid_parameters"],
            Reason::Body => &["invalid_body", "missing_body"],
            _ => &[],
        };
        self.find(|row| names.contains(&row.name))
            .or_else(|| self.find(|row| row.class == reason.class()))
    }

    fn reply(
        self,
        vendor: Option<&dyn Vendor>,
        error: &Rendered<'_>,
        problem: &str,
        id: &str,
    ) -> HttpReply {
        let mut body = self.body(error, id);
        if let Some(vendor) = vendor {
            vendor.complete(error.code, &mut body);
        }
        let mut reply = HttpReply::json(error.status, &body);
        for name in self.service.profile.id_headers() {
            reply = reply.header(name, id);
        }
        reply.header("X-Mock-Refused", &header(problem))
    }

    fn body(self, error: &Rendered<'_>, id: &str) -> Json {
        let mut body = Json::Object(serde_json::Map::new());
        let envelopes = self.service.profile.all_envelopes();
        let Some(envelope) = envelopes.iter().find(|it| it.when.is_none()) else {
            // The service tells errors by their status alone; people read the rest.
            set(&mut body, "code", code_json(error.code));
            set(&mut body, "message", Json::from(error.message.as_str()));
            return body;
        };
        set(&mut body, envelope.code, code_json(error.code));
        if let Some(path) = envelope.message {
            set(&mut body, path, Json::from(error.message.as_str()));
        }
        if let Some(path) = envelope.request_id {
            set(&mut body, path, Json::from(id));
        }
        let permissions = self.operation.map_or(&[][..], |it| it.permissions);
        if let Some(path) = envelope.detail
            && error.class == Class::Permission
            && !permissions.is_empty()
        {
            set(&mut body, path, permissions.iter().copied().collect());
        }
        body
    }
}

/// A number if the code consists of digits and no zero gets lost.
fn code_json(code: &str) -> Json {
    let number = code.parse::<i64>().ok();
    number
        .filter(|number| *number >= 0 && number.to_string() == code)
        .map_or_else(|| Json::from(code), Json::from)
}

/// Sets the member at a dotted path; objects on the way are made.
pub(super) fn set(body: &mut Json, path: &str, value: Json) {
    let mut place = body;
    for name in path.split('.') {
        if !place.is_object() {
            *place = Json::Object(serde_json::Map::new());
        }
        let Json::Object(members) = place else {
            return;
        };
        place = members.entry(name).or_insert(Json::Null);
    }
    *place = value;
}

#[cfg(test)]
mod tests;
