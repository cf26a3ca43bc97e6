//! The header set of every answer: no other origin, no cache, no referrer, no sensor.

use axum::extract::State;
use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue};
use axum::response::Response;

/// The fixed part. Why each stands there: SECURITY.md, traces in a browser.
const FIXED: [(&str, &str); 8] = [
    ("cache-control", "no-store"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("strict-transport-security", "max-age=31536000"),
    ("x-robots-tag", "noindex"),
];

/// Every sensor, and everything that hands something to another page or program, as far as browsers on every system
/// know the name: an unknown one gives a line in the console. The microphone stands apart.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), clipboard-write=(), \
    display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), \
    local-fonts=(), magnetometer=(), midi=(), otp-credentials=(), payment=(), picture-in-picture=(), \
    publickey-credentials-create=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), \
    usb=(), window-management=(), xr-spatial-tracking=()";

/// The header set, with the origins that may show the pages in a frame.
#[derive(Clone, Debug)]
pub struct Headers {
    policy: HeaderValue,
    microphone: bool,
}

/// An origin that would change the policy's meaning.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an origin; write one such as https://example.org, without a path or a wildcard")]
pub struct BadOrigin(pub String);

impl Headers {
    /// Returns the headers for a study that lists these origins (`https://example.org`); with none, no page may frame
    /// it.
    ///
    /// # Errors
    /// [`BadOrigin`]: the first text that is not an origin over HTTPS, such as one with a path or a wildcard.
    pub fn new(embed_origins: &[String]) -> Result<Self, BadOrigin> {
        let bad = |origin: &String| BadOrigin(origin.clone());
        for origin in embed_origins {
            let host = origin.strip_prefix("https://").unwrap_or_default();
            let fits = |b: u8| b.is_ascii_alphanumeric() || b"-.:[]".contains(&b);
            if host.is_empty() || !host.bytes().all(fits) {
                return Err(bad(origin));
            }
        }
        let ancestors = if embed_origins.is_empty() { "'none'".to_string() } else { embed_origins.join(" ") };
        let policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; \
             img-src 'self'; media-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'; \
             frame-ancestors {ancestors}; require-trusted-types-for 'script'; trusted-types 'none'"
        );
        let policy = HeaderValue::try_from(policy).map_err(|_| BadOrigin(ancestors))?;
        Ok(Headers { policy, microphone: false })
    }

    /// Lets the pages themselves ask for the microphone: their study lets own words be spoken.
    pub fn with_microphone(self, microphone: bool) -> Self {
        Headers { microphone, ..self }
    }

    /// Returns all headers, as every response has them.
    pub fn all(&self) -> HeaderMap {
        let fixed = FIXED.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        let mut out: HeaderMap = fixed.collect();
        let microphone = if self.microphone { "self" } else { "" };
        if let Ok(permissions) = HeaderValue::try_from(format!("{PERMISSIONS}, microphone=({microphone})")) {
            out.insert(HeaderName::from_static("permissions-policy"), permissions);
        }
        out.insert(CONTENT_SECURITY_POLICY, self.policy.clone());
        out
    }
}

/// Puts the set on an answer.
pub(super) async fn set(State(headers): State<Headers>, mut response: Response) -> Response {
    let out = response.headers_mut();
    for (name, value) in &headers.all() {
        out.insert(name, value.clone());
    }
    response
}
