//! A page with what is expected of it.

use std::{fs, path::PathBuf};

use codegen::import::{self, Capture, Draft, ImportError, PageFormat};
use golden_tests::{data, entries};

/// Day on which the drafts of the tests are made.
const CHECKED: &str = "2026-01-31";

/// A folder of `tests/pages`.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
    /// File name of the page.
    pub(crate) document: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) service: String,
    format: Option<PageFormat>,
}

/// All cases, by name.
pub(crate) fn cases() -> Vec<Case> {
    let root = data("pages");
    entries(&root)
        .into_iter()
        .map(|name| Case::load(root.join(&name), name))
        .collect()
}

impl Case {
    fn load(folder: PathBuf, name: String) -> Self {
        let document = ["page.txt", "page.md", "page.html"]
            .into_iter()
            .find(|it| folder.join(it).exists())
            .unwrap_or_else(|| panic!("{name} has no page"));
        let bytes = fs::read(folder.join(document)).expect("the page can be read");
        let service = fs::read_to_string(folder.join("service")).unwrap_or_default();
        let format = fs::read_to_string(folder.join("format")).ok();
        Self {
            document: document.to_owned(),
            bytes,
            service: service.trim().to_owned(),
            format: format.map(|it| match it.trim() {
                "html" => PageFormat::Html,
                "markdown" => PageFormat::Markdown,
                "text" => PageFormat::Text,
                other => panic!("{name}: `{other}` is no format"),
            }),
            name,
            folder,
        }
    }

    /// The page as text; one that is not in UTF-8 has its text beside it.
    pub(crate) fn text(&self) -> String {
        match String::from_utf8(self.bytes.clone()) {
            Ok(text) => text,
            Err(_) => self.beside("decoded.txt"),
        }
    }

    /// A file beside the page; empty if there is none.
    pub(crate) fn beside(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join(file)).unwrap_or_default()
    }

    /// The draft of the page.
    pub(crate) fn draft(&self) -> Draft {
        self.draft_of(&self.bytes)
    }

    /// The draft of other bytes under the page's name.
    pub(crate) fn draft_of(&self, bytes: &[u8]) -> Draft {
        let capture = Capture {
            name: &self.document,
            bytes,
            format: self.format,
        };
        let draft = import::import(capture, &self.service);
        let mut draft = draft.unwrap_or_else(|error| panic!("{}: {error}", self.name));
        draft.checked = Some(CHECKED.to_owned());
        draft
    }
}

/// The draft of a page that is in no folder.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Draft, ImportError> {
    let capture = Capture {
        name,
        bytes,
        format: None,
    };
    let mut draft = import::import(capture, "acme")?;
    draft.checked = Some(CHECKED.to_owned());
    Ok(draft)
}

/// The specs of all operations.
pub(crate) fn specs(draft: &Draft) -> Vec<String> {
    (0..draft.operations.len())
        .map(|index| import::yaml(draft, index, None))
        .collect()
}
