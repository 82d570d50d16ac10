//! The bytes of a page: a file, or standard input.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use codegen::import::MAX_PAGE;

use crate::output::Result;

/// Name and content of a page.
pub(super) fn read(path: &Path, document: Option<&str>) -> Result<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    // One byte more than is allowed shows that a page is too large.
    let most = MAX_PAGE + 1;
    if path.as_os_str() == "-" {
        io::stdin()
            .lock()
            .take(most)
            .read_to_end(&mut bytes)
            .map_err(|error| format!("standard input: {error}"))?;
        return Ok((document.unwrap_or("stdin").to_owned(), bytes));
    }
    let named = |error: io::Error| format!("{}: {error}", path.display());
    if path.is_dir() {
        return Err(format!("{} is a folder; name one page", path.display()).into());
    }
    File::open(path)
        .map_err(named)?
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(named)?;
    let own = path.file_name().map_or_else(
        || "page".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    Ok((document.map_or(own, str::to_owned), bytes))
}
