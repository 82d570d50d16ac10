//! `cargo xtask audit`: every fact of the specs against the captured pages.

use std::{
    fmt::Write as _,
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use codegen::{
    Sources,
    audit::{self, Audit, Audited, Check, Finding, Outcome, PageFile, PageRead, Row},
    import::MAX_PAGE,
    model::At,
};

use crate::{
    FINDINGS,
    output::{self, BOLD, DIM, Format, GREEN, RED, RESET, Result},
    table::table,
};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Folder of captured pages; its subfolders are read, too
    #[arg(long, value_name = "DIR")]
    pages: PathBuf,
    /// Folder of specs [default: specs]
    #[arg(long, value_name = "DIR")]
    specs: Option<PathBuf>,
    /// Only this service
    #[arg(long, value_name = "SERVICE")]
    service: Option<String>,
    /// How to print findings
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// List what is explained, too, each with its explanation
    #[arg(long)]
    verbose: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let (sources, mut checked) = output::read(arguments.specs.as_deref())?;
    if checked.has_errors() {
        output::findings(&sources, &checked.diagnostics, arguments.format)?;
        return Ok(ExitCode::from(FINDINGS));
    }
    if let Some(name) = &arguments.service {
        let known = checked.specs.services.iter();
        let known: Vec<_> = known.map(|it| it.name.value.clone()).collect();
        if !known.contains(name) {
            let known = known.join(", ");
            return Err(format!("there is no service `{name}`; there are: {known}").into());
        }
        checked.specs.services.retain(|it| it.name.value == *name);
    }
    let (pages, mut unread) = pages(&arguments.pages)?;
    let mut audit = audit::audit(&sources, &checked.specs, &pages);
    audit.pages.append(&mut unread);
    audit.pages.sort_by(|a, b| a.name.cmp(&b.name));
    if !audit.has_pages() {
        return Err(no_pages(&arguments.pages, &audit).into());
    }
    if audit.operations.is_empty() {
        return Err("the specs have no operation: nothing was checked".into());
    }
    match arguments.format {
        Format::Text => output::print(&text(&sources, &audit, arguments.verbose))?,
        Format::Json => {
            let json = audit::json(&sources, &audit);
            output::print(&(serde_json::to_string_pretty(&json)? + "\n"))?;
        }
        Format::Github => output::print(&github(&sources, &audit))?,
    }
    let is_open = audit.findings().next().is_some() || !audit.left().is_empty();
    Ok(if is_open {
        ExitCode::from(FINDINGS)
    } else {
        ExitCode::SUCCESS
    })
}

fn no_pages(folder: &Path, audit: &Audit) -> String {
    let folder = folder.display();
    let mut message = if audit.pages.is_empty() {
        format!("there are no pages in {folder}: put the captured pages there")
    } else {
        format!("none of the files in {folder} is a page that could be read:")
    };
    for page in &audit.pages {
        if let Err(why) = &page.operations {
            let _ = write!(message, "\n  {}: {why}", page.name);
        }
    }
    message
}

/// The files of a folder and of its subfolders, and those that are too large.
fn pages(folder: &Path) -> Result<(Vec<PageFile>, Vec<PageRead>)> {
    let mut files = Vec::new();
    for (name, path) in entries(folder)? {
        if path.is_dir() {
            let inner = entries(&path)?.into_iter();
            let inner = inner.filter(|(_, path)| path.is_file());
            files.extend(inner.map(|(inner, path)| (format!("{name}/{inner}"), path)));
        } else if path.is_file() {
            files.push((name, path));
        }
    }
    let (mut pages, mut unread) = (Vec::new(), Vec::new());
    for (name, path) in files {
        match content(&path) {
            Ok(bytes) => pages.push(PageFile { name, bytes }),
            Err(why) => unread.push(PageRead {
                name,
                operations: Err(why),
                left: Vec::new(),
                used: false,
            }),
        }
    }
    Ok((pages, unread))
}

/// A file that cannot be read is listed like one that is no page.
fn content(path: &Path) -> std::result::Result<Vec<u8>, String> {
    let read = || -> io::Result<std::result::Result<Vec<u8>, u64>> {
        let size = fs::metadata(path)?.len();
        if size > MAX_PAGE {
            return Ok(Err(size));
        }
        let mut bytes = Vec::new();
        File::open(path)?.take(MAX_PAGE).read_to_end(&mut bytes)?;
        Ok(Ok(bytes))
    };
    match read() {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(size)) => Err(codegen::import::ImportError::TooLarge(size).to_string()),
        Err(error) => Err(error.to_string()),
    }
}

/// Names and paths of what is in a folder and not hidden, sorted by name.
fn entries(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let named = |error: io::Error| format!("{}: {error}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(named)? {
        let entry = entry.map_err(named)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            found.push((name, entry.path()));
        }
    }
    found.sort();
    Ok(found)
}

