//! Which addresses a page names in its attributes: what a browser would fetch for it.

/// Attributes that lead to a file.
const ATTRIBUTES: [&str; 4] = ["href", "src", "study", "action"];

/// Addresses in the order in which they stand there, without what follows `?` or `#`.
pub fn of(html: &str) -> Vec<String> {
    let mut out = Vec::new();
    for name in ATTRIBUTES {
        for (at, _) in html.match_indices(name) {
            let before = html[..at].chars().next_back();
            let Some(value) = html[at + name.len()..].trim_start().strip_prefix('=') else { continue };
            // `data-src` and the like are not followed by a browser.
            if before.is_some_and(|c| c.is_whitespace() || c == '"' || c == '\'') {
                out.push((at, address(value.trim_start())));
            }
        }
    }
    out.sort();
    out.into_iter().map(|(_, address)| address).filter(|a| !a.is_empty()).collect()
}

fn address(value: &str) -> String {
    let end = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => return plain(value[1..].split(quote).next().unwrap_or_default()),
        _ => value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len()),
    };
    plain(&value[..end])
}

fn plain(address: &str) -> String {
    let file = address.split(['?', '#']).next().unwrap_or_default().trim();
    file.strip_prefix("./").unwrap_or(file).to_string()
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn every_way_to_write_an_attribute_is_seen() {
        let html = r##"<link rel=x href="a.css"><script src = 'b.js?v=1'></script><img src=c.png><a href="#top">x</a>
            <script  type="module"
              src="./d.js"></script><form study="page.json" data-src="no.js"><script src=https://e.example/f.js>"##;
        let found = ["a.css", "b.js", "c.png", "d.js", "page.json", "https://e.example/f.js"];
        assert_eq!(of(html), found);
    }
}
