//! Invented pages in each of the ways.
