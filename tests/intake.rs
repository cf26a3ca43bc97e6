//! The intake over real sockets: what it keeps, what it refuses, what it never does; and the pages with their headers.

#[cfg(feature = "s3")]
#[path = "intake/bucket.rs"]
mod bucket;
#[path = "intake/envelopes.rs"]
mod envelopes;
#[path = "intake/hostile.rs"]
mod hostile;
#[path = "desk/http.rs"]
mod http;
#[path = "intake/killed.rs"]
mod killed;
#[path = "intake/kit.rs"]
mod kit;
#[path = "intake/pages.rs"]
mod pages;
#[path = "intake/place.rs"]
mod place;
