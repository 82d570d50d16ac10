//! Requests byte for byte, as clients in any language send them.

use std::fmt::Write as _;

use golden_tests::signing::Signed;
use meeting_client::mock::MockServer;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// A request.
#[derive(Clone, Debug)]
pub(crate) struct Raw {
    method: &'static str,
    target: String,
    headers: Vec<(String, String)>,
    body: String,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
    pub(crate) bytes: Vec<u8>,
}

impl Raw {
    pub(crate) fn get(target: impl Into<String>) -> Self {
        Self {
            method: "GET",
            target: target.into(),
            headers: Vec::new(),
            body: String::new(),
        }
    }

    /// A `POST` of JSON.
    pub(crate) fn post(target: impl Into<String>, body: impl Into<String>) -> Self {
        Self {
            method: "POST",
            body: body.into(),
            ..Self::get(target)
        }
        .header("content-type", "application/json; charset=utf-8")
    }

    pub(crate) fn method(mut self, method: &'static str) -> Self {
        self.method = method;
        self
    }

    /// The same headers and body for another target.
    pub(crate) fn target(mut self, target: impl Into<String>) -> Self {
        self.target = target.into();
        self
    }

    /// Sets a header.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers
            .retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self
    }

    pub(crate) fn token(self, token: &str) -> Self {
        self.header("X-Acs-Dingtalk-Access-Token", token)
    }

    /// Signs with the default credentials.
    pub(crate) fn signed(self, nonce: &str, timestamp: u64) -> Self {
        self.signed_by("AKIDtest", "SecretKeyTest", nonce, timestamp)
    }

    pub(crate) fn signed_by(self, id: &str, key: &str, nonce: &str, timestamp: u64) -> Self {
        let timestamp = timestamp.to_string();
        let signature = Signed {
            key: id,
            nonce,
            timestamp: &timestamp,
            method: self.method,
            target: &self.target,
            body: &self.body,
        }
        .with(key);
        self.header("x-tc-key", id)
            .header("X-TC-NONCE", nonce)
            .header("X-Tc-Timestamp", &timestamp)
            .header("x-TC-signature", &signature)
            .header("appid", "1234567890")
            .header("SDKID", "9876543210")
            .header("X-TC-Registered", "1")
    }

    /// Sends it over a connection of its own.
    pub(crate) async fn send(&self, server: &MockServer) -> Answer {
        let address = server.url().strip_prefix("http://").expect("plain HTTP");
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        let mut request = format!(
            "{} {} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nX-Extra: 1\r\n",
            self.method, self.target
        );
        for (name, value) in &self.headers {
            write!(request, "{name}: {value}\r\n").expect("a string takes everything");
        }
        write!(
            request,
            "Content-Length: {}\r\n\r\n{}",
            self.body.len(),
            self.body
        )
        .expect("a string takes everything");
        stream
            .write_all(request.as_bytes())
            .await
            .expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.expect("an answer");
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
        let bytes = answer.split_off(end.expect("a head") + 4);
        let head = String::from_utf8(answer).expect("UTF-8");
        Answer {
            status: head[9..12].parse().expect("a status"),
            body: String::from_utf8_lossy(&bytes).into_owned(),
            head,
            bytes,
        }
    }
}

impl Answer {
    /// A header, found without regard to case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// The error code, in either vendor's format; "ok" if there is none.
    pub(crate) fn code(&self) -> String {
        let Ok(json) = serde_json::from_str::<serde_json::Value>(&self.body) else {
            return self.body.trim().to_owned();
        };
        if self.status == 200 {
            return "ok".to_owned();
        }
        match (&json["code"], &json["error_info"]["error_code"]) {
            (serde_json::Value::String(code), _) => code.clone(),
            (_, serde_json::Value::Number(code)) => code.to_string(),
            _ => self.body.clone(),
        }
    }
}
