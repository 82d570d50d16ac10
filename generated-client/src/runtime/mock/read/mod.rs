//! The parameters of a request: what was sent, as the spec describes it.

use std::collections::HashMap;

use super::{
    Arguments, Kind, Location, OperationSpec, ParamSpec, Reason, Received, Refusal, ServiceSpec,
    WindowSpec,
    body::Body,
    check::{check, from_text, plain},
    decode::query_decode,
    limits::check_limits,
    problem::{Problem, foreign_name},
    spec::Written,
};
use crate::runtime::{Json, TokenPlace, request::checks::Span};

/// What strict reading has to know beside the operation.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Strict {
    /// The query parameter with the service's token, which is none of the operation's.
    pub(super) token: Option<&'static str>,
}

impl Strict {
    pub(super) fn of(service: &ServiceSpec) -> Self {
        Self {
            token: match service.token {
                Some(TokenPlace::Query(name)) => Some(name),
                _ => None,
            },
        }
    }
}

type Values = HashMap<(Location, &'static str), Json>;

/// Reads the parameters of a call, with the values of the placeholders as the routes found them.
///
/// Strict means that values of enums, members and parameters that are not documented are refused, and so are parameters
/// that are sent twice.
pub(super) fn read<'a>(
    spec: &'a OperationSpec,
    call: &Received,
    path: &[(&'static str, String)],
    strict: Option<Strict>,
) -> Result<Arguments<'a>, Refusal> {
    let has_body = spec
        .params
        .iter()
        .any(|param| param.location == Location::Body);
    let mut sent = Sent {
        call,
        path,
        query: Query::parse(call),
        body: if has_body {
            Body::read(call, spec.params)?
        } else {
            Body::default()
        },
        strict: strict.is_some(),
    };
    let mut values = Values::new();
    for param in spec.params {
        if let Some(value) = sent
            .value(param)
            .map_err(|problem| problem.at(param.name))?
        {
            values.insert((param.location, param.name), value);
        }
    }
    if let Some(window) = &spec.window {
        check_window(spec, window, &values)?;
    }
    if let Some(strict) = strict {
        sent.check_names(spec, strict)?;
    }
    Ok(Arguments { spec, values })
}

/// What was sent, by location.
struct Sent<'c> {
    call: &'c Received,
    path: &'c [(&'static str, String)],
    query: Query,
    body: Body,
    strict: bool,
}

