//! What every envelope of a slot says of the person and the moment.

use crate::seal::{Entry, Manifest};
use crate::study::{Role, Set};
use serde::{Deserialize, Serialize};

/// What every envelope of a slot says about the person and the wave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Who answered.
    pub role: Role,
    /// Which texts and look.
    pub set: Set,
    /// Study id.
    pub study: String,
    /// Wave id.
    pub wave: String,
}

impl Head {
    pub(super) fn of(e: &Entry) -> Self {
        Head { role: e.role, set: e.set, study: e.study.clone(), wave: e.wave.clone() }
    }

    pub(super) fn of_manifest(m: &Manifest) -> Self {
        Head { role: m.role, set: m.set, study: m.study.clone(), wave: m.wave.clone() }
    }
}
