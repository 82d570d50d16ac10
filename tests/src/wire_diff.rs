//! What the review says of documented examples, and what the client says of the same.

use codegen::{
    Sources,
    diff::models,
    model::of_specs,
    review::{
        Side,
        examples::{Answer, Example, examples},
    },
    spec::Specs,
};
use meeting_client::runtime::{Fault, Request};

/// Specs, with the files that they come from.
pub struct Edition {
    /// The files.
    pub sources: Sources,
    /// What they say.
    pub specs: Specs,
}

impl Edition {
    fn side(&self) -> Side<'_> {
        Side {
            label: String::new(),
            version: None,
            sources: &self.sources,
            specs: &self.specs,
            model: of_specs(&self.sources, &self.specs),
        }
    }

    /// The same files, with specs that were changed by hand.
    #[must_use]
    pub fn with(&self, specs: Specs) -> Self {
        Self {
            sources: self.sources.clone(),
            specs,
        }
    }

    /// What becomes of the examples.
    #[must_use]
    pub fn to(&self, new: &Self) -> Vec<Example> {
        let (old, new) = (self.side(), new.side());
        let found = models(&old.model, &new.model);
        examples(&old, &new, &found)
    }

    /// An edition without all other operations.
    ///
    /// # Panics
    ///
    /// If there is no such operation.
    #[must_use]
    pub fn only(&self, service: &str, operation: &str) -> Self {
        let mut specs = self.specs.clone();
        specs.services.retain(|it| it.name.value == service);
        let [service] = &mut specs.services[..] else {
            panic!("{service}");
        };
        service.operations.retain(|it| it.name.value == operation);
        assert_eq!(service.operations.len(), 1, "{operation}");
        self.with(specs)
    }

    /// Takes away what tells errors; there is one operation.
    #[must_use]
    pub fn lenient(&self) -> Self {
        let mut specs = self.specs.clone();
        let service = &mut specs.services[0];
        service.envelopes.clear();
        service.success = None;
        service.operations[0].success = None;
        self.with(specs)
    }

    /// How this edition's client reads answers of its one operation that another edition documents,
    /// none of which is an error there.
    ///
    /// # Panics
    ///
    /// If there is no example.
    #[must_use]
    pub fn read(&self, texts: &[String]) -> Vec<Answer> {
        let mut new = self.lenient();
        let operation = &mut new.specs.services[0].operations[0];
        let example = operation.examples[0].clone();
        operation.examples = texts
            .iter()
            .map(|text| {
                let mut example = example.clone();
                example
                    .response
                    .as_mut()
                    .expect("an answer")
                    .value
                    .clone_from(text);
                example
            })
            .collect();
        // Nothing but the examples and the errors differs.
        let (old, new) = (self.side(), new.side());
        let found = examples(&old, &new, &[]);
        found.into_iter().map(|it| it.answer).collect()
    }
}

/// What the client makes of an answer, as the review says it.
#[must_use]
pub fn fault(fault: &Fault) -> (String, String) {
    let (path, text) = (fault.path(), fault.to_string());
    let why = text.strip_prefix(&format!("`{path}`: ")).unwrap_or(&text);
    (path, why.to_owned())
}

/// What the client sends, as the review shows it.
///
/// # Panics
///
/// If the body is no text.
#[must_use]
pub fn bytes(request: &Request, host: &str) -> String {
    let mut text = format!("{} {host}{}", request.method(), request.target());
    for (name, value) in request.headers().iter() {
        text.extend(["\n", name, ": ", value]);
    }
    if let Some(body) = request.body() {
        text.extend(["\n\n", std::str::from_utf8(body).expect("JSON")]);
    }
    text
}
