//! `cargo xtask export`: what the specs say, for other tools.

use std::{path::PathBuf, process::ExitCode};

use codegen::{model, spec::Specs};

use crate::{
    FINDINGS,
    output::{self, Format, Result},
};

/// What to print.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// All operations as JSON, with types resolved and nested fields as flat paths; specs/MODEL.md describes it
    Model {
        /// Only this service
        #[arg(long, value_name = "NAME")]
        service: Option<String>,
        /// Folder of specs [default: specs]
        #[arg(long, value_name = "DIR")]
        specs: Option<PathBuf>,
    },
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let What::Model { service, specs } = &arguments.what;
    let (sources, checked) = output::read(specs.as_deref())?;
    output::findings(&sources, &checked.diagnostics, Format::Text)?;
    if checked.has_errors() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let mut found = model::of_specs(&sources, &checked.specs);
    if let Some(service) = service {
        known(&checked.specs, service)?;
        found.operations.retain(|it| it.service == *service);
    }
    output::print(&model::json(&found))?;
    Ok(ExitCode::SUCCESS)
}

/// Says which services there are, if there is none of this name.
fn known(specs: &Specs, service: &str) -> Result<()> {
    let names: Vec<&str> = specs
        .services
        .iter()
        .map(|it| it.name.value.as_str())
        .collect();
    if names.contains(&service) {
        return Ok(());
    }
    let meant = match model::nearest_service(specs, service) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("there are: {}", names.join(", ")),
    };
    Err(format!("there is no service `{service}`; {meant}").into())
}
