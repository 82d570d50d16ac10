//! Faults by name, as the control endpoint takes them.

use std::time::Duration;

use super::{
    Fault,
    check::{check_host, check_status},
};
use crate::runtime::Json;

type Members = serde_json::Map<String, Json>;

const DEFAULT_LATENCY: u64 = 1000;
const DEFAULT_REFUSAL: u64 = 1000;
const DEFAULT_PAUSE: u64 = 10;
const DEFAULT_STATUS: u16 = 500;
const DEFAULT_HOST: &str = "elsewhere.example";
const DEFAULT_BYTES: u64 = 1 << 30;

impl Fault {
    /// Every fault: its name, its members, and what it does.
    pub(in crate::runtime::mock) const NAMES: &[(
        &'static str,
        &'static [&'static str],
        &'static str,
    )] = &[
        (
            "error",
            &["code"],
            "a documented error, by its code or its name in the spec",
        ),
        (
            "status",
            &["status"],
            "an HTTP status from 200 to 599 without a body; 500 if none is given",
        ),
        (
            "latency",
            &["ms"],
            "answers so many milliseconds later, 1000 if none are given",
        ),
        (
            "refuse",
            &["ms"],
            "resets the connection, and refuses others for so many milliseconds, 1000 if none are given",
        ),
        (
            "reset",
            &[],
            "resets the connection before anything is sent",
        ),
        (
            "reset_in_body",
            &[],
            "resets the connection after half the body",
        ),
        (
            "slow",
            &["ms"],
            "sends the body byte by byte, with a pause of so many milliseconds before each, 10 if none are given",
        ),
        (
            "truncated",
            &[],
            "sends the first half of the body as if it were all",
        ),
        (
            "too_short",
            &[],
            "announces one byte more than it sends, and closes the connection",
        ),
        (
            "invalid_json",
            &[],
            "sends a body that is JSON but for its end",
        ),
        ("html", &[], "sends a web page with status 403"),
        ("ban", &[], "answers as the vendor does to a banned address"),
        (
            "throttled",
            &[],
            "answers as the vendor does to a call too many",
        ),
        (
            "redirect",
            &["host"],
            "redirects with status 302 to another host, elsewhere.example if none is given",
        ),
        (
            "gzip",
            &[],
            "compresses the body, whether or not the client accepts that",
        ),
        (
            "huge",
            &["bytes", "declared"],
            "pads the body with blanks to so many bytes, 1 GiB if none are given; `declared` says whether \
             Content-Length tells, as it does if it is left out",
        ),
        (
            "unknown_field",
            &[],
            "adds a member to the answer and to each object in it",
        ),
        (
            "unknown_value",
            &[],
            "gives the first enum in the answer a value that the spec does not list",
        ),
    ];

    /// Reads a fault: an object with its name as `fault`, beside it its members, such as `{"fault": "slow", "ms": 10}`.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and what there is.
    pub(in crate::runtime::mock) fn parse(json: &Json) -> Result<Self, String> {
        let members = json.as_object().ok_or_else(|| wanted("a JSON object"))?;
        let name = members
            .get("fault")
            .and_then(Json::as_str)
            .ok_or_else(|| wanted("a fault"))?;
        let (_, known, _) = Self::NAMES
            .iter()
            .find(|(it, ..)| *it == name)
            .ok_or_else(|| format!("there is no fault `{name}`, but {}", all()))?;
        let is_known = |member: &str| member == "fault" || known.contains(&member);
        if let Some(unknown) = members.keys().find(|member| !is_known(member)) {
            return Err(match known {
                [] => format!("the fault `{name}` has no members, and so no `{unknown}`"),
                known => format!(
                    "the fault `{name}` has no member `{unknown}`, but {}",
                    known.join(", ")
                ),
            });
        }
        Ok(match name {
            "error" => Self::Error(code(members)?),
            "status" => Self::Status(status(members)?),
            "latency" => Self::Latency(millis(members, DEFAULT_LATENCY)?),
            "refuse" => Self::Refuse(millis(members, DEFAULT_REFUSAL)?),
            "reset" => Self::Reset,
            "reset_in_body" => Self::ResetInBody,
            "slow" => Self::Slow(millis(members, DEFAULT_PAUSE)?),
            "truncated" => Self::Truncated,
            "too_short" => Self::TooShort,
            "invalid_json" => Self::InvalidJson,
            "html" => Self::Html,
            "ban" => Self::Ban,
            "throttled" => Self::Throttled,
            "redirect" => Self::Redirect(host(members)?),
            "gzip" => Self::Gzip,
            "huge" => Self::Huge {
                bytes: number(members, "bytes")?.unwrap_or(DEFAULT_BYTES),
                declared: declared(members)?,
            },
            "unknown_field" => Self::UnknownField,
            "unknown_value" => Self::UnknownValue,
            other => return Err(format!("the fault `{other}` cannot be planned")),
        })
    }

    /// The name, as the control endpoint takes it.
    pub(in crate::runtime::mock) fn name(&self) -> &'static str {
        match self {
            Self::Error(_) => "error",
            Self::Status(_) => "status",
            Self::Latency(_) => "latency",
            Self::Refuse(_) => "refuse",
            Self::Reset => "reset",
            Self::ResetInBody => "reset_in_body",
            Self::Slow(_) => "slow",
            Self::Truncated => "truncated",
            Self::TooShort => "too_short",
            Self::InvalidJson => "invalid_json",
            Self::Html => "html",
            Self::Ban => "ban",
            Self::Throttled => "throttled",
            Self::Redirect(_) => "redirect",
            Self::Gzip => "gzip",
            Self::Huge { .. } => "huge",
            Self::UnknownField => "unknown_field",
            Self::UnknownValue => "unknown_value",
        }
    }
}

