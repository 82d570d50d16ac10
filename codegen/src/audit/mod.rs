//! audit: every fact of the specs against the captured pages.
