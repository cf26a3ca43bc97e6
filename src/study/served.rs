//! A battery as a page fetches it: in two files, whatever the number of its instruments.

use super::Pin;
use crate::instrument::{Instrument, Wording, fields};

/// The first part of a battery in one language, or all its other parts: `batteries/SHA256.json` beside the page. The
/// hash of the second file stands in the first, that of the first in the page's study, so the study's pin holds all.
#[derive(Clone, Debug, PartialEq)]
pub struct Served {
    /// Which files these instruments are.
    pub pins: Vec<Pin>,
    /// What is asked: each as its file has it, byte for byte.
    pub structures: Vec<Instrument>,
    /// Its words, as the battery's set reads them in this language.
    pub wordings: Vec<Wording>,
    /// SHA-256 (64 hex digits) of the file with the other parts; empty where there are none.
    pub rest: String,
}

fields!(Served { pins, structures, wordings; rest });
