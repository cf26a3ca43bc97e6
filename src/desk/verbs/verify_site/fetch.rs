//! Files of a site over HTTP, as they are: no redirect is followed, nothing is unpacked.

use crate::desk::host::error::Failure;
use axum::http::HeaderMap;
use std::time::Duration;

/// Largest file that is read.
const LIMIT: u64 = 64 << 20;
/// For one file, from the first packet to the last.
const PATIENCE: Duration = Duration::from_secs(60);

/// A site.
pub struct Site {
    agent: ureq::Agent,
    /// With a slash at its end.
    base: String,
}

/// What it said to one request.
pub struct Answer {
    url: String,
    status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Site {
    /// The site at an address, with or without `index.html`.
    pub fn at(url: &str) -> Result<Self, Failure> {
        let base = url.split(['?', '#']).next().unwrap_or_default();
        let base = base.strip_suffix("index.html").unwrap_or(base).trim_end_matches('/');
        if !base.starts_with("https://") && !base.starts_with("http://") {
            return Err(Failure::unusable(
                format_args!("{url:?} is not an address"),
                "write it as https://example.org/",
            ));
        }
        let config = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).http_status_as_error(false);
        let config = config.max_redirects(0).max_redirects_will_error(false);
        Ok(Site { agent: config.build().into(), base: format!("{base}/") })
    }

    /// The address of a file.
    pub fn url(&self, name: &str) -> String {
        format!("{}{name}", self.base)
    }

    /// Asks for a file.
    pub fn get(&self, name: &str) -> Result<Answer, Failure> {
        let url = self.url(name);
        let failed = |e: ureq::Error| {
            Failure::unusable(
                format_args!("cannot fetch {url}: {e}"),
                "check the address and this machine's network connection",
            )
        };
        let mut got = self.agent.get(&url).call().map_err(failed)?;
        let body = got.body_mut().with_config().limit(LIMIT).read_to_vec().map_err(failed)?;
        Ok(Answer { status: got.status().as_u16(), headers: got.headers().clone(), body, url })
    }
}

impl Answer {
    /// Why it is not the file, where it is not.
    pub fn refused(&self) -> Option<String> {
        let to = || self.headers.get("location").and_then(|l| l.to_str().ok()).unwrap_or("nowhere");
        match self.status {
            200 => None,
            300..=399 => Some(format!("leads to {:?} ({})", to(), self.status)),
            404 => Some("is not there".to_string()),
            other => Some(format!("is refused ({other})")),
        }
    }

    /// The file's bytes, or a failure.
    pub fn whole(self) -> Result<Vec<u8>, Failure> {
        match self.refused() {
            None => Ok(self.body),
            Some(what) => Err(Failure::unusable(
                format_args!("{}: {what}", self.url),
                "pass --sums FILE with the release's SHA256SUMS",
            )),
        }
    }
}
