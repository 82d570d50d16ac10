//! `cargo xtask mock`: the fake vendors as a process.

use std::{
    fmt::Write as _,
    io,
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use meeting_client::mock::{Event, MockServer, ServiceSpec};

use super::{Arguments, curl, vendors};
use crate::output::{self, BOLD, DIM, GREEN, RED, RESET, Result};

/// Width of the column of operations in the log.
const WIDTH: usize = 34;

pub(super) async fn run(arguments: &Arguments) -> Result<ExitCode> {
    let services = vendors::chosen(arguments.service.as_deref())?;
    let requests = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&requests);
    let mut server = MockServer::builder()
        .port(arguments.port)
        .strict(arguments.strict)
        .limits(!arguments.no_limits)
        .records(arguments.records)
        .seed(arguments.seed)
        .keep_requests(false)
        .log(move |event| {
            counted.fetch_add(1, Ordering::Relaxed);
            // Whoever reads the log may have gone; the server goes on.
            let _ = output::print(&log_line(event));
        });
    for service in &services {
        server = vendors::play(server, service, &arguments.credentials);
    }
    let server = server.start().await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "port {} is in use; give another one with --port, or --port 0 for any",
            arguments.port
        ),
        _ => format!("cannot listen at port {}: {error}", arguments.port),
    })?;
    output::print(&introduction(server.url(), &services, arguments)?)?;
    tokio::signal::ctrl_c().await?;
    server.stop().await;
    let requests = requests.load(Ordering::Relaxed);
    output::print(&format!("\nstopped after {requests} requests\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// Where the server is, whom it lets in, and a line to try for each operation.
fn introduction(url: &str, services: &[&ServiceSpec], arguments: &Arguments) -> Result<String> {
    let titles: Vec<_> = services.iter().map(|it| it.title()).collect();
    let mut text = format!(
        "{BOLD}{url}{RESET}  plays {}; Ctrl-C stops it\n\n",
        titles.join(" and ")
    );
    for service in services {
        let credentials = vendors::described(service, &arguments.credentials);
        writeln!(text, "{:<16} {credentials}", service.title())?;
    }
    let Arguments { records, seed, .. } = arguments;
    writeln!(
        text,
        "{:<16} {records} entries in the year 2021, seed {seed}",
        "Data set"
    )?;
    writeln!(text, "{:<16} {url}/__mock", "Control")?;
    for spec in services.iter().flat_map(|it| it.all_operations()) {
        let (name, method, path) = (spec.name(), spec.method(), spec.path());
        let line = curl::line(url, spec, &arguments.credentials)?;
        writeln!(
            text,
            "\n{BOLD}{name}{RESET} {DIM}{method} {path}{RESET}\n  {line}"
        )?;
    }
    writeln!(
        text,
        "\n{DIM}{:<12}  {:<WIDTH$}  status  why{RESET}",
        "UTC", "operation"
    )?;
    Ok(text)
}

/// Time, operation, status, and why it was refused.
fn log_line(event: &Event) -> String {
    let time = humantime::format_rfc3339_millis(event.at).to_string();
    // The day is the same for hours, and the zone for ever.
    let time = time.get(11..23).unwrap_or(&time);
    let what = event.operation.map_or_else(
        || format!("{} {}", visible(&event.method), visible(&event.path)),
        ToOwned::to_owned,
    );
    let status = event
        .status
        .map_or_else(|| "---".to_owned(), |it| it.to_string());
    let colour = if event.status.is_some_and(|it| it < 300) {
        GREEN
    } else {
        RED
    };
    let why = event.refused.as_deref().map(visible).unwrap_or_default();
    // As wide as the head of the column.
    let why = if why.is_empty() {
        why
    } else {
        format!("     {why}")
    };
    format!("{DIM}{time}{RESET}  {what:<WIDTH$}  {colour}{status}{RESET}{why}\n")
}

/// What came over the wire, without what would move the cursor.
fn visible(text: &str) -> String {
    const LONGEST: usize = 200;
    let shown: String = text.chars().take(LONGEST).collect();
    let shown: String = shown
        .chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    if shown.len() < text.len() && text.chars().count() > LONGEST {
        format!("{shown}…")
    } else {
        shown
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    #[test]
    fn what_came_over_the_wire_stays_on_its_line() {
        assert_eq!(
            visible("/a\u{1b}[2J\r\nb"),
            "/a\u{fffd}[2J\u{fffd}\u{fffd}b"
        );
        let long = "a".repeat(201);
        assert_eq!(visible(&long), format!("{}…", "a".repeat(200)));
        assert_eq!(visible(&long[..200]), long[..200]);
    }

    #[test]
    fn times_are_in_utc() {
        let at = UNIX_EPOCH + Duration::from_millis(1_613_738_006_007);
        let time = humantime::format_rfc3339_millis(at).to_string();
        assert_eq!(time.get(11..23), Some("12:33:26.007"));
    }
}
