//! What sentences say beyond the row or the place that they stand in.

use crate::{
    import::{
        DoubtKind,
        page::Text,
        prose::{self, About},
    },
    model::{At, Fact, Kind, Operation, Window},
};

use super::{
    doubts::Doubts,
    field::{Beyond, Condition},
    gather::short,
    names,
    section::Section,
};

fn at(line: u32) -> At {
    At { file: 0, line }
}

/// Gives fields the conditions that the description of another field names for them.
pub(super) fn conditions(found: Vec<Condition>, operation: &mut Operation, doubts: &mut Doubts) {
    for condition in found {
        let here = at(condition.line);
        let mut meant = false;
        for field in &mut operation.response {
            let named = field.term.as_ref().is_some_and(|term| {
                term.value.chars().count() > 1 && condition.fields.contains(&term.value)
            });
            if named && field.subject() != condition.subject {
                meant = true;
                if field.when.is_none() {
                    field.when = Some(Fact::new(condition.when.clone(), here));
                }
            }
        }
        if !meant {
            doubts.add(
                condition.line,
                DoubtKind::NotRead,
                format!(
                    "this may hold a rule that is not in the draft: `{}`",
                    short(&condition.sentence)
                ),
                &condition.subject,
            );
        }
    }
}

/// What sentences outside of tables say.
pub(super) fn sentences(
    texts: &[(Section, Text)],
    operation: &mut Operation,
    doubts: &mut Doubts,
    beyond: &mut Beyond,
) {
    for (section, text) in texts {
        let about = About {
            name: "",
            kind: None,
            answer: false,
            at: at(text.line),
        };
        let said = prose::read(about, &text.text);
        let here = at(text.line);
        let mut understood = false;
        for rate in said.rates {
            understood = true;
            beyond.rates.push(Fact::new(rate, here));
        }
        for refused in said.refused {
            understood = true;
            if !operation.refused.iter().any(|it| it.value == refused) {
                operation.refused.push(Fact::new(refused, here));
            }
        }
        if let Some(window) = said.window_millis {
            understood = true;
            beyond
                .windows
                .push((String::new(), Fact::new(window, here)));
        }
        if let Some(words) = said.deprecated {
            understood = true;
            operation.deprecated.get_or_insert(Fact::new(words, here));
        }
        if names::is_label(&text.text) {
            continue;
        }
        let about_call = matches!(
            section,
            Section::Start
                | Section::Basic
                | Section::Description
                | Section::Limits
                | Section::Permissions
        );
        if about_call {
            // It stands as a comment above the summary that a person writes from it.
            operation.texts.push(Fact::new(text.text.clone(), here));
            if *section == Section::Permissions && !understood && said.unread.is_empty() {
                doubts.add(
                    text.line,
                    DoubtKind::NotRead,
                    format!("permissions: `{}`", short(&text.text)),
                    "",
                );
            }
            for sentence in said.unread {
                doubts.add(
                    text.line,
                    DoubtKind::NotRead,
                    format!(
                        "this may hold a rule that is not in the draft: `{}`",
                        short(&sentence)
                    ),
                    "",
                );
            }
        } else if !understood {
            doubts.add(
                text.line,
                DoubtKind::NotRead,
                format!("`{}`", short(&text.text)),
                "",
            );
        }
    }
}

/// Limits that were found in descriptions.
pub(super) fn settle(beyond: Beyond, operation: &mut Operation, doubts: &mut Doubts) {
    for rate in beyond.rates {
        if !operation.rates.iter().any(|it| it.value == rate.value) {
            operation.rates.push(rate);
        }
    }
    if let Some((field, success)) = beyond.success.into_iter().next() {
        doubts.add(
            success.at.line,
            DoubtKind::Guess,
            "its description names the value that means success".to_owned(),
            &format!("response.{field}"),
        );
        operation.success = Some(Fact::new((field, success.value), success.at));
    }
    let Some((_, window)) = beyond.windows.first().cloned() else {
        return;
    };
    let ends: Option<(String, String)> = names::interval(operation, &beyond.windows);
    match ends {
        Some((from, to)) => {
            let text = operation.params.iter().find(|it| {
                let end = it.path == from || it.path == to;
                end && it.kind.as_ref().is_some_and(|it| it.value == Kind::String)
            });
            if let Some(text) = text {
                doubts.add(
                    window.at.line,
                    DoubtKind::Missing,
                    format!(
                        "an interval is limited here, but `{}` is a text: a spec needs instants for it",
                        text.path
                    ),
                    "",
                );
            }
            operation.window = Some(Fact::new(
                Window {
                    from,
                    to,
                    max_millis: window.value,
                },
                window.at,
            ));
        }
        None => doubts.add(
            window.at.line,
            DoubtKind::NotRead,
            "an interval is limited here, but the parameters of its start and end were not found"
                .to_owned(),
            "",
        ),
    }
}
