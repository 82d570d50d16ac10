//! Comparing and updating real specs: what is said of the specs of this workspace holds for
//! them, whatever a page changes.

use std::path::Path;

use codegen::{
    Sources, check,
    diff::{Described, Kind, Silence, changes, compare},
    import::{Draft, update},
    model::{Fact, Field, In, Literal, Model, Operation, of_specs},
};

fn specs() -> (Sources, Model) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let (sources, found) = Sources::load(&folder, "specs").unwrap();
    let checked = check(&sources, found);
    assert!(!checked.has_errors());
    let model = of_specs(&sources, &checked.specs);
    assert!(!model.operations.is_empty());
    (sources, model)
}

/// The kinds of change from a spec to a page that says one thing otherwise.
fn kinds(spec: &Operation, change: impl FnOnce(&mut Operation)) -> Vec<Kind> {
    let mut page = spec.clone();
    change(&mut page);
    let found = changes(spec, &page, Silence::New);
    found.into_iter().map(|it| it.kind).collect()
}

#[test]
fn a_spec_does_not_differ_from_itself() {
    let (_, model) = specs();
    for operation in &model.operations {
        assert_eq!(changes(operation, operation, Silence::New), []);
        assert_eq!(changes(operation, operation, Silence::Counts), []);
    }
}

#[test]
fn every_operation_finds_its_spec() {
    let (_, model) = specs();
    let described: Vec<Described<'_>> = model
        .operations
        .iter()
        .map(|operation| Described {
            operation,
            of_page: true,
        })
        .collect();
    let mut page = model.operations.clone();
    page.reverse();
    for found in compare(&described, &page) {
        let (spec, page_index) = (found.spec.unwrap(), found.page.unwrap());
        assert_eq!(model.operations[spec].name, page[page_index].name);
        assert_eq!(found.changes, []);
    }
}

/// Each fact of a row, changed alone, is one change; no row is too special for it.
#[test]
fn one_changed_cell_is_one_change() {
    let (_, model) = specs();
    for spec in &model.operations {
        let name = &spec.name;
        for index in 0..spec.params.len() {
            let at = |page: &mut Operation, change: fn(&mut Field)| change(&mut page.params[index]);
            let is_path = spec.params[index].location == Some(In::Path);
            let required = spec.params[index].required.as_ref().map(|it| it.value);
            let expected = match required {
                Some(true) => Kind::P18,
                _ => Kind::P17,
            };
            assert_eq!(
                kinds(spec, |page| {
                    let at = page.params[index].at;
                    let now = required != Some(true);
                    page.params[index].required_when = None;
                    page.params[index].required = Some(Fact::new(now, at));
                }),
                [expected],
                "{name}"
            );
            let found = kinds(spec, |page| {
                at(page, |field| {
                    let odd = Literal::Text("odd".to_owned());
                    field.default = Some(Fact::new(odd, field.at));
                });
            });
            assert!(matches!(found[..], [Kind::P23 | Kind::P24]), "{name}");
            if !is_path && !has_children(&spec.params, index) {
                let found = kinds(spec, |page| at(page, |field| field.path.push('X')));
                assert_eq!(found, [Kind::P06], "{name} {}", spec.params[index].path);
            }
            for value in 0..spec.params[index].values.len() {
                let found = kinds(spec, |page| {
                    let odd = Literal::Text("odd".to_owned());
                    page.params[index].values[value].wire = odd;
                });
                assert_eq!(found, [Kind::V03], "{name}");
            }
        }
        for index in 0..spec.response.len() {
            if !has_children(&spec.response, index) {
                let found = kinds(spec, |page| page.response[index].path.push('X'));
                let path = &spec.response[index].path;
                assert!(
                    matches!(found[..], [Kind::R05 | Kind::R06]),
                    "{name} {path} {found:?}"
                );
            }
        }
        for index in 0..spec.errors.len() {
            let found = kinds(spec, |page| page.errors[index].code.push('X'));
            assert_eq!(found, [Kind::X04], "{name}");
            let found = kinds(spec, |page| {
                let at = page.errors[index].at;
                page.errors[index].status = Some(Fact::new(418, at));
            });
            assert_eq!(found, [Kind::X03], "{name}");
        }
    }
}

fn has_children(fields: &[Field], index: usize) -> bool {
    let path = fields[index].path.as_str();
    fields.iter().any(|it| {
        let rest = it.path.strip_prefix(path);
        rest.is_some_and(|rest| rest.starts_with(['.', '[']))
    })
}

/// Removing a parameter, for every parameter: the comment comes and goes, all else stays.
#[test]
fn doubts_come_and_go_without_a_trace() {
    let (sources, model) = specs();
    for spec in &model.operations {
        let text = &sources.files()[spec.at.file as usize].text;
        let draft = |page: &Operation| Draft {
            operations: vec![page.clone()],
            ..Draft::default()
        };
        let run = |text: &str, page: &Operation| {
            let found = changes(spec, page, Silence::New);
            update(text, spec, &draft(page), 0, &found, None).unwrap()
        };
        for index in 0..spec.params.len() {
            let mut page = spec.clone();
            page.params.remove(index);
            if spec.params[index].location == Some(In::Path) {
                continue;
            }
            let doubted = run(text, &page);
            assert_eq!(doubted.left.len(), 1, "{}", spec.name);
            assert_eq!(doubted.text.lines().count(), text.lines().count() + 1);
            assert_eq!(run(&doubted.text, &page).text, doubted.text);
            assert_eq!(run(&doubted.text, spec).text, *text);
        }
    }
}

/// A new default for every parameter is written where it belongs, and read back.
#[test]
fn defaults_are_written_everywhere() {
    let (sources, model) = specs();
    for spec in &model.operations {
        let text = &sources.files()[spec.at.file as usize].text;
        for index in 0..spec.params.len() {
            let mut page = spec.clone();
            let at = page.params[index].at;
            let seven = Literal::Int("7".to_owned());
            page.params[index].default = Some(Fact::new(seven, at));
            let found = changes(spec, &page, Silence::New);
            let draft = Draft {
                operations: vec![page.clone()],
                ..Draft::default()
            };
            let updated = update(text, spec, &draft, 0, &found, None).unwrap();
            assert_eq!(updated.left, [], "{}", spec.params[index].path);
            let file = spec.at.file as usize;
            let mut files = sources.files().to_vec();
            files[file].text = updated.text;
            let sources = Sources::new(files);
            let now = codegen::import::unfinished(&sources);
            let now = now.operations.iter().find(|it| it.name == spec.name);
            assert_eq!(changes(now.unwrap(), &page, Silence::New), []);
        }
    }
}
