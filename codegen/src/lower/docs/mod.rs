//! Writes the documentation of generated items from what specs say.

mod field;
mod operation;
mod wording;

use crate::{
    doc::{bullet, code, inline, paragraphs, with_term, wrapped},
    ir::Docs,
    spec::{Credential, EnumValue, ErrorRow, Service},
};
use wording::{rate_limit, sentence, term};

pub(super) use field::{constructor, field, setter};
pub(super) use operation::{module, operation};

pub(super) fn service(service: &Service) -> Docs {
    let mut docs = wrapped(&sentence(&inline(&with_term(
        &service.title.value,
        term(service.term.as_ref()),
    ))));
    if let Some(doc) = &service.doc {
        docs.push(String::new());
        docs.extend(paragraphs(&doc.value));
    }
    docs.push(String::new());
    docs.extend(bullet(&format!("Host: {}", code(&service.host.value))));
    for host in &service.hosts {
        let text = format!(
            "Another host: {}. {}",
            code(&host.url.value),
            inline(&host.doc.value)
        );
        docs.extend(bullet(&text));
    }
    docs.extend(bullet(&match &service.credential.value {
        Credential::Header(name) => format!(
            "Credential: a [`Token`](runtime::Token), sent in the header {}",
            code(name)
        ),
        Credential::Bearer => {
            "Credential: a [`Token`](runtime::Token), sent as `Authorization: Bearer …`".to_owned()
        }
        Credential::Query(name) => format!(
            "Credential: a [`Token`](runtime::Token), sent in the query as {}",
            code(name)
        ),
        Credential::None => "Credential: none".to_owned(),
        Credential::Custom => {
            "Credential: prepared in a way of its own, by a type of the module `services`"
                .to_owned()
        }
    }));
    for limit in &service.rate_limits {
        docs.extend(bullet(&rate_limit(limit)));
    }
    docs
}

pub(super) fn value(value: &EnumValue) -> Docs {
    let text = with_term(&value.doc.value, term(value.term.as_ref()));
    wrapped(&format!("{}: {}", code(&value.wire.value), inline(&text)))
}

pub(super) fn error(row: &ErrorRow, rows: &[&ErrorRow]) -> Docs {
    let statuses: Vec<_> = rows
        .iter()
        .flat_map(|row| row.statuses.iter().map(|status| status.value.to_string()))
        .collect();
    let text = with_term(&row.doc.value, term(row.term.as_ref()));
    wrapped(&format!(
        "{}, HTTP {}: {}",
        code(&row.code.value),
        statuses.join(" or "),
        inline(&text)
    ))
}
