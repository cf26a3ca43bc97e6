//! The intake: takes sealed envelopes over HTTP and keeps them, create-only, in any object store.
//!
//! | request | answer |
//! |---|---|
//! | `PUT /v1/s/{slot}/e/{eid}`, nothing there yet | 201, and the bytes are on the disk |
//! | the same again, same bytes | 200 |
//! | the same name, other bytes | 409; what was there stays, the others go to `quarantine/` |
//! | the name of something deleted | 410, `gone EID`; nothing is kept |
//! | no age file of a padded size, too large, no such name | 400, 413, 400; nothing is kept |
//! | another key set than the study's, a slot that nobody was given, another origin | 403; nothing is kept |
//! | more than a sender may ask for in a minute | 429; nothing is kept |
//! | `DELETE` of the same address with the eid's secret | 200, `gone EID`; quarantine included, and nothing comes back |
//! | `GET /healthz` | 200, or 503 where the store cannot be reached |
//!
//! `slot` and `eid` are 32 lower-case hex digits, the header `kindstem-kset` has 16, and `kindstem-secret` 64. The
//! body of 200, 201 and 409 to a `PUT` is the SHA-256 in lower-case hex of what is stored. A page believes an answer
//! only by its body: any other server may answer 200, or nothing with 204. Objects are named `{kset}/{slot}/{eid}.age`;
//! a deletion leaves an empty one, `gone/{eid}`, because a `PUT` whose sender gave up may still be on its way.
//! A page that was opened at `/i/INVITE` finds all of this, and its files, below `/i/` as well.
//!
//! The intake holds no key and no state, so any number of them may run side by side before one store. It writes no
//! log; no slot, address or body stands in any error, and its numbers ([`Intake::numbers`]) know none. Who has a link
//! may add to its slot, as is meant. TLS is for the proxy in front.

#[cfg(feature = "s3")]
mod bucket;
mod folder;
mod headers;
mod http;
mod limits;
mod metrics;
mod name;
mod origin_gate;
mod pages;
mod server;
mod shape;
mod slots;
mod store;
mod store_error;

#[cfg(feature = "s3")]
pub use bucket::{BadBucket, Bucket};
pub use headers::{BadOrigin, Headers};
pub use http::LIMIT;
pub use limits::Limits;
pub use metrics::{Metrics, Watched};
pub use name::{Name, Secret};
pub use pages::Site;
pub use shape::plain_size;
pub use slots::{BadSlots, Slots};
pub use store::{Kept, Store};
pub use store_error::StoreError;

use axum::Router;
use axum::middleware::{from_fn_with_state, map_response_with_state};
use axum::routing::{get, put};
use tokio::net::TcpListener;

/// Pages and intake, ready to be served.
pub struct Intake {
    router: Router,
    numbers: Router,
    limits: Limits,
    rate_limiter: limits::SenderLimiter,
    metrics: Metrics,
}

impl Intake {
    /// Returns the pages of a site, and the intake before a store; without a store nothing is taken in. The header set
    /// is on every answer.
    pub fn new(site: Site, headers: Headers, store: Option<Store>, limits: Limits) -> Self {
        let metrics = Metrics::default();
        let rate_limiter = limits::SenderLimiter::new(&limits);
        let store = store.map(|store| store.counting(metrics.clone()));
        let health = Router::new().route("/healthz", get(origin_gate::health)).with_state(store.clone());
        let mut router = health.clone();
        if let Some(store) = store {
            let state = http::IntakeState { store, body_time: limits.body_time };
            let entry = put(http::put).delete(http::delete).with_state(state);
            router = router.route("/v1/s/{slot}/e/{eid}", entry.clone()).route("/i/v1/s/{slot}/e/{eid}", entry);
        }
        let gate = origin_gate::Gate { rate_limiter: rate_limiter.clone(), metrics: metrics.clone() };
        let router = router
            .route_layer(from_fn_with_state(gate, origin_gate::pass))
            .fallback_service(get(pages::page).with_state(site))
            .layer(map_response_with_state(headers, headers::set));
        let text = metrics.clone();
        let numbers = health.route("/metrics", get(async move || text.read().await));
        Intake { router, numbers, limits, rate_limiter, metrics }
    }

    /// Shows in the numbers what this says, each time that they are asked for. The first one that is given stays.
    pub fn watch(&self, look: impl Fn() -> Watched + Send + Sync + 'static) {
        self.metrics.watch(look);
    }

    /// Returns the routes, for who brings a server of their own. Limits on senders and connections are not in them.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Serves until `stop` ends; requests under way come to their end first.
    pub async fn serve(&self, listener: TcpListener, stop: impl Future<Output = ()>) {
        let (rate_limiter, metrics) = (self.rate_limiter.clone(), self.metrics.clone());
        server::serve(listener, self.router.clone(), &self.limits, rate_limiter, metrics, stop).await;
    }

    /// Serves `/metrics` and `/healthz`, for whoever runs the intake; never where a respondent's home can ask.
    pub async fn numbers(&self, listener: TcpListener, stop: impl Future<Output = ()>) {
        let limits = Limits { per_minute: None, connections: 16, ..self.limits.clone() };
        let rate_limiter = limits::SenderLimiter::new(&limits);
        server::serve(listener, self.numbers.clone(), &limits, rate_limiter, Metrics::default(), stop).await;
    }
}
