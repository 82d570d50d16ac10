//! One of the two states: its specs, the version of its client, and what had been decided by then.

use std::{
    fs,
    path::{Path, PathBuf},
};

use codegen::{
    Checked, Diagnostic, Severity, Source, Sources, check, model, render,
    review::{Side, approvals::Approvals},
    spec::Specs,
};

use super::{
    git::{Content, Git, Kind, Stored},
    reviews,
};
use crate::output::{self, Result};

/// Where everything is that belongs to a state of the specs, by the path of its folder of specs.
const CLIENT: &str = "generated-client/Cargo.toml";
const WORKSPACE: &str = "Cargo.toml";
const REVIEWS: &str = "reviews";

/// A state that was read.
pub(super) struct Loaded {
    /// As the user calls it.
    pub(super) label: String,
    pub(super) sources: Sources,
    pub(super) specs: Specs,
    /// Version of the client.
    version: Option<String>,
    /// What had been decided by then.
    pub(super) decided: Vec<Approvals>,
}

impl Loaded {
    pub(super) fn side(&self) -> Side<'_> {
        Side {
            label: self.label.clone(),
            sources: &self.sources,
            specs: &self.specs,
            model: model::of_specs(&self.sources, &self.specs),
            version: self.version.clone(),
        }
    }
}

/// Reads a folder, which is called `label`, and `shown` in paths.
pub(super) fn folder(path: &Path, label: &str, shown: &str, reviews: &Path) -> Result<Loaded> {
    let (sources, found) = Sources::load(path, shown)?;
    if sources.files().is_empty() {
        return Err(no_specs(shown).into());
    }
    let above = path.join("..");
    let text = |below: &str| fs::read_to_string(above.join(below)).ok();
    let beside = above.join(REVIEWS);
    let same = |a: &Path, b: &Path| a.canonicalize().ok().zip(b.canonicalize().ok());
    let is_this = same(&beside, reviews).is_some_and(|(a, b)| a == b);
    let decided = if is_this {
        Vec::new()
    } else {
        reviews::history(&reviews::load(&beside, REVIEWS)?)
    };
    Ok(Loaded {
        label: label.to_owned(),
        specs: checked(&sources, found, label, "")?,
        sources,
        version: version(text(CLIENT), text(WORKSPACE)),
        decided,
    })
}

/// Reads a revision. Its folder of specs is where that of the working tree is, which is called `shown`.
pub(super) fn revision(
    git: &Git,
    (name, commit): (&str, &str),
    shown: &str,
    reviews: &Path,
) -> Result<Loaded> {
    let specs = git.prefix.as_str();
    // Folders beside that of the specs; it has none if it is the whole repository.
    let above = specs.trim_end_matches('/').rfind('/');
    let above = above.map_or("", |at| &specs[..=at]);
    let is_whole = specs.is_empty();
    let reviews = reviews_path(git, reviews).unwrap_or_else(|| format!("{above}{REVIEWS}/"));
    let (client, workspace) = (format!("{above}{CLIENT}"), format!("{above}{WORKSPACE}"));
    let paths = [
        specs.to_owned(),
        reviews.clone(),
        client.clone(),
        workspace.clone(),
    ];
    let stored = git.list(commit, if is_whole { &[] } else { &paths })?;

    let wanted: Vec<&Stored> = stored
        .iter()
        .filter(|it| it.kind == Kind::File || it.kind == Kind::Link)
        .collect();
    let contents = git.contents(&wanted)?;
    let read: Vec<(&Stored, Content)> = wanted.into_iter().zip(contents).collect();
    let text = |path: &str| {
        let (_, content) = read.iter().find(|(it, _)| it.path == path)?;
        String::from_utf8(content.clone().ok()?).ok()
    };
    let version = version(text(&client), text(&workspace));
    let decided = read.iter().filter_map(|(it, content)| {
        let below = it.path.strip_prefix(&reviews)?;
        let text = String::from_utf8(content.clone().ok()?).ok()?;
        reviews::source(REVIEWS, below, text)
    });
    let decided = reviews::history(&Sources::new(decided.collect::<Vec<Source>>()));

    if let Some(submodule) = stored
        .iter()
        .find(|it| it.kind == Kind::Submodule && it.path.starts_with(specs))
    {
        return Err(format!(
            "{name}:{} is a submodule, whose files the revision does not hold: check both states out into folders \
             and compare those",
            submodule.path
        )
        .into());
    }
    let files = links(specs, &read, name)?;
    let (sources, found) = Sources::stored(files, shown);
    if sources.files().is_empty() {
        return Err(no_specs(&format!("{name}:{specs}")).into());
    }
    Ok(Loaded {
        label: name.to_owned(),
        specs: checked(&sources, found, name, &format!("{name}:"))?,
        sources,
        version,
        decided,
    })
}

