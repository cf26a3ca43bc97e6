//! The intake over real sockets: what it keeps, what it refuses, what it never does; and the pages with their headers.

#[cfg(feature = "s3")]
mod bucket;
mod envelopes;
mod hostile;
// The same small HTTP client as that of the desk's tests; two test programs can share a file in this way only.
#[path = "../desk/http.rs"]
mod http;
mod killed;
mod kit;
mod pages;
mod place;
