//! The values of a documented request.

use crate::{
    json::Json,
    request::ExampleRequest,
    spec::{Field, In, Operation},
};

/// A value as the documented request has it.
pub(super) enum Shown {
    Text(Vec<String>),
    Json(Json),
}

/// The values of the first documented request.
pub(super) struct Values {
    path: Vec<(String, String)>,
    request: Option<ExampleRequest>,
    body: Option<Json>,
}

impl Values {
    pub(super) fn of(operation: &Operation) -> Self {
        let request = operation
            .examples
            .first()
            .and_then(|example| ExampleRequest::parse(&example.request.value).ok());
        Self {
            path: request
                .as_ref()
                .and_then(|request| request.path_values(&operation.path.value))
                .unwrap_or_default(),
            body: request
                .as_ref()
                .and_then(|request| request.json().ok().flatten()),
            request,
        }
    }

    pub(super) fn find(&self, param: &Field) -> Option<Shown> {
        let name = &param.name.value;
        let request = self.request.as_ref()?;
        let texts: Vec<String> = match param.location? {
            In::Path => self
                .path
                .iter()
                .filter(|(known, _)| known == name)
                .map(|(_, value)| value.clone())
                .collect(),
            In::Query => request
                .query
                .iter()
                .filter(|pair| pair.name == *name)
                .map(|pair| pair.value.clone())
                .collect(),
            In::Header => request
                .headers
                .iter()
                .filter(|pair| pair.name.eq_ignore_ascii_case(name))
                .map(|pair| pair.value.clone())
                .collect(),
            In::Body => {
                return self.body.as_ref()?.get(name).cloned().map(Shown::Json);
            }
        };
        (!texts.is_empty()).then_some(Shown::Text(texts))
    }
}
