//! `cargo xtask approve`: decisions about changes, into `reviews/<service>.yaml`.

use std::{collections::BTreeMap, fmt::Write as _, fs, io, process::ExitCode};

use codegen::{
    diff::Kind,
    files, nearest,
    review::{
        Entry, Report,
        approvals::{self, Approvals, NotFound},
    },
    visible,
};

use crate::{
    diff::{self, Options, compare},
    output::{self, BOLD, DIM, GREEN, RESET, Result},
};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Changes, as `cargo xtask diff` calls them: four or more digits of each
    #[arg(value_name = "ID", required_unless_present = "rule")]
    ids: Vec<String>,
    /// All changes of this rule, such as R33
    #[arg(long, value_name = "RULE", conflicts_with = "ids")]
    rule: Option<String>,
    /// Why they may be released
    #[arg(long, value_name = "TEXT")]
    because: String,
    /// The last day on which the decision holds, 2027-01-31
    #[arg(long, value_name = "DATE", value_parser = diff::date)]
    until: Option<String>,
    /// The state before, as of `cargo xtask diff`
    #[arg(long, value_name = "BASE")]
    base: Option<String>,
    /// The state after, as of `cargo xtask diff`
    #[arg(long, value_name = "HEAD")]
    head: Option<String>,
    #[command(flatten)]
    options: Options,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let because = reason(&arguments.because)?;
    let (base, head) = (arguments.base.as_deref(), arguments.head.as_deref());
    let mut compared = compare(base, head, &arguments.options)?;
    let today = compared.today.clone();
    let until = arguments.until.as_deref();
    if let Some(until) = until.filter(|it| *it < today.as_str()) {
        return Err(format!("--until {until} is over: today is {today}").into());
    }

    let mut chosen: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in arguments.chosen(&compared.report)? {
        chosen.entry(&entry.service).or_default().push(entry);
    }
    let (folder, shown) = &compared.reviews;
    let mut out = String::new();
    for (service, entries) in &chosen {
        let of_service = of_service(&mut compared.approvals, service);
        for entry in entries {
            let approval = approvals::of(entry, &because, &today, until);
            approvals::approve(&mut of_service.approvals, approval);
        }
        let name = format!("{service}.yaml");
        let path = folder.join(&name);
        let before = match fs::read_to_string(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(format!("{}: {error}", path.display()).into());
            }
            before => before.unwrap_or_default(),
        };
        files::write(
            folder,
            &name,
            &approvals::rewrite(&before, &of_service.approvals),
        )?;
        for entry in entries {
            say(&mut out, entry);
        }
        let _ = writeln!(out, "{GREEN}wrote{RESET} {shown}/{name}");
    }
    let left = compared.report.entries.iter().filter(|it| {
        let mut now = chosen.values().flatten();
        it.is_undecided() && !now.any(|entry| entry.id == it.id)
    });
    let _ = writeln!(out, "{} undecided", left.count());
    output::print(&out)?;
    Ok(ExitCode::SUCCESS)
}

impl Arguments {
    fn chosen<'r>(&self, report: &'r Report) -> Result<Vec<&'r Entry>> {
        let Some(rule) = &self.rule else {
            let mut chosen: Vec<&Entry> = Vec::new();
            for id in &self.ids {
                let entry = approvals::find(report, id).map_err(|why| not_found(id, why))?;
                if !chosen.iter().any(|it| it.id == entry.id) {
                    chosen.push(entry);
                }
            }
            return Ok(chosen);
        };
        let known = Kind::ALL.iter().map(|it| it.id());
        let Some(kind) = Kind::ALL
            .iter()
            .find(|it| it.id().eq_ignore_ascii_case(rule))
        else {
            let near = nearest(rule, known).map(|it| format!("; did you mean `{it}`?"));
            let help = near.unwrap_or_else(|| "; `cargo xtask explain` lists them".to_owned());
            return Err(format!("there is no rule `{rule}`{help}").into());
        };
        let chosen = report.entries.iter().filter(|it| it.kind() == *kind);
        let chosen: Vec<&Entry> = chosen.collect();
        if chosen.is_empty() {
            return Err(
                format!("nothing changed as {} says: {}", kind.id(), kind.sentence()).into(),
            );
        }
        Ok(chosen)
    }
}

fn of_service<'a>(all: &'a mut Vec<Approvals>, service: &str) -> &'a mut Approvals {
    let at = all.iter().position(|it| it.service == service);
    let at = at.unwrap_or_else(|| {
        all.push(Approvals {
            service: service.to_owned(),
            approvals: Vec::new(),
        });
        all.len() - 1
    });
    &mut all[at]
}

/// The reason in one line.
fn reason(text: &str) -> Result<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    if text.is_empty() {
        return Err("--because says nothing: say why the change may be released".into());
    }
    if text.contains(char::is_control) {
        return Err("--because holds control characters: write it as plain text".into());
    }
    Ok(text)
}

fn not_found(id: &str, why: NotFound) -> String {
    match why {
        NotFound::Malformed => format!(
            "`{id}` is no change: `cargo xtask diff` shows the id of each, of which four or more digits are needed"
        ),
        NotFound::Unknown(Some(near)) => {
            format!("there is no change `{id}`; did you mean `{near}`?")
        }
        NotFound::Unknown(None) => {
            format!(
                "there is no change `{id}`: `cargo xtask diff` with the same BASE and HEAD lists them"
            )
        }
        NotFound::Ambiguous(ids) => {
            format!(
                "several changes begin with `{id}`: {}; give more digits",
                ids.join(", ")
            )
        }
    }
}

/// What was approved: rule, places, values.
fn say(out: &mut String, entry: &Entry) {
    let kind = entry.kind();
    let (id, sentence) = (&entry.short, kind.sentence());
    let _ = writeln!(out, "{BOLD}{id}{RESET} {} {sentence}", kind.id());
    for place in &entry.places {
        let operation = if place.operation.is_empty() {
            &entry.service
        } else {
            &place.operation
        };
        let place = format!("{operation} {}", visible(&place.subject));
        let _ = writeln!(out, "     {}", place.trim_end());
    }
    let value = |value: Option<String>| visible(&value.unwrap_or_else(|| "nothing".to_owned()));
    let (old, new) = (value(entry.old_key()), value(entry.new_key()));
    let _ = writeln!(out, "     {DIM}{old} → {new}{RESET}");
}
