//! Rules of error tables.

use super::{Check::Service, Rule, rule};
use crate::{diagnostic::Diagnostic, spec::ErrorRow, view::View};

pub(crate) static ERROR_TWICE: Rule = rule(
    "V06",
    "An error code stands once in a table; if the vendor documents it under several statuses, the rows have the same name and class.",
    "The code alone decides what an error is: statuses are shared by unrelated errors.",
    "- { status: 400, code: e1, name: bad_id, … }\n- { status: 400, code: e1, name: bad_page, … }",
    "- { status: [400, 404], code: e1, name: bad_id, … }",
    Service(errors_twice),
);

pub(crate) static ERROR_STATUS: Rule = rule(
    "V07",
    "An error row has at least one status, each an HTTP status from 200 to 599.",
    "Some vendors report errors under 200, but none under 42.",
    "status: 42",
    "status: 400",
    Service(statuses),
);

fn errors_twice(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for table in tables(view) {
        for (index, row) in table.iter().enumerate() {
            let Some(first) = table[..index]
                .iter()
                .find(|before| before.code.value == row.code.value)
            else {
                continue;
            };
            let same_status = row.statuses.iter().any(|status| {
                first
                    .statuses
                    .iter()
                    .any(|other| other.value == status.value)
            });
            let message = if same_status {
                format!(
                    "the code `{}` stands twice under the same status",
                    row.code.value
                )
            } else if first.name.value != row.name.value || first.class.value != row.class.value {
                format!("the code `{}` has two meanings", row.code.value)
            } else {
                continue;
            };
            problems.push(
                Diagnostic::new(&ERROR_TWICE, row.code.place, message)
                    .related(first.code.place, "the other row")
                    .help("keep one row, with all its statuses in `status: […]`"),
            );
        }
    }
}

fn statuses(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for row in tables(view).flatten() {
        if row.statuses.is_empty() {
            problems.push(
                Diagnostic::new(&ERROR_STATUS, row.code.place, "the error has no status")
                    .help("write the HTTP status of the page's row"),
            );
        }
        for status in &row.statuses {
            if !(200..600).contains(&status.value) {
                problems.push(
                    Diagnostic::new(
                        &ERROR_STATUS,
                        status.place,
                        format!("{} is not an HTTP status", status.value),
                    )
                    .help("write the HTTP status of the page's row"),
                );
            }
        }
    }
}

fn tables<'a>(view: &View<'a>) -> impl Iterator<Item = &'a [ErrorRow]> {
    let operations = view.operations().iter();
    std::iter::once(&view.service.errors[..]).chain(operations.map(|it| &it.errors[..]))
}
