//! Golden tests of the workspace.
