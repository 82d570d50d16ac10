//! Drafts of invented vendors' pages: `tests/pages/<case>/`.
//!
//! | file | what |
//! |---|---|
//! | `page.txt`, `page.md` or `page.html` | the page |
//! | `draft.yaml` | the specs of all its operations, with `---` between |
//! | `doubts.txt` | all doubts, as they are listed at the end of a draft |
//! | `decoded.txt` | the text of a page that is not in UTF-8 |
//! | `structure.txt` | lines that open sections, heads of tables, and code; see [`coverage`] |
//! | `findings.txt` | what `check` says of the draft once its `TODO`s are filled in; only if it says anything |
//! | `service` | name of the service; without it, nobody named one |
//! | `format` | `html`, `markdown` or `text`, if the page is not left to be recognised |
//!
//! `BLESS=1` writes drafts, doubts and findings. Hold them against the page, row by row, before
//! committing them: they say what a person reads there, not what came out.

mod case;
mod coverage;
mod filled;
mod hostile;
mod said;
mod stored;
