//! The wire diff of examples: pairs written by hand, and the models of vendors that do not exist.

mod answers;
mod models;
mod pairs;
mod requests;
