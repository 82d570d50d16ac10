//! Whether a value is within its documented limits.

use super::{ParamSpec, check::is_written, problem::Problem, spec::Limit};
use crate::runtime::{Json, Length as _, request::checks::Count};

/// Whether a value of the right kind is the fixed one, and neither too small nor too large, too short nor too long.
pub(super) fn check_limits(param: &ParamSpec, value: &Json) -> Result<(), Problem> {
    if let Some(fixed) = param.fixed
        && !is_written(value, fixed)
    {
        return Err(Problem::new(format!("must be {fixed}")));
    }
    if let Json::Number(number) = value {
        if let Some(limit) = param.min.filter(|limit| is_less(number, *limit)) {
            return Err(Problem::new(format!("must be at least {limit}")));
        }
        if let Some(limit) = param.max.filter(|limit| is_more(number, *limit)) {
            return Err(Problem::new(format!("must be at most {limit}")));
        }
    }
    let Some((length, unit)) = length(value) else {
        return Ok(());
    };
    if let Some(limit) = param.min_length.filter(|limit| length < *limit) {
        return Err(Problem::new(format!(
            "must have at least {}",
            Count(limit, unit)
        )));
    }
    if let Some(limit) = param.max_length.filter(|limit| length > *limit) {
        return Err(Problem::new(format!(
            "must have at most {}",
            Count(limit, unit)
        )));
    }
    Ok(())
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(limit) => limit.fmt(f),
            Self::Float(limit) => limit.fmt(f),
        }
    }
}

fn is_less(number: &serde_json::Number, limit: Limit) -> bool {
    compare(number, limit) == Some(std::cmp::Ordering::Less)
}

fn is_more(number: &serde_json::Number, limit: Limit) -> bool {
    compare(number, limit) == Some(std::cmp::Ordering::Greater)
}

// Only floats are compared as floats, and they are never exact.
#[allow(clippy::cast_precision_loss)]
fn compare(number: &serde_json::Number, limit: Limit) -> Option<std::cmp::Ordering> {
    match limit {
        Limit::Integer(limit) if !number.is_f64() => match number.as_i64() {
            Some(number) => Some(number.cmp(&limit)),
            // More than 63 bits.
            None => Some(std::cmp::Ordering::Greater),
        },
        Limit::Integer(limit) => number.as_f64()?.partial_cmp(&(limit as f64)),
        Limit::Float(limit) => number.as_f64()?.partial_cmp(&limit),
    }
}

/// Characters of a text, entries of a list or an object.
fn length(value: &Json) -> Option<(usize, [&'static str; 2])> {
    match value {
        Json::String(text) => Some((text.length()?, str::UNIT)),
        Json::Array(entries) => Some((entries.len(), <[Json]>::UNIT)),
        Json::Object(members) => Some((members.len(), <[Json]>::UNIT)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::runtime::mock::{Kind, Location};

    const fn param(kind: Kind) -> ParamSpec {
        ParamSpec::new(Location::Query, "x", kind)
    }

    #[test]
    fn limits_are_checked() {
        let size = param(Kind::U32).at_least(1).at_most(20);
        let ratio = param(Kind::F64).at_least_f64(0.5).at_most_f64(1.5);
        let text = param(Kind::String).min_length(2).max_length(3);
        let list = param(Kind::List(&Kind::U32)).min_length(1).max_length(1);
        let wide = param(Kind::U64).at_most(20);
        let cases = [
            (size, json!(0), "`x` must be at least 1"),
            (size, json!(1), ""),
            (size, json!(20), ""),
            (size, json!(21), "`x` must be at most 20"),
            (wide, json!(u64::MAX), "`x` must be at most 20"),
            (ratio, json!(0.4), "`x` must be at least 0.5"),
            (ratio, json!(1), ""),
            (ratio, json!(2), "`x` must be at most 1.5"),
            // Characters, not bytes.
            (text, json!("会议"), ""),
            (text, json!("会"), "`x` must have at least 2 characters"),
            (
                text,
                json!("会议录制"),
                "`x` must have at most 3 characters",
            ),
            (list, json!([]), "`x` must have at least 1 entry"),
            (list, json!([1, 2]), "`x` must have at most 1 entry"),
            (param(Kind::U32).fixed("1"), json!(1), ""),
            (param(Kind::U32).fixed("1"), json!(2), "`x` must be 1"),
            (
                param(Kind::Bool).fixed("true"),
                json!(false),
                "`x` must be true",
            ),
            (param(Kind::String).fixed("a"), json!("a"), ""),
            (param(Kind::String).fixed("a"), json!("b"), "`x` must be a"),
        ];
        for (param, value, expected) in cases {
            let problem = check_limits(&param, &value).err();
            let says = problem.map_or_else(String::new, |it| it.at("x").to_string());
            assert_eq!(says, expected, "{value}");
        }
    }
}
