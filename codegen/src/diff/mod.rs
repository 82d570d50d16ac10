//! diff: what differs between two descriptions of an operation.
