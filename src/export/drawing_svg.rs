//! A drawing as a picture: the strokes that a page sealed, as SVG.
//!
//! `{"strokes":[{"c":0,"p":[x,y,dx,dy,…],"w":1},…],"v":1}`: on a sheet of 1000 by 750, the colour and the thickness by
//! their numbers, the first point, then from point to point.

use serde::Deserialize;
use std::fmt::Write;

/// Width and height of the sheet.
pub const CANVAS: (i32, i32) = (1000, 750);
/// The colours of `www/tools/draw.js`, in its order.
const COLOURS: [&str; 6] = ["#1d2733", "#b3261e", "#1b5fb8", "#2c7a3a", "#d98200", "#7a4a21"];
/// The thicknesses of `www/tools/draw.js`, in its order.
const WIDTHS: [u32; 3] = [5, 11, 24];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Drawing {
    strokes: Vec<Stroke>,
    v: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stroke {
    c: usize,
    p: Vec<i32>,
    w: usize,
}

/// A stroke as SVG has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `#rrggbb`.
    pub colour: &'static str,
    /// On a canvas of [`CANVAS`].
    pub width: u32,
    /// The data of a path.
    pub path: String,
}

/// Reads the strokes of a drawing (JSON), the lowest first. `None` if it is not a drawing.
pub fn lines(strokes: &[u8]) -> Option<Vec<Line>> {
    let drawing: Drawing = serde_json::from_slice(strokes).ok().filter(|d: &Drawing| d.v == 1)?;
    drawing.strokes.into_iter().map(line).collect()
}

fn line(stroke: Stroke) -> Option<Line> {
    let (colour, width) = (COLOURS.get(stroke.c)?, WIDTHS.get(stroke.w)?);
    let [x, y, rest @ ..] = stroke.p.as_slice() else { return None };
    let (moves, odd) = rest.as_chunks::<2>();
    if !odd.is_empty() {
        return None;
    }
    // A point is a line that goes nowhere; its round ends show.
    let moves: &[[i32; 2]] = if moves.is_empty() { &[[0, 0]] } else { moves };
    let mut path = format!("M{x} {y}");
    moves.iter().try_for_each(|[dx, dy]| write!(path, "l{dx} {dy}")).ok()?;
    Some(Line { colour, width: *width, path })
}

/// Returns a drawing as an SVG file. `None` if it is not a drawing.
pub fn svg(strokes: &[u8]) -> Option<String> {
    let (w, h) = CANVAS;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" fill=\"none\" stroke-linecap=\"round\" \
         stroke-linejoin=\"round\"><rect width=\"{w}\" height=\"{h}\" fill=\"#fff\"/>"
    );
    for Line { colour, width, path } in lines(strokes)? {
        write!(out, "<path stroke=\"{colour}\" stroke-width=\"{width}\" d=\"{path}\"/>").ok()?;
    }
    out.push_str("</svg>\n");
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn a_line_and_a_point() {
        let made = svg(br#"{"strokes":[{"c":1,"p":[10,20,5,-5],"w":0},{"c":0,"p":[1,2],"w":2}],"v":1}"#).unwrap();
        assert!(made.contains(r##"<path stroke="#b3261e" stroke-width="5" d="M10 20l5 -5"/>"##), "{made}");
        assert!(made.contains("d=\"M1 2l0 0\""), "{made}");
    }

    #[test]
    fn what_is_no_drawing_gives_none() {
        for bad in [
            "",
            "{}",
            r#"{"strokes":[],"v":2}"#,
            r#"{"strokes":[{"c":9,"p":[1,2],"w":0}],"v":1}"#,
            r#"{"strokes":[{"c":0,"p":[1,2,3],"w":0}],"v":1}"#,
            r#"{"strokes":[{"c":0,"p":["\"/><script>"],"w":0}],"v":1}"#,
        ] {
            assert_eq!(svg(bad.as_bytes()), None, "{bad}");
        }
    }
}
