//! From arguments to a report with decisions.

use std::path::{Path, PathBuf};

use codegen::review::{
    self, Report,
    approvals::{self, Approvals},
};

use super::{
    reviews,
    revision::{Repository, Which, choose},
    select::Selection,
    side::{self, Loaded},
};
use crate::output::{self, Result};

/// What a comparison depends on, beside the two states.
#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    selection: Selection,
    /// Folder of specs of the working tree; revisions are those of its repository [default: specs]
    #[arg(long, value_name = "DIR")]
    specs: Option<PathBuf>,
    /// Folder of approvals [default: reviews, beside the specs]
    #[arg(long, value_name = "DIR")]
    reviews: Option<PathBuf>,
    /// The day by which approvals expire, 2026-05-24 [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = date)]
    today: Option<String>,
}

/// A day of the calendar, as an argument.
pub(crate) fn date(text: &str) -> std::result::Result<String, String> {
    if approvals::is_date(text) {
        Ok(text.to_owned())
    } else {
        Err("a day is needed, such as 2026-05-24".to_owned())
    }
}

/// A report, and what it was decided by.
pub(crate) struct Compared {
    pub(crate) report: Report,
    /// What the files decide, of what was not asked for, too.
    pub(crate) approvals: Vec<Approvals>,
    /// The folder of the files, and how it is called.
    pub(crate) reviews: (PathBuf, String),
    pub(crate) today: String,
}

/// Compares two states, by default what the branch started from and the working tree.
pub(crate) fn compare(
    base: Option<&str>,
    head: Option<&str>,
    options: &Options,
) -> Result<Compared> {
    let (specs, shown) = side::working_tree(options.specs.as_deref());
    let today = options.today.clone().unwrap_or_else(output::today);
    let (folder, called) = match &options.reviews {
        Some(folder) => (folder.clone(), output::shown(folder)),
        None => (specs.join("..").join("reviews"), "reviews".to_owned()),
    };
    let approvals = reviews::read(&reviews::load(&folder, &called)?)?;

    let mut repository = Repository::of(&specs);
    let (base, head, note) = choose(base, head, &mut repository)?;
    if let Some(note) = note {
        anstream::eprintln!("{}note{}: {note}", output::BOLD, output::RESET);
    }
    let mut load = |which: &Which| -> Result<Loaded> {
        match which {
            Which::WorkingTree => side::folder(&specs, "working tree", &shown, &folder),
            Which::Folder(path) => {
                let shown = output::shown(path);
                side::folder(path, &shown, &shown, &folder)
            }
            Which::Revision(name, commit) => {
                side::revision(repository.git()?, (name, commit), &shown, &folder)
            }
        }
    };
    let (mut old, mut new) = (load(&base)?, load(&head)?);
    let left = options.selection.apply(&mut old, &mut new)?;

    let mut applied = approvals.clone();
    let mut history = old.decided.clone();
    if matches!(head, Which::Revision(..)) && options.reviews.is_none() {
        // Of an earlier state nobody can demand that it has what was approved later.
        history.extend(later(&approvals, &new));
    }
    if let Some(left) = &left {
        options.selection.restrict(&mut applied, left);
        options.selection.restrict(&mut history, left);
    }
    let mut report = review::report(&old.side(), &new.side());
    approvals::decide(&mut report, &applied, &history, &today);
    Ok(Compared {
        report,
        approvals,
        reviews: (folder, called),
        today,
    })
}

/// Approvals that a revision does not have yet.
fn later(approvals: &[Approvals], head: &Loaded) -> Vec<Approvals> {
    let mut later = approvals.to_vec();
    for of_service in &mut later {
        let there = head.decided.iter();
        let there = there.filter(|it| it.service == of_service.service);
        let there: Vec<_> = there.flat_map(|it| &it.approvals).collect();
        of_service.approvals.retain(|it| !there.contains(&it));
    }
    later
}

/// Writes a text to a file in one step; into what is no file, such as `/dev/stdout`, directly.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    let named = |error: std::io::Error| format!("{}: {error}", path.display());
    let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    if target.exists() && !target.is_file() {
        return Ok(std::fs::write(&target, text).map_err(named)?);
    }
    let name = target
        .file_name()
        .map(|it| it.to_string_lossy().into_owned());
    let folder = target.parent().filter(|it| !it.as_os_str().is_empty());
    let name = name.ok_or_else(|| format!("{} is no name of a file", path.display()))?;
    Ok(codegen::files::write(
        folder.unwrap_or(Path::new(".")),
        &name,
        text,
    )?)
}
