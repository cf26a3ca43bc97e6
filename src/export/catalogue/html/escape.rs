//! Text into HTML: definitions may have been written by anybody.

use std::fmt::{self, Display, Write};

/// Text as HTML shows it, in an element or in an attribute with quotes.
pub struct Text<T>(
    /// What is shown.
    pub T,
);

impl<T: Display> Display for Text<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaping(f), "{}", self.0)
    }
}

struct Escaping<'a, 'f>(&'a mut fmt::Formatter<'f>);

impl Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|c| match c {
            '&' => self.0.write_str("&amp;"),
            '<' => self.0.write_str("&lt;"),
            '>' => self.0.write_str("&gt;"),
            '"' => self.0.write_str("&quot;"),
            '\'' => self.0.write_str("&#39;"),
            // A range does not break.
            '–' => self.0.write_str("&#8288;–&#8288;"),
            c => self.0.write_char(c),
        })
    }
}

/// The same, with places at which a long address or name may break.
pub(super) struct Breaking<'a>(pub &'a str);

impl Display for Breaking<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, part) in self.0.split_inclusive(['/', '_', '.', '=']).enumerate() {
            let mark = if n > 0 { "<wbr>" } else { "" };
            write!(f, "{mark}{}", Text(part))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(Text("<a href=\"x\">O'Hara & co").to_string(), "&lt;a href=&quot;x&quot;&gt;O&#39;Hara &amp; co");
        assert_eq!(Breaking("a/<b>_c").to_string(), "a/<wbr>&lt;b&gt;_<wbr>c");
        assert_eq!(Text(12).to_string(), "12");
        assert_eq!(Text("0–27").to_string(), "0&#8288;–&#8288;27");
    }
}
