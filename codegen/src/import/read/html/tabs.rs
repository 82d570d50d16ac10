//! Labels of tabs: what the samples in them are.

use std::collections::HashMap;

use super::{code, tree::Tree};

/// The labels of tab panels, by node.
#[derive(Debug, Default)]
pub(super) struct Tabs(HashMap<usize, String>);

impl Tabs {
    /// Finds panels by the tab that they name, or by their order if there are as many as tabs.
    pub(super) fn new(tree: &Tree) -> Self {
        let mut named: HashMap<&str, usize> = HashMap::new();
        let mut tabs: Vec<usize> = Vec::new();
        let mut panels: Vec<usize> = Vec::new();
        let mut labels = Self::default();
        for at in 0..tree.nodes.len() {
            let Some(element) = tree.element(at) else {
                continue;
            };
            match element.attr("role") {
                Some("tablist") => {
                    labels.pair(tree, &tabs, &panels);
                    tabs.clear();
                    panels.clear();
                }
                Some("tab") => {
                    tabs.push(at);
                    if let Some(id) = element.attr("id") {
                        named.insert(id, at);
                    }
                }
                Some("tabpanel") => {
                    let by = element.attr("aria-labelledby").and_then(|id| named.get(id));
                    if let Some(&tab) = by {
                        labels.set(tree, at, tab);
                    }
                    panels.push(at);
                }
                _ => {}
            }
        }
        labels.pair(tree, &tabs, &panels);
        labels
    }

    fn pair(&mut self, tree: &Tree, tabs: &[usize], panels: &[usize]) {
        if tabs.len() == panels.len() {
            for (&tab, &panel) in tabs.iter().zip(panels) {
                if !self.0.contains_key(&panel) {
                    self.set(tree, panel, tab);
                }
            }
        }
    }

    fn set(&mut self, tree: &Tree, panel: usize, tab: usize) {
        let mut label = String::new();
        for text in tree.texts(tab) {
            label.push_str(text);
            if label.len() > 100 {
                return;
            }
        }
        if let Some(label) = code::clean(&label) {
            self.0.insert(panel, label);
        }
    }

    /// The language that the label of a panel names.
    pub(super) fn label(&self, panel: usize) -> Option<String> {
        self.0.get(&panel).cloned()
    }
}
