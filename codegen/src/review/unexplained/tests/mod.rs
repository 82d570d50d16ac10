//! A gap is reported, and the real specs have none.

mod gaps;
mod mutations;
mod renamings;
mod rewritings;
mod specs;
mod tree;
