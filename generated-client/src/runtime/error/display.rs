//! Errors as one line for people.

use std::{error::Error as StdError, fmt};

use super::{Error, ErrorKind, Stop};
use crate::runtime::escape::Cut;

/// More characters of a service's text than this hide what stands around it.
const LONGEST: usize = 300;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(service), Some(operation)) = (self.service(), self.operation()) {
            write!(f, "{service} {operation}: ")?;
        }
        match self.kind() {
            ErrorKind::Api | ErrorKind::Throttled => self.write_failure(f)?,
            ErrorKind::Credentials => self.write_causes(f)?,
            ErrorKind::Decode => f.write_str("the answer is not as documented")?,
            ErrorKind::InvalidRequest
            | ErrorKind::Transport
            | ErrorKind::Timeout
            | ErrorKind::TooLarge => {}
        }
        if let Some(problem) = &self.0.problem {
            let gap = match self.kind() {
                ErrorKind::InvalidRequest => "invalid request: ",
                ErrorKind::Decode => ": ",
                _ => "",
            };
            write!(f, "{gap}{}", Cut(problem, LONGEST))?;
        }
        if let Some(id) = self.request_id() {
            write!(f, " (request {})", Cut(id, LONGEST))?;
        }
        self.write_end(f)
    }
}

impl Error {
    /// How often it was tried, and why not more often, unless there was nothing to decide.
    fn write_end(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stop = self
            .stopped()
            .filter(|stop| !matches!(stop, Stop::Attempts));
        match (self.attempts(), stop) {
            (0, Some(stop)) => write!(f, ", not sent: {stop}"),
            (1, Some(stop)) => write!(f, ", not sent again: {stop}"),
            (0 | 1, None) => Ok(()),
            (attempts, Some(stop)) => write!(f, ", after {attempts} attempts: {stop}"),
            (attempts, None) => write!(f, ", after {attempts} attempts"),
        }
    }

    /// The causes belong into the line: without them nobody knows what to do.
    fn write_causes(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the credentials cannot be used")?;
        let mut cause = StdError::source(self);
        while let Some(error) = cause {
            write!(f, ": {}", Cut(&error.to_string(), LONGEST))?;
            // The error of a call says all of its own.
            cause = match error.downcast_ref::<Self>() {
                Some(_) => None,
                None => error.source(),
            };
        }
        Ok(())
    }

    fn write_failure(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(status) = self.status() {
            write!(f, "HTTP {status}")?;
        }
        if let Some(code) = self.code() {
            // Two numbers in a row would be hard to tell apart.
            let is_number = code.bytes().all(|byte| byte.is_ascii_digit());
            let gap = if is_number { " error" } else { "" };
            write!(f, "{gap} {}", Cut(code, LONGEST))?;
        }
        if let Some(message) = self.message() {
            write!(f, ": {}", Cut(message.trim(), LONGEST))?;
        }
        if let Some(detail) = self.detail() {
            write!(f, " [{}]", Cut(detail, LONGEST))?;
        }
        Ok(())
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::Transport => "no answer",
            Self::Timeout => "no answer in time",
            Self::Api => "error of the service",
            Self::Decode => "answer not as documented",
            Self::Throttled => "too many calls",
            Self::Credentials => "credentials unusable",
            Self::InvalidRequest => "invalid request",
            Self::TooLarge => "answer too large",
        };
        f.write_str(words)
    }
}
