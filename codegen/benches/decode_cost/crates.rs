//! Writes a crate for each shape.

use std::{error::Error, fmt::Write as _, fs, path::Path};

use codegen::{
    Options, Sources, names,
    spec::{Field, Operation, Specs},
};

use crate::{
    ROUNDS,
    answers::answers_only,
    shapes::{PRELUDE, structure, visitor},
    specs::specs,
};

/// Writes the three crates; says how many objects each has.
pub(crate) fn write_crates(
    root: &Path,
    work: &Path,
    operations: usize,
) -> Result<usize, Box<dyn Error>> {
    let sources = specs(root, operations)?;
    let checked = codegen::check(&sources, Vec::new());
    if checked.has_errors() {
        return Err(codegen::render::text(&sources, &checked.diagnostics, false).into());
    }
    let mut libs = Libs::new();
    let operations = &checked.specs.services[0].operations;
    for operation in operations {
        libs.add(operation);
    }
    let first = &operations[0];
    let path = answer(first);
    let example = first.examples[0].response.as_ref();
    let example = &example.ok_or("the example has no response")?.value;
    let serde = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
    // A literal string of TOML knows no escapes, and every system takes slashes.
    let client = root.join("generated-client").display().to_string();
    let client = format!(
        "{serde}meeting-client = {{ path = '{}', default-features = false }}\n",
        client.replace('\\', "/")
    );
    write_crate(&work.join("derive"), serde, &libs.derived, &path, example)?;
    write_crate(&work.join("visitor"), serde, &libs.visited, &path, example)?;
    let wire = work.join("wire");
    write_crate(&wire, &client, &libs.called, &path, example)?;
    write_generated(&wire.join("src/generated"), &sources, &checked.specs)?;
    Ok(libs.objects)
}

fn write_generated(folder: &Path, sources: &Sources, specs: &Specs) -> Result<(), Box<dyn Error>> {
    let options = Options {
        runtime: "meeting_client::runtime".to_owned(),
        home: "wire".to_owned(),
        mock: None,
    };
    for file in codegen::generate(sources, specs, &options)? {
        let target = folder.join(&file.path);
        fs::create_dir_all(target.parent().ok_or("no folder")?)?;
        // Answers only: the other two have no requests either.
        fs::write(target, answers_only(&file.text))?;
    }
    Ok(())
}

/// The path of an operation's answer.
fn answer(operation: &Operation) -> String {
    let module = &operation.name.value;
    format!("{module}::{}Response", names::pascal(module))
}

/// The texts of the three libraries.
struct Libs {
    derived: String,
    visited: String,
    called: String,
    objects: usize,
}

impl Libs {
    fn new() -> Self {
        let called =
            "#[path = \"generated/mod.rs\"]\nmod generated;\npub use generated::many::*;\n";
        Self {
            derived: PRELUDE.to_owned(),
            visited: PRELUDE.to_owned(),
            called: called.to_owned(),
            objects: 0,
        }
    }

    fn add(&mut self, operation: &Operation) {
        let module = &operation.name.value;
        let _ = writeln!(self.derived, "pub mod {module} {{ use super::*;");
        let _ = writeln!(self.visited, "pub mod {module} {{ use super::*;");
        for object in &operation.scope.objects {
            self.object(&object.name.value, &object.fields);
        }
        let name = format!("{}Response", names::pascal(module));
        self.object(&name, &operation.response);
        self.derived.push_str("}\n");
        self.visited.push_str("}\n");
        // A program that calls an operation also compiles the reading of its answer.
        let path = answer(operation);
        for (out, read) in [
            (&mut self.derived, "serde_json::from_slice(json).ok()"),
            (&mut self.visited, "serde_json::from_slice(json).ok()"),
            (
                &mut self.called,
                "meeting_client::runtime::from_json(json).ok()",
            ),
        ] {
            let _ = writeln!(
                out,
                "pub fn read_{module}(json: &[u8]) -> Option<{path}> {{ {read} }}"
            );
        }
    }

    fn object(&mut self, name: &str, fields: &[Field]) {
        self.objects += 1;
        self.derived.push_str(&structure(name, fields, true));
        self.visited.push_str(&structure(name, fields, false));
        self.visited.push_str(&visitor(name, fields));
    }
}

fn write_crate(
    folder: &Path,
    dependencies: &str,
    lib: &str,
    answer: &str,
    example: &str,
) -> Result<(), Box<dyn Error>> {
    let name = folder.file_name().ok_or("no name")?.to_string_lossy();
    fs::create_dir_all(folder.join("src/bin"))?;
    let manifest = format!(
        "[workspace]\n\n[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}"
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), lib)?;
    fs::write(folder.join("src/bin/example.json"), example)?;
    let read = if name == "wire" {
        "meeting_client::runtime::from_json"
    } else {
        "serde_json::from_slice"
    };
    let program = format!(
        "use std::{{hint::black_box, time::Instant}};
fn main() {{
    let json = include_bytes!(\"example.json\");
    let mut least = u128::MAX;
    for _ in 0..{ROUNDS} {{
        let start = Instant::now();
        for _ in 0..20_000 {{
            let answer: {name}::{answer} = {read}(black_box(json)).unwrap();
            black_box(answer);
        }}
        least = least.min(start.elapsed().as_nanos() / 20_000);
    }}
    println!(\"{{least}}\");
}}
"
    );
    fs::write(folder.join("src/bin/speed.rs"), program)?;
    Ok(())
}