fn text(sources: &Sources, audit: &Audit, verbose: bool) -> String {
    let mut out = String::new();
    for it in &audit.operations {
        let page = match &it.page {
            Some((name, _)) => name.as_str(),
            None => "no page",
        };
        let _ = writeln!(out, "{BOLD}{}/{}{RESET}  {page}", it.service, it.name);
        out.push_str(&counts(
            &format!("{}/{}", it.service, it.name),
            &|row, outcome| it.count(row, outcome),
        ));
        out.push('\n');
    }
    let number = audit.operations.len();
    let total = format!("{number} {}", plural(number, "operation"));
    let _ = writeln!(out, "{BOLD}{total}{RESET}");
    out.push_str(&counts(&total, &|row, outcome| audit.count(row, outcome)));
    out.push('\n');
    files(audit, &mut out);
    if verbose {
        for it in &audit.operations {
            explained(sources, it, &mut out);
        }
    }
    let left = audit.left();
    let findings: Vec<&Finding> = audit.findings().map(|(_, it)| it).chain(&left).collect();
    for it in &findings {
        finding(sources, it, &mut out);
    }
    let count = findings.len();
    let _ = match count {
        0 => writeln!(out, "{GREEN}every fact is on its page or explained{RESET}"),
        _ => writeln!(out, "{RED}{count} {}{RESET}", plural(count, "finding")),
    };
    out
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 {
        word.to_owned()
    } else {
        format!("{word}s")
    }
}

const HEAD: [&str; 9] = [
    "",
    "facts",
    "confirmed",
    "contradicted, recorded",
    "contradicted",
    "not on the page, explained",
    "not on the page",
    "only on the page, explained",
    "only on the page",
];

/// Rows without facts are left out. Facts are those of the spec; what only the page has is none.
fn counts(name: &str, count: &dyn Fn(Option<Row>, Outcome) -> usize) -> String {
    let line = |name: &str, row: Option<Row>| {
        let numbers = Outcome::ALL.map(|outcome| count(row, outcome));
        let [of_spec @ .., _, _] = numbers;
        let facts: usize = of_spec.iter().sum();
        let all = [facts].into_iter().chain(numbers);
        let is_empty = numbers.iter().all(|it| *it == 0);
        let cells = [name.to_owned()]
            .into_iter()
            .chain(all.map(|it| it.to_string()));
        (is_empty, cells.collect::<Vec<_>>())
    };
    let rows = Row::ALL
        .into_iter()
        .map(|row| line(row.as_str(), Some(row)));
    let mut rows: Vec<_> = rows
        .filter(|(is_empty, _)| !is_empty)
        .map(|(_, cells)| cells)
        .collect();
    rows.push(line(name, None).1);
    let text = table(&HEAD, &rows);
    let last = rows.len();
    let mut out = String::new();
    for (number, line) in text.lines().enumerate() {
        let _ = match number {
            0 => writeln!(out, "{DIM}{line}{RESET}"),
            _ if number == last => writeln!(out, "{BOLD}{line}{RESET}"),
            _ => writeln!(out, "{line}"),
        };
    }
    out
}

/// Files to which no spec belongs.
fn files(audit: &Audit, out: &mut String) {
    let before = out.len();
    for page in audit.pages.iter().filter(|it| !it.used) {
        let _ = match &page.operations {
            Ok(_) => writeln!(out, "{}: no spec was transcribed from it", page.name),
            Err(why) => writeln!(out, "{}: no page: {why}", page.name),
        };
    }
    if out.len() > before {
        out.push('\n');
    }
}

/// What is not simply confirmed, and why that is so.
fn explained(sources: &Sources, it: &Audited, out: &mut String) {
    let _ = writeln!(out, "{BOLD}{}/{}{RESET}", it.service, it.name);
    for check in it.checks.iter().filter(|it| !it.outcome.is_open()) {
        if let Some(why) = &check.why {
            let place = places(sources, it, check);
            let _ = writeln!(
                out,
                "{DIM}{place}{RESET} {}: {}",
                check.outcome.as_str(),
                check.phrase()
            );
            for line in why.lines() {
                let _ = writeln!(out, "    {line}");
            }
        }
    }
    out.push('\n');
}

fn places(sources: &Sources, it: &Audited, check: &Check) -> String {
    let spec = check.spec.as_ref().map(|(_, at)| place(sources, *at));
    let page = check.page.as_ref().zip(it.page.as_ref());
    let page = page.map(|((_, line), (name, _))| format!("{name}:{line}"));
    [spec, page]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

fn place(sources: &Sources, at: At) -> String {
    let file = sources.files().get(at.file as usize);
    let path = file.map_or("", |it| it.path.as_str());
    format!("{path}:{}", at.line.max(1))
}

fn finding(sources: &Sources, it: &Finding, out: &mut String) {
    let page = it.page.as_ref().map(|(name, line)| match line {
        0 => name.clone(),
        line => format!("{name}:{line}"),
    });
    let spec = (it.at.line > 0).then(|| place(sources, it.at));
    let places: Vec<_> = [spec, page].into_iter().flatten().collect();
    let _ = writeln!(out, "{RED}{}{RESET}: {}", it.kind, it.message);
    let _ = writeln!(out, "  {DIM}-->{RESET} {}", places.join(", "));
    let _ = writeln!(out, "  help: {}\n", it.help);
}

fn github(sources: &Sources, audit: &Audit) -> String {
    let left = audit.left();
    let mut out = String::new();
    for it in audit.findings().map(|(_, it)| it).chain(&left) {
        let file = (it.at.line > 0)
            .then(|| sources.files().get(it.at.file as usize))
            .flatten()
            .map(|file| format!("file={},line={},", property(&file.path), it.at.line));
        let page = match &it.page {
            Some((name, 0)) => format!("\npage: {name}"),
            Some((name, line)) => format!("\npage: {name}, line {line}"),
            None => String::new(),
        };
        let message = escape(&format!("{}{page}\nhelp: {}", it.message, it.help));
        let _ = writeln!(
            out,
            "::error {}title={}::{message}",
            file.unwrap_or_default(),
            it.kind
        );
    }
    out
}

fn escape(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}