impl Sent<'_> {
    /// The checked value of a parameter; `None` if it was left out.
    fn value(&mut self, param: &ParamSpec) -> Result<Option<Json>, Problem> {
        let value = match param.location {
            Location::Body => {
                if self.strict && self.body.twice == Some(param.name) {
                    return Err(Problem::new("is sent twice"));
                }
                self.body.members.remove(param.name)
            }
            _ => self.text_value(param)?,
        };
        let Some(value) = value.filter(|value| !value.is_null()) else {
            return if param.required {
                Err(Problem::new("is missing"))
            } else {
                Ok(None)
            };
        };
        let written = match param.location {
            Location::Body => param.written,
            // Text has been read already.
            _ => Written::Plain,
        };
        check(&param.kind, written, &value, self.strict)?;
        let value = plain(&param.kind, written, value);
        check_limits(param, &value)?;
        Ok(Some(value))
    }

    /// The value of a parameter that is written as text.
    fn text_value(&self, param: &ParamSpec) -> Result<Option<Json>, Problem> {
        let texts = self.texts(param)?;
        let is_repeated = matches!(param.kind, Kind::List(_)) && !param.comma;
        if self.strict && texts.len() > 1 && !is_repeated {
            return Err(Problem::new("is sent twice"));
        }
        let Some(first) = texts.first() else {
            return Ok(None);
        };
        if first.is_empty() && texts.len() == 1 && param.required {
            return Ok(None);
        }
        match param.kind {
            Kind::List(entry) => {
                let parts: Vec<&str> = if param.comma {
                    first.split(',').filter(|part| !part.is_empty()).collect()
                } else {
                    texts.iter().map(String::as_str).collect()
                };
                let entries = parts.iter().enumerate().map(|(index, part)| {
                    from_text(entry, part).map_err(|problem| problem.at_index(index))
                });
                entries.collect::<Result<Json, _>>().map(Some)
            }
            kind => from_text(&kind, first).map(Some),
        }
    }

    /// All texts that were sent under the name of a parameter.
    fn texts(&self, param: &ParamSpec) -> Result<Vec<String>, Problem> {
        match param.location {
            Location::Query => self.query.texts(param.name),
            Location::Header => {
                let fields = self.call.headers().iter();
                let fields = fields.filter(|(name, _)| name.eq_ignore_ascii_case(param.name));
                Ok(fields.map(|(_, value)| value.trim().to_owned()).collect())
            }
            Location::Path | Location::Body => {
                let values = self.path.iter().filter(|(name, _)| *name == param.name);
                Ok(values.map(|(_, value)| value.clone()).collect())
            }
        }
    }

    /// Refuses parameters that the operation does not have.
    fn check_names(&self, spec: &OperationSpec, strict: Strict) -> Result<(), Refusal> {
        let is_known = |name: &str| {
            let mut params = spec.params.iter();
            strict.token == Some(name)
                || params.any(|param| param.location == Location::Query && param.name == name)
        };
        let unknown = self.query.0.iter().find(|pair| match &pair.name {
            Some(name) => !is_known(name),
            None => true,
        });
        let query = unknown.map(|pair| {
            // Without an equals sign it may be a value whose name was forgotten.
            let name = pair.name.as_deref().filter(|_| pair.has_value);
            (name.and_then(foreign_name), "a query parameter")
        });
        let body = self.body.unknown.as_deref();
        let body = body.map(|name| (foreign_name(name), "a member of the body"));
        match query.or(body) {
            Some((Some(name), _)) => Err(Problem::new("is not documented").at(name).into()),
            Some((None, what)) => {
                let problem = format!("{what} is not documented");
                Err(Refusal::new(Reason::Parameter, problem))
            }
            None => Ok(()),
        }
    }
}

/// The parameters of a query string, in their order.
struct Query(Vec<Pair>);

struct Pair {
    /// `None` if it cannot be decoded.
    name: Option<String>,
    value: Option<String>,
    has_value: bool,
}

impl Query {
    fn parse(call: &Received) -> Self {
        let pairs = call.query().unwrap_or_default().split('&');
        let pairs = pairs.filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Pair {
                name: query_decode(name),
                value: query_decode(value),
                has_value: pair.contains('='),
            }
        });
        Self(pairs.collect())
    }

    fn texts(&self, name: &str) -> Result<Vec<String>, Problem> {
        let pairs = self
            .0
            .iter()
            .filter(|pair| pair.name.as_deref() == Some(name));
        let texts = pairs.map(|pair| {
            let broken = || Problem::new("must be percent-encoded UTF-8");
            pair.value.clone().ok_or_else(broken)
        });
        texts.collect()
    }
}

/// Refuses an interval that ends before it starts or is too long.
fn check_window(spec: &OperationSpec, window: &WindowSpec, values: &Values) -> Result<(), Problem> {
    let end = |name| {
        let param = spec.params.iter().find(|param| param.name == name)?;
        millis(&param.kind, values.get(&(param.location, param.name))?)
    };
    let (Some(from), Some(to)) = (end(window.from), end(window.to)) else {
        return Ok(());
    };
    if to < from {
        let says = format!("must not be before `{}`", window.from);
        return Err(Problem::new(says).at(window.to));
    }
    if to - from > i128::from(window.max_seconds) * 1000 {
        let apart = Span(window.max_seconds);
        let says = format!("and `{}` must be at most {apart} apart", window.to);
        return Err(Problem::new(says).at(window.from));
    }
    Ok(())
}

/// Milliseconds since the Unix epoch.
pub(super) fn millis(kind: &Kind, instant: &Json) -> Option<i128> {
    let number = i128::from(instant.as_i64()?);
    match kind {
        Kind::UnixSeconds => Some(number * 1000),
        Kind::UnixMillis => Some(number),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
