//! What three ways of reading answers cost: the compiler's time, and the program's.
//!
//! The same objects are written three times: with serde's derives, with a
//! visitor per object, and as the generator writes them. Each crate is
//! compiled alone, dependencies before; rounds are interleaved and the least
//! of each counts, so that figures of one run can be compared.
//!
//! `cargo bench -p codegen --bench decode_cost [-- OPERATIONS]`

use std::{
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use codegen::{
    Options, Source, Sources, names,
    spec::{Field, Presence, Type},
};

const ROUNDS: usize = 3;
const SHAPES: [&str; 3] = ["derive", "visitor", "wire"];

fn main() -> Result<(), Box<dyn Error>> {
    let operations = std::env::args()
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(40);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()?;
    let work = root.join("target/decode-cost");
    let objects = write_crates(&root, &work, operations)?;
    println!("{operations} operations like list_corp_records, {objects} objects\n");

    let mut least = [[Duration::MAX; 3]; 3];
    for round in 0..=ROUNDS {
        for (shape, name) in SHAPES.iter().enumerate() {
            for (kind, arguments) in [
                &["check", "--lib"][..],
                &["build", "--lib"],
                &["build", "--lib", "--release"],
            ]
            .iter()
            .enumerate()
            {
                let took = compile(&work.join(name), &work.join("target"), arguments)?;
                // The first round also compiles the dependencies.
                if round > 0 {
                    least[shape][kind] = least[shape][kind].min(took);
                }
            }
        }
    }
    println!("seconds      check    dev  release   ratio to derive");
    for (shape, name) in SHAPES.iter().enumerate() {
        let ratio = |kind: usize| least[shape][kind].as_secs_f64() / least[0][kind].as_secs_f64();
        println!(
            "{name:<10}  {:>6.2} {:>6.2}  {:>7.2}   {:.2} {:.2} {:.2}",
            least[shape][0].as_secs_f64(),
            least[shape][1].as_secs_f64(),
            least[shape][2].as_secs_f64(),
            ratio(0),
            ratio(1),
            ratio(2),
        );
    }
    println!("\nreading the documented example, release, nanoseconds, least of {ROUNDS} rounds");
    for name in SHAPES {
        println!(
            "{name:<10}  {}",
            speed(&work.join(name), &work.join("target"))?
        );
    }
    Ok(())
}

fn compile(folder: &Path, target: &Path, arguments: &[&str]) -> Result<Duration, Box<dyn Error>> {
    let lib = folder.join("src/lib.rs");
    let text = fs::read(&lib)?;
    fs::write(&lib, text)?;
    let start = Instant::now();
    let status = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--quiet", "--target-dir"])
        .arg(target)
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", "-Awarnings")
        .current_dir(folder)
        .status()?;
    if !status.success() {
        return Err(format!("cargo {arguments:?} failed in {}", folder.display()).into());
    }
    Ok(start.elapsed())
}

fn speed(folder: &Path, target: &Path) -> Result<String, Box<dyn Error>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "run",
            "--quiet",
            "--release",
            "--bin",
            "speed",
            "--target-dir",
        ])
        .arg(target)
        .env("RUSTFLAGS", "-Awarnings")
        .current_dir(folder)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Writes the three crates; says how many objects each has.
