//! A real Redis for a test.

use std::{
    io::{self, Write as _},
    net::{Ipv4Addr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// A Redis of its own, which keeps nothing.
pub(crate) struct RedisServer {
    child: Child,
    port: u16,
    /// Where it runs.
    folder: TempDir,
}

impl RedisServer {
    /// Starts one; `None`, with a printed reason, where it is not installed.
    pub(crate) fn start() -> Option<Self> {
        for _ in 0..5 {
            let folder = tempfile::tempdir().expect("a folder");
            let port = free_port();
            match launch(port, &folder) {
                Ok(child) => {
                    let mut server = Self {
                        child,
                        port,
                        folder,
                    };
                    if server.is_up() {
                        return Some(server);
                    }
                    // Otherwise somebody else took the port.
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    // Past the test harness, which shows nothing of tests that pass.
                    let _ = writeln!(io::stderr(), "skipped: there is no `redis-server` here");
                    return None;
                }
                Err(error) => panic!("redis-server: {error}"),
            }
        }
        panic!("redis-server does not start");
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }

    /// Ends it, and everything that it kept.
    pub(crate) fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Starts it again, at the same port.
    pub(crate) fn restart(&mut self) {
        self.stop();
        self.child = launch(self.port, &self.folder).expect("redis-server");
        assert!(self.is_up(), "redis-server does not start again");
    }

    fn is_up(&mut self) -> bool {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(10) {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                return true;
            }
            if !matches!(self.child.try_wait(), Ok(None)) {
                return false;
            }
            thread::sleep(Duration::from_millis(10));
        }
        false
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.stop();
    }
}

fn launch(port: u16, folder: &TempDir) -> io::Result<Child> {
    Command::new("redis-server")
        .args(["--port", &port.to_string(), "--bind", "127.0.0.1"])
        .args(["--save", "", "--appendonly", "no", "--daemonize", "no"])
        .arg("--dir")
        .arg(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}
