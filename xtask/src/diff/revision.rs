//! Which state of the specs an argument means, and how one that means none is answered.

use std::path::{Path, PathBuf};

use codegen::{Sources, nearest};

use super::git::Git;
use crate::output::Result;

/// A state of the specs.
pub(super) enum Which {
    /// The specs as they are.
    WorkingTree,
    /// A folder.
    Folder(PathBuf),
    /// A revision, and its commit.
    Revision(String, String),
}

/// The repository of the specs, opened when it is needed: folders can be compared without one.
pub(super) struct Repository {
    specs: PathBuf,
    opened: Option<Git>,
}

impl Repository {
    pub(super) fn of(specs: &Path) -> Self {
        Self {
            specs: specs.to_path_buf(),
            opened: None,
        }
    }

    pub(super) fn git(&mut self) -> Result<&Git> {
        if self.opened.is_none() {
            self.opened = Some(Git::open(&self.specs)?);
        }
        self.opened.as_ref().ok_or_else(|| "there is no git".into())
    }
}

/// The two states that are meant; and a note, if it may surprise which.
pub(super) fn choose(
    base: Option<&str>,
    head: Option<&str>,
    repository: &mut Repository,
) -> Result<(Which, Which, Option<String>)> {
    let (base, head) = match (base, head) {
        (Some(both), None) if !is_folder(both) => range(both)?,
        _ => (base, head),
    };
    let (base, note) = match base {
        Some(base) => (which(base, repository)?, None),
        None => default(repository)?,
    };
    let head = match head {
        Some(head) => which(head, repository)?,
        None => Which::WorkingTree,
    };
    Ok((base, head, note))
}

/// `A..B` is both; the dots of `../specs` are none.
fn range(text: &str) -> Result<(Option<&str>, Option<&str>)> {
    if text.contains("...") {
        return Err(format!(
            "`{text}`: three dots are not understood; for the commit where two branches part, name what \
             `git merge-base A B` prints"
        )
        .into());
    }
    let between = text.match_indices("..").find(|(at, _)| {
        let before = text[..*at].ends_with('/') || *at == 0;
        let after = text[at + 2..].starts_with('/') || text.len() == at + 2;
        !before && !after
    });
    Ok(match between {
        Some((at, _)) => (Some(&text[..at]), Some(&text[at + 2..])),
        None => (Some(text), None),
    })
}

/// Whether a text can only be a path.
fn is_path(text: &str) -> bool {
    let begins = |it: &&str| text.starts_with(*it);
    Path::new(text).is_absolute()
        || [".", ".."].contains(&text)
        || ["./", "../", ".\\", "..\\"].iter().any(begins)
}

fn is_folder(text: &str) -> bool {
    Path::new(text).is_dir()
}

fn holds_specs(folder: &str) -> bool {
    Sources::load(Path::new(folder), folder).is_ok_and(|(sources, _)| {
        let mut files = sources.files().iter();
        files.any(|it| it.name == "service.yaml")
    })
}

fn which(text: &str, repository: &mut Repository) -> Result<Which> {
    if is_path(text) {
        if !is_folder(text) {
            return Err(format!("there is no folder {text}").into());
        }
        return Ok(Which::Folder(PathBuf::from(text)));
    }
    let holds_specs = is_folder(text) && holds_specs(text);
    let git = match repository.git() {
        Ok(git) => git,
        // Folders need no repository.
        Err(_) if holds_specs => return Ok(Which::Folder(PathBuf::from(text))),
        Err(error) => return Err(error),
    };
    match (git.commit(text)?, holds_specs) {
        (Some(_), true) => Err(format!(
            "`{text}` is a revision and a folder of specs: write `./{text}` for the folder, `{text}^0` for the revision"
        )
        .into()),
        (Some(commit), false) => Ok(Which::Revision(text.to_owned(), commit)),
        (None, true) => Ok(Which::Folder(PathBuf::from(text))),
        (None, false) => Err(unknown(text, git)?.into()),
    }
}

/// What somebody who wants to propose a change compares with.
const MAIN: &str = "origin/main";

fn default(repository: &mut Repository) -> Result<(Which, Option<String>)> {
    let git = repository.git()?;
    if let Some(commit) = git.commit("refs/remotes/origin/main")? {
        return Ok((Which::Revision(MAIN.to_owned(), commit), None));
    }
    if git.is_shallow()? {
        // Compared with itself, a change that was checked out would look like none.
        return Err(unknown(MAIN, git)?.into());
    }
    let Some(commit) = git.commit("HEAD")? else {
        return Err("the repository has no commit yet: there is nothing to compare with".into());
    };
    let note = format!("there is no {MAIN}; compared with HEAD");
    Ok((Which::Revision("HEAD".to_owned(), commit), Some(note)))
}

fn unknown(revision: &str, git: &Git) -> Result<String> {
    let mut parts = vec![format!("there is no revision `{revision}`")];
    if is_folder(revision) {
        parts.push(
            "the folder of this name holds no specs: a folder per service, with a service.yaml in each"
                .to_owned(),
        );
    }
    let names = git.names()?;
    let near = nearest(revision, names.iter().map(String::as_str));
    parts.extend(near.map(|near| format!("did you mean `{near}`?")));
    if git.is_shallow()? {
        let shallow = "this clone is shallow: `git fetch --unshallow` gets all revisions";
        parts.push(match revision.strip_prefix("origin/") {
            Some(branch) => {
                format!("{shallow}, `git fetch origin {branch}:refs/remotes/{revision}` this one")
            }
            None => shallow.to_owned(),
        });
    } else if near.is_none() {
        parts.push(match revision.split_once('/') {
            Some((remote, branch)) => {
                format!("`git fetch {remote} {branch}` gets it if it is a branch there")
            }
            None => "`git branch --all` and `git tag` list what there is, `git fetch` gets what is missing"
                .to_owned(),
        });
    }
    Ok(parts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::range;

    #[test]
    fn two_dots_stand_between_two_revisions() {
        for (text, base, head) in [
            ("v1..v2", "v1", Some("v2")),
            ("HEAD~3..HEAD", "HEAD~3", Some("HEAD")),
            ("origin/main..topic/a", "origin/main", Some("topic/a")),
            ("../specs", "../specs", None),
            ("../../old/specs", "../../old/specs", None),
            ("old/../specs", "old/../specs", None),
            ("v1..", "v1..", None),
            ("..v2", "..v2", None),
            ("main", "main", None),
        ] {
            assert_eq!(range(text).expect(text), (Some(base), head), "{text}");
        }
        assert!(range("a...b").is_err());
    }
}
