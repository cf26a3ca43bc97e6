//! A code to scan, as one SVG path: sharp at any size, no picture file, no style.

use crate::desk::host::error::Failure;
use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// Modules of white around it, as the standard wants.
const QUIET: usize = 4;

/// The code of a link. A quarter of it may be spoilt (level Q): paper is folded and stained.
pub fn svg(link: &str) -> Result<Markup, Failure> {
    let code = QrCode::with_error_correction_level(link, EcLevel::Q)
        .map_err(|_| Failure::findings("the links are too long for a code", "shorten --base"))?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            // Writing into a String does not fail.
            let _ = write!(path, "M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET);
        }
    }
    let size = width + 2 * QUIET;
    Ok(html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {size} {size}")) shape-rendering="crispEdges"
            aria-hidden="true" {
            path fill="#fff" d=(format!("M0 0h{size}v{size}H0z")) {}
            path fill="#000" d=(path) {}
        }
    })
}
