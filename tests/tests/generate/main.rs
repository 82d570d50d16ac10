//! What `generate` writes, and what it leaves alone.

mod binary;
#[cfg(feature = "mock")]
mod compiled;
mod folder;
mod mock;
mod xtask;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use codegen::{File, files};
use golden_tests::{
    entries,
    generated::{generate, vendor_options, vendor_specs},
    workspace,
};
use tempfile::TempDir;

fn temporary() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Copies a folder of specs; `order` decides which file is made first.
fn copy(from: &Path, to: &Path, order: fn(&mut Vec<String>)) {
    let mut services = entries(from);
    services.retain(|name| from.join(name).is_dir());
    order(&mut services);
    for service in services {
        let mut files = entries(&from.join(&service));
        order(&mut files);
        for file in files {
            write(
                &to.join(&service).join(&file),
                &fs::read_to_string(from.join(&service).join(&file)).unwrap(),
            );
        }
    }
}

/// Every file below a folder, by its path.
fn content(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for name in entries(&next) {
            let path = next.join(name);
            if path.is_dir() {
                open.push(path);
            } else {
                let below = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                found.insert(below, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

fn apply(folder: &Path, generated: &[File]) {
    let changes = files::compare(folder, generated, "out").unwrap();
    files::apply(folder, generated, &changes).unwrap();
}

#[test]
fn twice_is_the_same() {
    assert_eq!(
        generate(&vendor_specs(), &vendor_options()),
        generate(&vendor_specs(), &vendor_options())
    );
}

#[test]
fn neither_place_nor_order_of_the_specs_matters() {
    for specs in [vendor_specs(), workspace("specs")] {
        let expected = generate(&specs, &vendor_options());
        let orders: [fn(&mut Vec<String>); 2] = [|_| {}, |names| names.reverse()];
        for order in orders {
            let elsewhere = temporary();
            let folder = elsewhere.path().join("deep/down/specs");
            copy(&specs, &folder, order);
            assert_eq!(generate(&folder, &vendor_options()), expected);
        }
    }
}

#[test]
fn the_shown_path_does_not_reach_generated_files() {
    let expected = generate(&vendor_specs(), &vendor_options());
    for shown in ["/elsewhere/specs", "../specs", "specs"] {
        let (sources, found) = codegen::Sources::load(&vendor_specs(), shown).unwrap();
        let checked = codegen::check(&sources, found);
        let generated = codegen::generate(&sources, &checked.specs, &vendor_options()).unwrap();
        assert_eq!(generated, expected, "{shown}");
    }
}

#[test]
fn the_mark_is_one_line_whatever_the_folder_is_called() {
    let (sources, found) =
        codegen::Sources::load(&vendor_specs(), "a\nfn evil() {}\u{202e}").unwrap();
    let checked = codegen::check(&sources, found);
    for file in codegen::generate(&sources, &checked.specs, &vendor_options()).unwrap() {
        let first = file.text.lines().next().unwrap();
        assert!(
            first.ends_with(". Do not edit.") && !first.contains('\u{202e}'),
            "{first}"
        );
    }
}

#[test]
fn a_runtime_may_have_any_name() {
    let mut options = vendor_options();
    options.runtime = "crate::vendors::rt".to_owned();
    let files = generate(&vendor_specs(), &options);
    let file = files
        .iter()
        .find(|file| file.path == "keyed/get_room.rs")
        .unwrap();
    assert!(
        file.text.contains("\nuse crate::vendors::rt as runtime;\n"),
        "{}",
        file.text
    );
}

#[test]
fn examples_do_not_grow_beyond_measure() {
    use std::fmt::Write as _;
    let source = "source: { checked: 2026-01-31, evidence: inferred, note: Made up. }";
    let service = format!(
        "service: a\ntitle: A\nhost: https://a.example\ncredential: none\nenvelopes: [{{ code: code }}]\n{source}\n"
    );
    let mut operation = format!(
        "operation: get\nsummary: Get.\n{source}\nhttp: POST /a\nidempotent: true\n\
         body: {{ a: {{ type: T0, required: true, doc: x }} }}\ntypes:\n"
    );
    // Each type holds the next one twice; written out that is 2^3000 values, one in the other.
    for index in 0..3000 {
        let next = if index == 2999 {
            "string".to_owned()
        } else {
            format!("T{}", index + 1)
        };
        let field = format!("{{ type: {next}, required: true, doc: x }}");
        let _ = writeln!(
            operation,
            "  T{index}: {{ doc: x, fields: {{ a: {field}, b: {field} }} }}"
        );
    }
    let sources = golden_tests::memory(&[("a/service.yaml", &service), ("a/get.yaml", &operation)]);
    let files = golden_tests::generated::generate_from(&sources);
    let file = files.iter().find(|file| file.path == "a/get.rs").unwrap();
    assert!(
        file.text
            .contains("/// # async fn example(client: Client<A>, call: Get) ->")
    );
}