fn no_specs(folder: &str) -> String {
    let folder = folder.trim_end_matches('/');
    format!(
        "there are no specs in {folder}: it holds one folder per service, with a service.yaml in each; name another state to compare with"
    )
}

/// Where the folder of reviews is below the working tree, if it is there.
fn reviews_path(git: &Git, reviews: &Path) -> Option<String> {
    let of_reviews = Git::open(reviews).ok()?;
    (of_reviews.top == git.top && !of_reviews.prefix.is_empty()).then_some(of_reviews.prefix)
}

/// Most links that lead from one to the next.
const MOST_LINKS: usize = 8;

/// The files of the specs by their path below the folder; a link among them stands for what it leads to.
fn links(specs: &str, read: &[(&Stored, Content)], name: &str) -> Result<Vec<(String, Content)>> {
    let find = |path: &str| read.iter().find(|(it, _)| it.path == path);
    let mut files = Vec::new();
    for (stored, content) in read {
        let Some(below) = stored.path.strip_prefix(specs) else {
            continue;
        };
        let mut target = Some((*stored, content));
        for _ in 0..MOST_LINKS {
            let Some((link, Ok(to))) = target else { break };
            if link.kind == Kind::File {
                break;
            }
            target = leads_to(&link.path, &String::from_utf8_lossy(to))
                .and_then(|path| find(&path))
                .map(|(stored, content)| (*stored, content));
        }
        match target {
            Some((file, content)) if file.kind == Kind::File => {
                files.push((below.to_owned(), content.clone()));
            }
            _ => {
                return Err(format!(
                    "{name}:{} is a link to something else than one of the files there, and a revision is read without \
                     leaving it: check both states out into folders and compare those",
                    stored.path
                )
                .into());
            }
        }
    }
    Ok(files)
}

/// The path that a link means, if it stays below the working tree.
fn leads_to(link: &str, to: &str) -> Option<String> {
    let mut parts: Vec<&str> = link.split('/').collect();
    parts.pop();
    if to.starts_with('/') {
        return None;
    }
    for part in to.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The specs, if they are right; otherwise prints what is wrong with them.
fn checked(sources: &Sources, found: Vec<Diagnostic>, label: &str, prefix: &str) -> Result<Specs> {
    let Checked { specs, diagnostics } = check(sources, found);
    let errors: Vec<Diagnostic> = diagnostics
        .into_iter()
        .filter(|it| it.rule.severity == Severity::Error)
        .collect();
    if errors.is_empty() {
        return Ok(specs);
    }
    anstream::eprint!("{}", render::text(&sources.labelled(prefix), &errors, true));
    let mut message = format!("the specs of {label} do not pass `cargo xtask check`");
    if !prefix.is_empty() {
        message.push_str(
            "; if an earlier version of the format wrote them, compare with a later revision, or with a repaired copy \
             in a folder: `cargo xtask diff FOLDER`",
        );
    }
    Err(message.into())
}

/// The version in the client's manifest, or the one in the workspace's that it refers to.
fn version(client: Option<String>, workspace: Option<String>) -> Option<String> {
    let package = |text: Option<String>| text?.parse::<toml::Table>().ok();
    let client = package(client)?;
    let version = client.get("package")?.get("version")?;
    if let Some(version) = version.as_str() {
        return Some(version.to_owned());
    }
    let workspace = package(workspace)?;
    let package = workspace.get("workspace")?.get("package")?;
    Some(package.get("version")?.as_str()?.to_owned())
}

/// The folder of specs of the working tree, and how it is called in paths.
pub(super) fn working_tree(specs: Option<&Path>) -> (PathBuf, String) {
    match specs {
        Some(specs) => (specs.to_path_buf(), output::shown(specs)),
        None => (output::root().join("specs"), "specs".to_owned()),
    }
}
