//! The intake: takes sealed envelopes over HTTP and keeps them, create-only, in any object store.
//!
//! | request | answer |
//! |---|---|
//! | `PUT /v1/s/{slot}/e/{eid}`, nothing there yet | 201, and the bytes are on the disk |
//! | the same again, same bytes | 200 |
//! | the same name, other bytes | 409; what was there stays, the others go to `quarantine/` |
//! | no age file, too large, no such name | 400, 413, 400; nothing is kept |
//! | another key set than the study's, another origin | 403; nothing is kept |
//! | `DELETE` of the same address with the eid's secret | 204, quarantine included |
//!
//! `slot` and `eid` are 32 lower-case hex digits, the header `kindstem-kset` has 16, and `kindstem-secret` 64. The
//! body of 200, 201 and 409 is the SHA-256 in hex of what is stored. Objects are named `{kset}/{slot}/{eid}.age`.
//! A page that was opened at `/i/INVITE` finds all of this, and its files, below `/i/` as well.
//!
//! The intake holds no key and no state, so any number of them may run side by side before one store. It writes no
//! log; no slot, address or body stands in any error. Who has a link may add to its slot, as is meant; how many
//! requests a minute is for the proxy in front, which also ends TLS.

mod headers;
mod http;
mod name;
mod pages;
mod store;

pub use headers::{BadOrigin, Headers};
pub use http::{LIMIT, TIME_LIMIT};
pub use name::{Name, Secret};
pub use pages::Site;
pub use store::{Kept, Store, Trouble};

use axum::Router;
use axum::middleware::map_response_with_state;
use axum::routing::{get, put};

/// The routes of pages and intake, with the header set on every answer. Without a store nothing is taken in.
pub fn router(site: Site, headers: Headers, store: Option<Store>) -> Router {
    let mut router = Router::new();
    if let Some(store) = store {
        let entry = put(http::put).delete(http::delete).with_state(store);
        router = router.route("/v1/s/{slot}/e/{eid}", entry.clone()).route("/i/v1/s/{slot}/e/{eid}", entry);
    }
    router.fallback_service(get(pages::page).with_state(site)).layer(map_response_with_state(headers, headers::set))
}