fn write_crates(root: &Path, work: &Path, operations: usize) -> Result<usize, Box<dyn Error>> {
    let sources = specs(root, operations)?;
    let checked = codegen::check(&sources, Vec::new());
    if checked.has_errors() {
        return Err(codegen::render::text(&sources, &checked.diagnostics, false).into());
    }
    let service = &checked.specs.services[0];
    let mut objects = 0;
    let mut called = String::from(
        "#[path = \"generated/mod.rs\"]\nmod generated;\npub use generated::many::*;\n",
    );
    let mut derived = String::from(PRELUDE);
    let mut visited = String::from(PRELUDE);
    for operation in &service.operations {
        let module = &operation.name.value;
        let _ = write!(derived, "pub mod {module} {{ use super::*;\n");
        let _ = write!(visited, "pub mod {module} {{ use super::*;\n");
        let answer = format!("{}Response", names::pascal(module));
        let own = operation.scope.objects.iter();
        let all = own
            .map(|object| (object.name.value.clone(), &object.fields))
            .chain([(answer, &operation.response)]);
        for (name, fields) in all {
            objects += 1;
            derived.push_str(&structure(&name, fields, true));
            visited.push_str(&structure(&name, fields, false));
            visited.push_str(&visitor(&name, fields));
        }
        derived.push_str("}\n");
        visited.push_str("}\n");
        // A program that calls an operation also compiles the reading of its answer.
        let path = format!("{module}::{}Response", names::pascal(module));
        for (out, read) in [
            (&mut derived, "serde_json::from_slice(json).ok()"),
            (&mut visited, "serde_json::from_slice(json).ok()"),
            (&mut called, "meeting_client::runtime::from_json(json).ok()"),
        ] {
            let _ = writeln!(
                out,
                "pub fn read_{module}(json: &[u8]) -> Option<{path}> {{ {read} }}"
            );
        }
    }
    let first = &service.operations[0];
    let path = format!(
        "{}::{}Response",
        first.name.value,
        names::pascal(&first.name.value)
    );
    let example = first.examples[0]
        .response
        .as_ref()
        .map(|text| text.value.clone());
    let example = example.ok_or("the example has no response")?;
    let serde = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
    let client = format!(
        "{serde}meeting-client = {{ path = {:?}, default-features = false }}\n",
        root.join("generated-client")
    );
    write_crate(&work.join("derive"), serde, &derived, &path, &example)?;
    write_crate(&work.join("visitor"), serde, &visited, &path, &example)?;
    let wire = work.join("wire");
    let options = Options {
        runtime: "meeting_client::runtime".to_owned(),
        home: "wire".to_owned(),
    };
    write_crate(&wire, &client, &called, &path, &example)?;
    for file in codegen::generate(&sources, &checked.specs, &options)? {
        let target = wire.join("src/generated").join(&file.path);
        fs::create_dir_all(target.parent().ok_or("no folder")?)?;
        // Answers only: the other two have no requests either.
        fs::write(target, answers_only(&file.text))?;
    }
    Ok(objects)
}

/// Leaves requests and error codes out of a generated file.
fn answers_only(text: &str) -> String {
    let keep = |item: &&str| {
        let request = item.contains("#[must_use = \"a call does nothing")
            || item.contains("impl runtime::Endpoint for")
            || (item.contains("    pub fn new(") && item.contains("impl "))
            || item.contains("impl runtime::ErrorCode for")
            || item.contains("pub use ");
        !request
    };
    let items: Vec<&str> = split_items(text).into_iter().filter(keep).collect();
    items.concat()
}

/// Splits at lines that end an item: a closing brace or a semicolon in the first column.
fn split_items(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let ends =
            line.starts_with('}') || (!line.starts_with([' ', '/']) && line.ends_with(";\n"));
        if ends {
            items.push(&text[start..at]);
            start = at;
        }
    }
    items.push(&text[start..]);
    items
}

const PRELUDE: &str = "use serde::{Serialize, Deserialize, Deserializer, de};\nuse std::fmt;\n\n";

