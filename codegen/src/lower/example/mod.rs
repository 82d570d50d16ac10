//! Writes the example of an operation's documentation from the documented request.

mod values;
mod writer;

use std::collections::BTreeSet;

use super::{Lowering, request::is_required};
use crate::{ir::Docs, names, spec::Operation, view::Types};
pub(crate) use values::{Shown, Values};
use writer::Writer;

impl<'a> Lowering<'a> {
    pub(in crate::lower) fn example(&self, operation: &'a Operation, types: Types<'a>) -> Docs {
        let mut writer = Writer::new(operation, types, self.service.file);
        let name = names::of_operation(operation);
        let values = Values::of(operation, operation.examples.first());
        let mut arguments = Vec::new();
        let mut setters = Vec::new();
        for param in operation.params.iter().filter(|it| it.value.is_none()) {
            let shown = values.find(param);
            if is_required(param) {
                arguments.push(match shown {
                    Some(shown) => writer.shown(param, &shown),
                    None => writer.made_up(param, &param.ty.value),
                });
            } else if let Some(shown) = shown
                && param.retired.is_none()
            {
                let value = writer.shown(param, &shown);
                setters.push(format!(".{}({value})", raw(&names::of_field(param))));
            }
        }
        let too_long = writer.is_full();
        if too_long {
            writer.forget();
        }
        let mut lines = vec!["```".to_owned()];
        let front = self.options.front();
        let marker = names::of_service(self.service);
        lines.extend(self.imports(&name, operation, &writer));
        lines.push(String::new());
        let given = if too_long {
            format!(", call: {name}")
        } else {
            String::new()
        };
        lines.push(format!(
            "# async fn example(client: Client<{marker}>{given}) -> {front}::Result<()> {{"
        ));
        if !too_long {
            lines.extend(statement(&name, &arguments, &setters));
        }
        lines.extend(
            [
                "let answer = client.send(&call).await?;",
                "# Ok(())",
                "# }",
                "```",
            ]
            .map(str::to_owned),
        );
        lines
    }

    fn imports(&self, name: &str, operation: &Operation, writer: &Writer<'_>) -> Vec<String> {
        let home = &self.options.home;
        let module = format!("{home}::{}", raw(&self.module));
        let marker = names::of_service(self.service);
        let mut from_front = writer.runtime.clone();
        from_front.insert("Client");
        let mut lines = vec![import(&self.options.front(), from_front.into_iter())];
        let op_module = format!("{module}::{}", operation.name.value);
        let own = std::iter::once(name).chain(writer.own.iter().map(String::as_str));
        lines.push(import(&op_module, own));
        let service =
            std::iter::once(marker.as_str()).chain(writer.in_service.iter().map(String::as_str));
        lines.push(import(&module, service));
        if !writer.shared.is_empty() {
            lines.push(import(
                &format!("{module}::types"),
                writer.shared.iter().map(String::as_str),
            ));
        }
        lines
    }
}

/// `let call = Name::new(…).setter(…);`
fn statement(name: &str, arguments: &[String], setters: &[String]) -> Vec<String> {
    let one_line = format!("let call = {name}::new({})", arguments.join(", "));
    let mut lines = Vec::new();
    let mut indent = "";
    if one_line.len() + usize::from(setters.is_empty()) <= 88 {
        lines.push(one_line);
        indent = "    ";
    } else {
        lines.push(format!("let call = {name}::new("));
        lines.extend(arguments.iter().map(|argument| format!("    {argument},")));
        lines.push(")".to_owned());
    }
    lines.extend(setters.iter().map(|setter| format!("{indent}{setter}")));
    if let Some(last) = lines.last_mut() {
        last.push(';');
    }
    lines
}

fn import<'n>(path: &str, names: impl Iterator<Item = &'n str>) -> String {
    let names: BTreeSet<_> = names.collect();
    let names: Vec<_> = names.into_iter().collect();
    match &names[..] {
        [one] => format!("use {path}::{one};"),
        many => format!("use {path}::{{{}}};", many.join(", ")),
    }
}

fn raw(name: &str) -> String {
    if names::is_keyword(name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}
