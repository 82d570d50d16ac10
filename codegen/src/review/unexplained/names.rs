//! What refers to parameters and fields by their names, which may be others on the other side.

use serde_json::Value;

use super::{gaps::Gap, parts::plain};
use crate::{
    diff::{Paired, Part},
    model::{Field, Operation},
};

/// Names before and after, of parameters and of fields; only those that differ.
pub(super) struct Names(Vec<(String, String)>);

impl Names {
    pub(super) fn of((old, new): (&Operation, &Operation), parts: &Paired) -> Self {
        let pairs = |old: &[Field], new: &[Field], parts: &[Part]| -> Vec<(String, String)> {
            let both = parts
                .iter()
                .filter_map(|it| Some((plain(old.get(it.old?)?), plain(new.get(it.new?)?))));
            both.filter(|(old, new)| old != new).collect()
        };
        let mut names = pairs(&old.params, &new.params, &parts.params);
        names.extend(pairs(&old.response, &new.response, &parts.response));
        Self(names)
    }

    /// Whether nothing but names differs. That they do is reported of what they name.
    pub(super) fn explain(&self, gap: &Gap) -> bool {
        let (Some(old), Some(new)) = (&gap.old, &gap.new) else {
            return false;
        };
        match gap.key.as_str() {
            "pagination" => self.same(&old[1], &new[1]),
            "window" => {
                old["max_millis"] == new["max_millis"]
                    && self.same(&old["from"], &new["from"])
                    && self.same(&old["to"], &new["to"])
            }
            _ => false,
        }
    }

    fn same(&self, old: &Value, new: &Value) -> bool {
        let pair = |it: &(String, String)| *old == it.0.as_str() && *new == it.1.as_str();
        old == new || self.0.iter().any(pair)
    }
}