fn write_crate(
    folder: &PathBuf,
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

/// The spec with numbers in place of enums, which cost the same in all three shapes.
fn without_enums(text: &str) -> Option<String> {
    let (before, rest) = text.split_once("\nenums:\n")?;
    let (_, after) = rest.split_once("\npagination:")?;
    let (after, _) = after.split_once("\ncontradictions:\n")?;
    let mut text = format!("{before}\npagination:{after}\n");
    for name in [
        "OperatorIdType",
        "QueryRecordType",
        "RecordState",
        "RecordType",
        "SharingState",
    ] {
        text = text.replace(&format!("type: {name}"), "type: i64");
    }
    Some(text)
}

/// `list_corp_records` many times over, each with types of its own.
fn specs(root: &Path, operations: usize) -> Result<Sources, Box<dyn Error>> {
    let folder = root.join("specs/tencent-meeting");
    let source = |name: String, text: String| Source {
        path: format!("many/{name}"),
        folder: "many".to_owned(),
        name,
        text,
    };
    let service = fs::read_to_string(folder.join("service.yaml"))?
        .replace("service: tencent-meeting", "service: many")
        .replace("feature: tencent-meeting\n", "");
    let operation = fs::read_to_string(folder.join("list_corp_records.yaml"))?
        .replace("\ngroup: records", "")
        .replace("  count: current_size\n", "");
    let operation = without_enums(&operation).ok_or("the spec has another form now")?;
    let mut files = vec![source("service.yaml".to_owned(), service)];
    for index in 0..operations {
        let name = format!("list_{index}");
        let text = operation
            .replace(
                "operation: list_corp_records",
                &format!("operation: {name}"),
            )
            .replace("/v1/corp/records", &format!("/v1/corp/records{index}"));
        files.push(source(format!("{name}.yaml"), text));
    }
    Ok(Sources::new(files))
}

fn rust(ty: &Type) -> String {
    match ty {
        Type::String | Type::Url => "String".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::U32 => "u32".to_owned(),
        Type::U64 | Type::Bytes => "u64".to_owned(),
        Type::List(inner) => format!("Vec<{}>", rust(inner)),
        Type::Named(name)
            if name.starts_with("RecordMeeting") || name.starts_with("RecordFile") =>
        {
            name.clone()
        }
        _ => "i64".to_owned(),
    }
}

fn kind(field: &Field) -> (String, &'static str) {
    let ty = rust(&field.ty.value);
    match (&field.presence, &field.ty.value) {
        (_, Type::List(_)) => (ty, "default"),
        (Presence::Always(_), _) => (ty, "always"),
        _ => (format!("Option<{ty}>"), "optional"),
    }
}

fn structure(name: &str, fields: &[Field], derive: bool) -> String {
    let reading = if derive { ", Deserialize" } else { "" };
    let mut out = format!(
        "#[derive(Clone, Debug, PartialEq, Serialize{reading})]\n#[non_exhaustive]\npub struct {name} {{\n"
    );
    for field in fields {
        let (ty, presence) = kind(field);
        match presence {
            "default" => {
                let default = if derive { "default, " } else { "" };
                let _ = writeln!(
                    out,
                    "    #[serde({default}skip_serializing_if = \"Vec::is_empty\")]"
                );
            }
            "optional" => out.push_str("    #[serde(skip_serializing_if = \"Option::is_none\")]\n"),
            _ => {}
        }
        let _ = writeln!(out, "    pub {}: {ty},", field.name.value);
    }
    out + "}\n\n"
}

fn visitor(name: &str, fields: &[Field]) -> String {
    let mut slots = String::new();
    let mut arms = String::new();
    let mut values = String::new();
    for field in fields {
        let wire = &field.name.value;
        let (_, presence) = kind(field);
        let ty = rust(&field.ty.value);
        let _ = writeln!(slots, "let mut {wire}: Option<{ty}> = None;");
        let _ = writeln!(arms, "\"{wire}\" => {wire} = map.next_value()?,");
        let _ = match presence {
            "default" => writeln!(values, "{wire}: {wire}.unwrap_or_default(),"),
            "always" => writeln!(
                values,
                "{wire}: {wire}.ok_or_else(|| de::Error::missing_field(\"{wire}\"))?,"
            ),
            _ => writeln!(values, "{wire},"),
        };
    }
    format!(
        "impl<'de> Deserialize<'de> for {name} {{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {{
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {{
            type Value = {name};
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {{ f.write_str(\"an object\") }}
            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<{name}, A::Error> {{
                {slots}
                while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {{
                    match key.as_ref() {{
                        {arms}
                        _ => {{ map.next_value::<de::IgnoredAny>()?; }}
                    }}
                }}
                Ok({name} {{ {values} }})
            }}
        }}
        deserializer.deserialize_map(Visitor)
    }}
}}
"
    )
}
