//! Names that are proposed where a page gives none: of types, values and errors.

use std::collections::{HashMap, HashSet};

use crate::{
    fit::literal_text,
    model::{Field, Literal, Value},
    names,
    yaml::{Plain, plain},
};

/// Longest name that is proposed.
const LONGEST: usize = 60;

/// Names of types, each given once.
#[derive(Debug, Default)]
pub(super) struct TypeNames {
    taken: HashSet<String>,
    next: HashMap<String, usize>,
}

impl TypeNames {
    /// Names of a file; those that generated code makes of the operation's are taken.
    pub(super) fn of(operation: &str) -> Self {
        let request = pascal(operation);
        let taken = ["", "Response", "Error"].map(|end| format!("{request}{end}"));
        Self {
            taken: taken.into_iter().collect(),
            next: HashMap::new(),
        }
    }

    /// A name that is still free: the one wanted, or with its owner's before it, or with a number.
    pub(super) fn give(&mut self, wanted: &str, owner: &str, otherwise: &str) -> String {
        let wanted = if wanted.is_empty() || names::is_taken_type(wanted) {
            format!("{owner}{wanted}{otherwise}")
        } else {
            wanted.to_owned()
        };
        let wanted = if wanted.starts_with(|c: char| c.is_ascii_uppercase()) {
            wanted
        } else {
            format!("{otherwise}{wanted}")
        };
        let longer = format!("{owner}{wanted}");
        for name in [&wanted, &longer] {
            if name.len() <= 2 * LONGEST && self.take(name) {
                return name.clone();
            }
        }
        let next = self.next.get(&wanted).copied().unwrap_or(2);
        for number in next.. {
            let name = format!("{wanted}{number}");
            if self.take(&name) {
                self.next.insert(wanted, number + 1);
                return name;
            }
        }
        wanted
    }

    fn take(&mut self, name: &str) -> bool {
        // `No` would have to be quoted wherever it stands.
        let usable = !names::is_taken_type(name) && plain(name) == Plain::Text;
        usable && self.taken.insert(name.to_owned())
    }
}

/// A name as a type's; empty if nothing of it can be one.
pub(super) fn pascal(name: &str) -> String {
    let ascii = ascii(name);
    let name = names::pascal(&ascii);
    name.trim_start_matches(|c: char| c.is_ascii_digit())
        .to_owned()
}

/// A name in `snake_case`; empty if nothing of it can be one.
fn snake(name: &str) -> String {
    let name = names::snake(&ascii(name));
    if names::is_snake(&name) {
        name
    } else {
        String::new()
    }
}

/// What of a name can stand in Rust.
fn ascii(name: &str) -> String {
    name.chars()
        .take(LONGEST)
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect()
}

/// The name of one entry of a list: `meeting_info_list` and `recordFiles` lose their ends.
pub(super) fn singular(name: &str) -> &str {
    for end in ["_list", "List", "_array", "Array"] {
        if let Some(start) = name.strip_suffix(end)
            && !start.is_empty()
        {
            return start;
        }
    }
    match name.strip_suffix('s') {
        Some(start) if start.len() > 2 && !start.ends_with(['s', 'u', 'i', 'e']) => start,
        Some(start) if start.ends_with('e') && !start.ends_with("ie") => {
            let short = start.strip_suffix('e').unwrap_or(start);
            if short.ends_with("ss") || short.ends_with("ch") || short.ends_with("sh") {
                short
            } else {
                start
            }
        }
        _ => name,
    }
}

/// The type that an enum of a field is named after; words that say little get their owner's name.
pub(super) fn enum_name(field: &Field, name: &str, owner: &str) -> String {
    let is_list = field
        .kind
        .as_ref()
        .is_some_and(|kind| kind.value == crate::model::Kind::Array);
    let base = pascal(if is_list { singular(name) } else { name });
    let words = base.chars().filter(char::is_ascii_uppercase).count();
    if words < 2 && !base.is_empty() {
        format!("{owner}{base}")
    } else {
        base
    }
}

/// Names of the values of an enum, each given once.
pub(super) fn value_names(values: &[&Value]) -> Vec<String> {
    let mut taken = HashSet::new();
    let names = values.iter().enumerate().map(|(index, value)| {
        let mut name = if names::is_snake(&value.name) {
            value.name.clone()
        } else {
            snake(&value.name)
        };
        if name.is_empty() {
            name = of_wire(&value.wire, index);
        }
        if matches!(name.as_str(), "unknown" | "self") {
            name.push_str("_value");
        }
        unique(name, &mut taken)
    });
    names.collect()
}

fn of_wire(wire: &Literal, index: usize) -> String {
    let text = literal_text(wire);
    let text = text
        .strip_prefix('-')
        .map_or_else(|| text.clone(), |digits| format!("minus_{digits}"));
    let readable = text.is_ascii() && text.len() <= LONGEST;
    let name = if readable {
        snake(&format!("value_{text}"))
    } else {
        String::new()
    };
    if name.is_empty() || name == "value" {
        format!("value_at_{}", index + 1)
    } else {
        name
    }
}

/// Names of errors: the code in `snake_case`, or with `code_` before it.
pub(super) fn error_name(code: &str, index: usize) -> String {
    let has_letters = code.bytes().any(|b| b.is_ascii_alphabetic());
    let name = if has_letters && code.is_ascii() {
        snake(code)
    } else {
        snake(&format!("code_{code}"))
    };
    match name.as_str() {
        "" | "code" => format!("error_{}", index + 1),
        "unknown" | "self" => format!("{name}_error"),
        _ => name,
    }
}

/// A name that is not taken yet, with a number if need be.
pub(super) fn unique(name: String, taken: &mut HashSet<String>) -> String {
    if taken.insert(name.clone()) {
        return name;
    }
    let mut number = taken.len();
    loop {
        number += 1;
        let numbered = format!("{name}_{number}");
        if taken.insert(numbered.clone()) {
            return numbered;
        }
    }
}
