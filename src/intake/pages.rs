//! The pages: files of one folder and nothing outside it.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder that is served.
#[derive(Clone, Debug)]
pub struct Site {
    /// Resolved, so that a link that leads out can be told.
    root: Arc<PathBuf>,
}

impl Site {
    /// Returns a folder with an `index.html`.
    ///
    /// # Errors
    /// The folder or its `index.html` is not there, or cannot be read.
    pub fn new(folder: &Path) -> io::Result<Self> {
        let root = folder.canonicalize()?;
        if !root.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        if !root.join("index.html").is_file() {
            return Err(io::Error::new(io::ErrorKind::NotFound, "it has no index.html"));
        }
        Ok(Site { root: Arc::new(root) })
    }

    /// The file behind a path of an address; `None` where there is none that may be served.
    ///
    /// `/i/INVITE` shows the first page, whose relative addresses then begin with `/i/`: every file is there too. A
    /// redirect to `/#INVITE` would leave a second address in the browser's history.
    fn read(&self, path: &str) -> Option<(PathBuf, Vec<u8>)> {
        let below = path.strip_prefix("/i/");
        let name = match below.or_else(|| path.strip_prefix('/'))? {
            "" if below.is_none() => "index.html",
            text if below.is_some() && is_invite(text) => "index.html",
            name => name,
        };
        let mut file = self.root.to_path_buf();
        for part in name.split('/') {
            file.push(plain(part)?);
        }
        let file = file.canonicalize().ok().filter(|f| f.starts_with(&*self.root) && f.is_file())?;
        let bytes = std::fs::read(&file).ok()?;
        Some((file, bytes))
    }
}

/// What an invite looks like; what it says is read in the page.
fn is_invite(text: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    text.len() == 60 && text.bytes().all(fits)
}

/// One step of a path, if it is a plain name: no dot in front (so neither `..` nor a hidden file), no `%`, no `\`.
fn plain(part: &str) -> Option<&str> {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    (!part.is_empty() && !part.starts_with('.') && part.bytes().all(fits)).then_some(part)
}

/// One file.
pub(super) async fn page(State(site): State<Site>, uri: Uri) -> Response {
    let path = uri.path().to_string();
    let found = tokio::task::spawn_blocking(move || site.read(&path)).await.ok().flatten();
    match found {
        Some((file, bytes)) => ([(CONTENT_TYPE, mime(&file))], bytes).into_response(),
        None => (StatusCode::NOT_FOUND, "there is no such page").into_response(),
    }
}

/// By hand, because a site has these few kinds of files: `mime_guess` knows a thousand others and no charset. A wasm
/// file under any other name is refused by a browser that compiles while it loads.
fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|e| e.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/vnd.microsoft.icon",
        Some("woff2") => "font/woff2",
        Some("mp3") => "audio/mpeg",
        Some("ogg") => "audio/ogg",
        Some("webm") => "audio/webm",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
