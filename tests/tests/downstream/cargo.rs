//! Crates that are written, and checked by cargo.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use golden_tests::workspace;

use super::{
    cases::Case,
    messages::{Message, Said, messages},
    probes::Probe,
};

/// A folder with both clients, and room for crates that use them.
pub(crate) struct Workspace<'a> {
    folder: PathBuf,
    probes: &'a BTreeMap<String, Probe>,
}

/// What was said in a run.
pub(crate) struct Outcome(Vec<Message>);

impl Outcome {
    /// Messages about a crate.
    pub(crate) fn of(&self, name: &str) -> Vec<String> {
        let about = self.0.iter().filter(|it| it.of == name);
        about
            .filter(|it| it.said.iter().any(Said::is_error))
            .map(|it| it.rendered.clone())
            .collect()
    }

    /// What was said about each piece of code of a crate.
    pub(crate) fn by_probe(&self, name: &str) -> BTreeMap<String, BTreeSet<Said>> {
        let mut found: BTreeMap<String, BTreeSet<Said>> = BTreeMap::new();
        for message in self.0.iter().filter(|it| it.of == name) {
            let file = Path::new(&message.file).file_stem();
            let file = file.unwrap_or_default().to_string_lossy().into_owned();
            found.entry(file).or_default().extend(message.said.clone());
        }
        found
    }
}

type Chosen<'f> = &'f dyn Fn(&str) -> bool;

impl<'a> Workspace<'a> {
    /// Writes both clients.
    pub(crate) fn write(cases: &[Case], probes: &'a BTreeMap<String, Probe>) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("downstream");
        // Left over from another set of cases.
        let _ = fs::remove_dir_all(&folder);
        let it = Self { folder, probes };
        let root = fs::read_to_string(workspace("Cargo.toml")).expect("the workspace has one");
        // With the same profiles and versions, what is built already is used.
        let profiles = root.find("[profile").map_or("", |at| &root[at..]);
        it.put(
            "Cargo.toml",
            &format!("[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\n\n{profiles}"),
        );
        let lock = fs::read_to_string(workspace("Cargo.lock")).expect("versions are locked");
        it.put("Cargo.lock", &lock);
        let old: Vec<_> = cases.iter().map(|it| (it, it.client(true))).collect();
        let new: Vec<_> = cases.iter().map(|it| (it, it.client(false))).collect();
        it.client("client-old", &old, &[]);
        let known = features(&old);
        it.client("client-new", &new, &known);
        it
    }

    /// A client with one module per case. Code that picked features knows those of the old side alone.
    fn client(&self, name: &str, sides: &[(&Case, Vec<(String, String)>)], known: &[String]) {
        let runtime = format!("{:?}", workspace("generated-client").to_string_lossy());
        let all = features(sides);
        let on: Vec<&String> = all
            .iter()
            .filter(|it| known.is_empty() || known.contains(it))
            .collect();
        let mut manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [features]\ndefault = {on:?}\n"
        );
        for feature in &all {
            let _ = writeln!(manifest, "{feature} = []");
        }
        let _ = writeln!(
            manifest,
            "\n[dependencies]\nmeeting-client = {{ path = {runtime}, default-features = false }}"
        );
        self.put(&format!("{name}/Cargo.toml"), &manifest);
        let mut modules = String::from("#![allow(warnings)]\n");
        for (case, files) in sides {
            let module = case.module();
            let _ = writeln!(modules, "pub mod {module};");
            for (path, text) in files {
                self.put(&format!("{name}/src/{module}/{path}"), text);
            }
        }
        self.put(&format!("{name}/src/lib.rs"), &modules);
    }

    /// Writes crates of chosen code, and checks them. The crate `old` uses the old client.
    pub(crate) fn check(&self, crates: &[(&str, Chosen<'_>)]) -> Outcome {
        for (name, chosen) in crates {
            self.user(name, *chosen);
        }
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
        let mut command = Command::new(cargo);
        command
            .current_dir(&self.folder)
            .args([
                "check",
                "--offline",
                "--keep-going",
                "--message-format=json",
            ])
            .env(
                "CARGO_TARGET_DIR",
                target.expect("it is below the target folder"),
            )
            .env_remove("RUSTFLAGS");
        for (name, _) in crates {
            command.args(["-p", name]);
        }
        let output = command.output().expect("cargo runs");
        let found = messages(&String::from_utf8_lossy(&output.stdout));
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() || !found.is_empty(),
            "cargo has not come as far as the code: {errors}"
        );
        Outcome(found)
    }

    fn user(&self, name: &str, chosen: Chosen<'_>) {
        let runtime = format!("{:?}", workspace("generated-client").to_string_lossy());
        let client = if name == "old" { "old" } else { "new" };
        self.put(
            &format!("{name}/Cargo.toml"),
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                 [dependencies]\n\
                 client = {{ package = \"client-{client}\", path = \"../client-{client}\" }}\n\
                 runtime = {{ package = \"meeting-client\", path = {runtime}, default-features = false }}\n"
            ),
        );
        let mut modules = String::from(
            "#![allow(unused)]\n\
             pub fn any<T>() -> T { loop {} }\n",
        );
        for (module, probe) in self.probes.iter().filter(|it| chosen(it.0)) {
            let _ = writeln!(modules, "mod {module};");
            self.put(&format!("{name}/src/{module}.rs"), &probe.file());
        }
        self.put(&format!("{name}/src/lib.rs"), &modules);
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        let folder = path.parent().expect("it is in a folder");
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, text));
        written.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}

/// All features that code asks for.
fn features(sides: &[(&Case, Vec<(String, String)>)]) -> Vec<String> {
    let texts = sides.iter().flat_map(|it| &it.1).map(|it| &it.1);
    let after = texts.flat_map(|text| text.split("feature = \"").skip(1));
    let names = after.filter_map(|it| it.split('"').next());
    let all: BTreeSet<&str> = names.collect();
    all.into_iter().map(str::to_owned).collect()
}
