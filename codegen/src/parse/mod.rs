//! parse: texts become specs. Every problem is reported; what is broken is left out.

mod call;
mod evidence;
mod example;
mod field;
mod operation;
mod position;
mod reader;
mod scalar;
mod service;
mod types;

pub(crate) use types::BUILT_IN;

use crate::{
    diagnostic::{Diagnostic, Place},
    rules,
    source::Sources,
    spec::{Scope, Service, Specs},
    yaml,
};

use reader::Reader;

/// Reads all files.
///
/// Specs are returned even if something is wrong with them, so that
/// validation can find more.
#[must_use]
pub(crate) fn parse(sources: &Sources) -> (Specs, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut specs = Specs::default();
    let files = sources.files();
    let mut index = 0;
    while index < files.len() {
        let folder = &files[index].folder;
        let end = files[index..]
            .iter()
            .position(|source| source.folder != *folder)
            .map_or(files.len(), |length| index + length);
        if let Some(service) = folder_of(sources, index..end, &mut problems) {
            specs.services.push(service);
        }
        index = end;
    }
    (specs, problems)
}

fn folder_of(
    sources: &Sources,
    range: std::ops::Range<usize>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Service> {
    let mut service = None;
    let mut shared = None;
    let mut operations = Vec::new();
    let mut complete = true;
    let first = range.start;
    for index in range {
        let source = &sources.files()[index];
        let file = u32::try_from(index).unwrap_or(u32::MAX);
        let start = Place::new(file, 0, 0);
        let Some(stem) = source.name.strip_suffix(".yaml") else {
            problems.push(
                Diagnostic::new(
                    &rules::STRAY_FILE,
                    start,
                    format!(
                        "`{}` is not a spec: its name does not end in .yaml",
                        source.name
                    ),
                )
                .help("rename it to end in .yaml, or move it out of the specs folder"),
            );
            continue;
        };
        let Some(node) = yaml::parse(file, &source.text, problems) else {
            complete = false;
            continue;
        };
        let mut reader = Reader::new(file, &source.text, problems);
        match stem {
            "service" => service = reader.service(&node),
            "types" => shared = reader.types_file(&node),
            _ => operations.extend(reader.operation(&node)),
        }
    }
    let Some(mut service) = service else {
        let has_file = sources.files()[first..]
            .iter()
            .take_while(|source| source.folder == sources.files()[first].folder)
            .any(|source| source.name == "service.yaml");
        if !has_file && complete {
            let source = &sources.files()[first];
            problems.push(
                Diagnostic::new(
                    &rules::NO_SERVICE,
                    Place::new(u32::try_from(first).unwrap_or(u32::MAX), 0, 0),
                    format!("the folder `{}` has no service.yaml", source.folder),
                )
                .help("describe the service there: its host, credential and error bodies"),
            );
        }
        return None;
    };
    service.shared.extend(shared);
    operations.sort_by(|a, b| a.name.value.cmp(&b.name.value));
    service.operations = operations;
    Some(service)
}

impl Reader<'_> {
    fn types_file(&mut self, node: &yaml::Node) -> Option<Scope> {
        let map = self.map(node, &crate::keys::TYPES)?;
        Some(self.scope(&map))
    }
}
