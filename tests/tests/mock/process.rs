//! `cargo xtask mock` and `cargo xtask demo` as processes, and curl as a client that is not ours.

use std::{
    io::{self, BufRead as _, BufReader, Read},
    mem,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
    thread::{self, JoinHandle},
};

use golden_tests::{check, command, data, workspace};
use serde_json::Value;

fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| command::build("xtask-mock", &["mock"]))
}

fn xtask(arguments: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command
        .args(arguments)
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A server of its own process. Killed when it is dropped.
pub(crate) struct Mock {
    child: Child,
    lines: BufReader<Box<dyn Read + Send>>,
    url: String,
    banner: Vec<String>,
}

impl Mock {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let all = [&["mock", "--port", "0"], arguments].concat();
        let mut child = xtask(&all).spawn().expect("the executable runs");
        let stdout = child.stdout.take().expect("a pipe");
        let mut mock = Self {
            child,
            lines: BufReader::new(Box::new(stdout)),
            url: String::new(),
            banner: Vec::new(),
        };
        let first = mock.line();
        first
            .split("  ")
            .next()
            .unwrap_or_default()
            .clone_into(&mut mock.url);
        assert!(mock.url.starts_with("http://127.0.0.1:"), "{first}");
        // The head of the log ends the introduction.
        loop {
            let line = mock.line();
            if line.starts_with("UTC ") {
                return mock;
            }
            mock.banner.push(line);
        }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).expect("a line");
        assert!(line.ends_with('\n'), "it ended after {:?}", self.banner);
        line.trim_end().to_owned()
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The id of the process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Reads the rest of the log in the background, and counts its lines.
    pub(crate) fn drain(&mut self) -> JoinHandle<usize> {
        let nothing: Box<dyn Read + Send> = Box::new(io::empty());
        let lines = mem::replace(&mut self.lines, BufReader::new(nothing));
        thread::spawn(move || lines.lines().count())
    }

    fn curl_lines(&self) -> Vec<String> {
        let lines = self.banner.iter().filter(|line| line.starts_with("  curl"));
        lines.map(|line| line.trim().to_owned()).collect()
    }

    /// Interrupts it, and returns what it printed since.
    fn interrupt(mut self) -> (String, Option<i32>) {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args(["-INT", &pid]).status();
        assert!(sent.is_ok_and(|status| status.success()), "kill");
        let mut rest = String::new();
        self.lines.read_to_string(&mut rest).expect("the rest");
        let status = self.child.wait().expect("an end");
        (rest, status.code())
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        // It has ended already if it was interrupted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether there is a shell with curl. Says so if there is none.
fn has_curl() -> bool {
    let version = Command::new("curl").arg("--version").output();
    let found = cfg!(unix) && version.is_ok_and(|it| it.status.success());
    if !found {
        println!("skipped: there is no curl here");
    }
    found
}

fn shell(line: &str) -> Value {
    let output = Command::new("sh")
        .args(["-c", line])
        .env("no_proxy", "127.0.0.1")
        .output()
        .expect("a shell");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!(
            "{line}\n{error}: {}",
            String::from_utf8_lossy(&output.stdout)
        )
    })
}

#[test]
fn every_printed_line_is_ready_to_run_by_curl() {
    if !has_curl() {
        return;
    }
    let mut mock = Mock::start(&[]);
    let lines = mock.curl_lines();
    let (_, checked) = check(&workspace("specs"));
    let operations: Vec<_> = checked
        .specs
        .services
        .iter()
        .flat_map(|it| &it.operations)
        .collect();
    assert_eq!(lines.len(), operations.len(), "{:?}", mock.banner);
    for (line, operation) in lines.iter().zip(&operations) {
        // Twice: a signature that is good only once would fail.
        for _ in 0..2 {
            let answer = shell(line);
            for field in &operation.response {
                let always = matches!(field.presence, codegen::spec::Presence::Always(_));
                let found = answer.get(&field.name.value).is_some();
                assert!(found || !always, "{line}: {answer}");
            }
        }
    }
    // The log: time, operation, status.
    for operation in &operations {
        for _ in 0..2 {
            let line = mock.line();
            assert_eq!(&line[12..14], "  ", "{line}");
            assert!(
                line[14..].starts_with(&operation.name.value) && line.ends_with("  200"),
                "{line}"
            );
        }
    }
    let (rest, code) = mock.interrupt();
    assert_eq!(rest, "\nstopped after 18 requests\n");
    assert_eq!(code, Some(0));
}

