//! Where the facts come from: the page's new capture.

use super::{Update, scalars::set};
use crate::{import::Draft, yaml::Kind};

/// Keys of `source`, in the order of the format.
const ORDER: &[&str] = &[
    "document", "title", "section", "url", "language", "updated", "checked", "sha256",
];

impl Update<'_> {
    /// Writes down which capture the spec was compared with, and when.
    pub(super) fn origin(&mut self, draft: &Draft, checked: Option<&str>) {
        let Some(source) = self.spec.key("source") else {
            return;
        };
        if let Some(checked) = checked {
            set(
                self.spec,
                &mut self.edits,
                &source,
                "checked",
                checked,
                ORDER,
            );
        }
        // What comes from elsewhere does not get a page by being compared with one.
        if source.child("document").is_none() && source.child("sha256").is_none() {
            return;
        }
        for (key, known) in [
            ("document", !draft.document.is_empty()),
            ("updated", draft.updated.is_some()),
            ("sha256", !draft.sha256.is_empty()),
        ] {
            let said = self.draft.key("source").and_then(|it| it.child(key));
            if let Some(said) = said.filter(|_| known)
                && !matches!(said.node.kind, Kind::Reported)
            {
                let value = self.draft.slice(said.node.place).to_owned();
                set(self.spec, &mut self.edits, &source, key, &value, ORDER);
            }
        }
    }
}
