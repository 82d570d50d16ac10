//! Drives a headless Chromium over its `DevTools` protocol.

use std::{
    env, fs,
    io::ErrorKind,
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

const PATIENCE: Duration = Duration::from_secs(60);

/// A browser with one tab.
pub(crate) struct Browser {
    child: Child,
    socket: WebSocket<TcpStream>,
    session: Option<String>,
    calls: u64,
    events: Vec<Value>,
    folder: tempfile::TempDir,
}

impl Browser {
    /// Starts the browser, if there is one.
    ///
    /// # Panics
    ///
    /// If there is one that does not start, or if there is none and `CI_BROWSER` is `1`.
    pub(crate) fn start() -> Option<Self> {
        let Some(program) = program() else {
            let needed = env::var("CI_BROWSER").is_ok_and(|it| it == "1");
            assert!(!needed, "there is no Chromium");
            println!("skipped: there is no Chromium here");
            return None;
        };
        let folder = tempfile::tempdir().expect("a folder");
        let mut command = Command::new(program);
        command
            .args([
                "--headless",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
            ])
            .args(["--remote-debugging-port=0", "--lang=en"])
            .arg(format!(
                "--user-data-dir={}",
                folder.path().join("profile").display()
            ))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        // Its sandbox cannot be set up in most containers; it opens nothing but our own page.
        if cfg!(target_os = "linux") {
            command.arg("--no-sandbox");
        }
        let child = command.spawn().expect("the browser starts");
        let address = address(&folder.path().join("profile/DevToolsActivePort"));
        let stream = TcpStream::connect(("127.0.0.1", address.0)).expect("the browser listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let url = format!("ws://127.0.0.1:{}{}", address.0, address.1);
        let (socket, _) = tungstenite::client(url, stream).expect("the browser answers");
        let mut browser = Self {
            child,
            socket,
            session: None,
            calls: 0,
            events: Vec::new(),
            folder,
        };
        let target = browser.call("Target.createTarget", json!({ "url": "about:blank" }));
        let target = json!({ "targetId": target["targetId"], "flatten": true });
        let session = browser.call("Target.attachToTarget", target);
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        let downloads = json!({ "behavior": "allow", "downloadPath": browser.downloads() });
        browser.call("Browser.setDownloadBehavior", downloads);
        Some(browser)
    }

    /// A folder that lives as long as the browser.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn downloads(&self) -> PathBuf {
        self.folder.path().join("downloads")
    }

    /// Calls a method of the protocol.
    pub(crate) fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.calls += 1;
        let id = self.calls;
        let mut message = json!({ "id": id, "method": method });
        message["params"] = parameters;
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let message = Message::text(message.to_string());
        self.socket.send(message).expect("the browser listens");
        loop {
            let mut message = self.message();
            if message["id"] == id {
                assert!(message["error"].is_null(), "{method}: {}", message["error"]);
                return message["result"].take();
            }
            self.events.push(message);
        }
    }

    fn message(&mut self) -> Value {
        loop {
            let message = self.socket.read().expect("the browser answers in time");
            if let Message::Text(text) = message {
                return serde_json::from_str(&text).expect("JSON");
            }
        }
    }

    /// Opens a file.
    pub(crate) fn open(&mut self, path: &Path) {
        self.events.clear();
        let url = format!("file://{}", path.display());
        self.call("Page.navigate", json!({ "url": url }));
        self.until("Page.loadEventFired");
    }

    fn until(&mut self, method: &str) {
        while !self.events.iter().any(|it| it["method"] == method) {
            let message = self.message();
            self.events.push(message);
        }
    }

    /// The value of an expression.
    pub(crate) fn value(&mut self, expression: &str) -> Value {
        let call = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let mut result = self.call("Runtime.evaluate", call);
        assert!(
            result["exceptionDetails"].is_null(),
            "{expression}: {result}"
        );
        result["result"]["value"].take()
    }

    /// The text that an expression is.
    pub(crate) fn text(&mut self, expression: &str) -> String {
        self.value(expression)
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Presses a key: `j`, `Enter`, `Escape`.
    pub(crate) fn press(&mut self, key: &str) {
        let mut down = json!({ "type": "keyDown", "key": key });
        match key {
            "Enter" => down["text"] = json!("\r"),
            "Escape" => down["windowsVirtualKeyCode"] = json!(27),
            letter => down["text"] = json!(letter),
        }
        self.call("Input.dispatchKeyEvent", down);
        self.call(
            "Input.dispatchKeyEvent",
            json!({ "type": "keyUp", "key": key }),
        );
    }

    /// Types a text where the focus is.
    pub(crate) fn type_in(&mut self, text: &str) {
        self.call("Input.insertText", json!({ "text": text }));
    }

    /// Clicks on the first element that a selector finds.
    pub(crate) fn click(&mut self, selector: &str) {
        let expression = format!(
            "(() => {{ const it = document.querySelector({}); it.scrollIntoView({{ block: 'center' }}); \
             const at = it.getBoundingClientRect(); return [at.x + at.width / 2, at.y + at.height / 2]; }})()",
            json!(selector)
        );
        let at = self.value(&expression);
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({
                "type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1,
            });
            self.call("Input.dispatchMouseEvent", event);
        }
    }

    /// A file that the page let the browser download.
    pub(crate) fn downloaded(&self, name: &str) -> String {
        let path = self.downloads().join(name);
        let start = Instant::now();
        loop {
            match fs::read_to_string(&path) {
                Ok(text) if !text.is_empty() => return text,
                Err(error) if error.kind() != ErrorKind::NotFound => panic!("{error}"),
                _ => assert!(start.elapsed() < PATIENCE, "{name} was not downloaded"),
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// What went wrong on the page since it was opened: errors, warnings, what it wanted to load.
    pub(crate) fn complaints(&mut self) -> Vec<String> {
        // What happened before this call is known after it.
        self.value("1");
        let wrong = self.events.iter().filter(|event| {
            let parameters = &event["params"];
            match event["method"].as_str().unwrap_or_default() {
                "Runtime.exceptionThrown" | "Runtime.consoleAPICalled" | "Log.entryAdded" => true,
                "Network.requestWillBeSent" => {
                    let url = parameters["request"]["url"].as_str().unwrap_or_default();
                    parameters["type"] != "Document" && !url.starts_with("blob:")
                }
                _ => false,
            }
        });
        wrong.map(Value::to_string).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may be gone already, and nothing depends on how it ends.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Port and path at which the browser listens, which it writes into a file.
fn address(file: &Path) -> (u16, String) {
    let start = Instant::now();
    loop {
        let text = fs::read_to_string(file).unwrap_or_default();
        let mut lines = text.lines();
        if let (Some(Ok(port)), Some(path)) = (lines.next().map(str::parse), lines.next()) {
            return (port, path.to_owned());
        }
        assert!(start.elapsed() < PATIENCE, "the browser does not start");
        thread::sleep(Duration::from_millis(20));
    }
}

fn program() -> Option<PathBuf> {
    const NAMES: [&str; 4] = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ];
    let path = env::var_os("PATH")?;
    let mut all = NAMES
        .iter()
        .flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)));
    all.find(|it| it.is_file())
}