#[test]
fn refusals_are_logged_with_their_reason_and_without_secrets() {
    if !has_curl() {
        return;
    }
    let mut mock = Mock::start(&[]);
    let url = mock.url.clone();
    let get = |arguments: &str, path: &str| shell(&format!("curl -s {arguments} '{url}{path}'"));
    let answer = get(
        "-H 'x-acs-dingtalk-access-token: hunter2-token'",
        "/v1.0/conference/videoConferences/c?secret=hunter2-query",
    );
    assert_eq!(answer["code"], "InvalidAuthentication");
    let answer = get(
        "-d '{\"appKey\":\"dingkey\",\"appSecret\":\"hunter2-secret\"}' -H 'content-type: application/json'",
        "/v1.0/oauth2/accessToken",
    );
    assert_eq!(answer["code"], "InvalidAuthentication");
    let answer = get(
        "-H 'X-TC-Key: hunter2-id' -H 'X-TC-Nonce: 1' -H 'X-TC-Timestamp: 1' -H 'X-TC-Signature: hunter2' \
         -H 'AppId: 1'",
        "/v1/corp/records?operator_id=hunter2",
    );
    assert_eq!(answer["error_info"]["error_code"], 190_303);
    let lines: Vec<_> = (0..3).map(|_| mock.line()).collect();
    let (rest, _) = mock.interrupt();
    let log = format!("{}\n{rest}", lines.join("\n"));
    assert!(!log.contains("hunter2"), "{log}");
    for (line, (operation, status)) in lines.iter().zip([
        ("query_conference_info", "400"),
        ("get_access_token", "400"),
        ("list_corp_records", "400"),
    ]) {
        let mut words = line.split_whitespace().skip(1);
        assert_eq!(words.next(), Some(operation), "{line}");
        assert_eq!(words.next(), Some(status), "{line}");
        assert!(words.count() >= 2, "no reason: {line}");
    }
}

#[test]
fn flags_choose_services_and_credentials() {
    if !has_curl() {
        return;
    }
    let mock = Mock::start(&[
        "--service",
        "tencent-meeting",
        "--secret-id",
        "AKIDmine",
        "--secret-key",
        "mine",
        "--records",
        "12345",
    ]);
    let banner = mock.banner.join("\n");
    assert!(
        banner.contains("secret id AKIDmine, secret key mine"),
        "{banner}"
    );
    assert!(!banner.contains("dingkey"), "{banner}");
    let lines = mock.curl_lines();
    assert_eq!(lines.len(), 3);
    let records = lines.iter().find(|line| line.contains("/v1/corp/records"));
    let answer = shell(records.expect("a line"));
    // A month of a year of them, and half of these were uploaded.
    let count = answer["total_count"].as_u64().expect("a number");
    assert!((300..=1100).contains(&count), "{answer}");
}

fn failure(arguments: &[&str]) -> (Option<i32>, String) {
    let output = xtask(arguments).output().expect("the executable runs");
    assert!(output.stdout.is_empty());
    let text = String::from_utf8(output.stderr).expect("UTF-8");
    (output.status.code(), text)
}

#[test]
fn what_cannot_be_served_is_said() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let (code, text) = failure(&["mock", "--port", &port]);
    assert_eq!(code, Some(2));
    assert_eq!(
        text,
        format!(
            "error: port {port} is in use; give another one with --port, or --port 0 for any\n"
        )
    );
    let (code, text) = failure(&["mock", "--service", "zoom"]);
    assert_eq!(code, Some(2));
    assert_eq!(
        text,
        "error: there is no service `zoom`, but dingtalk, tencent-meeting\n"
    );
}

/// Numbers that differ from run to run are hidden.
fn stable(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let words: Vec<_> = line
            .split(' ')
            .map(|word| {
                let number = word.trim_end_matches("ms").trim_end_matches('s');
                let is_time = number.contains('.') && number.parse::<f64>().is_ok();
                if is_time { "0.0" } else { word }
            })
            // How wide a column is depends on the times in it.
            .filter(|word| !word.is_empty())
            .collect();
        out.push_str(&words.join(" "));
        out.push('\n');
    }
    out
}

#[test]
fn the_demonstration_calls_every_operation() {
    let output = xtask(&["demo"]).output().expect("the executable runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{text}{errors}");
    let (_, checked) = check(&workspace("specs"));
    for service in &checked.specs.services {
        for operation in &service.operations {
            let name = &operation.name.value;
            assert!(
                text.lines()
                    .any(|line| line.starts_with(&format!("{name} "))),
                "{name} is missing:\n{text}"
            );
        }
    }
    let stable = stable(&text);
    let (_, shown) = stable.split_once('\n').expect("lines");
    let golden = golden_tests::golden(&data("golden/demo.txt"), shown);
    golden_tests::none(&golden.err().into_iter().collect::<Vec<_>>());
    for secret in ["dingsecret", "suitesecret", "SecretKeyTest"] {
        assert!(!text.contains(secret), "{text}");
    }
}
