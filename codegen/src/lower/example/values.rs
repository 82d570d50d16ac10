//! The values of a documented request.

use crate::{
    json::Json,
    request::ExampleRequest,
    spec::{Example, Field, In, Operation},
};

/// A value as the documented request has it.
pub(crate) enum Shown {
    Text(Vec<String>),
    Json(Json),
}

/// The values of a documented request.
pub(crate) struct Values {
    /// Nothing if the path does not fit the template.
    path: Option<Vec<(String, String)>>,
    request: Option<ExampleRequest>,
    body: Option<Json>,
}

impl Values {
    pub(crate) fn of(operation: &Operation, example: Option<&Example>) -> Self {
        let request =
            example.and_then(|example| ExampleRequest::parse(&example.request.value).ok());
        Self {
            path: request
                .as_ref()
                .and_then(|request| request.path_values(&operation.path.value)),
            body: request
                .as_ref()
                .and_then(|request| request.json().ok().flatten()),
            request,
        }
    }

    /// Whether there is a request, and its path is the operation's.
    pub(crate) fn fits(&self) -> bool {
        self.path.is_some()
    }

    pub(crate) fn find(&self, param: &Field) -> Option<Shown> {
        let name = &param.name.value;
        let request = self.request.as_ref()?;
        let texts: Vec<String> = match param.location? {
            In::Path => self
                .path
                .iter()
                .flatten()
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