fn wanted(what: &str) -> String {
    format!(
        "{what} is needed, such as {{\"fault\": \"slow\", \"ms\": 10}}; there are {}",
        all()
    )
}

/// All names with their members.
fn all() -> String {
    let names = Fault::NAMES.iter().map(|(name, members, _)| match members {
        [] => (*name).to_owned(),
        members => format!("{name} ({})", members.join(", ")),
    });
    names.collect::<Vec<_>>().join(", ")
}

/// Codes of digits may be written as numbers.
fn code(members: &Members) -> Result<String, String> {
    match members.get("code") {
        Some(Json::String(code)) if !code.is_empty() => Ok(code.clone()),
        Some(Json::Number(code)) => Ok(code.to_string()),
        _ => Err("`code` must be a documented code, such as \"190004\"".to_owned()),
    }
}

fn status(members: &Members) -> Result<u16, String> {
    let Some(status) = number(members, "status")? else {
        return Ok(DEFAULT_STATUS);
    };
    let status = u16::try_from(status).unwrap_or(u16::MAX);
    check_status(status).map(|()| status)
}

fn millis(members: &Members, default: u64) -> Result<Duration, String> {
    Ok(Duration::from_millis(
        number(members, "ms")?.unwrap_or(default),
    ))
}

fn host(members: &Members) -> Result<String, String> {
    match members.get("host") {
        None => Ok(DEFAULT_HOST.to_owned()),
        Some(host) => {
            let host = host.as_str().unwrap_or_default();
            check_host(host).map(|()| host.to_owned())
        }
    }
}

fn declared(members: &Members) -> Result<bool, String> {
    let declared = members.get("declared").map(Json::as_bool);
    declared
        .unwrap_or(Some(true))
        .ok_or_else(|| "`declared` must be true or false".to_owned())
}

fn number(members: &Members, name: &str) -> Result<Option<u64>, String> {
    members
        .get(name)
        .map(|value| {
            value
                .as_u64()
                .ok_or_else(|| format!("`{name}` must be an integer that is not negative"))
        })
        .transpose()
}
