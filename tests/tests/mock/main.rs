//! The fake server: what tests make it answer, what it answers as a vendor, and what goes wrong on purpose.

mod clients;
mod raw;

mod expectations;
mod load;
mod pages;
mod process;
mod reports;
mod trouble;
mod vendors;
